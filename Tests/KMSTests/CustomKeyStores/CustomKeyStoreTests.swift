import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Custom key stores: making, finding, changing and deleting them.
@Suite struct CustomKeyStoreTests {
  var bench = Bench()

  /// A request that is refused, with the condition of what is outside.
  struct Refused: Sendable, CustomTestStringConvertible {
    let code: String
    let request: Document
    var clusters = ClusterCondition.ready
    var proxy = ProxyCondition.ok

    var testDescription: String { code }

    init(
      _ code: String, _ request: Document, clusters: ClusterCondition = .ready,
      proxy: ProxyCondition = .ok
    ) {
      self.code = code
      self.request = request
      self.clusters = clusters
      self.proxy = proxy
    }
  }

  static let refused = [
    Refused("ValidationException", Bench.clusterRequest(["CloudHsmClusterId": .null])),
    Refused("ValidationException", Bench.clusterRequest(["KeyStorePassword": .null])),
    Refused("ValidationException", Bench.clusterRequest(["TrustAnchorCertificate": .null])),
    Refused(
      "ValidationException", Bench.clusterRequest(["XksProxyConnectivity": "PUBLIC_ENDPOINT"])),
    Refused("ValidationException", Bench.proxyRequest(["XksProxyUriPath": .null])),
    Refused("ValidationException", Bench.proxyRequest(["XksProxyUriEndpoint": .null])),
    Refused("ValidationException", Bench.proxyRequest(["XksProxyConnectivity": .null])),
    Refused(
      "ValidationException", Bench.proxyRequest(["XksProxyAuthenticationCredential": .null])),
    Refused("ValidationException", Bench.proxyRequest(["KeyStorePassword": "1234567"])),
    Refused(
      "ValidationException",
      Bench.proxyRequest([
        "XksProxyVpcEndpointServiceName": .string(Proxy.service(in: .usEast1))
      ])),  // a service for a public endpoint
    Refused(
      "ValidationException", Bench.privateRequest(["XksProxyVpcEndpointServiceName": .null])),
    Refused(
      "CloudHsmClusterNotFoundException",
      Bench.clusterRequest(["CloudHsmClusterId": "cluster-234abcdefABC"])),
    Refused("CloudHsmClusterNotFoundException", Bench.clusterRequest(), clusters: .deleted),
    Refused("CloudHsmClusterNotActiveException", Bench.clusterRequest(), clusters: .inactive),
    Refused(
      "CloudHsmClusterInvalidConfigurationException", Bench.clusterRequest(), clusters: .oneHSM),
    Refused(
      "CloudHsmClusterInvalidConfigurationException", Bench.clusterRequest(), clusters: .noHSM),
    Refused(
      "IncorrectTrustAnchorException",
      Bench.clusterRequest(["TrustAnchorCertificate": .string(Cluster.other.certificate)])),
    Refused(
      "XksProxyUriUnreachableException",
      Bench.proxyRequest(["XksProxyUriEndpoint": "https://xks.example.com"])),
    Refused(
      "XksProxyUriUnreachableException", Bench.proxyRequest(["XksProxyUriPath": "/kms/xks/v2"])),
    Refused("XksProxyUriUnreachableException", Bench.proxyRequest(), proxy: .slow),
    Refused("XksProxyUriUnreachableException", Bench.proxyRequest(), proxy: .unreachable),
    Refused(
      "XksProxyIncorrectAuthenticationCredentialException", Bench.proxyRequest(), proxy: .refuse),
    Refused("XksProxyInvalidResponseException", Bench.proxyRequest(), proxy: .nonsense),
    Refused("XksProxyInvalidConfigurationException", Bench.proxyRequest(), proxy: .badTLS),
    Refused(
      "XksProxyIncorrectAuthenticationCredentialException",
      Bench.proxyRequest([
        "XksProxyAuthenticationCredential": [
          "AccessKeyId": .string(Proxy.accessKeyID),
          "RawSecretAccessKey": .string(String(repeating: "x", count: 43)),
        ]
      ])),
    Refused(
      "XksProxyVpcEndpointServiceNotFoundException",
      Bench.privateRequest([
        "XksProxyVpcEndpointServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0123"
      ])),
    Refused(
      "XksProxyVpcEndpointServiceNotFoundException",
      Bench.privateRequest(["XksProxyVpcEndpointServiceOwner": "444455556666"])),
    Refused(
      "XksProxyVpcEndpointServiceInvalidConfigurationException",
      Bench.privateRequest(["XksProxyUriEndpoint": .string(Proxy.endpoint)])),
  ]

