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
    guard !nonce.isEmpty else { throw .incorrectParameterSize }
    return try RoundKeys.lend(key) { w in
      let start = GCMStart(w, nonce.span)
      var span = message.mutableSpan
      w.applyKeystream(from: start.J0.adding32(1), counting: .inc32, to: &span)
      var hash = GHASH(H: start.H)
      hash.update(data.span)
      hash.update(span.span)
      return (hash.finalize(byteCounts: data.count, span.count) ^ start.mask)
    }.bytes
  }

  /// GCM-AD that turns the ciphertext into the message, or changes nothing if it throws.
  package static func open(
    inPlace ciphertext: inout [UInt8], tag: [UInt8], using key: SymmetricKey, nonce: [UInt8],
    authenticating data: [UInt8]
  ) throws(CipherError) {
    guard tag.count == tagByteCount else { throw .incorrectParameterSize }
    guard !nonce.isEmpty else { throw .incorrectParameterSize }
    let ok = try RoundKeys.lend(key) { w in
      let start = GCMStart(w, nonce.span)
      var hash = GHASH(H: start.H)
      hash.update(data.span)
      hash.update(ciphertext.span)
      let T = (hash.finalize(byteCounts: data.count, ciphertext.count) ^ start.mask)
      guard T == Block(tag.span, at: 0) else { return false }
      var span = ciphertext.mutableSpan
      w.applyKeystream(from: start.J0.adding32(1), counting: .inc32, to: &span)
      return true
    }
    guard ok else { throw .authenticationFailure }
  }
}

/// What one key and one IV determine, NIST SP 800-38D §7.1, steps 1 and 2: secrets but for J₀.
struct GCMStart: BitwiseCopyable {
  /// H = CIPH_K(0¹²⁸), the hash subkey.
  let H: Block
  /// CIPH_K(J₀), the mask of the tag.
  let mask: Block
  /// The pre-counter block J₀.
  let J0: Block

  /// Derives the hash subkey and the pre-counter block.
  init(_ roundKeys: borrowing RoundKeys, _ IV: Span<UInt8>) {
    // One pass gives both blocks when J₀ does not depend on H.
    let short = IV.count == 12
    let fixed = short ? Self.preCounterBlock(from96Bits: IV) : .zero
    let (H, mask, _, _) = roundKeys.encrypt(.zero, fixed, .zero, .zero)
    self.H = H
    J0 = short ? fixed : Self.preCounterBlock(hashing: IV, H: H)
    self.mask = short ? mask : roundKeys.encrypt(J0)
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
}
