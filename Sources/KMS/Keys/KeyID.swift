package import Kernel

/// The id of a KMS key: a UUID, or `mrk-` and 32 hexadecimal digits.
package struct KeyID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The id as AWS writes it.
  package let description: String

  /// The id before which no other stands.
  static let least = KeyID(known: "00000000-0000-0000-0000-000000000000")

  /// Makes an id of a text known to have the form.
  private init(known text: String) { description = text }

  /// Makes an id; `nil` for a text of another form.
  package init?(_ text: some StringProtocol) {
    // Without splitting: an event of the queue names its key by ARN, and there are many events.
    let isMultiRegion = text.hasPrefix("mrk-")
    guard text.utf8.count == 36 else { return nil }
    for (index, byte) in text.utf8.enumerated() where index >= 4 || !isMultiRegion {
      let isDash = !isMultiRegion && KeyID.dashes.contains(index)
      guard isDash ? byte == UInt8(ascii: "-") : KeyID.isDigit(byte) else { return nil }
    }
    description = String(text)
  }

  private static let dashes = [8, 13, 18, 23]

  private static func isDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte)
  }

  /// Whether keys in several Regions share this id.
  package var isMultiRegion: Bool { description.hasPrefix("mrk-") }

  /// The 16 bytes of the digits, as a ciphertext carries them.
  package var bytes: [UInt8] {
    Hex.decode(String(description.dropFirst(isMultiRegion ? 4 : 0).filter { $0 != "-" })) ?? []
  }

  /// Makes the id of 16 bytes.
  package init?(bytes: [UInt8], isMultiRegion: Bool) {
    guard bytes.count == 16 else { return nil }
    let digits = Hex.encode(bytes)
    if isMultiRegion {
      self.init("mrk-" + digits)
    } else {
      var rest = digits[...]
      var parts: [Substring] = []
      for length in [8, 4, 4, 4, 12] {
        parts.append(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      self.init(parts.joined(separator: "-"))
    }
  }

  /// Orders by text.
  package static func < (left: KeyID, right: KeyID) -> Bool { left.description < right.description }
}

/// Where a key lives; multi-Region keys share an id, so the id alone does not tell.
package struct KeyAddress: Sendable, Hashable, Comparable {
  /// The owner.
  package let account: AccountID
  /// The Region.
  package let region: Region
  /// The id.
  package let id: KeyID

  /// Makes an address.
  package init(account: AccountID, region: Region, id: KeyID) {
    self.account = account
    self.region = region
    self.id = id
  }

  /// The address that a key ARN names; `nil` for other ARNs.
  package init?(_ arn: ARN) {
    guard arn.service == "kms", arn.resource.hasPrefix("key/"),
      let account = AccountID(arn.account), let region = Region(arn.region),
      let id = KeyID(arn.resource.dropFirst(4))
    else { return nil }
    self.init(account: account, region: region, id: id)
  }

  /// The key ARN.
  package var arn: ARN {
    ARN(service: "kms", region: region, account: account, resource: "key/\(id)")
  }

  /// Orders by account, Region, id.
  package static func < (left: KeyAddress, right: KeyAddress) -> Bool {
    (left.account, left.region, left.id) < (right.account, right.region, right.id)
  }
}
