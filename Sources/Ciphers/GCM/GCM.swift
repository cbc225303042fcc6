// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

extension AES {
  /// Galois/Counter Mode, NIST SP 800-38D §7, with tags of 128 bits; constant-time.
  ///
  /// The nonce, which the standard calls IV, may have any length but none; 12 bytes are best.
  package enum GCM {
    /// The ciphertext C and the tag T of §7.1.
    package struct SealedBox: Equatable, Sendable {
      /// As long as the message.
      package let ciphertext: [UInt8]
      /// 16 bytes.
      package let tag: [UInt8]

      /// Joins what was stored apart; `open` refuses a tag of another length.
      package init(ciphertext: [UInt8], tag: [UInt8]) {
        self.ciphertext = ciphertext
        self.tag = tag
      }
    }

    /// GCM-AE, NIST SP 800-38D §7.1, Algorithm 4.
    package static func seal(
      _ message: [UInt8], using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8]
    ) throws(CipherError) -> SealedBox {
      var C = message
      let T = try seal(inPlace: &C, using: key, nonce: nonce, authenticating: data)
      return SealedBox(ciphertext: C, tag: T)
    }

    /// GCM-AD, NIST SP 800-38D §7.2, Algorithm 5; nothing is decrypted before T was verified.
    package static func open(
      _ box: SealedBox, using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      var P = box.ciphertext
      try open(inPlace: &P, tag: box.tag, using: key, nonce: nonce, authenticating: data)
      return P
    }

    /// GCM-AD for C ‖ T where it lies, say in a stored object: the tag is its last 16 bytes.
    package static func open(
      _ sealed: ArraySlice<UInt8>, using key: SymmetricKey, nonce: [UInt8],
      authenticating data: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      guard sealed.count >= tagByteCount else { throw .incorrectParameterSize }
      var P = Array(sealed.dropLast(tagByteCount))
      let T = Array(sealed.suffix(tagByteCount))
      try open(inPlace: &P, tag: T, using: key, nonce: nonce, authenticating: data)
      return P
    }
  }
}

/// The two functions themselves, which need no second buffer.
extension AES.GCM {
  /// The length t of a tag, NIST SP 800-38D §5.2.1.2, in bytes.
  package static let tagByteCount = 16

  /// GCM-AE that turns the message into the ciphertext and returns the tag.
  package static func seal(
    inPlace message: inout [UInt8], using key: SymmetricKey, nonce: [UInt8],
    authenticating data: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let run = try GCMRun(key: key, nonce: nonce)
    run.GCTR(&message)
    return run.tag(A: data, C: message)
  }

  /// GCM-AD that turns the ciphertext into the message, or changes nothing if it throws.
  package static func open(
    inPlace ciphertext: inout [UInt8], tag: [UInt8], using key: SymmetricKey, nonce: [UInt8],
    authenticating data: [UInt8]
  ) throws(CipherError) {
    guard tag.count == tagByteCount else { throw .incorrectParameterSize }
    let run = try GCMRun(key: key, nonce: nonce)
    let T = run.tag(A: data, C: ciphertext)
    guard constantTimeEqual(T, tag) else { throw .authenticationFailure }
    run.GCTR(&ciphertext)
  }
}

/// What one key and one IV determine: NIST SP 800-38D §7.1, steps 1 and 2.
private struct GCMRun: ~Copyable {
  /// The schedule of K.
  private let roundKeys: RoundKeys
  /// H = CIPH_K(0¹²⁸), erased with its owner, as is the mask E(J₀) of the tag.
  private let secrets: SecretBuffer<UInt64>
  /// The pre-counter block J₀, which is no secret.
  private let J0: Block

  /// Derives the hash subkey and the pre-counter block.
  init(key: SymmetricKey, nonce IV: [UInt8]) throws(CipherError) {
    guard !IV.isEmpty else { throw .incorrectParameterSize }
    let roundKeys = try RoundKeys(key)
    // One pass gives both blocks when J₀ does not depend on H.
    let short = IV.count == 12
    let fixed = short ? Self.preCounterBlock(from96Bits: IV.span) : .zero
    let (H, mask, _, _) = roundKeys.encrypt(.zero, fixed, .zero, .zero)
    J0 = short ? fixed : Self.preCounterBlock(hashing: IV.span, H: H)
    let tagMask = short ? mask : roundKeys.encrypt(J0)
    secrets = SecretBuffer(count: 4) { words in
      (words[0], words[1]) = (H.high, H.low)
      (words[2], words[3]) = (tagMask.high, tagMask.low)
    }
    self.roundKeys = roundKeys
  }

  /// J₀ = IV ‖ 0³¹ ‖ 1.
  private static func preCounterBlock(from96Bits IV: Span<UInt8>) -> Block {
    Block(high: IV.bigEndian(at: 0), low: UInt64(IV.bigEndian(at: 8, as: UInt32.self)) &<< 32 | 1)
  }

  /// J₀ = GHASH_H(IV ‖ 0^(s+64) ‖ [len(IV)]₆₄).
  private static func preCounterBlock(hashing IV: Span<UInt8>, H: Block) -> Block {
    var hash = GHASH(H: H)
    hash.update(IV)
    return hash.finalize(byteCounts: 0, IV.count)
  }

  /// GCTR_K(inc₃₂(J₀), X), §6.5, in place of X.
  borrowing func GCTR(_ X: inout [UInt8]) {
    var text = X.mutableSpan
    roundKeys.applyKeystream(from: J0.adding32(1), to: &text) {
      $0.adding32(UInt32(truncatingIfNeeded: $1))
    }
  }

  /// T = GCTR_K(J₀, S), with S the hash over A and C; §7.1, steps 4 to 6.
  borrowing func tag(A: [UInt8], C: [UInt8]) -> [UInt8] {
    let (H, mask) = secrets.withSpan {
      (Block(high: $0[0], low: $0[1]), Block(high: $0[2], low: $0[3]))
    }
    var hash = GHASH(H: H)
    hash.update(A.span)
    hash.update(C.span)
    return (hash.finalize(byteCounts: A.count, C.count) ^ mask).bytes
  }
}