  @Test(arguments: refused)
  mutating func `a store that cannot be is refused`(row: Refused) {
    bench.setClusters(row.clusters)
    bench.setProxy(row.proxy)
    #expect(bench.refusal("CreateCustomKeyStore", row.request)?.code == row.code)
    #expect(bench.world.storage.kms.keyStores(account: .learner, region: .usEast1).isEmpty)
  }

  /// What a second store may not have in common with the first: requests and the refusal.
  static let twins: [(Document, Document, String)] = [
    (
      Bench.clusterRequest(), Bench.proxyRequest(["CustomKeyStoreName": "hsm"]),
      "CustomKeyStoreNameInUseException"
    ),
    (
      Bench.clusterRequest(), Bench.clusterRequest(["CustomKeyStoreName": "second"]),
      "CloudHsmClusterInUseException"
    ),
    (
      Bench.clusterRequest(),
      Bench.clusterRequest([
        "CustomKeyStoreName": "second", "CloudHsmClusterId": .string(Cluster.copy.rawValue),
      ]), "CloudHsmClusterInUseException"
    ),  // a cluster that shares its backups
    (
      Bench.proxyRequest(), Bench.proxyRequest(["CustomKeyStoreName": "second"]),
      "XksProxyUriInUseException"
    ),
    (
      Bench.privateRequest(),
      Bench.privateRequest([
        "CustomKeyStoreName": "second", "XksProxyUriPath": "/second/kms/xks/v1",
      ]), "XksProxyUriEndpointInUseException"
    ),  // a name within a VPC has one store
    (
      Bench.privateRequest(),
      Bench.privateRequest([
        "CustomKeyStoreName": "second", "XksProxyUriEndpoint": "https://other.example",
      ]), "XksProxyVpcEndpointServiceInUseException"
    ),
  ]

  @Test(arguments: twins)
  mutating func `two stores have nothing in common`(
    first: Document, second: Document, code: String
  ) throws {
    _ = try bench.makeStore(first)
    #expect(bench.refusal("CreateCustomKeyStore", second)?.code == code)
    // Another account and another Region have clusters and names of their own.
    if second["XksProxyVpcEndpointServiceName"] == nil {
      try bench.with(in: .euWest1) { _ = try $0.makeStore(second) }
    }
  }

  @Test mutating func `one proxy serves several stores by their paths`() throws {
    _ = try bench.makeStore(Bench.proxyRequest())
    _ = try bench.makeStore(
      Bench.proxyRequest([
        "CustomKeyStoreName": "second", "XksProxyUriPath": "/second/kms/xks/v1",
      ]))
    _ = try bench.makeStore(
      Bench.clusterRequest([
        "CloudHsmClusterId": .string(Cluster.other.rawValue),
        "TrustAnchorCertificate": .string(Cluster.other.certificate),
      ]))
    _ = try bench.makeStore(Bench.privateRequest())
    let page = try bench.must("DescribeCustomKeyStores", ["Limit": 3])
    #expect(page["CustomKeyStores"]?.elements?.count == 3 && page["Truncated"] == true)
    let rest = try bench.must("DescribeCustomKeyStores", ["Marker": page["NextMarker"] ?? ""])
    #expect(rest["CustomKeyStores"]?.elements?.count == 1 && rest["Truncated"] == false)
  }

