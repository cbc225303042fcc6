import Access
import Ciphers
import Cloud
import Kernel
import TestBench
import Testing

/// RSA keys for encryption: Encrypt, Decrypt and ReEncrypt.
@Suite struct RSAEncryptionTests {
  var bench = Bench()

  private mutating func key(_ spec: String = "RSA_2048") throws -> Document {
    try bench.makeKey(["KeySpec": .string(spec), "KeyUsage": "ENCRYPT_DECRYPT"])
  }

  private func request(
    _ key: Document, _ algorithm: String?, _ more: DocumentObject = [:]
  ) -> Document {
    var request: DocumentObject = ["KeyId": key]
    request["EncryptionAlgorithm"] = algorithm.map { .string($0) }
    for entry in more.entries { request[entry.name] = entry.value }
    return .object(request)
  }

  /// The longest plaintexts, by type and algorithm.
  static let limits = [
    ("RSA_2048", "RSAES_OAEP_SHA_1", 214), ("RSA_2048", "RSAES_OAEP_SHA_256", 190),
    ("RSA_3072", "RSAES_OAEP_SHA_1", 342), ("RSA_3072", "RSAES_OAEP_SHA_256", 318),
    ("RSA_4096", "RSAES_OAEP_SHA_1", 470), ("RSA_4096", "RSAES_OAEP_SHA_256", 446),
  ]

