import Ciphers
import Kernel

/// What verifying a signature says.
enum SignatureVerdict: Equatable {
  case valid
  /// It is not of these data by this key; why, as far as it shows.
  case invalid(String)
  /// It has not the form of a signature.
  case malformed(String)
}

extension SignatureScheme {
  /// The signature of a digest; the hash function is `nil` where nobody named it.
  func sign(
    _ digest: [UInt8], by hash: HashAlgorithm?, with key: PrivateKey, _ files: inout VirtualFiles
  ) throws(ToolFailure) -> [UInt8] {
    try check(digest, hash)
    do throws(CipherError) {
      switch key {
      case .rsa(let key):
        let hash = try demand(hash)
        guard padding == .pss else { return try key.signPKCS1(digest, using: hash) }
        let most = key.publicKey.byteCount - hash.byteCount - 2
        let count = saltByteCount(hash, most: most) ?? most
        return try key.signPSS(digest, using: hash, salt: files.randomBytes(count))
      case .ellipticCurve(let key):
        let entropy = files.randomBytes(32)
        let (r, s) = key.sign(digest, using: hash ?? .sha256, entropy: entropy)
        return ECDSASignature(r: r, s: s).der
      case .ed25519, .mlDSA: throw .invalidParameter
      }
    } catch .invalidParameter {
      throw SignatureScheme.wholeMessages
    } catch {
      throw ToolFailure(message: refusal(hash))
    }
  }

  /// Whether a signature is that of a digest.
  func verdict(
    on signature: [UInt8], of digest: [UInt8], by hash: HashAlgorithm?, with key: PublicKey
  ) throws(ToolFailure) -> SignatureVerdict {
    try check(digest, hash)
    switch key {
    case .rsa(let key):
      guard let hash, padding == .pss || SignatureScheme.hasDigestInfo(hash) else {
        throw ToolFailure(message: refusal(hash))
      }
      guard signature.count == key.byteCount else {
        return .invalid(
          "wrong signature length: \(signature.count) bytes, and this key's have \(key.byteCount)")
      }
      return padding == .pss
        ? pss(signature, digest, hash, key) : pkcs1(signature, digest, hash, key)
    case .ellipticCurve(let key):
      guard let numbers = try? ECDSASignature(der: signature) else {
        return .malformed("the signature is not in DER, as this key's signatures are")
      }
      return key.isValid(r: numbers.r, s: numbers.s, for: digest)
        ? .valid : .invalid(SignatureScheme.others)
    case .ed25519, .mlDSA: throw SignatureScheme.wholeMessages
    }
  }

  private func pkcs1(
    _ signature: [UInt8], _ digest: [UInt8], _ hash: HashAlgorithm, _ key: RSA.PublicKey
  ) -> SignatureVerdict {
    if key.isValidPKCS1(signature, for: digest, using: hash) { return .valid }
    guard let opened = key.opened(signature) else { return .invalid(SignatureScheme.otherKey) }
    if opened.starts(with: [0, 1, 0xFF]) {
      return .invalid("bad signature: of other data, or by another digest")
    }
    if opened.last == 0xBC {
      return .invalid("invalid padding, but PSS ends so: rsa_padding_mode:pss, or another key")
    }
    return .invalid(SignatureScheme.otherKey)
  }

  private func pss(
    _ signature: [UInt8], _ digest: [UInt8], _ hash: HashAlgorithm, _ key: RSA.PublicKey
  ) -> SignatureVerdict {
    guard let parts = key.partsOfPSS(signature, using: hash) else {
      let isPKCS1 = key.opened(signature)?.starts(with: [0, 1, 0xFF]) ?? false
      return .invalid(
        isPKCS1
          ? "invalid padding: that of pkcs1, not of pss"
          : SignatureScheme.otherKey + ", or another digest")
    }
    let most = key.byteCount - hash.byteCount - 2
    let expected = saltByteCount(hash, most: most) ?? parts.salt.count
    guard parts.salt.count == expected else {
      return .invalid(
        "salt length check failed: expected: \(expected) retrieved: \(parts.salt.count)")
    }
    return parts.belongs(to: digest) ? .valid : .invalid(SignatureScheme.others)
  }

  private static let others = "bad signature: of other data, by another key, or changed"
  private static let otherKey = "invalid padding: by another key, or changed"

  /// The length of the salt where it is fixed.
  private func saltByteCount(_ hash: HashAlgorithm, most: Int) -> Int? {
    switch saltLength {
    case .automatic: nil
    case .digest: hash.byteCount
    case .maximum: most
    case .bytes(let count): count
    }
  }

  private func check(_ digest: [UInt8], _ hash: HashAlgorithm?) throws(ToolFailure) {
    guard let hash else { return }
    try checkMask(hash)
    guard digest.count != hash.byteCount else { return }
    throw ToolFailure(
      message:
        "invalid digest length: \(hash.rawValue) makes \(hash.byteCount) bytes, and these are"
        + " \(digest.count); -rawin hashes a message first")
  }

  private func demand(_ hash: HashAlgorithm?) throws(CipherError) -> HashAlgorithm {
    guard let hash else { throw .incorrectParameterSize }
    return hash
  }

  private static func hasDigestInfo(_ hash: HashAlgorithm) -> Bool {
    [.sha256, .sha384, .sha512].contains(hash)
  }

  /// Why RSA does not sign.
  private func refusal(_ hash: HashAlgorithm?) -> String {
    guard let hash else {
      return "which digest? -pkeyopt digest:sha256 names that of the data, which RSA signs with it"
    }
    if padding == .pkcs1, !SignatureScheme.hasDigestInfo(hash) {
      return "signatures of RSA by \(hash.rawValue) are not here: sha256, sha384 and sha512 are"
    }
    return "there is no room for that salt"
  }

  private static let wholeMessages = ToolFailure(
    message: "Key type not supported for this operation: it signs whole messages;"
      + " openssl pkeyutl -sign -rawin does", next: "openssl pkeyutl -help")
}
