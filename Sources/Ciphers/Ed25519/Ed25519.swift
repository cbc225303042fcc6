// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8032.

/// Ed25519 and Ed25519ph, RFC 8032 §5.1 and FIPS 186-5 §7.
package enum Ed25519 {
  /// A number modulo L.
  typealias Scalar = Residue<Edwards25519.Order>

  /// The length of seeds and of public keys, in bytes.
  package static let keyByteCount = 32
  /// The length of signatures, in bytes.
  package static let signatureByteCount = 64

  /// dom2(1, no context), RFC 8032 §2, which Ed25519ph hashes before anything else.
  private static let prehashDomain = Array("SigEd25519 no Ed25519 collisions".utf8) + [1, 0]

  /// SHA-512 of strings one after the other, as a number modulo L.
  private static func hash(_ parts: [[UInt8]]) -> Scalar {
    var function = SHA512(with: .chosen)
    for part in parts { function.update(part) }
    var digest = function.finalize()
    defer { erase(&digest) }
    let low = Scalar(reducing: .init(littleEndian: digest.span.extracting(..<32)))
    let high = Scalar(reducing: .init(littleEndian: digest.span.extracting(32...)))
    // R², in Montgomery form, is R = 2²⁵⁶.
    return low + high * Scalar(montgomery: Edwards25519.Order.RR)
  }

  /// A point that verifies signatures, RFC 8032 §5.1.5; nothing of it is secret.
  package struct PublicKey: Equatable, Sendable {
    /// The point's encoding, 32 bytes.
    package let bytes: [UInt8]

    /// Decodes a point, RFC 8032 §5.1.3.
    ///
    /// Throws `incorrectKeySize` for another length than 32 bytes, and `invalidParameter` for a y
    /// of 2²⁵⁵ − 19 or more, for what is no point, and for the eight points whose order divides 8,
    /// which belong to no private key and would verify anything.
    package init(_ bytes: [UInt8]) throws(CipherError) {
      guard bytes.count == Ed25519.keyByteCount else { throw .incorrectKeySize }
      guard let point = EdwardsPoint(bytes), !point.isLowOrder else { throw .invalidParameter }
      self.bytes = bytes
    }

    /// A point that was computed from a private key.
    fileprivate init(computed bytes: [UInt8]) { self.bytes = bytes }

    /// Whether 64 bytes are an Ed25519 signature of a message, RFC 8032 §5.1.7.
    ///
    /// The equation is the one without the cofactor, S·B = R + k·A, on encodings: RFC 8032 allows
    /// it, and OpenSSL and AWS-LC use it. It refuses what FIPS 186-5 §7.7 with its factor of 8 lets
    /// through only if the signer has added a point of low order.
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
      isValid(signature, for: message, domain: [])
    }

    /// Whether 64 bytes are an Ed25519ph signature of a message whose SHA-512 is given, RFC 8032
    /// §5.1.7, with no context; a digest of another length than 64 bytes has none.
    package func isValidPrehashed(_ signature: [UInt8], for digest: [UInt8]) -> Bool {
      digest.count == SHA512.byteCount
        && isValid(signature, for: digest, domain: Ed25519.prehashDomain)
    }

    private func isValid(
      _ signature: [UInt8], for message: [UInt8], domain: [UInt8]
    ) -> Bool {
      guard signature.count == Ed25519.signatureByteCount, let A = EdwardsPoint(bytes) else {
        return false
      }
      let R = Array(signature[..<32])
      guard let S = Scalar(.init(littleEndian: signature.span.extracting(32...))) else {
        return false
      }
      let k = Ed25519.hash([domain, R, bytes, message])
      return EdwardsPoint.multiple(S).adding(A.negated.multiple(k)).bytes == R
    }
  }

  /// A seed of 32 bytes that signs, RFC 8032 §5.1.5; constant-time, but for the length of messages.
  ///
  /// It is erased when the last owner lets go.
  package struct PrivateKey: Sendable {
    /// The seed.
    private let seed: SymmetricKey
    /// s·B, which every signature is computed with.
    package let publicKey: PublicKey

    /// Computes the public key of a seed, RFC 8032 §5.1.5; throws `incorrectKeySize` for another
    /// length than 32 bytes.
    package init(seed: [UInt8]) throws(CipherError) {
      guard seed.count == Ed25519.keyByteCount else { throw .incorrectKeySize }
      self.seed = SymmetricKey(seed)
      publicKey = Self.withSecrets(of: self.seed) { s, _ in
        PublicKey(computed: EdwardsPoint.multiple(s).bytes)
      }
    }

    /// A copy of the seed outside the protection of this type.
    package func copyBytes() -> [UInt8] { seed.copyBytes() }

    /// R ‖ S, 64 bytes, RFC 8032 §5.1.6.
    package func sign(_ message: [UInt8]) -> [UInt8] { sign(message, domain: []) }

    /// R ‖ S of Ed25519ph with no context, for a message whose SHA-512 is given, RFC 8032 §5.1.6;
    /// throws `incorrectParameterSize` for another length than 64 bytes.
    package func signPrehashed(_ digest: [UInt8]) throws(CipherError) -> [UInt8] {
      guard digest.count == SHA512.byteCount else { throw .incorrectParameterSize }
      return sign(digest, domain: Ed25519.prehashDomain)
    }

    private func sign(_ message: [UInt8], domain: [UInt8]) -> [UInt8] {
      Self.withSecrets(of: seed) { s, prefix in
        var r = Ed25519.hash([domain, prefix, message])
        defer { r.erase() }
        let R = EdwardsPoint.multiple(r).bytes
        let k = Ed25519.hash([domain, R, publicKey.bytes, message])
        return R + (r + k * s).number.littleEndianBytes(32)
      }
    }

    /// Steps 1 and 2 of §5.1.5: lends s modulo L and the prefix, and erases them afterwards.
    private static func withSecrets<T>(
      of seed: SymmetricKey, _ body: (_ s: Scalar, _ prefix: [UInt8]) -> T
    ) -> T {
      var bytes = seed.copyBytes()
      var h = SHA512.hash(bytes)
      erase(&bytes)
      h[0] &= 0b1111_1000
      h[31] = h[31] & 0b0111_1111 | 0b0100_0000
      var s = Scalar(reducing: .init(littleEndian: h.span.extracting(..<32)))
      var prefix = Array(h[32...])
      defer {
        erase(&h)
        s.erase()
        erase(&prefix)
      }
      return body(s, prefix)
    }
  }
}
