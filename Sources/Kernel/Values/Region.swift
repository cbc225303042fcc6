/// An AWS Region: an open set, since AWS opens new ones.
package struct Region: Sendable, Hashable, Comparable {
  /// The code's characters from the highest byte down: a small value that many keys can hold.
  private let packed: UInt128

  /// The longest code that fits; AWS's have up to 15 characters.
  private static let longestCode = 16

  /// Makes a Region; `nil` unless the text has the form of a code, as in `eu-central-1`.
  package init?(_ text: Substring) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), text.utf8.count <= Region.longestCode,
      let number = parts.last, !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) }),
      parts.dropLast().allSatisfy({ part in
        !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) }
      })
    else { return nil }
    self.init(code: text)
  }

  /// Makes a Region; `nil` unless the text has the form of a code.
  package init?(_ text: String) { self.init(text[...]) }

  /// Makes a Region of a code known to be well-formed.
  private init(code: Substring) {
    var packed: UInt128 = 0
    for byte in code.utf8 { packed = packed << 8 | UInt128(byte) }
    self.packed = packed << UInt128(8 * (Region.longestCode - code.utf8.count))
  }

  /// Virginia, where AWS's examples live.
  package static let usEast1 = Region(code: "us-east-1")
  /// Oregon.
  package static let usWest2 = Region(code: "us-west-2")
  /// Ireland.
  package static let euWest1 = Region(code: "eu-west-1")
  /// Frankfurt.
  package static let euCentral1 = Region(code: "eu-central-1")

  /// The Regions that help and suggestions name.
  package static let common: [Region] = [usEast1, usWest2, euWest1, euCentral1]

  /// Orders by code.
  package static func < (left: Region, right: Region) -> Bool { left.packed < right.packed }
}

extension Region: MapKey {}

extension Region: CustomStringConvertible {
  /// The Region's code, `us-east-1`.
  package var description: String {
    let bytes = (0..<Region.longestCode).map { index in
      UInt8(truncatingIfNeeded: packed >> UInt128(8 * (Region.longestCode - 1 - index)))
    }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
