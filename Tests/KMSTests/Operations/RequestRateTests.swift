import Access
import Cloud
import Kernel
import TestBench
import Testing

/// How often an account may call KMS, where the switch of the lab lets AWS's rates count.
@Suite struct RequestRateTests {
  var bench = Bench()

  /// A call, how often it may be made, and within how many seconds.
  struct Row: Sendable, CustomTestStringConvertible {
    let operation: String
    let members: DocumentObject
    let calls: Int
    let seconds: Int

    init(_ operation: String, _ members: DocumentObject, _ calls: Int, within seconds: Int = 1) {
      (self.operation, self.members) = (operation, members)
      (self.calls, self.seconds) = (calls, seconds)
    }

    var testDescription: String { "\(operation) \(members)" }

    static func pair(_ spec: String, _ calls: Int, within seconds: Int = 1) -> Row {
      Row(
        "GenerateDataKeyPair", ["KeyPairSpec": .string(spec), "DryRun": true], calls,
        within: seconds)
    }
  }

  static let rows = [
    Row("GetPublicKey", [:], 2_000), Row("DescribeKey", [:], 2_000),
    Row(
      "CreateGrant",
      ["GranteePrincipal": "arn:aws:iam::111122223333:root", "Operations": ["Sign"]],
      50),
    Row("PutKeyPolicy", ["Policy": "{}"], 15), Row("ListGrants", [:], 100),
    Row("RevokeGrant", ["GrantId": "1"], 30), Row("UpdateKeyDescription", ["Description": ""], 5),
    Row(
      "GetParametersForImport",
      ["WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"], 1, within: 4),
    .pair("ECC_NIST_P256", 25), .pair("ECC_NIST_P384", 10), .pair("ECC_NIST_P521", 5),
    .pair("ECC_SECG_P256K1", 25), .pair("ECC_NIST_EDWARDS25519", 25), .pair("RSA_2048", 1),
    .pair("RSA_3072", 1, within: 2), .pair("RSA_4096", 1, within: 10),
  ]

  private func code(_ name: String, _ request: Document, in world: inout World) -> String? {
    guard let operation = Catalogue.operation(name, of: .kms),
      case .failure(let error) = world.handle(
        operation, request, as: Call(principal: bench.principal, region: bench.region))
    else { return nil }
    return error.code
  }

  @Test(arguments: rows)
  mutating func `a call too many is throttled until its time has passed`(row: Row) throws {
    var members = row.members
    members["KeyId"] = try bench.makeKey()
    bench.world.environment.settings.isThrottling = true
    var world = bench.world
    for _ in 0..<row.calls {
      #expect(code(row.operation, .object(members), in: &world) != "ThrottlingException")
    }
    for second in 0..<row.seconds {
      #expect(code(row.operation, .object(members), in: &world) == "ThrottlingException")
      _ = try world.advance(to: bench.world.now.adding(seconds: second + 1))
    }
    #expect(code(row.operation, .object(members), in: &world) != "ThrottlingException")
    #expect(world.check() == [])
  }

  /// Types of keys whose cryptographic operations share a quota of 1,000 a second.
  static let kinds = ["RSA_", "ECC_", "ML_DSA_"]

  @Test(arguments: kinds)
  mutating func `keys of one kind share the rate of signatures, and others have their own`(
    kind: String
  ) throws {
    var requests: [(isOfKind: Bool, Document)] = []
    for spec in PairSpec.all where spec.name != "RSA_4096" {
      let key = try bench.makeKey(["KeySpec": .string(spec.name), "KeyUsage": "SIGN_VERIFY"])
      // What a disabled key refuses counts too.
      try bench.must("DisableKey", ["KeyId": key])
      requests.append(
        (
          spec.name.hasPrefix(kind),
          [
            "KeyId": key, "SigningAlgorithm": .string(spec.signing[0]), "Message": .bytes([1]),
          ]
        ))
    }
    bench.world.environment.settings.isThrottling = true
    var world = bench.world
    let own = requests.filter(\.isOfKind)
    #expect(own.count > 1)
    for call in 0..<1_000 {
      #expect(code("Sign", own[call % own.count].1, in: &world) == "DisabledException")
    }
    for (isOfKind, request) in requests {
      let expected = isOfKind ? "ThrottlingException" : "DisabledException"
      #expect(code("Sign", request, in: &world) == expected)
    }
    #expect(code("GenerateRandom", ["NumberOfBytes": 1], in: &world) == nil)
  }

  @Test mutating func `the keys of a custom key store have a rate of their own`() throws {
    let store = try bench.makeConnectedStore(Bench.clusterRequest())
    let kept = try bench.makeKey(["Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": store])
    let other = try bench.makeKey()
    let ciphertext = try bench.encrypt(under: kept)
    for key in [kept, other] { try bench.must("DisableKey", ["KeyId": key]) }
    bench.world.environment.settings.isThrottling = true
    var world = bench.world
    // The ciphertext names its key.
    let calls: [(String, Document)] = [
      ("Encrypt", ["KeyId": kept, "Plaintext": .bytes([1])]),
      ("Decrypt", ["CiphertextBlob": .bytes(ciphertext)]),
      ("ReEncrypt", ["CiphertextBlob": .bytes(ciphertext), "DestinationKeyId": kept]),
    ]
    for call in 0..<1_800 {
      let (name, request) = calls[call % calls.count]
      #expect(code(name, request, in: &world) == "DisabledException")
    }
    for (name, request) in calls {
      #expect(code(name, request, in: &world) == "ThrottlingException")
    }
    let request: Document = ["KeyId": other, "Plaintext": .bytes([1])]
    #expect(code("Encrypt", request, in: &world) == "DisabledException")
  }
}
