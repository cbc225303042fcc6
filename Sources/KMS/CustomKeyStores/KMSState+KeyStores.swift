import Access
package import Kernel

extension EventKind {
  /// Connecting a custom key store has worked or failed.
  package static let connectKeyStore = EventKind(.kms, "ConnectCustomKeyStore")
  /// A custom key store is disconnected.
  package static let disconnectKeyStore = EventKind(.kms, "DisconnectCustomKeyStore")
}

extension CustomKeyStoreType {
  /// Seconds that connecting takes: up to 20 minutes for a cluster, a moment for a proxy.
  var secondsToConnect: Int { self == .cloudHSM ? 20 * 60 : 60 }

  /// Seconds that disconnecting takes.
  static let secondsToDisconnect = 60
}

extension KMSState {
  /// The custom key stores of an account in a Region, in the order of their ids.
  package func keyStores(account: AccountID, region: Region) -> [CustomKeyStore] {
    let start = CustomKeyStoreAddress(account: account, region: region, id: .least)
    return keyStores.entries(from: start)
      .prefix { $0.key.account == account && $0.key.region == region }.map(\.value)
  }

  /// The store at an address; `nil` where there is none.
  package func keyStore(at address: CustomKeyStoreAddress) -> CustomKeyStore? { keyStores[address] }

  /// The store that a call names; fails where there is none.
  func keyStore(_ text: String, as call: Call) throws(KMSFailure) -> CustomKeyStore {
    let store = CustomKeyStoreID(text).flatMap { id in
      keyStores[CustomKeyStoreAddress(account: call.account, region: call.region, id: id)]
    }
    guard let store else { throw .keyStore(.notFound(text)) }
    return store
  }

  /// The store of a key; `nil` for a key that KMS keeps alone.
  package func keyStore(of key: Key) -> CustomKeyStore? {
    key.custody.flatMap { custody in
      keyStores[
        CustomKeyStoreAddress(
          account: key.address.account, region: key.address.region, id: custody.store)]
    }
  }

  /// The keys of a store, in the order of their ids.
  package func keys(in store: CustomKeyStoreAddress) -> [Key] {
    keys(account: store.account, region: store.region).filter { $0.custody?.store == store.id }
  }

  /// Stores a custom key store, and tells its keys of it.
  mutating func store(_ keyStore: CustomKeyStore) {
    keyStores[keyStore.address] = keyStore
    for key in keys(in: keyStore.address) { keys[found: key.address].follow(keyStore, keepers) }
  }

  /// Lets a key that was changed follow its store again.
  mutating func settleInStore(_ key: KeyAddress) {
    guard let stored = keys[key], let store = keyStore(of: stored) else { return }
    keys[found: key].follow(store, keepers)
  }

  /// Changes the keepers of keys, as the lab's command `set` does.
  package mutating func changeKeepers(_ body: (inout KeyKeepers) -> Void) {
    body(&keepers)
    for keyStore in keyStores.values { store(keyStore) }
  }

  /// Lets the key manager outside of AWS forget all its keys.
  package mutating func forgetExternalKeys() { changeKeepers { $0.forget() } }
}

extension KMSState {
  /// Begins to connect a store.
  mutating func connect(_ address: CustomKeyStoreAddress, _ environment: inout Environment) {
    var keyStore = keyStores[found: address]
    let slot = environment.queue.schedule(
      ScheduledEvent(.connectKeyStore, subject: address.arn),
      at: environment.now.adding(seconds: keyStore.type.secondsToConnect))
    keyStore.turn(to: .connecting(slot: slot), at: environment.now)
    store(keyStore)
  }

