/// Reads the Distinguished Encoding Rules of ASN.1, ITU-T X.690 §8 and §10, element by element.
///
/// Every element must have the tag that is asked for, and a definite length in its shortest form
/// that the bytes bear; everything else is `invalidEncoding`.
struct DERReader: ~Copyable {
  /// What has not been read yet.
  private var rest: ArraySlice<UInt8>

  /// Starts at the first of these bytes.
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// The tag of the next element; `nil` at the end.
  var nextTag: UInt8? { rest.first }

  /// The contents of the next element, which must have this tag.
  mutating func contents(of tag: DERTag) throws(CipherError) -> ArraySlice<UInt8> {
    guard rest.popFirst() == tag.rawValue, let first = rest.popFirst() else {
      throw .invalidEncoding
    }
    var count = Int(first)
    if first >= 0x80 {
      let octets = Int(first & 0x7F)
      // Three octets tell of 16 MiB; a first octet of zero, or one octet of a short length, is not
      // the shortest form (§10.1).
      guard (1...3).contains(octets), rest.count >= octets, rest.first != 0 else {
        throw .invalidEncoding
      }
      count = rest.prefix(octets).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(octets)
      guard count >= 0x80 else { throw .invalidEncoding }
    }
    guard rest.count >= count else { throw .invalidEncoding }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A reader of the elements within the next one.
  mutating func constructed(_ tag: DERTag = .sequence) throws(CipherError) -> DERReader {
    DERReader(try contents(of: tag))
  }

  /// The octets of the next INTEGER, which must not be negative, without its leading zero; zero
  /// is one octet.
  mutating func unsignedInteger() throws(CipherError) -> [UInt8] {
    let contents = try contents(of: .integer)
    guard let first = contents.first, first < 0x80 else { throw .invalidEncoding }
    guard first == 0, contents.count > 1 else { return Array(contents) }
    // A zero that no sign bit asks for is not the shortest form (§8.3.2).
    guard contents[contents.startIndex + 1] >= 0x80 else { throw .invalidEncoding }
    return Array(contents.dropFirst())
  }

  /// The octets of the next BIT STRING, which must have no unused bits.
  mutating func bitString(_ tag: DERTag = .bitString) throws(CipherError) -> ArraySlice<UInt8> {
    var contents = try contents(of: tag)
    guard contents.popFirst() == 0 else { throw .invalidEncoding }
    return contents
  }

  /// Fails unless all has been read.
  consuming func requireEnd() throws(CipherError) {
    guard rest.isEmpty else { throw .invalidEncoding }
  }
}
