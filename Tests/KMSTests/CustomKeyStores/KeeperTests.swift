import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// What becomes of keys whose keeper does not do its work, and of what lies under them.
@Suite struct KeeperTests {
  var bench = Bench()

  /// A key in a connected store.
  private mutating func makeKey(isCluster: Bool) throws -> Document {
    if isCluster {
      return try bench.makeClusterKey(try bench.makeConnectedStore(Bench.clusterRequest()))
    }
    return try bench.makeExternalKey(try bench.makeConnectedStore(Bench.proxyRequest()))
  }

  private mutating func state(of key: Document) throws -> String? {
    try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?["KeyState"]?.text
  }

  @Test(arguments: [
    (ProxyCondition.slow, "did not respond to the request in the time allotted"),
    (.refuse, "denied access to the operation"),
    (.unreachable, "cannot communicate with the external key store proxy"),
    (.nonsense, "cannot interpret the response"),
    (.badTLS, "cannot communicate with the external key store proxy"),
  ])
  mutating func `a proxy that does not do its work is told, and nothing is lost`(
    condition: ProxyCondition, words: String
  ) throws {
    let key = try makeKey(isCluster: false)
    let blob = try bench.encrypt([9], under: key)
    bench.setProxy(condition)
    for (operation, request) in [
      ("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])]),
      ("Decrypt", ["CiphertextBlob": .bytes(blob)]),
      ("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_128"]),
    ] as [(String, Document)] {
      let refusal = bench.refusal(operation, request)
      #expect(refusal?.code == "KMSInvalidStateException", "\(operation)")
      #expect(refusal?.message?.contains(words) == true, "\(refusal?.message ?? "none")")
    }
    #expect(try state(of: key) == "Enabled")
    bench.setProxy(.ok)
    #expect(try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])["Plaintext"] == .bytes([9]))
  }

  @Test(arguments: [ClusterCondition.noHSM, .inactive, .deleted])
  mutating func `a cluster that does not work is told, and nothing is lost`(
    condition: ClusterCondition
  ) throws {
    let key = try makeKey(isCluster: true)
    let blob = try bench.encrypt([9], under: key)
    bench.setClusters(condition)
    let refusal = bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob)])
    #expect(refusal?.code == "KMSInvalidStateException")
    #expect(
      refusal?.message?.hasPrefix("AWS KMS cannot communicate with your AWS CloudHSM") == true)
    bench.setClusters(.ready)
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
  }

  @Test mutating func `an external key that is forgotten takes the data with it`() throws {
    let store = try bench.makeConnectedStore(Bench.proxyRequest())
    let key = try bench.makeExternalKey(store)
    let blob = try bench.encrypt(under: key)
    try bench.must("CreateBucket", ["Bucket": "vaulted"])
    try bench.must(
      "PutObject",
      [
        "Bucket": "vaulted", "Key": "o", "Body": .bytes([1, 2]), "ServerSideEncryption": "aws:kms",
        "SSEKMSKeyId": key,
      ])
    let object: Document = ["Bucket": "vaulted", "Key": "o"]
    try bench.must("GetObject", object)
    let address = try #require(ARN(bench.arn(key)).flatMap { KeyAddress($0) })
    #expect(bench.world.readability(under: .kms(address)) == .whileKeyLives)
    bench.world.storage.kms.forgetExternalKeys()
    #expect(bench.world.check() == [])
    #expect(try state(of: key) == "Enabled")
    #expect(bench.world.readability(under: .kms(address)) == .forgotten(externalKey: "lab-1"))
    let refusal = bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob)])
    #expect(refusal?.code == "KMSInvalidStateException")
    #expect(refusal?.message?.contains("could not find the external key") == true)
    #expect(bench.refusal("GetObject", object)?.code == "KMS.KMSInvalidStateException")
    // Neither a new connection nor another KMS key of the same external key brings it back.
    try bench.disconnect(store)
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": store])
    try bench.advance(days: 1)
    #expect(bench.refusal("GetObject", object)?.code == "KMS.KMSInvalidStateException")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    try bench.advance(days: 7)
    #expect(
      bench.refusal(
        "CreateKey",
        ["Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": store, "XksKeyId": "lab-1"])?.code
        == "XksKeyNotFoundException")
    _ = try bench.makeExternalKey(store, "lab-2")
  }

  @Test mutating func `objects of an unavailable key are closed, and open with their store`() throws
  {
    let store = try bench.makeConnectedStore(Bench.proxyRequest())
    let key = try bench.makeExternalKey(store)
    try bench.must("CreateBucket", ["Bucket": "vaulted"])
    for (name, hasBucketKey) in [("a", false), ("b", true)] {
      try bench.must(
        "PutObject",
        [
          "Bucket": "vaulted", "Key": .string(name), "Body": .bytes([1, 2]),
          "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key,
          "BucketKeyEnabled": .bool(hasBucketKey),
        ])
    }
    try bench.must("DisconnectCustomKeyStore", ["CustomKeyStoreId": store])
    let address = try #require(ARN(bench.arn(key)).flatMap { KeyAddress($0) })
    let id = try #require(CustomKeyStoreID(store.text ?? ""))
    #expect(bench.world.readability(under: .kms(address)) == .onceConnected(id))
    for name in ["a", "b"] {
      #expect(
        bench.refusal("GetObject", ["Bucket": "vaulted", "Key": .string(name)])
          == WireError("KMS.KMSInvalidStateException", "\(bench.arn(key)) is unavailable."))
    }
    try bench.advance(days: 0, seconds: 60)
    try bench.must("ConnectCustomKeyStore", ["CustomKeyStoreId": store])
    try bench.advance(days: 0, seconds: 60)
    bench.setProxy(.slow)
    #expect(bench.world.readability(under: .kms(address)) == .onceKeeperWorks(.timedOut))
    bench.setProxy(.ok)
    for name in ["a", "b"] {
      let answer = try bench.must("GetObject", ["Bucket": "vaulted", "Key": .string(name)])
      #expect(answer["Body"] == .bytes([1, 2]))
    }
  }

  @Test mutating func `a world without key stores keeps its digest`() throws {
    let before = bench.world.digest()
    bench.setProxy(.slow)
    #expect(bench.world.digest() != before)
    bench.setProxy(.ok)
    #expect(bench.world.digest() == before)
  }
}
