import Access
import Cloud
import KMS
import Kernel

/// The model of custom key stores: since when each is connected.
extension Simulation {
  /// What the model knows of a store.
  struct ModelStore {
    let region: Region
    let owner: AccountID
    let id: String
    /// Seconds that connecting takes.
    let delay: Int
    /// Whether KMS was given what leads to the keeper of its keys.
    let isRight: Bool
    /// When it is connected, or fails to be; `nil` while nobody has asked for it.
    var connects: Timestamp?

    func isConnected(at now: Timestamp) -> Bool {
      isRight && (connects.map { $0 <= now } ?? false)
    }
  }

  /// Whether the keys of stores work follows from the stores and the time.
  mutating func settleStores() {
    let now = present.world.now
    for (index, key) in present.keys.enumerated() {
      guard let id = key.store else { continue }
      let store = present.stores.first { $0.id == id }
      present.keys[index].isUnavailable = !(store?.isConnected(at: now) ?? false)
    }
  }

  /// Takes over what a call changed in custom key stores; whether it was about one.
  mutating func learnOfStores(
    _ name: String, _ request: DocumentObject, _ response: DocumentObject, _ caller: Principal,
    _ region: Region
  ) -> Bool {
    if name == "CreateCustomKeyStore" {
      guard let id = response["CustomKeyStoreId"]?.text else { return true }
      let isExternal = request["CustomKeyStoreType"] == "EXTERNAL_KEY_STORE"
      let secret = request["XksProxyAuthenticationCredential"]?["RawSecretAccessKey"]?.text
      present.stores.append(
        ModelStore(
          region: region, owner: caller.account, id: id, delay: isExternal ? 60 : 1200,
          isRight: isExternal
            ? secret == Proxy.secret : request["KeyStorePassword"]?.text == Cluster.password))
      return true
    }
    guard name.hasSuffix("CustomKeyStore"), let id = request["CustomKeyStoreId"]?.text,
      let index = present.stores.firstIndex(where: { $0.id == id })
    else { return false }
    switch name {
    case "ConnectCustomKeyStore":
      let time = present.world.now.adding(seconds: present.stores[index].delay)
      present.stores[index].connects = present.stores[index].connects ?? time
    case "DisconnectCustomKeyStore": present.stores[index].connects = nil
    case "DeleteCustomKeyStore": present.stores.remove(at: index)
    default: break
    }
    return true
  }

  /// The id of one of the newest stores; one of nobody where there is none.
  func storeID(_ text: String) -> Document {
    let number = Int(text.filter(\.isNumber)) ?? 0
    let fitting = present.stores.filter { store in
      switch text {
      case "<external store>": store.delay == 60
      case "<cluster store>": store.delay == 1200
      default: true
      }
    }
    guard !fitting.isEmpty else { return "cks-1234567890abcdef0" }
    return .string(fitting[fitting.count - 1 - number % fitting.count].id)
  }
}
