import Access
import Cloud
import KMS
import Kernel
import TestBench
import Testing

/// Custom key stores: connecting, disconnecting, and what can be done in which state.
@Suite struct KeyStoreConnectionTests {
  var bench = Bench()

  @Test(arguments: [
    (Bench.clusterRequest(), 20 * 60), (Bench.proxyRequest(), 60), (Bench.privateRequest(), 60),
  ])
  mutating func `a store is connected after its time, and disconnected after a minute`(
    request: Document, seconds: Int
  ) throws {
    let store: DocumentObject = ["CustomKeyStoreId": try bench.makeStore(request)]
    let id = try #require(store["CustomKeyStoreId"])
    #expect(try bench.must("ConnectCustomKeyStore", .object(store)).isEmpty)
    #expect(try bench.connection(of: id) == "CONNECTING")
    try bench.advance(days: 0, seconds: seconds - 1)
    #expect(try bench.connection(of: id) == "CONNECTING")
    let passage = try bench.advance(days: 0, seconds: 1)
    #expect(passage.events.map(\.name) == ["ConnectCustomKeyStore"])
    #expect(passage.events.first?.meaning == "the key store is CONNECTED: keys can be made in it")
    #expect(try bench.connection(of: id) == "CONNECTED")
    #expect(try bench.must("DisconnectCustomKeyStore", .object(store)).isEmpty)
    #expect(try bench.connection(of: id) == "DISCONNECTING")
    try bench.advance(days: 0, seconds: 60)
    #expect(try bench.connection(of: id) == "DISCONNECTED")
    try bench.must("DeleteCustomKeyStore", .object(store))
    #expect(bench.world.environment.queue.upcoming.isEmpty)
  }

  /// The states, and for each operation whether it is refused there.
  static let states: [(String, refused: [String])] = [
    ("DISCONNECTED", ["DisconnectCustomKeyStore"]),
    ("CONNECTING", ["UpdateCustomKeyStore", "DeleteCustomKeyStore", "rename"]),
    ("CONNECTED", ["UpdateCustomKeyStore", "DeleteCustomKeyStore"]),
    (
      "FAILED",
      ["ConnectCustomKeyStore", "UpdateCustomKeyStore", "DeleteCustomKeyStore", "rename"]
    ),
    (
      "DISCONNECTING",
      [
        "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
        "DeleteCustomKeyStore", "rename",
      ]
    ),
  ]

  @Test(arguments: states)
  mutating func `a state lets in what it lets in`(state: String, refused: [String]) throws {
    for name in [
      "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
      "DeleteCustomKeyStore", "rename",
    ] {
      bench = Bench()
      let id = try bench.makeStore(Bench.clusterRequest())
      try lead(id, to: state)
      var request: DocumentObject = ["CustomKeyStoreId": id]
      if name == "UpdateCustomKeyStore" { request["KeyStorePassword"] = "1234567" }
      if name == "rename" { request["NewCustomKeyStoreName"] = "other" }
      let refusal = bench.refusal(
        name == "rename" ? "UpdateCustomKeyStore" : name, .object(request))
      let expected = refused.contains(name) ? "CustomKeyStoreInvalidStateException" : nil
      #expect(refusal?.code == expected, "\(name) while \(state)")
    }
  }

  private mutating func lead(_ id: Document, to state: String) throws {
    guard state != "DISCONNECTED" else { return }
    if state == "FAILED" { bench.setClusters(.noUser) }
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    if state != "CONNECTING" { try bench.advance(days: 0, seconds: 1200) }
    if state == "DISCONNECTING" {
      try bench.must("DisconnectCustomKeyStore", ["CustomKeyStoreId": id])
    }
    #expect(try bench.connection(of: id) == state)
  }

