import Access
import Cloud
import Kernel
import TestBench
import Testing

/// HMAC keys, GenerateMac and VerifyMac.
@Suite struct MACTests {
  var bench = Bench()

  mutating func key(_ spec: String) throws -> Document {
    try bench.makeKey(["KeySpec": .string(spec), "KeyUsage": "GENERATE_VERIFY_MAC"])
  }

  @Test(arguments: [
    ("HMAC_224", "HMAC_SHA_224", 28), ("HMAC_256", "HMAC_SHA_256", 32),
    ("HMAC_384", "HMAC_SHA_384", 48), ("HMAC_512", "HMAC_SHA_512", 64),
  ])
  mutating func `a code is that of RFC 2104 under the key's material, and verifies`(
    spec: String, algorithm: String, byteCount: Int
  ) throws {
    let key = try key(spec)
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["MacAlgorithms"] == [.string(algorithm)])
    #expect(metadata?["EncryptionAlgorithms"] == nil)
    #expect(metadata?["CurrentKeyMaterialId"] == nil)
    let request: DocumentObject = [
      "KeyId": key, "Message": .bytes([1, 2, 3]), "MacAlgorithm": .string(algorithm),
    ]
    let response = try bench.must("GenerateMac", .object(request))
    #expect(response["Mac"]?.blob?.count == byteCount)
    #expect(response["KeyId"] == .string(bench.arn(key)))
    var check = request
    check["Mac"] = response["Mac"]
    let answer = try bench.must("VerifyMac", .object(check))
    #expect(answer["MacValid"] == true)
    check["Message"] = .bytes([1, 2, 4])
    #expect(bench.refusal("VerifyMac", .object(check)) == WireError("KMSInvalidMacException", nil))
    check["Message"] = request["Message"]
    check["Mac"] = .bytes(Array(response["Mac"]?.blob?.dropLast() ?? []))
    #expect(bench.refusal("VerifyMac", .object(check)) == WireError("KMSInvalidMacException", nil))
  }

  @Test mutating func `algorithm, usage, state and rehearsal are refused in AWS's words`() throws {
    let key = try key("HMAC_224")
    let symmetric = try bench.makeKey()
    func refusal(
      _ name: String, _ key: Document, _ more: DocumentObject, _ bench: inout Bench
    ) -> WireError? {
      var request: DocumentObject = ["KeyId": key]
      for entry in more.entries { request[entry.name] = entry.value }
      return bench.refusal(name, .object(request))
    }
    let message: DocumentObject = ["Message": .bytes([1]), "MacAlgorithm": "HMAC_SHA_256"]
    #expect(
      refusal("GenerateMac", key, message, &bench)
        == WireError(
          "InvalidKeyUsageException",
          "Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_224."))
    #expect(
      refusal("GenerateMac", symmetric, message, &bench)
        == WireError(
          "InvalidKeyUsageException",
          "\(bench.arn(symmetric)) key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac."
        ))
    #expect(
      refusal("Encrypt", key, ["Plaintext": .bytes([1])], &bench)
        == WireError(
          "InvalidKeyUsageException",
          "\(bench.arn(key)) key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt."))
    let blob = try bench.encrypt(under: symmetric)
    #expect(
      refusal("Decrypt", key, ["CiphertextBlob": .bytes(blob)], &bench)?.code
        == "IncorrectKeyException")
    let right: DocumentObject = ["Message": .bytes([1]), "MacAlgorithm": "HMAC_SHA_224"]
    var rehearsal = right
    rehearsal["DryRun"] = true
    #expect(refusal("GenerateMac", key, rehearsal, &bench)?.code == "DryRunOperationException")
    for name in ["EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand"] {
      #expect(
        refusal(name, key, [:], &bench) == WireError("UnsupportedOperationException", nil))
    }
    #expect(
      refusal("GetKeyRotationStatus", key, [:], &bench)
        == WireError("UnsupportedOperationException", nil))
    try bench.must("DisableKey", ["KeyId": key])
    #expect(refusal("GenerateMac", key, right, &bench)?.code == "DisabledException")
    // The type of the key wins over its state.
    #expect(
      refusal("EnableKeyRotation", key, [:], &bench)
        == WireError("UnsupportedOperationException", nil))
  }

  @Test mutating func `the message is in no trail`() throws {
    let key = try key("HMAC_256")
    let secret = Array("a secret message".utf8)
    try bench.must(
      "GenerateMac", ["KeyId": key, "Message": .bytes(secret), "MacAlgorithm": "HMAC_SHA_256"])
    let record = try #require(bench.world.environment.trail.suffix(1).first?.record)
    #expect(record.parameters.names == ["KeyId", "MacAlgorithm"])
  }
}
