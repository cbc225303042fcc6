import Access
import Ciphers
import Cloud
import Kernel
import TestBench
import Testing

/// GenerateDataKeyPair, with and without plaintext, and DeriveSharedSecret.
@Suite struct KeyPairTests {
  var bench = Bench()

  /// The types, with the bytes of a private key where they are always the same.
  static let specs: [(String, Int?)] = [
    ("RSA_2048", nil), ("ECC_NIST_P256", 138), ("ECC_NIST_P384", 185), ("ECC_NIST_P521", 241),
    ("ECC_SECG_P256K1", 135), ("ECC_NIST_EDWARDS25519", 48),
  ]

  @Test(arguments: specs)
  mutating func `a pair belongs together, and decrypt gives its private key back`(
    spec: String, byteCount: Int?
  ) throws {
    let key = try bench.makeKey()
    let request: Document = [
      "KeyId": key, "KeyPairSpec": .string(spec), "EncryptionContext": ["app": "a"],
    ]
    let pair = try bench.must("GenerateDataKeyPair", request)
    #expect(pair["KeyPairSpec"] == .string(spec) && pair["KeyId"] == .string(bench.arn(key)))
    #expect(pair["KeyMaterialId"]?.text?.count == 64)
    let plaintext = try #require(pair["PrivateKeyPlaintext"]?.blob)
    if let byteCount { #expect(plaintext.count == byteCount) }
    let privateKey = try PrivateKey(pkcs8: plaintext)
    #expect(privateKey.publicKey.subjectPublicKeyInfo == pair["PublicKey"]?.blob)
    #expect(privateKey.pkcs8 == plaintext)
    let blob = try #require(pair["PrivateKeyCiphertextBlob"])
    let opened = try bench.must(
      "Decrypt", ["CiphertextBlob": blob, "EncryptionContext": ["app": "a"]])
    #expect(opened["Plaintext"]?.blob == plaintext)
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": blob])?.code == "InvalidCiphertextException")
    let hidden = try bench.must("GenerateDataKeyPairWithoutPlaintext", request)
    #expect(hidden["PrivateKeyPlaintext"] == nil && hidden["PublicKey"] != pair["PublicKey"])
  }

  @Test mutating func `what makes no pair is refused`() throws {
    let key = try bench.makeKey()
    let rsa = try bench.makeKey(["KeySpec": "RSA_2048", "KeyUsage": "ENCRYPT_DECRYPT"])
    let signing = try bench.makeKey(["KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"])
    for name in ["GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext"] {
      let refusals: [(Document, WireError)] = [
        (
          ["KeyId": rsa, "KeyPairSpec": "ECC_NIST_P256"],
          WireError(
            "InvalidKeyUsageException",
            "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.")
        ),
        (
          ["KeyId": signing, "KeyPairSpec": "ECC_NIST_P256"],
          WireError(
            "InvalidKeyUsageException",
            "\(bench.arn(signing)) key usage is SIGN_VERIFY which is not valid for \(name).")
        ),
        (
          ["KeyId": key, "KeyPairSpec": "SM2"],
          WireError(
            "UnsupportedOperationException",
            "KeyPairSpec SM2 is only supported in AWS Regions in China.")
        ),
        (
          ["KeyId": key, "KeyPairSpec": "ECC_NIST_P256", "DryRun": true],
          WireError(
            "DryRunOperationException",
            "The request would have succeeded, but the DryRun option is set.")
        ),
      ]
      for (request, refusal) in refusals { #expect(bench.refusal(name, request) == refusal) }
    }
    #expect(
      bench.refusal("GenerateDataKeyPair", ["KeyId": key, "KeyPairSpec": "ML_DSA_44"])?.message?
        .contains("Value 'ML_DSA_44' at 'keyPairSpec'") == true)
  }

  @Test(arguments: [("ECC_NIST_P256", 32), ("ECC_NIST_P384", 48), ("ECC_NIST_P521", 66)])
  mutating func `two keys agree on a secret, in KMS and outside`(
    spec: String, byteCount: Int
  ) throws {
    let type: Document = ["KeySpec": .string(spec), "KeyUsage": "KEY_AGREEMENT"]
    let keys = [try bench.makeKey(type), try bench.makeKey(type)]
    let metadata = try bench.must("DescribeKey", ["KeyId": keys[0]])["KeyMetadata"]
    #expect(metadata?["KeyAgreementAlgorithms"] == ["ECDH"])
    let publicKeys = try keys.map {
      try #require(try bench.must("GetPublicKey", ["KeyId": $0])["PublicKey"])
    }
    let ours = try bench.must("DeriveSharedSecret", request(keys[0], publicKeys[1]))
    let theirs = try bench.must("DeriveSharedSecret", request(keys[1], publicKeys[0]))
    #expect(ours["SharedSecret"]?.blob?.count == byteCount)
    #expect(ours["SharedSecret"] == theirs["SharedSecret"])
    #expect(ours["KeyAgreementAlgorithm"] == "ECDH" && ours["KeyOrigin"] == "AWS_KMS")
    // Somebody without KMS.
    let pair = try bench.must(
      "GenerateDataKeyPair", ["KeyId": try bench.makeKey(), "KeyPairSpec": .string(spec)])
    guard
      case .ellipticCurve(let outside) = try PrivateKey(
        pkcs8: try #require(pair["PrivateKeyPlaintext"]?.blob)),
      case .ellipticCurve(let inside) = try PublicKey(
        subjectPublicKeyInfo: try #require(publicKeys[0].blob))
    else { throw CipherError.invalidEncoding }
    let secret = try bench.must(
      "DeriveSharedSecret", request(keys[0], try #require(pair["PublicKey"])))["SharedSecret"]
    #expect(try outside.sharedSecret(with: inside) == secret?.blob)
  }

  private func request(_ key: Document, _ publicKey: Document) -> Document {
    ["KeyId": key, "KeyAgreementAlgorithm": "ECDH", "PublicKey": publicKey]
  }

  @Test mutating func `another curve, no public key and another usage are refused`() throws {
    let agreeing = try bench.makeKey(["KeySpec": "ECC_NIST_P256", "KeyUsage": "KEY_AGREEMENT"])
    let foreign = try bench.makeKey(["KeySpec": "ECC_NIST_P384", "KeyUsage": "KEY_AGREEMENT"])
    let own = try #require(try bench.must("GetPublicKey", ["KeyId": agreeing])["PublicKey"]?.blob)
    let other = try #require(try bench.must("GetPublicKey", ["KeyId": foreign])["PublicKey"]?.blob)
    var offCurve = own
    offCurve[offCurve.count - 1] ^= 1
    for wrong in [other, offCurve, Array(own.dropLast()), own + [0], [1]] {
      #expect(
        bench.refusal("DeriveSharedSecret", request(agreeing, .bytes(wrong)))
          == WireError("ValidationException", nil))
    }
    let symmetric = try bench.makeKey()
    #expect(
      bench.refusal("DeriveSharedSecret", request(symmetric, .bytes(own)))
        == WireError(
          "InvalidKeyUsageException",
          "\(bench.arn(symmetric)) key usage is ENCRYPT_DECRYPT which is not valid for "
            + "DeriveSharedSecret."))
    #expect(
      bench.refusal(
        "DeriveSharedSecret",
        ["KeyId": agreeing, "KeyAgreementAlgorithm": "INVALID", "PublicKey": .bytes(own)])?.message
        == "1 validation error detected: Value 'INVALID' at 'keyAgreementAlgorithm' failed to "
        + "satisfy constraint: Member must satisfy enum value set: [ECDH]")
  }

  @Test mutating func `no secret is in the trail`() throws {
    let key = try bench.makeKey()
    try bench.must("GenerateDataKeyPair", ["KeyId": key, "KeyPairSpec": "ECC_NIST_P256"])
    let record = try #require(bench.world.environment.trail.suffix(1).first?.record)
    #expect(record.parameters.names.sorted() == ["KeyId", "KeyPairSpec"])
    #expect(record.response == nil)
  }
}
