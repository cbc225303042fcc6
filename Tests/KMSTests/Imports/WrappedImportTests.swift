import Access
import Ciphers
import Cloud
import KMS
import Kernel
import TestBench
import Testing

/// Imports under a true public key, of symmetric, HMAC and private keys.
@Suite struct WrappedImportTests {
  var bench = Bench()

  /// A type of key, its usage, how its material is wrapped, and the public key's type.
  struct Row: Sendable, CustomTestStringConvertible {
    let spec, usage: String
    let algorithm: WrappingAlgorithm
    let wrappingSpec: String

    var testDescription: String { "\(spec) by \(algorithm.rawValue) under \(wrappingSpec)" }

    init(
      _ spec: String, _ usage: String, _ algorithm: WrappingAlgorithm,
      _ wrappingSpec: String = "RSA_2048"
    ) {
      (self.spec, self.usage, self.algorithm) = (spec, usage, algorithm)
      self.wrappingSpec = wrappingSpec
    }
  }

  static let ways = [
    Row("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", .rsaesOAEPSHA256),
    Row("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", .rsaesOAEPSHA1, "RSA_3072"),
    Row("HMAC_224", "GENERATE_VERIFY_MAC", .rsaesOAEPSHA256),
    Row("HMAC_512", "GENERATE_VERIFY_MAC", .rsaesOAEPSHA256),
    Row("RSA_2048", "SIGN_VERIFY", .rsaAESKeyWrapSHA256),
    Row("RSA_2048", "ENCRYPT_DECRYPT", .rsaAESKeyWrapSHA1),
    Row("ECC_NIST_P256", "SIGN_VERIFY", .rsaesOAEPSHA256),
    Row("ECC_NIST_P384", "KEY_AGREEMENT", .rsaesOAEPSHA1),
    Row("ECC_NIST_P521", "SIGN_VERIFY", .rsaesOAEPSHA256, "RSA_3072"),
    Row("ECC_NIST_P521", "SIGN_VERIFY", .rsaAESKeyWrapSHA256),
    Row("ECC_SECG_P256K1", "SIGN_VERIFY", .rsaesOAEPSHA256),
    Row("ECC_NIST_EDWARDS25519", "SIGN_VERIFY", .rsaesOAEPSHA256),
    Row("ML_DSA_65", "SIGN_VERIFY", .rsaesOAEPSHA256),
  ]

