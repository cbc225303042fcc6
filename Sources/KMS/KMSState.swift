import IAM
package import Kernel

/// All keys and aliases, of every account and Region.
package struct KMSState: Sendable {
  /// The keys by address.
  package var keys: OrderedMap<KeyAddress, Key> = [:]
  /// The aliases by address.
  package var aliases: OrderedMap<AliasAddress, Alias> = [:]

  /// Makes a state without keys.
  package init() {}

  /// The keys of an account in a Region, in the order of their ids.
  package func keys(account: AccountID, region: Region) -> some Sequence<Key> {
    keys.entries(from: KeyAddress(account: account, region: region, id: .least)).lazy
      .prefix { $0.key.account == account && $0.key.region == region }.map(\.value)
  }

  /// Draws an id that no key of the call's account and Region has.
  func newID(_ environment: inout Environment, as call: Call) -> KeyID {
    while true {
      let id = KeyID(environment.random.uuid(from: .keyID))
      let address = KeyAddress(account: call.account, region: call.region, id: id)
      if keys[address] == nil { return id }
    }
  }

  /// The aliases of a key, in the order of their names.
  package func aliases(of key: KeyAddress) -> [Alias] {
    aliases(account: key.account, region: key.region).filter { $0.target == key.id }
  }

  /// The aliases of an account in a Region, in the order of their names.
  package func aliases(account: AccountID, region: Region) -> [Alias] {
    let start = AliasAddress(account: account, region: region, name: "")
    return aliases.entries(from: start)
      .prefix { $0.key.account == account && $0.key.region == region }.map(\.value)
  }
}
