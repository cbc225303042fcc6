extension AES {
  /// Cipher block chaining, SP 800-38A §6.2: for messages of other programs, since nothing here
  /// authenticates them; constant-time.
  package enum CBC {
    /// Encrypts whole blocks; `iv` is unpredictable to others, and new for each message.
    package static func encrypt(
      _ plaintext: [UInt8], using key: SymmetricKey, iv: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      try check(plaintext, iv)
      var text = plaintext
      try RoundKeys.lend(key) { roundKeys in
        var span = text.mutableSpan
        roundKeys.chain(Block(iv.span, at: 0), through: &span)
      }
      return text
    }

    /// Decrypts whole blocks, with the padding that they may end in: see `PKCS7`.
    package static func decrypt(
      _ ciphertext: [UInt8], using key: SymmetricKey, iv: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      try check(ciphertext, iv)
      var text = ciphertext
      try RoundKeys.lend(key) { roundKeys in
        var span = text.mutableSpan
        roundKeys.unchain(Block(iv.span, at: 0), through: &span)
      }
      return text
    }

    private static func check(_ text: [UInt8], _ iv: [UInt8]) throws(CipherError) {
      guard iv.count == 16, text.count.isMultiple(of: 16) else { throw .incorrectParameterSize }
    }
  }
}

extension RoundKeys {
  /// C₁ = E(P₁ ⊕ IV), Cⱼ = E(Pⱼ ⊕ Cⱼ₋₁): a block at a time, since each waits for the one before it.
  @inline(never)
  fileprivate borrowing func chain(_ iv: Block, through text: inout MutableSpan<UInt8>) {
    var last = iv
    var offset = 0
    while offset < text.count {
      last = encrypt(Block(text.span, at: offset) ^ last)
      text.store(last, at: offset)
      offset &+= 16
    }
  }

  /// P₁ = D(C₁) ⊕ IV, Pⱼ = D(Cⱼ) ⊕ Cⱼ₋₁: four blocks at a time.
  @inline(never)
  fileprivate borrowing func unchain(_ iv: Block, through text: inout MutableSpan<UInt8>) {
    var last = iv
    var offset = 0
    while text.count &- offset >= 64 {
      let a = Block(text.span, at: offset)
      let b = Block(text.span, at: offset &+ 16)
      let c = Block(text.span, at: offset &+ 32)
      let d = Block(text.span, at: offset &+ 48)
      let opened = decrypt(a, b, c, d)
      text.store(opened.0 ^ last, at: offset)
      text.store(opened.1 ^ a, at: offset &+ 16)
      text.store(opened.2 ^ b, at: offset &+ 32)
      text.store(opened.3 ^ c, at: offset &+ 48)
      last = d
      offset &+= 64
    }
    while offset < text.count {
      let block = Block(text.span, at: offset)
      text.store(decrypt(block) ^ last, at: offset)
      last = block
      offset &+= 16
    }
  }
}

extension MutableSpan<UInt8> {
  /// Writes a block.
  @inline(__always)
  fileprivate mutating func store(_ block: Block, at offset: Int) {
    store(bigEndian: block.high, at: offset)
    store(bigEndian: block.low, at: offset &+ 8)
  }
}
