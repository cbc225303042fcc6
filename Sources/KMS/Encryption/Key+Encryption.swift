import Access
import Ciphers
import Kernel

extension Key {
  /// Fails unless the key is for encryption, by that algorithm, and with such a context.
  func requireEncryption(
    by algorithm: EncryptionAlgorithm, _ context: EncryptionContext?, for operation: String
  ) throws(KMSFailure) {
    try require(.encryptDecrypt, for: operation)
    guard type.spec.encryptionAlgorithms.contains(algorithm) else {
      throw .incompatibleAlgorithm(algorithm.rawValue, type.spec)
    }
    guard algorithm == .symmetricDefault || context?.pairs.isEmpty ?? true else {
      throw .validation(
        "EncryptionContext is not supported with asymmetric encryption algorithm "
          + "\(algorithm.rawValue).")
    }
  }

  /// Fails unless the key is a symmetric encryption key, which alone makes data keys.
  func requireSymmetricEncryption(for operation: String) throws(KMSFailure) {
    try requireEncryption(by: .symmetricDefault, nil, for: operation)
  }

  /// Fails for a plaintext that is too long for the algorithm; symmetric keys take what a request
  /// can hold.
  func requireRoom(
    for plaintext: [UInt8], by algorithm: EncryptionAlgorithm
  ) throws(KMSFailure) {
    guard let hash = algorithm.oaepHash, let bits = type.spec.modulusBitCount else { return }
    // RFC 8017 §7.1.1, step 1.b.
    let limit = bits / 8 - 2 * hash.byteCount - 2
    guard plaintext.count <= limit else {
      throw .validation(
        "Algorithm \(algorithm.rawValue) and key spec \(type.spec.rawValue) cannot encrypt data "
          + "larger than \(limit) bytes.")
    }
  }

  /// Encrypts under the current material, with all randomness from the world's generator; RSA has
  /// one material for ever, which has no id.
  func encrypt(
    _ plaintext: [UInt8], by algorithm: EncryptionAlgorithm, _ context: EncryptionContext?,
    _ environment: inout Environment
  ) throws(KMSFailure) -> (ciphertext: CiphertextBlob, material: KeyMaterialID?) {
    guard let hash = algorithm.oaepHash else {
      let sealed = try encrypt(plaintext, context, &environment)
      return (sealed.ciphertext, sealed.material)
    }
    guard case .rsa(let key) = try privateKey().publicKey else { throw .hasNoPublicKey }
    let seed = environment.random.bytes(hash.byteCount, from: .nonce)
    do throws(CipherError) {
      return (CiphertextBlob(try key.encryptOAEP(plaintext, using: hash, seed: seed)), nil)
    } catch {
      preconditionFailure("the plaintext has room: \(error)")
    }
  }

  /// Decrypts what was encrypted under the public key, here or elsewhere.
  func decrypt(_ blob: CiphertextBlob, byOAEP hash: HashAlgorithm) throws(KMSFailure) -> [UInt8] {
    guard case .rsa(let key) = try privateKey() else { throw .hasNoPublicKey }
    do throws(CipherError) {
      return try key.decryptOAEP(blob.bytes, using: hash)
    } catch {
      throw .invalidCiphertext
    }
  }
}
