import Access
import Ciphers
import Kernel

/// The type of a data key pair.
package enum DataKeyPairSpec: String, EnumerationValue {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521,
    ECC_SECG_P256K1, SM2, ECC_NIST_EDWARDS25519

  package static let simulated = allCases.filter { $0 != .SM2 }

  /// The type of a KMS key of the same kind.
  fileprivate func keySpec() throws(KMSFailure) -> KeySpec {
    guard let spec = KeySpec(rawValue: rawValue), KeySpec.simulated.contains(spec) else {
      throw .onlyInChina("KeyPairSpec \(rawValue)")
    }
    return spec
  }

  /// The member KeyPairSpec.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> DataKeyPairSpec
  ) -> Member<Root, DataKeyPairSpec> {
    Member("KeyPairSpec", path, help: "The type of the pair, such as RSA_2048 or ECC_NIST_P256.")
  }
}

/// A public key as a SubjectPublicKeyInfo in DER.
package struct PublicKeyBlob: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Writes a public key.
  init(_ key: PublicKey) { bytes = key.subjectPublicKeyInfo }
}

/// A key pair for use outside of KMS; its private half in plaintext and encrypted under a key.
struct DataKeyPair {
  /// The private key as PKCS #8 in DER.
  let plaintext: Plaintext
  /// The same, encrypted.
  let ciphertext: CiphertextBlob
  let publicKey: PublicKeyBlob
  /// The material that encrypted it.
  let material: KeyMaterialID

  /// Draws a pair and encrypts its private half.
  init(
    _ spec: DataKeyPairSpec, under key: Key, _ context: EncryptionContext?,
    _ environment: inout Environment
  ) throws(KMSFailure) {
    let (secret, _) = try spec.keySpec().drawSecret(&environment, from: .dataKey)
    guard let pair = secret.privateKey else { throw .onlyInChina("KeyPairSpec \(spec.rawValue)") }
    plaintext = Plaintext(pair.pkcs8)
    publicKey = PublicKeyBlob(pair.publicKey)
    (ciphertext, material) = try key.encrypt(plaintext.bytes, context, &environment)
  }

  /// Fails unless the key can encrypt a pair's private half, and this cloud can make the pair; the
  /// operation is the one that asks.
  static func check(
    _ spec: DataKeyPairSpec, under key: Key, for operation: String
  ) throws(KMSFailure) {
    try key.requireSymmetricEncryption(for: operation)
    try key.requireNoKeyStore()
    try key.requireEnabled()
    _ = try spec.keySpec()
  }
}
