/// Writes the Distinguished Encoding Rules of ASN.1, ITU-T X.690 §8 and §10.
enum DERWriter {
  /// An element of these contents.
  static func element(_ tag: DERTag, _ contents: [UInt8]) -> [UInt8] {
    var bytes = [tag.rawValue]
    bytes.reserveCapacity(contents.count + 5)
    if contents.count < 0x80 {
      bytes.append(UInt8(contents.count))
    } else {
      let octets = contents.count.bigEndianOctets
      bytes.append(0x80 | UInt8(octets.count))
      bytes += octets
    }
    return bytes + contents
  }

  /// A SEQUENCE of elements.
  static func sequence(_ elements: [UInt8]...) -> [UInt8] {
    element(.sequence, elements.flatMap(\.self))
  }

  /// An INTEGER that is not negative, of its octets in big-endian order.
  static func unsignedInteger(_ octets: [UInt8]) -> [UInt8] {
    var contents = Array(octets.drop { $0 == 0 })
    if (contents.first ?? 0x80) >= 0x80 { contents.insert(0, at: 0) }
    return element(.integer, contents)
  }

  /// A BIT STRING of whole octets.
  static func bitString(_ octets: [UInt8]) -> [UInt8] { element(.bitString, [0] + octets) }
}

extension Int {
  /// The octets of a number above zero, without leading zeros.
  fileprivate var bigEndianOctets: [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
      .drop { $0 == 0 }.map(\.self)
  }
}
