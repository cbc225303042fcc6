import Access
package import Kernel

/// All keys, aliases and grants, of every account and Region.
package struct KMSState: Sendable {
  /// The keys by address.
  package internal(set) var keys = BoxedMap<KeyAddress, Key>()
  /// The aliases by address.
  package private(set) var aliases: OrderedMap<AliasAddress, Alias> = [:]
  /// The same aliases by the key that they name, so that no call looks at all of an account.
  private var aliasesOfKeys: OrderedMap<AliasOfKey, AliasAddress> = [:]

  /// The grants by key and id.
  package internal(set) var grants = BoxedMap<GrantAddress, Grant>()

  /// The custom key stores by address.
  package internal(set) var keyStores: OrderedMap<CustomKeyStoreAddress, CustomKeyStore> = [:]
  /// The policies of keys that were made without one, by account.
  var standardPolicies: OrderedMap<AccountID, KeyPolicy> = [:]
  /// What keeps keys for KMS outside of it.
  package internal(set) var keepers = KeyKeepers()

  /// Makes a state without keys.
  package init() {}

  /// The keys of an account in a Region, in the order of their ids.
  package func keys(account: AccountID, region: Region) -> some Sequence<Key> {
    keys.entries(from: KeyAddress(account: account, region: region, id: .least)).lazy
      .prefix { $0.key.account == account && $0.key.region == region }.map(\.value)
  }

  /// Draws an id that no key of the call's account and Region has.
  func newID(
    isMultiRegion: Bool = false, _ environment: inout Environment, as call: Call
  ) -> KeyID {
    while true {
      let id = KeyID(environment.random.uuid(from: .keyID), isMultiRegion: isMultiRegion)
      let address = KeyAddress(account: call.account, region: call.region, id: id)
      if keys[address] == nil { return id }
    }
  }

  /// Keys that an account can have in a Region.
  static let keyQuota = 100_000

  /// Fails where an account has as many keys in a Region as AWS allows.
  func requireRoomForKey(account: AccountID, region: Region) throws(KMSFailure) {
    guard keys.count >= KMSState.keyQuota else { return }
    let owned = keys(account: account, region: region).lazy.filter { $0.managingService == nil }
    guard owned.reduce(0, { count, _ in count + 1 }) < KMSState.keyQuota else {
      throw .limitExceeded("The quota of \(KMSState.keyQuota) KMS keys has been reached.")
    }
  }

  /// The aliases of a key, in the order of their names.
  package func aliases(of key: KeyAddress) -> [Alias] {
    aliasesOfKeys.entries(from: AliasOfKey(key: key, name: ""))
      .prefix { $0.key.key == key }.compactMap { aliases[$0.value] }
  }

  /// Stores an alias, in the place of the one that has its name.
  mutating func store(_ alias: Alias) {
    precondition(
      AliasName(alias.address.name).isAllowed, "an alias of a name that was not checked")
    remove(alias: alias.address)
    aliases[alias.address] = alias
    aliasesOfKeys[AliasOfKey(alias)] = alias.address
  }

  /// Takes an alias away.
  mutating func remove(alias address: AliasAddress) {
    guard let alias = aliases.removeValue(forKey: address) else { return }
    aliasesOfKeys[AliasOfKey(alias)] = nil
  }

  /// Whether the aliases by key are those by name.
  var hasSoundAliases: Bool {
    aliasesOfKeys.count == aliases.count
      && aliases.allSatisfy { aliasesOfKeys[AliasOfKey($0.value)] == $0.key }
  }

  /// The aliases of an account in a Region, in the order of their names.
  package func aliases(account: AccountID, region: Region) -> [Alias] {
    let start = AliasAddress(account: account, region: region, name: "")
    return aliases.entries(from: start)
      .prefix { $0.key.account == account && $0.key.region == region }.map(\.value)
  }
}
