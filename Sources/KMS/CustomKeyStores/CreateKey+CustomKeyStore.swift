import Access
import Kernel

extension CreateKey.Request {
  /// Whether the members speak of a custom key store.
  private var isForKeyStore: Bool {
    customKeyStoreID != nil || xksKeyID != nil
      || origin.map { [.awsCloudHSM, .externalKeyStore].contains($0) } ?? false
  }

  /// Fails where what speaks of a custom key store does not go together.
  private func checkKeyStore(_ type: KeyType) throws(KMSFailure) {
    guard customKeyStoreID != nil else {
      guard xksKeyID == nil || origin == .externalKeyStore else {
        throw .validation("XksKeyId is valid only with Origin EXTERNAL_KEY_STORE.")
      }
      throw .validation("CustomKeyStoreId is required for Origin \(type.origin.rawValue).")
    }
    switch origin {
    case .awsCloudHSM:
      guard xksKeyID == nil else {
        throw .validation("XksKeyId is valid only with Origin EXTERNAL_KEY_STORE.")
      }
    case .externalKeyStore:
      guard xksKeyID != nil else {
        throw .validation("XksKeyId is required for Origin EXTERNAL_KEY_STORE.")
      }
    default:
      throw .validation(
        "CustomKeyStoreId is valid only with Origin AWS_CLOUDHSM or EXTERNAL_KEY_STORE.")
    }
    guard type.spec == .symmetricDefault, multiRegion != true else {
      throw .keyStore(.unsupported)
    }
  }

  /// Who is to keep the material of the key that is asked for; `nil` where that is KMS alone.
  func custody(
    _ type: KeyType, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> KeyCustody? {
    guard isForKeyStore else { return nil }
    try checkKeyStore(type)
    let store = try kms.keyStore(customKeyStoreID ?? "", as: call)
    guard store.type.origin == type.origin else {
      throw .validation(
        "\(store.address.id) is of type \(store.type.rawValue), which does not fit Origin"
          + " \(type.origin.rawValue).")
    }
    guard store.connection == .connected else {
      throw .keyStore(.wrongConnection(store.connection.name, store.address.id))
    }
    switch store.link {
    case .cluster(let link):
      guard [.ready, .lockedOut, .noUser, .loggedIn].contains(kms.keepers.clusters) else {
        throw .keyStore(.clusterInvalid)
      }
      return KeyCustody(
        store: store.address.id, keeper: .cluster(link.cluster),
        obstacle: kms.keepers.clusters.obstacle)
    case .proxy:
      let key = try kms.claim(externalKey: xksKeyID ?? "", for: store, &environment)
      return KeyCustody(store: store.address.id, keeper: .external(key), obstacle: nil)
    }
  }
}

extension KMSState {
  /// Asks the proxy for the external key of a new key; fails unless it can be that.
  fileprivate mutating func claim(
    externalKey id: String, for store: CustomKeyStore, _ environment: inout Environment
  ) throws(KMSFailure) -> ExternalKey {
    guard !keys(in: store.address).contains(where: { $0.custody?.externalKey?.id == id }) else {
      throw .keyStore(.externalKeyInUse)
    }
    switch keepers.proxy {
    case .ok: break
    case .refuse: throw .keyStore(.externalKeyInvalid)
    case .slow, .unreachable, .nonsense, .badTLS: throw .keyStore(.timedOut)
    }
    guard let isSuitable = Proxy.isSuitable(id) else { throw .keyStore(.externalKeyNotFound) }
    guard isSuitable else { throw .keyStore(.externalKeyInvalid) }
    let key = keepers.externalKey(id, &environment)
    guard key.material != nil else { throw .keyStore(.externalKeyNotFound) }
    return key
  }
}
