import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Keys in custom key stores: making, using and losing them.
@Suite struct KeyStoreKeyTests {
  var bench = Bench()

  @Test mutating func `a key in a cluster tells of store and cluster`() throws {
    let store = try bench.makeConnectedStore(Bench.clusterRequest())
    let key = try bench.makeClusterKey(store)
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["Origin"] == "AWS_CLOUDHSM" && metadata?["KeyState"] == "Enabled")
    #expect(metadata?["CustomKeyStoreId"] == store)
    #expect(metadata?["CloudHsmClusterId"] == .string(Cluster.first.rawValue))
    #expect(metadata?["CurrentKeyMaterialId"] == nil && metadata?["XksKeyConfiguration"] == nil)
    try bench.disconnect(store)
    try bench.must(
      "UpdateCustomKeyStore",
      ["CustomKeyStoreId": store, "CloudHsmClusterId": .string(Cluster.copy.rawValue)])
    let moved = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(moved?["CloudHsmClusterId"] == .string(Cluster.copy.rawValue))
  }

  @Test mutating func `a key outside of AWS tells of store and external key`() throws {
    let store = try bench.makeConnectedStore(Bench.proxyRequest())
    let key = try bench.makeExternalKey(store)
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["Origin"] == "EXTERNAL_KEY_STORE" && metadata?["Enabled"] == true)
    #expect(metadata?["CustomKeyStoreId"] == store)
    #expect(metadata?["XksKeyConfiguration"] == ["Id": "lab-1"])
    #expect(metadata?["CloudHsmClusterId"] == nil)
  }

  /// Requests of a key that are refused: whether the store is one of a cluster, whether it is
  /// connected, the condition of what is outside, the request, and the code.
  struct Refused: Sendable, CustomTestStringConvertible {
    let code: String
    let request: DocumentObject
    var isCluster = false
    var isConnected = true
    var clusters = ClusterCondition.ready
    var proxy = ProxyCondition.ok

    var testDescription: String { "\(code) \(JSONWriter.text(.object(request)))" }
  }

  private static let external: DocumentObject = [
    "Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": "<store>", "XksKeyId": "lab-1",
  ]
  private static let hsm: DocumentObject = [
    "Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "<store>",
  ]

  private static func external(_ name: String, _ value: Document?) -> DocumentObject {
    var request = external
    request[name] = value
    return request
  }

  private static func hsm(_ name: String, _ value: Document?) -> DocumentObject {
    var request = hsm
    request[name] = value
    return request
  }

  static let refused: [Refused] = [
    Refused(code: "ValidationException", request: external("CustomKeyStoreId", nil)),
    Refused(code: "ValidationException", request: external("XksKeyId", nil)),
    Refused(code: "ValidationException", request: external("Origin", nil)),
    Refused(code: "ValidationException", request: external("Origin", "EXTERNAL")),
    Refused(code: "ValidationException", request: ["XksKeyId": "lab-1"]),
    Refused(code: "ValidationException", request: hsm, isCluster: false),  // the other type
    Refused(code: "ValidationException", request: external, isCluster: true),
    Refused(code: "ValidationException", request: hsm("XksKeyId", "lab-1"), isCluster: true),
    Refused(code: "UnsupportedOperationException", request: external("MultiRegion", true)),
    Refused(
      code: "UnsupportedOperationException",
      request: [
        "Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "<store>", "KeySpec": "HMAC_256",
        "KeyUsage": "GENERATE_VERIFY_MAC",
      ], isCluster: true),
    Refused(
      code: "CustomKeyStoreNotFoundException", request: external("CustomKeyStoreId", "cks-1")),
    Refused(code: "CustomKeyStoreInvalidStateException", request: external, isConnected: false),
    Refused(
      code: "CustomKeyStoreInvalidStateException", request: hsm, isCluster: true,
      isConnected: false),
    Refused(
      code: "CloudHsmClusterInvalidConfigurationException", request: hsm, isCluster: true,
      clusters: .oneHSM),
    Refused(
      code: "CloudHsmClusterInvalidConfigurationException", request: hsm, isCluster: true,
      clusters: .deleted),
    Refused(code: "XksKeyNotFoundException", request: external("XksKeyId", "nobody")),
    Refused(code: "XksKeyInvalidConfigurationException", request: external("XksKeyId", "rsa-1")),
    Refused(code: "XksKeyInvalidConfigurationException", request: external, proxy: .refuse),
    Refused(code: "DependencyTimeoutException", request: external, proxy: .slow),
    Refused(code: "DependencyTimeoutException", request: external, proxy: .unreachable),
  ]

  @Test(arguments: refused)
  mutating func `a key that a store cannot have is refused`(row: Refused) throws {
    let form = row.isCluster ? Bench.clusterRequest() : Bench.proxyRequest()
    let store =
      try row.isConnected ? bench.makeConnectedStore(form) : bench.makeStore(form)
    bench.setClusters(row.clusters)
    bench.setProxy(row.proxy)
    var request = row.request
    if request["CustomKeyStoreId"] == "<store>" { request["CustomKeyStoreId"] = store }
    #expect(bench.refusal("CreateKey", .object(request))?.code == row.code)
    #expect(bench.world.storage.kms.keys.isEmpty)
  }

  @Test mutating func `an external key belongs to one key of a store`() throws {
    let store = try bench.makeConnectedStore(Bench.proxyRequest())
    _ = try bench.makeExternalKey(store)
    let request: Document = [
      "Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": store, "XksKeyId": "lab-1",
    ]
    #expect(bench.refusal("CreateKey", request)?.code == "XksKeyAlreadyInUseException")
    _ = try bench.makeExternalKey(store, "lab-2")
    let other = try bench.makeConnectedStore(
      Bench.proxyRequest(["CustomKeyStoreName": "b", "XksProxyUriPath": "/b/kms/xks/v1"]))
    _ = try bench.makeExternalKey(other)
  }

  @Test(arguments: [true, false])
  mutating func `a key in a store does all cryptography while it is connected`(
    isCluster: Bool
  ) throws {
    let key = try makeKey(isCluster: isCluster)
    let blob = try bench.encrypt([5, 6, 7], under: key, context: ["a": "1"])
    let opened = try bench.must(
      "Decrypt", ["CiphertextBlob": .bytes(blob), "EncryptionContext": ["a": "1"]])
    #expect(opened["Plaintext"] == .bytes([5, 6, 7]))
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob)])?.code
        == "InvalidCiphertextException")
    let plain = try bench.makeKey()
    let moved = try bench.must(
      "ReEncrypt",
      [
        "CiphertextBlob": .bytes(blob), "SourceEncryptionContext": ["a": "1"],
        "DestinationKeyId": plain,
      ])
    let back = try bench.must(
      "ReEncrypt", ["CiphertextBlob": moved["CiphertextBlob"] ?? "", "DestinationKeyId": key])
    let again = try bench.must("Decrypt", ["CiphertextBlob": back["CiphertextBlob"] ?? ""])
    #expect(again["Plaintext"] == .bytes([5, 6, 7]))
    let dataKey = try bench.must("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"])
    let dataKeyOpened = try bench.must(
      "Decrypt", ["CiphertextBlob": dataKey["CiphertextBlob"] ?? ""])
    #expect(dataKeyOpened["Plaintext"] == dataKey["Plaintext"])
  }

  /// A key in a connected store.
  private mutating func makeKey(isCluster: Bool) throws -> Document {
    if isCluster {
      return try bench.makeClusterKey(try bench.makeConnectedStore(Bench.clusterRequest()))
    }
    return try bench.makeExternalKey(try bench.makeConnectedStore(Bench.proxyRequest()))
  }

  @Test mutating func `a ciphertext of an external key has two layers, each whole or refused`()
    throws
  {
    let key = try makeKey(isCluster: false)
    let blob = try bench.encrypt([5, 6, 7], under: key)
    let single = try bench.encrypt([5, 6, 7], under: try bench.makeKey())
    #expect(blob.count == single.count + 12 + 16)
    for index in blob.indices {
      var damaged = blob
      damaged[index] ^= 1
      #expect(
        bench.refusal("Decrypt", ["CiphertextBlob": .bytes(damaged)]) != nil, "byte \(index)")
      #expect(
        bench.refusal("Decrypt", ["CiphertextBlob": .bytes(Array(blob[..<index]))])?.code
          == (index == 0 ? "ValidationException" : "InvalidCiphertextException"), "\(index) bytes")
    }
  }

  /// What the state of a store makes of the operations on its keys: the code while it is not
  /// connected.
  static let unavailable: [(String, DocumentObject, String?)] = [
    ("Encrypt", ["Plaintext": .bytes([1])], "KMSInvalidStateException"),
    ("Decrypt", ["CiphertextBlob": "<blob>"], "KMSInvalidStateException"),
    ("GenerateDataKey", ["KeySpec": "AES_256"], "KMSInvalidStateException"),
    (
      "GenerateDataKeyWithoutPlaintext", ["KeySpec": "AES_256"], "KMSInvalidStateException"
    ),
    ("DescribeKey", [:], nil),
    ("DisableKey", [:], nil),
    ("EnableKey", [:], nil),
    ("GetKeyPolicy", [:], nil),
    ("TagResource", ["Tags": [["TagKey": "a", "TagValue": "b"]]], nil),
    ("UpdateKeyDescription", ["Description": "x"], nil),
    ("ScheduleKeyDeletion", [:], nil),
    ("CancelKeyDeletion", [:], "KMSInvalidStateException"),
    ("EnableKeyRotation", [:], "UnsupportedOperationException"),
    ("DisableKeyRotation", [:], "UnsupportedOperationException"),
    ("RotateKeyOnDemand", [:], "UnsupportedOperationException"),
    ("GetKeyRotationStatus", [:], "UnsupportedOperationException"),
    ("ListKeyRotations", [:], "UnsupportedOperationException"),
    (
      "GetParametersForImport",
      ["WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"],
      "UnsupportedOperationException"
    ),
    ("DeleteImportedKeyMaterial", [:], "UnsupportedOperationException"),
    ("ReplicateKey", ["ReplicaRegion": "eu-west-1"], "UnsupportedOperationException"),
    (
      "CreateGrant", ["GranteePrincipal": "111122223333", "Operations": ["Encrypt"]], nil
    ),
  ]

  @Test(arguments: unavailable, [true, false])
  mutating func `an unavailable key answers by the table`(
    row: (String, DocumentObject, String?), isCluster: Bool
  ) throws {
    let key = try makeKey(isCluster: isCluster)
    let blob = try bench.encrypt(under: key)
    let store = try #require(
      try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?["CustomKeyStoreId"])
    var request = row.1
    request["KeyId"] = key
    if request["CiphertextBlob"] != nil { request["CiphertextBlob"] = .bytes(blob) }
    try bench.must("DisconnectCustomKeyStore", ["CustomKeyStoreId": store])
    let refusal = bench.refusal(row.0, .object(request))
    #expect(refusal?.code == row.2)
    if refusal?.code == "KMSInvalidStateException", row.0 != "CancelKeyDeletion" {
      #expect(refusal?.message == "\(bench.arn(key)) is unavailable.")
    }
  }

  private mutating func state(of key: Document) throws -> String? {
    try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?["KeyState"]?.text
  }

  @Test mutating func `what is done to an unavailable key holds once it is back`() throws {
    let store = try bench.makeConnectedStore(Bench.clusterRequest())
    let keys = try (0..<4).map { _ in try bench.makeClusterKey(store) }
    let blob = try bench.encrypt([1], under: keys[0])
    try bench.must("DisableKey", ["KeyId": keys[1]])
    try bench.must("ScheduleKeyDeletion", ["KeyId": keys[3]])
    try bench.disconnect(store)
    #expect(
      try keys.map { try state(of: $0) } == [
        "Unavailable", "Unavailable", "Unavailable", "PendingDeletion",
      ])
    try bench.must("EnableKey", ["KeyId": keys[1]])
    try bench.must("DisableKey", ["KeyId": keys[2]])
    try bench.must("CancelKeyDeletion", ["KeyId": keys[3]])
    #expect(try keys.map { try state(of: $0) } == Array(repeating: "Unavailable", count: 4))
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": store])
    try bench.advance(days: 1)
    #expect(
      try keys.map { try state(of: $0) } == ["Enabled", "Enabled", "Disabled", "Disabled"])
    #expect(try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])["Plaintext"] == .bytes([1]))
  }

  @Test mutating func `a store with keys is not deleted, not even with one that waits`() throws {
    let store = try bench.makeConnectedStore(Bench.proxyRequest())
    let key = try bench.makeExternalKey(store)
    try bench.disconnect(store)
    let delete: Document = ["CustomKeyStoreId": store]
    #expect(bench.refusal("DeleteCustomKeyStore", delete)?.code == "CustomKeyStoreHasCMKsException")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    #expect(bench.refusal("DeleteCustomKeyStore", delete)?.code == "CustomKeyStoreHasCMKsException")
    try bench.advance(days: 7)
    try bench.must("DeleteCustomKeyStore", delete)
    #expect(bench.world.storage.kms.keyStores(account: .learner, region: .usEast1).isEmpty)
  }

  @Test mutating func `a key of AWS_KMS opens nothing of an external key's twin`() throws {
    let store = try bench.makeConnectedStore(Bench.proxyRequest())
    let first = try bench.makeExternalKey(store)
    let blob = try bench.encrypt(under: first)
    try bench.must("ScheduleKeyDeletion", ["KeyId": first, "PendingWindowInDays": 7])
    try bench.advance(days: 7)
    // The external key is still there, and serves another KMS key; its first layer is another.
    let second = try bench.makeExternalKey(store)
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob), "KeyId": second])?.code
        == "IncorrectKeyException")
  }
}
