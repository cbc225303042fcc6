import Access
import Ciphers
package import Kernel

/// What keeps keys for KMS outside of it: the lab's clusters, its proxy, the keys behind that.
package struct KeyKeepers: Sendable {
  /// In which condition the clusters are.
  package var clusters = ClusterCondition.ready
  /// What the proxy answers.
  package var proxy = ProxyCondition.ok
  /// The keys of the key manager behind the proxy that KMS has ever asked for, by id.
  package internal(set) var externalKeys: OrderedMap<String, ExternalKey> = [:]

  /// The external keys that are gone.
  package var forgottenCount: Int { externalKeys.filter { $0.value.material == nil }.count }

  /// Forgets all external keys, for ever.
  mutating func forget() {
    for id in externalKeys.keys { externalKeys[found: id].material = nil }
  }

  /// The external key of an id, made when KMS first asks for it.
  mutating func externalKey(_ id: String, _ environment: inout Environment) -> ExternalKey {
    if let key = externalKeys[id] { return key }
    let key = ExternalKey(
      id: id, material: SymmetricKey(environment.random.bytes(32, from: .keyMaterial)))
    externalKeys[id] = key
    return key
  }

  /// Who keeps a key's material as things are now.
  func custody(of key: KeyCustody, in store: CustomKeyStore) -> KeyCustody {
    switch (store.link, key.keeper) {
    case (.cluster(let link), _):
      return KeyCustody(
        store: key.store, keeper: .cluster(link.cluster), obstacle: clusters.obstacle)
    case (.proxy, .external(let external)):
      let external = externalKeys[external.id] ?? external
      let isGone = external.material == nil
      return KeyCustody(
        store: key.store, keeper: .external(external),
        obstacle: proxy.obstacle ?? (isGone ? .keyNotFound : nil))
    case (.proxy, .cluster): return key
    }
  }

  /// Why a store could not be connected now; `nil` where it could.
  func connectionError(of store: CustomKeyStore) -> ConnectionErrorCode? {
    switch store.link {
    case .cluster(let link):
      return clusters.connectionError ?? (link.hasPassword ? nil : .invalidCredentials)
    case .proxy(let link):
      if let fault = link.fault(in: store.address) { return fault.code }
      return proxy.connectionError ?? (link.hasCredential ? nil : .invalidCredentials)
    }
  }
}