  /// Why connecting fails: the request, the conditions at its end, and the code.
  static let failures: [(Document, ClusterCondition, ProxyCondition, String?)] = [
    (Bench.clusterRequest(), .oneHSM, .ok, nil),  // one is enough
    (Bench.clusterRequest(), .noHSM, .ok, "INSUFFICIENT_CLOUDHSM_HSMS"),
    (Bench.clusterRequest(), .inactive, .ok, "NETWORK_ERRORS"),
    (Bench.clusterRequest(), .deleted, .ok, "CLUSTER_NOT_FOUND"),
    (Bench.clusterRequest(), .lockedOut, .ok, "USER_LOCKED_OUT"),
    (Bench.clusterRequest(), .noUser, .ok, "USER_NOT_FOUND"),
    (Bench.clusterRequest(), .loggedIn, .ok, "USER_LOGGED_IN"),
    (
      Bench.clusterRequest(["KeyStorePassword": "another"]), .ready, .ok, "INVALID_CREDENTIALS"
    ),
    (Bench.clusterRequest(), .ready, .slow, nil),  // a cluster asks no proxy
    (Bench.proxyRequest(), .noHSM, .ok, nil),  // and a proxy no cluster
    (Bench.proxyRequest(), .ready, .slow, "XKS_PROXY_TIMED_OUT"),
    (Bench.proxyRequest(), .ready, .refuse, "XKS_PROXY_ACCESS_DENIED"),
    (Bench.proxyRequest(), .ready, .unreachable, "XKS_PROXY_NOT_REACHABLE"),
    (Bench.proxyRequest(), .ready, .nonsense, "XKS_PROXY_INVALID_RESPONSE"),
    (Bench.proxyRequest(), .ready, .badTLS, "XKS_PROXY_INVALID_TLS_CONFIGURATION"),
    (
      Bench.privateRequest(["XksProxyUriPath": "/a/kms/xks/v9"]), .ready, .ok,
      "XKS_PROXY_NOT_REACHABLE"
    ),
    (
      Bench.privateRequest([
        "XksProxyAuthenticationCredential": [
          "AccessKeyId": "ABCDEFGHIJKLMNOPQRST", "RawSecretAccessKey": .string(Proxy.secret),
        ]
      ]), .ready, .ok, "INVALID_CREDENTIALS"
    ),
  ]

  @Test(arguments: failures)
  mutating func `a connection that fails says why, and can be mended`(
    request: Document, clusters: ClusterCondition, proxy: ProxyCondition, code: String?
  ) throws {
    let id = try bench.makeStore(request)
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    bench.setClusters(clusters)
    bench.setProxy(proxy)
    try bench.advance(days: 0, seconds: 1200)
    let description = try bench.description(of: id)
    #expect(description["ConnectionErrorCode"]?.text == code)
    #expect(description["ConnectionState"] == (code == nil ? "CONNECTED" : "FAILED"))
    guard code != nil else { return }
    bench.setClusters(.ready)
    bench.setProxy(.ok)
    try bench.disconnect(id)
    #expect(try bench.description(of: id)["ConnectionErrorCode"] == nil)
    var update: DocumentObject = ["CustomKeyStoreId": id]
    if request["KeyStorePassword"] != nil {
      update["KeyStorePassword"] = .string(Cluster.password)
    } else {
      update["XksProxyUriPath"] = "/mended/kms/xks/v1"
      update["XksProxyAuthenticationCredential"] =
        Bench.proxyRequest()["XksProxyAuthenticationCredential"]
    }
    try bench.must("UpdateCustomKeyStore", .object(update))
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    try bench.advance(days: 0, seconds: 1200)
    #expect(try bench.connection(of: id) == "CONNECTED")
  }

  @Test(arguments: [
    (ClusterCondition.inactive, "CloudHsmClusterNotActiveException"),
    (.noHSM, "CloudHsmClusterInvalidConfigurationException"),
  ])
  mutating func `a cluster that cannot be connected is refused at once`(
    condition: ClusterCondition, code: String
  ) throws {
    let id = try bench.makeStore(Bench.clusterRequest())
    bench.setClusters(condition)
    #expect(bench.refusal("ConnectCustomKeyStore", ["CustomKeyStoreId": id])?.code == code)
    #expect(try bench.connection(of: id) == "DISCONNECTED")
  }

