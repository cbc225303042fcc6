import Access
import Cloud
import KMS
import Kernel

extension Coach {
  /// What to say about a failure that has to do with custom key stores.
  func advice(on failure: KeyStoreFailure) -> Advice? {
    switch failure {
    case .notFound:
      return Advice(
        why: "No such key store in account \(call.account), Region \(call.region).",
        next: "aws kms describe-custom-key-stores")
    case .unavailable(let arn): return unavailable(arn)
    case .wrongConnection(let state, let id): return wrongConnection(state, id)
    case .keeper(let obstacle): return advice(on: obstacle)
    case .hasKeys:
      return Advice(
        why: "A key store that is deleted must hold no key, none that waits for its deletion"
          + " either.", next: "aws kms list-keys")
    case .nameInUse:
      return Advice(
        why: "Two key stores of an account have no name in common in a Region.",
        next: "aws kms describe-custom-key-stores")
    case .unsupported:
      return Advice(
        why: "Keys of custom key stores are symmetric, live in one Region and never rotate.",
        next: "help key-stores")
    default: return adviceOnOutside(failure)
    }
  }

  /// What to say where what is outside of KMS is not as it must be; `nil` for other failures.
  private func adviceOnOutside(_ failure: KeyStoreFailure) -> Advice? {
    switch failure {
    case .clusterInUse:
      return Advice(
        why: "A cluster, with all that shares its backups, serves one key store.", next: "outside")
    case .clusterNotFound, .clusterNotRelated, .externalKeyNotFound, .externalKeyInvalid,
      .proxyUnreachable, .endpointServiceNotFound, .endpointServiceInvalid:
      return Advice(why: "This lab shows what is there outside of KMS.", next: "outside")
    case .clusterNotActive, .clusterInvalid:
      return Advice(
        why: "A key store needs an active cluster: two HSMs for new stores and keys, one to"
          + " connect.", next: "set cloudhsm ready")
    case .wrongTrustAnchor:
      return Advice(
        why: "That is not the certificate of this cluster.",
        next: "outside certificate > customerCA.crt")
    case .wrongProxyCredential, .proxyInvalidResponse, .proxyInvalidConfiguration, .timedOut:
      return Advice(
        why: "The proxy does not answer as it should, or not to this credential.",
        next: kms.keepers.proxy == .ok ? "outside credential" : "set xks-proxy ok")
    case .externalKeyInUse:
      return Advice(
        why: "Each key of a key store has an external key of its own; lab-2 is another one.",
        next: nil)
    case .proxyURIInUse, .proxyEndpointInUse, .endpointServiceInUse:
      return Advice(
        why: "Each key store has an address of its own: another path, such as"
          + " /second/kms/xks/v1.", next: "aws kms describe-custom-key-stores")
    default: return nil
    }
  }

  /// A key whose store is not connected.
  private func unavailable(_ arn: ARN) -> Advice {
    let key = KeyAddress(arn).flatMap { kms.keys[$0] }
    let store = key.flatMap { kms.keyStore(of: $0) }
    return Advice(
      why: "The key's material is in a custom key store, which KMS cannot reach now"
        + " (\(store?.connection.name ?? "DISCONNECTED")). Nothing is lost.",
      next: store.map { nextStep(of: $0.connection, $0.address.id) } ?? "help key-stores")
  }

  private func wrongConnection(_ state: String, _ id: CustomKeyStoreID) -> Advice {
    let store = kms.keyStore(
      at: CustomKeyStoreAddress(account: call.account, region: call.region, id: id))
    let needsEnd = ["UpdateCustomKeyStore", "DeleteCustomKeyStore"].contains(operation.name)
    return Advice(
      why: needsEnd
        ? "That needs a key store that is DISCONNECTED."
        : operation.name == "DisconnectCustomKeyStore"
          ? "There is nothing to disconnect." : "That needs another state of the connection.",
      next: needsEnd && state == "CONNECTED"
        ? "aws kms disconnect-custom-key-store --custom-key-store-id \(id)"
        : store.map { nextStep(of: $0.connection, id) })
  }

  /// What leads a store to its connection.
  private func nextStep(of connection: KeyStoreConnection, _ id: CustomKeyStoreID) -> String {
    switch connection {
    case .disconnected: "aws kms connect-custom-key-store --custom-key-store-id \(id)"
    case .connecting, .disconnecting: "advance 20m"
    case .failed: "aws kms disconnect-custom-key-store --custom-key-store-id \(id)"
    case .connected: "aws kms describe-custom-key-stores --custom-key-store-id \(id)"
    }
  }

  private func advice(on obstacle: KeeperObstacle) -> Advice {
    switch obstacle {
    case .keyNotFound:
      Advice(
        why: "The external key is gone, and with it all that it encrypted: KMS has only its own"
          + " half of each layer.", next: "outside")
    case .clusterUnreachable:
      Advice(why: "The cluster does not work. Nothing is lost.", next: "set cloudhsm ready")
    case .timedOut, .denied, .proxyUnreachable, .invalidResponse:
      Advice(
        why: "The key store is CONNECTED, but its proxy does not do its work. Nothing is lost.",
        next: "set xks-proxy ok")
    }
  }
}