  /// Begins to disconnect a store; its keys can no longer be used at once.
  mutating func disconnect(_ address: CustomKeyStoreAddress, _ environment: inout Environment) {
    var keyStore = keyStores[found: address]
    if let slot = keyStore.connection.slot { environment.queue.cancel(slot) }
    let slot = environment.queue.schedule(
      ScheduledEvent(.disconnectKeyStore, subject: address.arn),
      at: environment.now.adding(seconds: CustomKeyStoreType.secondsToDisconnect))
    keyStore.turn(to: .disconnecting(slot: slot), at: environment.now)
    store(keyStore)
  }

  /// Ends the time in which a store is connected or disconnected.
  mutating func settleConnection(
    of address: CustomKeyStoreAddress, at time: Timestamp
  ) -> KeyEvent? {
    guard var keyStore = keyStores[address] else { return nil }
    let event: KeyEvent
    switch keyStore.connection {
    case .connecting:
      if let code = keepers.connectionError(of: keyStore) {
        keyStore.turn(to: .failed(code), at: time)
        event = .storeFailed(code)
      } else {
        keyStore.turn(to: .connected, at: time)
        event = .storeConnected(keys: keys(in: address).count)
      }
    case .disconnecting:
      keyStore.turn(to: .disconnected, at: time)
      event = .storeDisconnected
    default: return nil
    }
    store(keyStore)
    return event
  }
}

extension KMSState {
  /// Draws an address for a new store.
  func newKeyStoreAddress(
    _ environment: inout Environment, as call: Call
  ) -> CustomKeyStoreAddress {
    while true {
      let id = CustomKeyStoreID(drawn: environment.random.bytes(9, from: .keyID))
      let address = CustomKeyStoreAddress(account: call.account, region: call.region, id: id)
      if keyStores[address] == nil { return address }
    }
  }

  /// The cluster of an id; fails unless it can keep the keys of a store.
  func suitableCluster(_ id: ClusterID) throws(KMSFailure) -> Cluster {
    guard let cluster = Cluster(id), keepers.clusters != .deleted else {
      throw .keyStore(.clusterNotFound)
    }
    switch keepers.clusters {
    case .inactive: throw .keyStore(.clusterNotActive)
    case .oneHSM, .noHSM: throw .keyStore(.clusterInvalid)
    case .ready, .deleted, .lockedOut, .noUser, .loggedIn: return cluster
    }
  }

  /// Fails where another store has a cluster, or one that shares its backups.
  func requireUnused(
    _ cluster: Cluster, but own: CustomKeyStoreAddress
  ) throws(KMSFailure) {
    let isUsed = keyStores(account: own.account, region: own.region).contains { store in
      guard store.address != own, case .cluster(let link) = store.link else { return false }
      return Cluster(link.cluster)?.origin == cluster.origin
    }
    guard !isUsed else { throw .keyStore(.clusterInUse) }
  }

  /// Fails where another store has what only one can have of a way to a proxy.
  func requireUnused(_ link: ProxyLink, but own: CustomKeyStoreAddress) throws(KMSFailure) {
    for store in keyStores(account: own.account, region: own.region) where store.address != own {
      guard case .proxy(let other) = store.link else { continue }
      if other.endpoint == link.endpoint {
        guard other.path != link.path else { throw .keyStore(.proxyURIInUse) }
        let areBothPublic =
          other.connectivity == .publicEndpoint && link.connectivity == .publicEndpoint
        guard areBothPublic else { throw .keyStore(.proxyEndpointInUse) }
      }
      if let name = link.service?.name, other.service?.name == name {
        throw .keyStore(.endpointServiceInUse)
      }
    }
  }
}

extension KMSState {
  /// Fails unless a store has a cluster that draws random bytes.
  func requireRandomness(of id: String, as call: Call) throws(KMSFailure) {
    let store = try keyStore(id, as: call)
    guard store.type == .cloudHSM else { throw .keyStore(.unsupported) }
    guard store.connection == .connected else {
      throw .keyStore(.wrongConnection(store.connection.name, store.address.id))
    }
    guard keepers.clusters.obstacle == nil else { throw .keyStore(.timedOut) }
  }
}
