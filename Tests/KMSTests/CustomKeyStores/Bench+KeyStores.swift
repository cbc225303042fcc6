import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

extension Bench {
  /// A request for a store of the lab's first cluster.
  static func clusterRequest(_ changes: DocumentObject = [:]) -> Document {
    changed(
      [
        "CustomKeyStoreName": "hsm", "CloudHsmClusterId": .string(Cluster.first.rawValue),
        "TrustAnchorCertificate": .string(Cluster.first.certificate),
        "KeyStorePassword": .string(Cluster.password),
      ], changes)
  }

  /// A request for a store behind the lab's proxy.
  static func proxyRequest(_ changes: DocumentObject = [:]) -> Document {
    changed(
      [
        "CustomKeyStoreName": "vault", "CustomKeyStoreType": "EXTERNAL_KEY_STORE",
        "XksProxyUriEndpoint": .string(Proxy.endpoint), "XksProxyUriPath": "/vault/kms/xks/v1",
        "XksProxyAuthenticationCredential": [
          "AccessKeyId": .string(Proxy.accessKeyID), "RawSecretAccessKey": .string(Proxy.secret),
        ],
        "XksProxyConnectivity": "PUBLIC_ENDPOINT",
      ], changes)
  }

  /// The same within a VPC.
  static func privateRequest(_ changes: DocumentObject = [:]) -> Document {
    guard
      let base = proxyRequest([
        "CustomKeyStoreName": "private", "XksProxyConnectivity": "VPC_ENDPOINT_SERVICE",
        "XksProxyUriEndpoint": .string(Proxy.privateEndpoint),
        "XksProxyVpcEndpointServiceName": .string(Proxy.service(in: .usEast1)),
      ]).members
    else { return [:] }
    return changed(base, changes)
  }

  /// A request with other members; null takes one away.
  private static func changed(_ request: DocumentObject, _ changes: DocumentObject) -> Document {
    var request = request
    for change in changes.entries {
      request[change.name] = change.value == .null ? nil : change.value
    }
    return .object(request)
  }

  /// Makes a store; its id.
  mutating func makeStore(_ request: Document) throws -> Document {
    try #require(try must("CreateCustomKeyStore", request)["CustomKeyStoreId"])
  }

  /// Makes a store and connects it; its id.
  mutating func makeConnectedStore(_ request: Document) throws -> Document {
    let id = try makeStore(request)
    try must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    try advance(days: 0, seconds: 20 * 60)
    #expect(try connection(of: id) == "CONNECTED")
    return id
  }

  /// Makes a key outside of AWS in a store; its id.
  mutating func makeExternalKey(_ store: Document, _ id: Document = "lab-1") throws -> Document {
    try makeKey(["Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": store, "XksKeyId": id])
  }

  /// Makes a key in a cluster; its id.
  mutating func makeClusterKey(_ store: Document) throws -> Document {
    try makeKey(["Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": store])
  }

  /// What DescribeCustomKeyStores tells of a store.
  mutating func description(of store: Document) throws -> Document {
    let answer = try must("DescribeCustomKeyStores", ["CustomKeyStoreId": store])
    return try #require(answer["CustomKeyStores"]?.elements?.first)
  }

  /// The state of a store's connection.
  mutating func connection(of store: Document) throws -> String? {
    try description(of: store)["ConnectionState"]?.text
  }

  /// Disconnects a store and waits until it is.
  mutating func disconnect(_ store: Document) throws {
    try must("DisconnectCustomKeyStore", ["CustomKeyStoreId": store])
    try advance(days: 0, seconds: 60)
    #expect(try connection(of: store) == "DISCONNECTED")
  }

  /// Puts the lab's proxy into a condition.
  mutating func setProxy(_ condition: ProxyCondition) {
    world.storage.kms.changeKeepers { $0.proxy = condition }
    #expect(world.check() == [])
  }

  /// Puts the lab's clusters into a condition.
  mutating func setClusters(_ condition: ClusterCondition) {
    world.storage.kms.changeKeepers { $0.clusters = condition }
    #expect(world.check() == [])
  }
}
