import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions

extension ExampleWriter {
  /// What stands behind an option of custom key stores; `nil` for other options.
  mutating func valueOfKeyStores(_ member: MemberDescription) -> String? {
    switch member.name {
    case "CustomKeyStoreId": return keyStoreForOperation()
    case "CustomKeyStoreName", "NewCustomKeyStoreName": return newStoreName
    case "CustomKeyStoreType": return CustomKeyStoreType.external.rawValue
    case "XksProxyConnectivity": return ProxyConnectivity.publicEndpoint.rawValue
    case "XksProxyUriEndpoint": return Proxy.endpoint
    case "XksProxyUriPath": return "/\(newStoreName)/kms/xks/v1"
    case "XksProxyAuthenticationCredential": return "$(outside credential)"
    default: return nil
    }
  }

  /// A store in the state that the operation needs.
  private mutating func keyStoreForOperation() -> String {
    let live = keyStores.first { store in
      switch operation.name {
      case "ConnectCustomKeyStore", "UpdateCustomKeyStore": store.connection == .disconnected
      case "DisconnectCustomKeyStore": store.connection == .connected
      case "DeleteCustomKeyStore":
        store.connection == .disconnected
          && session.world.storage.kms.keys(in: store.address).isEmpty
      default: true
      }
    }
    if prefersLive, let live { return live.address.id.description }
    prepare(
      "STORE=$(aws kms create-custom-key-store --custom-key-store-name \(newStoreName)"
        + " --custom-key-store-type EXTERNAL_KEY_STORE --xks-proxy-connectivity PUBLIC_ENDPOINT"
        + " --xks-proxy-uri-endpoint \(Proxy.endpoint)"
        + " --xks-proxy-uri-path /\(newStoreName)/kms/xks/v1"
        + " --xks-proxy-authentication-credential $(outside credential)"
        + " --query CustomKeyStoreId --output text)")
    if operation.name == "DisconnectCustomKeyStore" {
      prepare("aws kms connect-custom-key-store --custom-key-store-id $STORE")
    }
    return "$STORE"
  }

  private var keyStores: [CustomKeyStore] {
    session.world.storage.kms.keyStores(account: account, region: region)
  }

  /// A name that no store has; another one for a store that is made before it gets its new name.
  private var newStoreName: String {
    let names = keyStores.map(\.name)
    let start = operation.name == "UpdateCustomKeyStore" && !preparation.isEmpty ? "our" : "my"
    return (1...).lazy.map { $0 == 1 ? "\(start)-store" : "\(start)-store-\($0)" }
      .first { !names.contains($0) } ?? "\(start)-store"
  }
}