  @Test(arguments: limits)
  mutating func `the longest plaintext comes back, and a longer one is refused`(
    spec: String, algorithm: String, limit: Int
  ) throws {
    let key = try key(spec)
    let plaintext = [UInt8](repeating: 7, count: limit)
    let sealed = try bench.must(
      "Encrypt", request(key, algorithm, ["Plaintext": .bytes(plaintext)]))
    #expect(sealed["EncryptionAlgorithm"] == .string(algorithm))
    let blob = try #require(sealed["CiphertextBlob"]?.blob)
    #expect(blob.count == Int(spec.suffix(4)).map { $0 / 8 })
    let opened = try bench.must(
      "Decrypt", request(key, algorithm, ["CiphertextBlob": .bytes(blob)]))
    #expect(opened["Plaintext"]?.blob == plaintext)
    #expect(opened["EncryptionAlgorithm"] == .string(algorithm))
    #expect(opened["KeyMaterialId"] == nil)
    #expect(
      bench.refusal("Encrypt", request(key, algorithm, ["Plaintext": .bytes(plaintext + [7])]))
        == WireError(
          "ValidationException",
          "Algorithm \(algorithm) and key spec \(spec) cannot encrypt data larger than \(limit) "
            + "bytes."))
  }

  @Test mutating func `what was encrypted outside with the public key is decrypted`() throws {
    let key = try key()
    let blob = try #require(try bench.must("GetPublicKey", ["KeyId": key])["PublicKey"]?.blob)
    guard case .rsa(let publicKey) = try PublicKey(subjectPublicKeyInfo: blob) else {
      throw CipherError.invalidEncoding
    }
    let sealed = try publicKey.encryptOAEP(
      [1, 2, 3], using: .sha256, seed: [UInt8](repeating: 5, count: 32))
    let opened = try bench.must(
      "Decrypt", request(key, "RSAES_OAEP_SHA_256", ["CiphertextBlob": .bytes(sealed)]))
    #expect(opened["Plaintext"]?.blob == [1, 2, 3])
    var damaged = sealed
    damaged[9] ^= 1
    for wrong in [damaged, Array(sealed.dropLast()), sealed + [0], [1]] {
      #expect(
        bench.refusal(
          "Decrypt", request(key, "RSAES_OAEP_SHA_256", ["CiphertextBlob": .bytes(wrong)]))
          == WireError("InvalidCiphertextException", nil))
    }
    #expect(
      bench.refusal(
        "Decrypt", request(key, "RSAES_OAEP_SHA_1", ["CiphertextBlob": .bytes(sealed)]))
        == WireError("InvalidCiphertextException", nil), "another algorithm")
    #expect(
      bench.refusal(
        "Decrypt", request(try self.key(), "RSAES_OAEP_SHA_256", ["CiphertextBlob": .bytes(sealed)])
      ) == WireError("InvalidCiphertextException", nil), "another key")
  }

  @Test mutating func `algorithm, context and key must fit each other`() throws {
    let (key, symmetric) = (try key(), try bench.makeKey())
    let plaintext: DocumentObject = ["Plaintext": .bytes([1])]
    let incompatible = WireError(
      "InvalidKeyUsageException",
      "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.")
    #expect(bench.refusal("Encrypt", request(key, nil, plaintext)) == incompatible)
    #expect(bench.refusal("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"]) == incompatible)
    let blob = try bench.encrypt(under: symmetric)
    #expect(
      bench.refusal("Decrypt", request(key, nil, ["CiphertextBlob": .bytes(blob)]))
        == incompatible)
    #expect(
      bench.refusal("Encrypt", request(symmetric, "RSAES_OAEP_SHA_1", plaintext))
        == WireError(
          "InvalidKeyUsageException",
          "Algorithm RSAES_OAEP_SHA_1 is incompatible with key spec SYMMETRIC_DEFAULT."))
    let bound: DocumentObject = ["Plaintext": .bytes([1]), "EncryptionContext": ["a": "b"]]
    #expect(
      bench.refusal("Encrypt", request(key, "RSAES_OAEP_SHA_256", bound))?.code
        == "ValidationException")
    #expect(
      bench.refusal(
        "Decrypt", ["CiphertextBlob": .bytes([1]), "EncryptionAlgorithm": "RSAES_OAEP_SHA_256"])?
        .message?.contains("Value null at 'keyId'") == true, "no ciphertext of RSA names its key")
  }

  /// Algorithms of source and destination.
  static let ways = [
    ("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_256"), ("RSAES_OAEP_SHA_256", "SYMMETRIC_DEFAULT"),
    ("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"),
  ]

  @Test(arguments: ways)
  mutating func `a ciphertext moves between keys of both kinds`(
    source: String, destination: String
  ) throws {
    func make(_ algorithm: String) throws -> Document {
      algorithm == "SYMMETRIC_DEFAULT" ? try bench.makeKey() : try key()
    }
    let (from, to) = (try make(source), try make(destination))
    let sealed = try bench.must("Encrypt", request(from, source, ["Plaintext": .bytes([4, 5])]))
    let moved = try bench.must(
      "ReEncrypt",
      [
        "CiphertextBlob": try #require(sealed["CiphertextBlob"]), "SourceKeyId": from,
        "SourceEncryptionAlgorithm": .string(source), "DestinationKeyId": to,
        "DestinationEncryptionAlgorithm": .string(destination),
      ])
    #expect(moved["SourceEncryptionAlgorithm"] == .string(source))
    #expect(moved["DestinationEncryptionAlgorithm"] == .string(destination))
    #expect((moved["SourceKeyMaterialId"] != nil) == (source == "SYMMETRIC_DEFAULT"))
    #expect((moved["DestinationKeyMaterialId"] != nil) == (destination == "SYMMETRIC_DEFAULT"))
    let opened = try bench.must(
      "Decrypt",
      request(to, destination, ["CiphertextBlob": try #require(moved["CiphertextBlob"])]))
    #expect(opened["Plaintext"]?.blob == [4, 5])
  }

  @Test mutating func `a plaintext that the destination has no room for is refused`() throws {
    let (symmetric, key) = (try bench.makeKey(), try key())
    let blob = try bench.encrypt([UInt8](repeating: 1, count: 191), under: symmetric)
    #expect(
      bench.refusal(
        "ReEncrypt",
        [
          "CiphertextBlob": .bytes(blob), "DestinationKeyId": key,
          "DestinationEncryptionAlgorithm": "RSAES_OAEP_SHA_256",
        ])?.message?.hasSuffix("cannot encrypt data larger than 190 bytes.") == true)
  }

  @Test mutating func `grants are of what the key can do, and without a context`() throws {
    let (key, symmetric) = (try key(), try bench.makeKey())
    func grant(_ key: Document, _ operation: String, _ more: DocumentObject = [:]) -> Document {
      var request: DocumentObject = [
        "KeyId": key, "GranteePrincipal": "111122223333", "Operations": [.string(operation)],
      ]
      for entry in more.entries { request[entry.name] = entry.value }
      return .object(request)
    }
    for operation in ["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GetPublicKey"] {
      try bench.must("CreateGrant", grant(key, operation))
    }
    for operation in ["GenerateDataKey", "GenerateDataKeyPair", "Sign", "DeriveSharedSecret"] {
      #expect(bench.refusal("CreateGrant", grant(key, operation))?.code == "ValidationException")
    }
    #expect(
      bench.refusal("CreateGrant", grant(symmetric, "GetPublicKey"))?.code
        == "ValidationException")
    #expect(
      bench.refusal(
        "CreateGrant",
        grant(key, "Encrypt", ["Constraints": ["EncryptionContextSubset": ["a": "b"]]]))?.message
        == "Grant constraints are only valid for symmetric encryption KMS keys.")
  }

  @Test mutating func `an alias stays with keys of one sort`() throws {
    let (key, symmetric, other) = (try key(), try bench.makeKey(), try key("RSA_3072"))
    try bench.must("CreateAlias", ["AliasName": "alias/box", "TargetKeyId": key])
    #expect(
      bench.refusal("UpdateAlias", ["AliasName": "alias/box", "TargetKeyId": symmetric])?.code
        == "ValidationException")
    try bench.must("UpdateAlias", ["AliasName": "alias/box", "TargetKeyId": other])
  }
}
