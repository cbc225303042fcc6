package import Kernel

/// The id of a custom key store: `cks-` and 17 hexadecimal digits.
package struct CustomKeyStoreID: Sendable, Hashable, Comparable {
  /// 68 bits.
  private let bits: UInt128

  /// The id that comes before all others.
  static let least = CustomKeyStoreID(bits: 0)

  private static let prefix = "cks-"
  private static let digitCount = 17

  private init(bits: UInt128) { self.bits = bits }

  /// Makes the id of 9 drawn bytes, of which it takes 68 bits.
  init(drawn bytes: [UInt8]) {
    precondition(bytes.count == 9, "an id of a custom key store is drawn from 9 bytes")
    bits = bytes.reduce(0) { $0 << 8 | UInt128($1) } >> 4
  }

  /// Reads an id; `nil` for a text of another form.
  package init?(_ text: some StringProtocol) {
    guard text.hasPrefix(CustomKeyStoreID.prefix) else { return nil }
    let digits = text.utf8.dropFirst(CustomKeyStoreID.prefix.utf8.count).map { Hex.digit($0) }
    guard digits.count == CustomKeyStoreID.digitCount else { return nil }
    var bits: UInt128 = 0
    for digit in digits {
      guard let digit else { return nil }
      bits = bits << 4 | UInt128(digit)
    }
    self.bits = bits
  }

  /// Orders as the texts are ordered.
  package static func < (left: CustomKeyStoreID, right: CustomKeyStoreID) -> Bool {
    left.bits < right.bits
  }
}

extension CustomKeyStoreID: CustomStringConvertible {
  /// The id as AWS writes it.
  package var description: String {
    let bytes = (0..<9).map { UInt8(truncatingIfNeeded: bits >> UInt128(64 - 8 * $0)) }
    return CustomKeyStoreID.prefix + Hex.encode(bytes).dropFirst()
  }
}

/// Where a custom key store is.
package struct CustomKeyStoreAddress: Sendable, Hashable, MapKey {
  /// The owner.
  package let account: AccountID
  /// The Region.
  package let region: Region
  /// The id.
  package let id: CustomKeyStoreID

  /// Makes an address.
  package init(account: AccountID, region: Region, id: CustomKeyStoreID) {
    self.account = account
    self.region = region
    self.id = id
  }

  private static let resource = "custom-key-store/"

  /// The address that an event in the queue names; `nil` for other ARNs.
  package init?(_ arn: ARN) {
    guard arn.service == "kms", arn.resource.hasPrefix(CustomKeyStoreAddress.resource),
      let account = arn.account, let region = arn.region,
      let id = CustomKeyStoreID(arn.resource.dropFirst(CustomKeyStoreAddress.resource.count))
    else { return nil }
    self.init(account: account, region: region, id: id)
  }

  /// The name in the queue; AWS gives custom key stores no ARN, so that no policy names one.
  package var arn: ARN {
    ARN(
      service: "kms", region: region, account: account,
      resource: CustomKeyStoreAddress.resource + id.description)
  }

  /// Orders by account, Region, id.
  package static func < (left: CustomKeyStoreAddress, right: CustomKeyStoreAddress) -> Bool {
    (left.account, left.region, left.id) < (right.account, right.region, right.id)
  }
}
