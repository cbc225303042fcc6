package import Kernel

/// The id of a KMS key: a UUID, or `mrk-` and 32 hexadecimal digits.
package struct KeyID: Sendable, Hashable, Comparable {
  /// The digits.
  package let digits: UniqueID
  /// Whether keys in several Regions share this id.
  package let isMultiRegion: Bool

  /// The id that comes before all others.
  static let least = KeyID(UniqueID(bits: 0))

  /// Makes an id of its digits.
  package init(_ digits: UniqueID, isMultiRegion: Bool = false) {
    self.digits = digits
    self.isMultiRegion = isMultiRegion
  }

  /// Makes an id; `nil` for a text of another form.
  package init?(_ text: Substring) {
    guard text.hasPrefix("mrk-") else {
      guard let digits = UniqueID(text) else { return nil }
      self.init(digits)
      return
    }
    let hex = text.utf8.dropFirst(4).map { Hex.digit($0) }
    guard hex.count == 32 else { return nil }
    var bits: UInt128 = 0
    for digit in hex {
      guard let digit else { return nil }
      bits = bits << 4 | UInt128(digit)
    }
    self.init(UniqueID(bits: bits), isMultiRegion: true)
  }

  /// Makes an id; `nil` for a text of another form.
  package init?(_ text: String) { self.init(text[...]) }

  /// Orders as the texts are ordered.
  package static func < (left: KeyID, right: KeyID) -> Bool {
    left.isMultiRegion == right.isMultiRegion
      ? left.digits < right.digits : right.isMultiRegion
  }
}

extension KeyID: CustomStringConvertible {
  /// The id as AWS writes it.
  package var description: String {
    isMultiRegion ? "mrk-" + Hex.encode(digits.bytes) : digits.description
  }
}

/// Where a key lives; multi-Region keys share an id, so the id alone does not tell.
package struct KeyAddress: Sendable, Hashable, MapKey {
  /// The id; it stands first, since 16 bytes fewer fit more keys into a node of a map.
  package let id: KeyID
  /// The owner.
  package let account: AccountID
  /// The Region.
  package let region: Region

  /// Makes an address.
  package init(account: AccountID, region: Region, id: KeyID) {
    self.account = account
    self.region = region
    self.id = id
  }

  /// The address that a key ARN names; `nil` for other ARNs.
  package init?(_ arn: ARN) {
    guard arn.service == "kms", arn.resource.hasPrefix("key/"),
      let account = arn.account, let region = arn.region,
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
