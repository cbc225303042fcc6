import Access
import Ciphers
import Cloud
import Kernel
import TestBench
import Testing

/// Key pairs for signatures: CreateKey, GetPublicKey, Sign and Verify.
@Suite struct SignatureTests {
  var bench = Bench()
  static let message = Array("the contract".utf8)

  private mutating func key(_ spec: String, _ more: DocumentObject = [:]) throws -> Document {
    var request = more
    request["KeySpec"] = .string(spec)
    request["KeyUsage"] = "SIGN_VERIFY"
    return try bench.makeKey(.object(request))
  }

  private func request(
    _ key: Document, _ algorithm: String, _ message: [UInt8] = message, _ type: String? = nil
  ) -> DocumentObject {
    var request: DocumentObject = [
      "KeyId": key, "Message": .bytes(message), "SigningAlgorithm": .string(algorithm),
    ]
    request["MessageType"] = type.map { .string($0) }
    return request
  }

  @Test(arguments: PairSpec.all)
  mutating func `a pair tells what it can do, and its public key`(spec: PairSpec) throws {
    let key = try key(spec.name)
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    let algorithms = Document.list(spec.signing.map { .string($0) })
    #expect(metadata?["SigningAlgorithms"] == algorithms)
    #expect(metadata?["EncryptionAlgorithms"] == nil && metadata?["MacAlgorithms"] == nil)
    #expect(metadata?["CurrentKeyMaterialId"] == nil)
    #expect(metadata?["CustomerMasterKeySpec"] == .string(spec.name))
    let answer = try bench.must("GetPublicKey", ["KeyId": key])
    #expect(answer["KeyId"] == .string(bench.arn(key)))
    #expect(answer["SigningAlgorithms"] == algorithms)
    #expect(answer["KeyUsage"] == "SIGN_VERIFY" && answer["KeySpec"] == .string(spec.name))
    let bytes = try #require(answer["PublicKey"]?.blob)
    #expect(bytes.count == spec.publicKeyByteCount)
    #expect(try PublicKey(subjectPublicKeyInfo: bytes).subjectPublicKeyInfo == bytes)
  }

  @Test(arguments: PairSpec.all)
  mutating func `what is signed verifies, and nothing else does`(spec: PairSpec) throws {
    let key = try key(spec.name)
    for algorithm in spec.signing {
      let isPrehashed = algorithm == "ED25519_PH_SHA_512"
      let message = isPrehashed ? SHA512.hash(Self.message) : Self.message
      let request = request(key, algorithm, message, isPrehashed ? "DIGEST" : nil)
      let answer = try bench.must("Sign", .object(request))
      #expect(answer["SigningAlgorithm"] == .string(algorithm))
      #expect(answer["KeyId"] == .string(bench.arn(key)))
      let signature = try #require(answer["Signature"]?.blob)
      #expect(spec.signatureByteCounts.contains(signature.count))
      var check = request
      check["Signature"] = .bytes(signature)
      let verified = try bench.must("Verify", .object(check))
      #expect(verified["SignatureValid"] == true)
      #expect(verified["SigningAlgorithm"] == .string(algorithm))
      let wrong = WireError("KMSInvalidSignatureException", nil)
      for changed in [Array(signature.dropLast()), signature + [0], flipped(signature, 5), [0]] {
        check["Signature"] = .bytes(changed)
        #expect(bench.refusal("Verify", .object(check)) == wrong)
      }
      check["Signature"] = .bytes(signature)
      check["Message"] = .bytes(isPrehashed ? SHA512.hash([1]) : [1])
      #expect(bench.refusal("Verify", .object(check)) == wrong)
    }
  }

  private func flipped(_ bytes: [UInt8], _ index: Int) -> [UInt8] {
    var bytes = bytes
    bytes[index] ^= 1
    return bytes
  }

  /// Algorithms whose digest anybody can make, with its hash function.
  static let digests: [(spec: String, algorithm: String, hash: HashAlgorithm)] = [
    ("RSA_2048", "RSASSA_PSS_SHA_256", .sha256), ("RSA_2048", "RSASSA_PSS_SHA_384", .sha384),
    ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_512", .sha512),
    ("ECC_NIST_P256", "ECDSA_SHA_256", .sha256), ("ECC_SECG_P256K1", "ECDSA_SHA_256", .sha256),
    ("ECC_NIST_P384", "ECDSA_SHA_384", .sha384), ("ECC_NIST_P521", "ECDSA_SHA_512", .sha512),
  ]

