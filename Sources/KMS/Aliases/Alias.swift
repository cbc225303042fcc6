import Access
package import Kernel

/// Where an alias lives.
package struct AliasAddress: Sendable, MapKey {
  /// The owner.
  package let account: AccountID
  /// The Region.
  package let region: Region
  /// The name, `alias/…`.
  package let name: String

  /// Makes an address.
  package init(account: AccountID, region: Region, name: String) {
    self.account = account
    self.region = region
    self.name = name
  }

  /// The address in an alias ARN; `nil` for the ARN of anything else.
  init?(_ arn: ARN) {
    guard arn.service == "kms", arn.resource.hasPrefix("alias/"), let account = arn.account,
      let region = arn.region
    else { return nil }
    self.init(account: account, region: region, name: arn.resource)
  }

  /// The alias ARN.
  package var arn: ARN { ARN(service: "kms", region: region, account: account, resource: name) }

  /// Orders by account, Region, and the bytes of the name.
  package static func < (left: AliasAddress, right: AliasAddress) -> Bool {
    (left.account, left.region) == (right.account, right.region)
      ? left.name.precedesByBytes(right.name)
      : (left.account, left.region) < (right.account, right.region)
  }

  /// Whether account, Region and the bytes of the name are the same.
  package static func == (left: AliasAddress, right: AliasAddress) -> Bool {
    (left.account, left.region) == (right.account, right.region)
      && left.name.hasSameBytes(as: right.name)
  }
}

/// A second name of a key; a resource of its own.
package struct Alias: Sendable, Equatable {
  /// Where it lives.
  package let address: AliasAddress
  /// The key that it names, in its own account and Region.
  package var target: KeyID
  /// When it was made.
  package let creationDate: Timestamp
  /// When it was last given a key.
  package var lastUpdatedDate: Timestamp

  /// Most aliases that one key can have.
  static let quotaPerKey = 50

  /// The key that it names.
  package var targetAddress: KeyAddress {
    KeyAddress(account: address.account, region: address.region, id: target)
  }
}

/// An alias as its key finds it.
struct AliasOfKey: Sendable, MapKey {
  let key: KeyAddress
  /// The alias's name.
  let name: String

  /// Makes the place of a name among a key's aliases.
  init(key: KeyAddress, name: String) {
    self.key = key
    self.name = name
  }

  /// Makes the place of an alias.
  init(_ alias: Alias) { self.init(key: alias.targetAddress, name: alias.address.name) }

  /// Orders by key, then by the bytes of the name.
  static func < (left: AliasOfKey, right: AliasOfKey) -> Bool {
    left.key == right.key ? left.name.precedesByBytes(right.name) : left.key < right.key
  }

  /// Whether key and the bytes of the name are the same.
  static func == (left: AliasOfKey, right: AliasOfKey) -> Bool {
    left.key == right.key && left.name.hasSameBytes(as: right.name)
  }
}

/// An alias name as a request gives it.
package struct AliasName: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes a name of any text.
  package init(_ text: String) { self.text = text }

  /// AWS's limits: 1–256 characters of `[a-zA-Z0-9:/_-]`.
  private static let constraints: [Constraint] = [
    .length(1...256),
    .pattern("^[a-zA-Z0-9:/_-]+$") { text in
      text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: ":/_-".utf8.contains(byte)
        }
      }
    },
  ]

  /// Whether an alias can have it, be it one of AWS's own.
  var isAllowed: Bool {
    text.hasPrefix("alias/") && text.utf8.count > 6 && !text.utf8.contains(UInt8(ascii: ":"))
      && AliasName.constraints.allSatisfy { $0.broken(by: .string(text)) == nil }
  }

  /// Fails for names without `alias/`, and for the ones that AWS keeps for itself.
  func check() throws(KMSFailure) {
    guard text.hasPrefix("alias/") else { throw .aliasWithoutPrefix }
    guard !text.hasPrefix("alias/aws/") else { throw .reservedAlias }
    guard isAllowed else { throw .invalidAliasName(text) }
  }

  /// The address in the scope of a call.
  func address(as call: Call) -> AliasAddress {
    AliasAddress(account: call.account, region: call.region, name: text)
  }

  /// The member AliasName.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> AliasName
  ) -> Member<Root, AliasName> {
    Member(
      "AliasName", path, constraints: constraints, suggests: .aliases,
      help: "The alias, beginning with alias/.")
  }
}

extension KMSState {
  /// The alias at an address.
  func alias(_ address: AliasAddress) throws(KMSFailure) -> Alias {
    guard let alias = aliases[address] else { throw .aliasNotFound(address.arn) }
    return alias
  }

  /// Fails where a key has as many aliases as AWS allows.
  func requireRoomForAlias(on key: Key) throws(KMSFailure) {
    guard aliases(of: key.address).count < Alias.quotaPerKey else {
      throw .limitExceeded(
        "The quota of \(Alias.quotaPerKey) aliases of \(key.arn) has been reached.")
    }
  }
}