  @Test mutating func `connecting twice changes nothing, and disconnecting ends it`() throws {
    let id = try bench.makeStore(Bench.clusterRequest())
    for _ in 0..<2 { try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id]) }
    #expect(bench.world.environment.queue.upcoming.count == 1)
    try bench.disconnect(id)
    try bench.advance(days: 1)
    #expect(try bench.connection(of: id) == "DISCONNECTED")
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    try bench.advance(days: 1)
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    #expect(try bench.connection(of: id) == "CONNECTED")
  }

  /// Changes of a store: what it is, the change, and the refusal.
  static let updates: [(Document, DocumentObject, String?)] = [
    (Bench.clusterRequest(), ["NewCustomKeyStoreName": "second"], nil),
    (
      Bench.clusterRequest(), ["NewCustomKeyStoreName": "taken"],
      "CustomKeyStoreNameInUseException"
    ),
    (Bench.clusterRequest(), ["CloudHsmClusterId": .string(Cluster.copy.rawValue)], nil),
    (
      Bench.clusterRequest(), ["CloudHsmClusterId": .string(Cluster.other.rawValue)],
      "CloudHsmClusterNotRelatedException"
    ),
    (
      Bench.clusterRequest(), ["CloudHsmClusterId": "cluster-234abcdefABC"],
      "CloudHsmClusterNotFoundException"
    ),
    (Bench.clusterRequest(), ["XksProxyUriPath": "/kms/xks/v1"], "ValidationException"),
    (Bench.proxyRequest(), ["KeyStorePassword": "1234567"], "ValidationException"),
    (Bench.proxyRequest(), ["XksProxyUriPath": "/kms/xks/v1"], nil),
    (Bench.proxyRequest(), ["XksProxyUriPath": "/taken/kms/xks/v1"], "XksProxyUriInUseException"),
    (
      Bench.proxyRequest(), ["XksProxyUriEndpoint": "https://nobody.example"],
      "XksProxyUriUnreachableException"
    ),
    (
      Bench.proxyRequest(),
      [
        "XksProxyConnectivity": "VPC_ENDPOINT_SERVICE",
        "XksProxyUriEndpoint": .string(Proxy.privateEndpoint),
        "XksProxyVpcEndpointServiceName": .string(Proxy.service(in: .usEast1)),
      ], nil
    ),
    (Bench.proxyRequest(), ["XksProxyConnectivity": "VPC_ENDPOINT_SERVICE"], "ValidationException"),
    (
      Bench.privateRequest(),
      [
        "XksProxyConnectivity": "PUBLIC_ENDPOINT", "XksProxyUriEndpoint": .string(Proxy.endpoint),
      ], nil
    ),
    (
      Bench.privateRequest(), ["XksProxyVpcEndpointServiceOwner": "444455556666"],
      "XksProxyVpcEndpointServiceNotFoundException"
    ),
  ]

  @Test(arguments: updates)
  mutating func `a store is changed as far as it can be`(
    request: Document, change: DocumentObject, code: String?
  ) throws {
    _ = try bench.makeStore(
      Bench.proxyRequest(["CustomKeyStoreName": "taken", "XksProxyUriPath": "/taken/kms/xks/v1"]))
    let id = try bench.makeStore(request)
    var update = change
    update["CustomKeyStoreId"] = id
    let before = try bench.description(of: id)
    #expect(bench.refusal("UpdateCustomKeyStore", .object(update))?.code == code)
    #expect(try (bench.description(of: id) == before) == (code != nil))
    guard code == nil else { return }
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": id])
    try bench.advance(days: 0, seconds: 1200)
    #expect(try bench.connection(of: id) == "CONNECTED")
  }

  @Test mutating func `path and credential of a proxy can be changed while it is connected`()
    throws
  {
    let id = try bench.makeConnectedStore(Bench.proxyRequest())
    let credential = try #require(Bench.proxyRequest()["XksProxyAuthenticationCredential"])
    try bench.must(
      "UpdateCustomKeyStore",
      [
        "CustomKeyStoreId": id, "XksProxyUriPath": "/new/kms/xks/v1",
        "XksProxyAuthenticationCredential": credential, "NewCustomKeyStoreName": "new",
      ])
    #expect(
      bench.refusal(
        "UpdateCustomKeyStore",
        ["CustomKeyStoreId": id, "XksProxyConnectivity": "PUBLIC_ENDPOINT"])?.code
        == "CustomKeyStoreInvalidStateException")
  }

  @Test mutating func `random bytes come from a connected cluster alone`() throws {
    let proxy = try bench.makeConnectedStore(Bench.proxyRequest())
    let cluster = try bench.makeStore(Bench.clusterRequest())
    for (store, code) in [
      (proxy, "UnsupportedOperationException"), (cluster, "CustomKeyStoreInvalidStateException"),
      ("cks-1", "CustomKeyStoreNotFoundException"),
    ] as [(Document, String)] {
      #expect(
        bench.refusal("GenerateRandom", ["NumberOfBytes": 5, "CustomKeyStoreId": store])?.code
          == code)
    }
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": cluster])
    try bench.advance(days: 1)
    let answer = try bench.must(
      "GenerateRandom", ["NumberOfBytes": 5, "CustomKeyStoreId": cluster])
    #expect(answer["Plaintext"]?.blob?.count == 5)
    bench.setClusters(.noHSM)
    #expect(
      bench.refusal("GenerateRandom", ["NumberOfBytes": 5, "CustomKeyStoreId": cluster])?.code
        == "DependencyTimeoutException")
  }
}
