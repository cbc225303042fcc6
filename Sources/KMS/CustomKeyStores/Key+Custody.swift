import Access
import Ciphers
import Kernel

extension Key {
  /// Fails where the keeper of the material does nothing with it.
  func requireKeeper() throws(KMSFailure) {
    if let obstacle = custody?.obstacle { throw .keyStore(.keeper(obstacle)) }
  }

  /// Fails for what only keys can do that KMS keeps alone.
  func requireNoKeyStore() throws(KMSFailure) {
    guard custody == nil else { throw .keyStore(.unsupported) }
  }

  /// Fails for a key whose store is not connected.
  func requireAvailable() throws(KMSFailure) {
    if case .unavailable = state { throw .keyStore(.unavailable(arn)) }
  }

  /// Fails unless the key can do cryptography, or will when its store is connected.
  func requireEnabledOrUnavailable() throws(KMSFailure) {
    guard case .unavailable = state else { return try requireEnabled() }
  }

  /// Takes over what has become of the store and of the keeper.
  mutating func follow(_ store: CustomKeyStore, _ keepers: KeyKeepers) {
    custody = custody.map { keepers.custody(of: $0, in: store) }
    switch state {
    case .enabled where store.connection != .connected: state = .unavailable(isEnabled: true)
    case .disabled where store.connection != .connected: state = .unavailable(isEnabled: false)
    case .unavailable(let isEnabled) where store.connection == .connected:
      state = isEnabled ? .enabled : .disabled
    default: break
    }
  }
}

/// The second layer of a ciphertext, which a key outside of AWS puts around that of KMS.
///
/// Between the header and the last tag stands, n bytes long with the plaintext:
///
///     0        12  IV        of the external key's AES-256-GCM
///     12        n  ciphertext of the ciphertext of KMS
///     12+n     16  ciphertext of its tag
///     28+n     16  tag       of the external key's AES-256-GCM
///
/// Associated data are the header and the canonical encryption context, as in the first layer.
extension ExternalKey {
  private static let nonceByteCount = 12

  /// Bytes by which the second layer makes a ciphertext longer.
  package static let layerByteCount = nonceByteCount + CiphertextHeader.tagByteCount

  /// What surrounds a ciphertext with the second layer; drawn before anything is encrypted.
  static func nonce(_ environment: inout Environment) -> [UInt8] {
    environment.random.bytes(nonceByteCount, from: .nonce)
  }

  /// Encrypts what KMS has encrypted.
  func seal(
    _ inner: CiphertextBlob, _ header: CiphertextHeader, _ context: EncryptionContext,
    nonce: [UInt8]
  ) throws(KMSFailure) -> CiphertextBlob {
    guard let material else { throw .keyStore(.keeper(.keyNotFound)) }
    let start = header.bytes
    do throws(CipherError) {
      let box = try AES.GCM.seal(
        Array(inner.bytes.dropFirst(start.count)), using: material, nonce: nonce,
        authenticating: start + context.canonicalBytes)
      return CiphertextBlob(start + nonce + box.ciphertext + box.tag)
    } catch {
      preconditionFailure("the sizes of key, nonce and message are right: \(error)")
    }
  }

  /// Takes the second layer away.
  func open(
    _ outer: CiphertextBlob, _ header: CiphertextHeader, _ context: EncryptionContext
  ) throws(KMSFailure) -> CiphertextBlob {
    guard let material else { throw .keyStore(.keeper(.keyNotFound)) }
    let sealed = outer.encrypted
    guard sealed.count >= ExternalKey.layerByteCount else {
      throw .invalidCiphertext
    }
    let box = AES.GCM.SealedBox(
      ciphertext: Array(sealed.dropFirst(ExternalKey.nonceByteCount)), tag: Array(outer.tag))
    do throws(CipherError) {
      let inner = try AES.GCM.open(
        box, using: material, nonce: Array(sealed.prefix(ExternalKey.nonceByteCount)),
        authenticating: header.bytes + context.canonicalBytes)
      return CiphertextBlob(header.bytes + inner)
    } catch {
      throw .invalidCiphertext
    }
  }
}
