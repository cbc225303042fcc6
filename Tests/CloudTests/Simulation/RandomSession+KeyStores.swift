import Cloud
import KMS
import Kernel

extension StepSource {
  /// A request for a custom key store, most of them good.
  mutating func storeRequest() -> DocumentObject {
    let number = dice.below(6)
    let name: Document = .string("store \(dice.below(6))")
    guard number > 1 else {
      let cluster = number == 0 ? Cluster.first : .other
      return [
        "CustomKeyStoreName": name, "CloudHsmClusterId": .string(cluster.rawValue),
        "TrustAnchorCertificate": .string(
          (dice.happens(90) ? cluster : .copy).certificate),
        "KeyStorePassword": .string(dice.happens(90) ? Cluster.password : "another"),
      ]
    }
    return [
      "CustomKeyStoreName": name, "CustomKeyStoreType": "EXTERNAL_KEY_STORE",
      "XksProxyUriEndpoint": .string(Proxy.endpoint),
      "XksProxyUriPath": .string("/store\(number)/kms/xks/v1"),
      "XksProxyAuthenticationCredential": [
        "AccessKeyId": .string(Proxy.accessKeyID), "RawSecretAccessKey": .string(Proxy.secret),
      ],
      "XksProxyConnectivity": "PUBLIC_ENDPOINT",
    ]
  }

  /// A request for a key in a custom key store.
  mutating func storedKeyRequest() -> DocumentObject {
    guard dice.happens(60) else {
      return ["Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "<cluster store>"]
    }
    return [
      "Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": "<external store>",
      "XksKeyId": .string("\(dice.happens(70) ? "lab" : "rsa")-\(dice.below(2))"),
    ]
  }

  /// A request of an operation of stores that fits one; `nil` for other operations.
  mutating func aimAtStore(_ name: String) -> DocumentObject? {
    let id: Document = .string("<store\(dice.below(3))>")
    switch name {
    case "CreateCustomKeyStore": return storeRequest()
    case "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "DeleteCustomKeyStore":
      return ["CustomKeyStoreId": id]
    case "DescribeCustomKeyStores": return dice.happens(50) ? [:] : ["CustomKeyStoreId": id]
    case "UpdateCustomKeyStore":
      return [
        "CustomKeyStoreId": id, "NewCustomKeyStoreName": .string("store \(6 + dice.below(3))"),
      ]
    default: return nil
    }
  }
}