  @Test mutating func `an account has ten stores in a Region`() throws {
    for number in 1...10 {
      _ = try bench.makeStore(
        Bench.proxyRequest([
          "CustomKeyStoreName": .string("store \(number)"),
          "XksProxyUriPath": .string("/store\(number)/kms/xks/v1"),
        ]))
    }
    #expect(
      bench.refusal("CreateCustomKeyStore", Bench.clusterRequest())?.code
        == "LimitExceededException")
  }

  @Test mutating func `a store is told with all but its secrets`() throws {
    let hsm = try bench.makeStore(Bench.clusterRequest())
    #expect(hsm.text?.hasPrefix("cks-") == true && hsm.text?.count == 21)
    #expect(
      try bench.description(of: hsm).members?.names == [
        "CustomKeyStoreId", "CustomKeyStoreName", "CloudHsmClusterId", "TrustAnchorCertificate",
        "ConnectionState", "CreationDate", "CustomKeyStoreType",
      ])
    _ = try bench.makeStore(Bench.privateRequest())
    let answer = try bench.must("DescribeCustomKeyStores", ["CustomKeyStoreName": "private"])
    let described = try #require(answer["CustomKeyStores"]?.elements?.first)
    #expect(
      described["XksProxyConfiguration"] == [
        "Connectivity": "VPC_ENDPOINT_SERVICE", "AccessKeyId": .string(Proxy.accessKeyID),
        "UriEndpoint": .string(Proxy.privateEndpoint), "UriPath": "/vault/kms/xks/v1",
        "VpcEndpointServiceName": .string(Proxy.service(in: .usEast1)),
        "VpcEndpointServiceOwner": "111122223333",
      ])
    #expect(described["ConnectionState"] == "DISCONNECTED")
    for (request, code) in [
      (["CustomKeyStoreId": "cks-1"], "CustomKeyStoreNotFoundException"),
      (["CustomKeyStoreName": "none"], "CustomKeyStoreNotFoundException"),
      (["CustomKeyStoreName": "private", "CustomKeyStoreId": hsm], "ValidationException"),
      (["Marker": "x"], "InvalidMarkerException"),
    ] as [(Document, String)] {
      #expect(bench.refusal("DescribeCustomKeyStores", request)?.code == code)
    }
  }

  @Test(arguments: [
    "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
    "DeleteCustomKeyStore",
  ])
  mutating func `a store of nobody, another account or another Region is not found`(
    operation: String
  ) throws {
    let store = try bench.makeStore(Bench.proxyRequest())
    let code = "CustomKeyStoreNotFoundException"
    #expect(bench.refusal(operation, ["CustomKeyStoreId": "cks-1234567890abcdef0"])?.code == code)
    #expect(
      bench.with(.stranger) { $0.refusal(operation, ["CustomKeyStoreId": store])?.code } == code)
    #expect(
      bench.with(in: .euWest1) { $0.refusal(operation, ["CustomKeyStoreId": store])?.code } == code)
  }

  @Test(
    arguments: [
      ("CreateCustomKeyStore", Bench.proxyRequest()), ("DescribeCustomKeyStores", [:]),
      ("ConnectCustomKeyStore", ["CustomKeyStoreId": "x"]),
      ("DisconnectCustomKeyStore", ["CustomKeyStoreId": "x"]),
      ("UpdateCustomKeyStore", ["CustomKeyStoreId": "x"]),
      ("DeleteCustomKeyStore", ["CustomKeyStoreId": "x"]),
    ] as [(String, Document)])
  mutating func `identity policies alone decide`(operation: String, request: Document) {
    let refusal = bench.with(.bob) { $0.refusal(operation, request) }
    #expect(
      refusal
        == WireError(
          "AccessDeniedException",
          "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: kms:\(operation)"
            + " on resource: * because no identity-based policy allows the kms:\(operation) action")
    )
  }

  @Test mutating func `records tell no secret, and the cluster by CloudTrail's name`() throws {
    _ = try bench.makeStore(Bench.clusterRequest())
    _ = try bench.makeStore(Bench.proxyRequest())
    _ = bench.refusal("CreateCustomKeyStore", Bench.clusterRequest())
    let environment = bench.world.environment
    let records = environment.trail.suffix(environment.trail.count).map(\.record)
    let texts = records.compactMap { record in
      CloudTrailEvent(record, for: .learner, environment.identities).map {
        JSONWriter.text(.object($0.document))
      }
    }
    #expect(texts.count == 3)
    for secret in [Cluster.password, Proxy.secret, Proxy.accessKeyID, "BEGIN CERTIFICATE"] {
      #expect(!texts.contains { $0.contains(secret) }, "\(secret)")
    }
    let event = try #require(
      CloudTrailEvent(records[0], for: .learner, environment.identities)
    ).document
    #expect(
      event["requestParameters"] == [
        "customKeyStoreName": "hsm", "clusterId": .string(Cluster.first.rawValue),
      ])
    #expect(event["responseElements"]?["customKeyStoreId"]?.text?.hasPrefix("cks-") == true)
  }
}