  @Test(arguments: digests)
  mutating func `a message and its digest have the same signatures`(
    spec: String, algorithm: String, hash: HashAlgorithm
  ) throws {
    let key = try key(spec)
    let digest = hash.hash(Self.message)
    let raw = request(key, algorithm)
    let digested = request(key, algorithm, digest, "DIGEST")
    for (signed, verified) in [(raw, digested), (digested, raw)] {
      var check = verified
      check["Signature"] = try bench.must("Sign", .object(signed))["Signature"]
      #expect(try bench.must("Verify", .object(check))["SignatureValid"] == true)
    }
    // A digest that is sent as the message is hashed once more.
    var twice = request(key, algorithm, digest, "RAW")
    twice["Signature"] = try bench.must("Sign", .object(raw))["Signature"]
    #expect(bench.refusal("Verify", .object(twice))?.code == "KMSInvalidSignatureException")
    let short = request(key, algorithm, Array(digest.dropLast()), "DIGEST")
    #expect(
      bench.refusal("Sign", .object(short))
        == WireError(
          "ValidationException", "Digest is invalid length for algorithm \(algorithm)."))
  }

  @Test mutating func `an external μ signs the message that it was made of`() throws {
    let key = try key("ML_DSA_65")
    let blob = try #require(try bench.must("GetPublicKey", ["KeyId": key])["PublicKey"]?.blob)
    guard case .mlDSA(let publicKey) = try PublicKey(subjectPublicKeyInfo: blob) else {
      throw CipherError.invalidEncoding
    }
    let mu = publicKey.mu(of: Self.message)
    let external = request(key, "ML_DSA_SHAKE_256", mu, "EXTERNAL_MU")
    var check = request(key, "ML_DSA_SHAKE_256")
    check["Signature"] = try bench.must("Sign", .object(external))["Signature"]
    #expect(try bench.must("Verify", .object(check))["SignatureValid"] == true)
    #expect(
      bench.refusal(
        "Sign", .object(request(key, "ML_DSA_SHAKE_256", Array(mu.dropLast()), "EXTERNAL_MU")))
        == WireError(
          "ValidationException", "Digest is invalid length for algorithm ML_DSA_SHAKE_256."))
  }

  /// Signatures that draw nothing are the same each time.
  @Test(arguments: [
    ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256", true), ("RSA_2048", "RSASSA_PSS_SHA_256", false),
    ("ECC_NIST_P256", "ECDSA_SHA_256", false), ("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", true),
    ("ML_DSA_44", "ML_DSA_SHAKE_256", false),
  ])
  mutating func `only some algorithms sign the same way twice`(
    spec: String, algorithm: String, isDeterministic: Bool
  ) throws {
    let request = Document.object(request(try key(spec), algorithm))
    let first = try bench.must("Sign", request)["Signature"]
    #expect(try (bench.must("Sign", request)["Signature"] == first) == isDeterministic)
  }

  /// A call and its refusal: the key, the algorithm, the form of the message, code and text.
  static let refusals:
    [(spec: String, algorithm: String, type: String, code: String, text: String)] =
      [
        (
          "ECC_NIST_P256", "ECDSA_SHA_384", "RAW", "InvalidKeyUsageException",
          "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256."
        ),  // of another curve
        (
          "RSA_2048", "ECDSA_SHA_256", "RAW", "InvalidKeyUsageException",
          "Algorithm ECDSA_SHA_256 is incompatible with key spec RSA_2048."
        ),  // of another kind
        (
          "ECC_NIST_P256", "SM2DSA", "RAW", "InvalidKeyUsageException",
          "Algorithm SM2DSA is incompatible with key spec ECC_NIST_P256."
        ),  // of China
        (
          "RSA_2048", "RSASSA_PSS_SHA_256", "EXTERNAL_MU", "ValidationException",
          "MessageType EXTERNAL_MU is incompatible with SigningAlgorithm RSASSA_PSS_SHA_256."
        ),  // only for ML-DSA
        (
          "ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "DIGEST", "ValidationException",
          "MessageType DIGEST is incompatible with SigningAlgorithm ED25519_SHA_512."
        ),  // takes messages whole
        (
          "ECC_NIST_EDWARDS25519", "ED25519_PH_SHA_512", "RAW", "ValidationException",
          "MessageType RAW is incompatible with SigningAlgorithm ED25519_PH_SHA_512."
        ),  // takes digests
        (
          "ML_DSA_44", "ML_DSA_SHAKE_256", "DIGEST", "ValidationException",
          "MessageType DIGEST is incompatible with SigningAlgorithm ML_DSA_SHAKE_256."
        ),  // takes μ
      ]

  @Test(arguments: refusals)
  mutating func `what does not fit the key is refused, to sign and to verify`(
    spec: String, algorithm: String, type: String, code: String, text: String
  ) throws {
    let key = try key(spec)
    var request = request(key, algorithm, Self.message, type)
    #expect(bench.refusal("Sign", .object(request)) == WireError(code, text))
    request["Signature"] = .bytes([1])
    #expect(bench.refusal("Verify", .object(request)) == WireError(code, text))
  }

  @Test mutating func `usage, length, rehearsal and state are refused in AWS's words`() throws {
    let symmetric = try bench.makeKey()
    let usage = "InvalidKeyUsageException"
    #expect(
      bench.refusal("Sign", .object(request(symmetric, "ECDSA_SHA_256")))
        == WireError(
          usage, "\(bench.arn(symmetric)) key usage is ENCRYPT_DECRYPT which is not valid for Sign."
        ))
    let key = try key("ECC_NIST_P256")
    #expect(
      bench.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])])
        == WireError(
          usage, "\(bench.arn(key)) key usage is SIGN_VERIFY which is not valid for Encrypt."))
    let long = [UInt8](repeating: 1, count: 4097)
    #expect(
      bench.refusal("Sign", .object(request(key, "ECDSA_SHA_256", long)))?.message
        == "1 validation error detected: Value at 'message' failed to satisfy constraint: Member "
        + "must have length less than or equal to 4096")
    var rehearsal = request(key, "ECDSA_SHA_256")
    rehearsal["DryRun"] = true
    #expect(bench.refusal("Sign", .object(rehearsal))?.code == "DryRunOperationException")
    for name in ["EnableKeyRotation", "RotateKeyOnDemand", "ListKeyRotations"] {
      #expect(
        bench.refusal(name, ["KeyId": key]) == WireError("UnsupportedOperationException", nil))
    }
    try bench.must("DisableKey", ["KeyId": key])
    for name in ["Sign", "GetPublicKey"] {
      let request: DocumentObject =
        name == "Sign" ? request(key, "ECDSA_SHA_256") : ["KeyId": key]
      #expect(bench.refusal(name, .object(request))?.code == "DisabledException")
    }
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    #expect(bench.refusal("GetPublicKey", ["KeyId": key])?.code == "KMSInvalidStateException")
  }

  @Test mutating func `neither message nor signature is in the trail`() throws {
    let key = try key("ECC_NIST_P256")
    var check = request(key, "ECDSA_SHA_256")
    check["Signature"] = try bench.must("Sign", .object(check))["Signature"]
    try bench.must("Verify", .object(check))
    for (_, record) in bench.world.environment.trail.suffix(2) {
      #expect(record.parameters.names.sorted() == ["KeyId", "SigningAlgorithm"])
      #expect(record.isReadOnly && record.response == nil)
    }
  }

  @Test mutating func `a replica verifies what its primary signs`() throws {
    let key = try key("ECC_NIST_P384", ["MultiRegion": true])
    try bench.must("ReplicateKey", ["KeyId": key, "ReplicaRegion": "eu-west-1"])
    var check = request(key, "ECDSA_SHA_384")
    check["Signature"] = try bench.must("Sign", .object(check))["Signature"]
    let answer = try bench.with(in: .euWest1) { try $0.must("Verify", .object(check)) }
    #expect(answer["SignatureValid"] == true)
  }

  @Test mutating func `keys that are no pair have no public key`() throws {
    for key in [
      try bench.makeKey(),
      try bench.makeKey(["KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"]),
    ] {
      #expect(
        bench.refusal("GetPublicKey", ["KeyId": key])
          == WireError("UnsupportedOperationException", nil))
    }
  }
}