  /// Material for a key of a type, and of a pair its public key.
  private func material(_ spec: String) throws -> (bytes: [UInt8], publicKey: [UInt8]?) {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 3, count: 48))
    let seed = [UInt8](repeating: 4, count: 32)
    let key: PrivateKey
    switch spec {
    case "SYMMETRIC_DEFAULT": return (seed, nil)
    case "HMAC_224": return ([UInt8](repeating: 5, count: 28), nil)
    case "HMAC_512": return ([UInt8](repeating: 5, count: 64), nil)
    case "RSA_2048": key = .rsa(try RSA.PrivateKey(generating: 2048, from: &generator))
    case "ECC_NIST_P256": key = .ellipticCurve(.init(generating: .p256, from: &generator))
    case "ECC_NIST_P384": key = .ellipticCurve(.init(generating: .p384, from: &generator))
    case "ECC_NIST_P521": key = .ellipticCurve(.init(generating: .p521, from: &generator))
    case "ECC_SECG_P256K1":
      key = .ellipticCurve(.init(generating: .secp256k1, from: &generator))
    case "ECC_NIST_EDWARDS25519": key = .ed25519(try Ed25519.PrivateKey(seed: seed))
    default: key = .mlDSA(try MLDSA.PrivateKey(seed: seed, .mlDSA65))
    }
    return (key.pkcs8, key.publicKey.subjectPublicKeyInfo)
  }

  private func parameters(
    _ key: Document, _ algorithm: WrappingAlgorithm, _ spec: String = "RSA_2048"
  ) -> Document {
    [
      "KeyId": key, "WrappingAlgorithm": .string(algorithm.rawValue),
      "WrappingKeySpec": .string(spec),
    ]
  }

  private func importing(_ key: Document, _ token: Document?, _ wrapped: Document) -> Document {
    [
      "KeyId": key, "ImportToken": token ?? "", "EncryptedKeyMaterial": wrapped,
      "ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE",
    ]
  }

  @Test(arguments: ways)
  mutating func `material arrives, and is refused cut, changed or of another type`(row: Row) throws
  {
    let key = try bench.makeKey([
      "KeySpec": .string(row.spec), "KeyUsage": .string(row.usage), "Origin": "EXTERNAL",
    ])
    let (bytes, publicKey) = try material(row.spec)
    let answer = try bench.must(
      "GetParametersForImport", parameters(key, row.algorithm, row.wrappingSpec))
    let token = answer["ImportToken"]
    let wrapped = try #require(try answer.wrapping(bytes, row.algorithm).blob)
    for count in stride(from: 1, to: wrapped.count, by: 31) {
      #expect(
        bench.refusal(
          "ImportKeyMaterial", importing(key, token, .bytes(Array(wrapped.prefix(count)))))
          == WireError("InvalidCiphertextException", nil))
    }
    var damaged = wrapped
    damaged[wrapped.count / 2] ^= 1
    #expect(
      bench.refusal("ImportKeyMaterial", importing(key, token, .bytes(damaged)))
        == WireError("InvalidCiphertextException", nil))
    let foreign = try answer.wrapping([1, 2, 3], row.algorithm)
    #expect(
      bench.refusal("ImportKeyMaterial", importing(key, token, foreign))
        == WireError("IncorrectKeyMaterialException", nil))
    #expect(
      try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?["KeyState"]
        == "PendingImport")
    try bench.must("ImportKeyMaterial", importing(key, token, .bytes(wrapped)))
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["KeyState"] == "Enabled")
    #expect(metadata?["ExpirationModel"] == "KEY_MATERIAL_DOES_NOT_EXPIRE")
    guard let publicKey else { return }
    #expect(try bench.must("GetPublicKey", ["KeyId": key])["PublicKey"]?.blob == publicKey)
    // Gone, and the same one again; another one never.
    try bench.must("DeleteImportedKeyMaterial", ["KeyId": key])
    #expect(bench.refusal("GetPublicKey", ["KeyId": key])?.code == "KMSInvalidStateException")
    #expect(
      bench.refusal("RotateKeyOnDemand", ["KeyId": key])
        == WireError("KMSInvalidStateException", "\(bench.arn(key)) is pending import."))
    try bench.must("ImportKeyMaterial", importing(key, token, .bytes(wrapped)))
  }

  @Test mutating func `a key keeps its one private key`() throws {
    let key = try bench.makeKey([
      "KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "Origin": "EXTERNAL",
    ])
    let answer = try bench.must("GetParametersForImport", parameters(key, .rsaesOAEPSHA256))
    let token = answer["ImportToken"]
    try bench.must(
      "ImportKeyMaterial",
      importing(key, token, try answer.wrapping(try material("ECC_NIST_P256").bytes)))
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 9, count: 48))
    let another = PrivateKey.ellipticCurve(.init(generating: .p256, from: &generator))
    #expect(
      bench.refusal(
        "ImportKeyMaterial", importing(key, token, try answer.wrapping(another.pkcs8)))
        == WireError("IncorrectKeyMaterialException", nil))
    for spec in ["ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519"] {
      #expect(
        bench.refusal(
          "ImportKeyMaterial",
          importing(key, token, try answer.wrapping(try material(spec).bytes)))
          == WireError("IncorrectKeyMaterialException", nil), "\(spec)")
    }
  }

  /// Ways that do not fit the type of the key.
  static let misfits = [
    Row("RSA_2048", "SIGN_VERIFY", .rsaesOAEPSHA256, "RSA_4096"),  // too long for RSA
    Row("ECC_NIST_P521", "SIGN_VERIFY", .rsaesOAEPSHA256),  // too long for RSA_2048
    Row("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", .rsaAESKeyWrapSHA256),  // for private keys
    Row("HMAC_256", "GENERATE_VERIFY_MAC", .rsaAESKeyWrapSHA1),  // for private keys
    Row("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", .rsaesPKCS1),  // since 2023
    Row("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", .sm2PKE),  // of China
    Row("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", .rsaesOAEPSHA256, "SM2"),  // of China
  ]

  @Test(arguments: misfits)
  mutating func `a way that does not fit the key is refused`(row: Row) throws {
    let key = try bench.makeKey([
      "KeySpec": .string(row.spec), "KeyUsage": .string(row.usage), "Origin": "EXTERNAL",
    ])
    #expect(
      bench.refusal("GetParametersForImport", parameters(key, row.algorithm, row.wrappingSpec))?
        .code == "UnsupportedOperationException")
  }

  @Test mutating func `token and public key belong together, for a day`() throws {
    let keys = [
      try bench.makeKey(["Origin": "EXTERNAL"]), try bench.makeKey(["Origin": "EXTERNAL"]),
    ]
    let first = try bench.must("GetParametersForImport", parameters(keys[0], .rsaesOAEPSHA256))
    #expect(
      try bench.must("GetParametersForImport", parameters(keys[0], .rsaesOAEPSHA256)) == first,
      "in the same second")
    let bytes = [UInt8](repeating: 4, count: 32)
    let sha1 = try bench.must("GetParametersForImport", parameters(keys[0], .rsaesOAEPSHA1))
    let other = try bench.must("GetParametersForImport", parameters(keys[1], .rsaesOAEPSHA256))
    try bench.advance(days: 0, seconds: 1)
    let later = try bench.must("GetParametersForImport", parameters(keys[0], .rsaesOAEPSHA256))
    #expect(Set([first, sha1, other, later].map { $0["PublicKey"]?.blob }).count == 4)
    let wrapped = try first.wrapping(bytes)
    for token in [sha1["ImportToken"], later["ImportToken"]] {
      #expect(
        bench.refusal("ImportKeyMaterial", importing(keys[0], token, wrapped))
          == WireError("InvalidCiphertextException", nil), "of another call")
    }
    #expect(
      bench.refusal("ImportKeyMaterial", importing(keys[0], other["ImportToken"], wrapped))
        == WireError("InvalidImportTokenException", nil), "of another key")
    var forged = try #require(first["ImportToken"]?.blob)
    forged[20] ^= 1
    for token in [forged, Array(forged.dropLast()), forged + [0], [1]] {
      #expect(
        bench.refusal("ImportKeyMaterial", importing(keys[0], .bytes(token), wrapped))
          == WireError("InvalidImportTokenException", nil))
    }
    try bench.advance(days: 1, seconds: -2)
    try bench.must("ImportKeyMaterial", importing(keys[0], first["ImportToken"], wrapped))
    try bench.advance(days: 0, seconds: 1)
    #expect(
      bench.refusal("ImportKeyMaterial", importing(keys[0], first["ImportToken"], wrapped))
        == WireError("ExpiredImportTokenException", nil))
  }
}
