// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

// Messages in chunks of any lengths. Sealing is one pass. Opening takes two, over the same
// ciphertext: plaintext that is released before the tag was verified is what GCM must not give away
// (SP 800-38D §7.2), so that only a verified tag yields the value that decrypts.

extension AES.GCM {
  /// GCM-AE of a message in chunks, NIST SP 800-38D §7.1.
  package struct Sealing: ~Copyable {
    private var stream: GCMStream

    /// Starts an empty message.
    package init(
      using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8]
    ) throws(CipherError) {
      stream = try GCMStream(key, nonce, data)
    }

    /// Turns the next chunk of the message into ciphertext, or changes nothing if it throws.
    package mutating func update(inPlace chunk: inout [UInt8]) throws(CipherError) {
      try stream.checkLength(adding: chunk.count)
      var span = chunk.mutableSpan
      stream.GCTR(&span, at: stream.byteCount)
      stream.absorb(span.span)
    }

    /// The tag of 16 bytes.
    package consuming func finalize() -> [UInt8] {
      stream.tag().bytes
    }
  }

  /// The first pass of GCM-AD in chunks, NIST SP 800-38D §7.2: it tells whether the tag is right.
  package struct Verification: ~Copyable {
    private var stream: GCMStream

    /// Starts an empty ciphertext.
    package init(
      using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8]
    ) throws(CipherError) {
      stream = try GCMStream(key, nonce, data)
    }

    /// Takes the next chunk of the ciphertext.
    package mutating func update(_ chunk: [UInt8]) throws(CipherError) {
      try stream.checkLength(adding: chunk.count)
      stream.absorb(chunk.span)
    }

    /// What decrypts the ciphertext if `tag` belongs to it.
    package consuming func finalize(
      tag: [UInt8], tagByteCount: Int = tagByteCount
    ) throws(CipherError) -> Decryption {
      guard tag.count == tagByteCount else { throw .incorrectParameterSize }
      try checkTag(tagByteCount)
      let T = stream.tag()
      guard T.hasPrefix(tag.span) else { throw .authenticationFailure }
      return Decryption(stream, T)
    }
  }

  /// The second pass of GCM-AD in chunks, after the tag was verified; for the same ciphertext.
  ///
  /// At the end, `finalize` tells whether it was the same: who cannot be sure that nobody changed
  /// it between the passes waits for that before using the plaintext.
  package struct Decryption: ~Copyable {
    private var stream: GCMStream
    /// The tag of the first pass.
    private let T: Block
    /// The length of the first pass.
    private let byteCount: Int

    /// Goes back to the beginning.
    fileprivate init(_ verified: consuming GCMStream, _ T: Block) {
      byteCount = verified.byteCount
      self.T = T
      stream = verified
      stream.restart()
    }

    /// Turns the next chunk of the ciphertext into plaintext, or changes nothing if it throws.
    package mutating func update(inPlace chunk: inout [UInt8]) throws(CipherError) {
      guard chunk.count <= byteCount - stream.byteCount else { throw .incorrectParameterSize }
      var span = chunk.mutableSpan
      let position = stream.byteCount
      stream.absorb(span.span)
      stream.GCTR(&span, at: position)
    }

    /// Ends, with `authenticationFailure` if this was not what the first pass saw.
    package consuming func finalize() throws(CipherError) {
      guard stream.tag().hasPrefix(T.bytes.span) else { throw .authenticationFailure }
    }
  }
}
