import Ciphers
import Kernel

extension KMSState {
  /// The rules that custom key stores and their keys break; none in a sound world.
  func keyStoreProblems(with queue: EventQueue) -> [String] {
    var problems: [String] = []
    for (address, store) in keyStores {
      if store.address != address { problems.append("\(address.id): stored under another address") }
      if let slot = store.connection.slot, queue.upcoming[slot]?.subject != address.arn {
        problems.append("\(address.id): is \(store.connection.name) for ever")
      }
      let others = keyStores(account: address.account, region: address.region)
      if others.contains(where: { $0.name == store.name && $0.address != address }) {
        problems.append("\(address.id): shares its name")
      }
    }
    for (address, key) in keys { problems += storeProblems(of: key, at: address) }
    return problems
  }

  private func storeProblems(of key: Key, at address: KeyAddress) -> [String] {
    guard let custody = key.custody else {
      let isOutside = [.awsCloudHSM, .externalKeyStore].contains(key.type.origin)
      if case .unavailable = key.state { return ["\(address.arn): unavailable without a store"] }
      return isOutside ? ["\(address.arn): a key of a store, and of none"] : []
    }
    guard let store = keyStore(of: key) else { return ["\(address.arn): its store is gone"] }
    var problems: [String] = []
    if key.type.origin != store.type.origin { problems.append("a store of the other type") }
    if key.rotation != nil || key.materials.count != 1 { problems.append("it rotates") }
    let now = keepers.custody(of: custody, in: store)
    if now.obstacle != custody.obstacle || now.cluster != custody.cluster
      || now.externalKey?.material !== custody.externalKey?.material
    {
      problems.append("does not know its keeper")
    }
    let isConnected = store.connection == .connected
    switch key.state {
    case .enabled, .disabled: if !isConnected { problems.append("works without its store") }
    case .unavailable: if isConnected { problems.append("unavailable, and its store is there") }
    default: break
    }
    return problems.map { "\(address.arn): \($0)" }
  }

  /// Whether a store waits for an event.
  func keyStoreExpects(_ event: ScheduledEvent, in slot: EventSlot) -> Bool {
    CustomKeyStoreAddress(event.subject).flatMap { keyStores[$0] }?.connection.slot == slot
  }
}

extension KMSState {
  /// Feeds custom key stores and their keepers; nothing where nobody has used them, so that other
  /// sessions keep their digests.
  func feedKeyStores(_ digest: inout WorldDigest) {
    if !keyStores.isEmpty { digest.feed(keyStores.count) }
    for (_, store) in keyStores { store.feed(&digest) }
    if keepers.clusters != .ready || keepers.proxy != .ok || !keepers.externalKeys.isEmpty {
      digest.feed("\(keepers.clusters.rawValue) \(keepers.proxy.rawValue)")
    }
    for (id, key) in keepers.externalKeys {
      digest.feed(id)
      digest.feed(secret: key.material?.copyBytes() ?? [])
    }
  }
}

extension CustomKeyStore {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(address.arn.description)
    digest.feed(name)
    digest.feed(creationDate.secondsSinceEpoch)
    digest.feed("\(connection.name) \(connection.errorCode?.rawValue ?? "")")
    digest.feed(connection.slot?.sequence ?? -1)
    switch link {
    case .cluster(let link):
      digest.feed("\(link.cluster.text) \(link.hasPassword)")
      digest.feed(link.certificate)
    case .proxy(let link):
      digest.feed("\(link.connectivity.rawValue) \(link.endpoint) \(link.path)")
      digest.feed("\(link.service?.name ?? "") \(link.service?.owner ?? "")")
      digest.feed("\(link.accessKeyID) \(link.hasCredential)")
    }
  }
}

extension KeyCustody {
  /// Feeds where a key is kept; what the keeper has and does is fed with the keepers.
  func feed(_ digest: inout WorldDigest) {
    digest.feed("\(store) \(cluster?.text ?? "") \(externalKey?.id ?? "")")
  }
}
