// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

extension AES {
  /// Galois/Counter Mode, NIST SP 800-38D §7; constant-time.
  ///
  /// The nonce, which the standard calls IV, may have any length but none; 12 bytes are best. A tag
  /// has 16 bytes unless `tagByteCount` says 12 to 15: who opens says so too, because a shortened
  /// tag that passed for a whole one would be easier to guess.
  package enum GCM {
    /// The ciphertext C and the tag T of §7.1.
    package struct SealedBox: Equatable, Sendable {
      /// As long as the message.
      package let ciphertext: [UInt8]
      /// 16 bytes, or as many as were asked for.
      package let tag: [UInt8]

      /// Joins what was stored apart; `open` refuses a tag of another length.
      package init(ciphertext: [UInt8], tag: [UInt8]) {
        self.ciphertext = ciphertext
        self.tag = tag
      }
    }

    /// GCM-AE, NIST SP 800-38D §7.1, Algorithm 4.
    package static func seal(
      _ message: [UInt8], using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8],
      tagByteCount: Int = tagByteCount
    ) throws(CipherError) -> SealedBox {
      var C = message
      let T = try seal(
        inPlace: &C, using: key, nonce: nonce, authenticating: data, tagByteCount: tagByteCount)
      return SealedBox(ciphertext: C, tag: T)
    }

    /// GCM-AD, NIST SP 800-38D §7.2, Algorithm 5; nothing is decrypted before T was verified.
    package static func open(
      _ box: SealedBox, using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8],
      tagByteCount: Int = tagByteCount
    ) throws(CipherError) -> [UInt8] {
      var P = box.ciphertext
      try open(
        inPlace: &P, tag: box.tag, using: key, nonce: nonce, authenticating: data,
        tagByteCount: tagByteCount)
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

/// In place of an array's bytes.
extension AES.GCM {
  /// GCM-AE that turns the message into the ciphertext and returns the tag.
  package static func seal(
    inPlace message: inout [UInt8], using key: SymmetricKey, nonce: [UInt8],
    authenticating data: [UInt8], tagByteCount: Int = tagByteCount
  ) throws(CipherError) -> [UInt8] {
    try checkTag(tagByteCount)
    var span = message.mutableSpan
    let T = try seal(inPlace: &span, using: key, nonce: nonce.span, authenticating: data.span)
    return T.prefix(tagByteCount)
  }

  /// GCM-AD that turns the ciphertext into the message, or changes nothing if it throws.
  package static func open(
    inPlace ciphertext: inout [UInt8], tag: [UInt8], using key: SymmetricKey, nonce: [UInt8],
    authenticating data: [UInt8], tagByteCount: Int = tagByteCount
  ) throws(CipherError) {
    guard tag.count == tagByteCount else { throw .incorrectParameterSize }
    var span = ciphertext.mutableSpan
    try open(
      inPlace: &span, tag: tag.span, using: key, nonce: nonce.span, authenticating: data.span)
  }
}
