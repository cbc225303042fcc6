extension AES {
  /// Counter mode, SP 800-38A §6.5; constant-time.
  package enum CTR {
    /// Encrypts or decrypts: the counter is all 16 bytes, big-endian, and wraps around.
    package static func apply(
      to message: [UInt8], using key: SymmetricKey, counter: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      guard counter.count == 16 else { throw .incorrectParameterSize }
      let roundKeys = try RoundKeys(key)
      var text = message
      var span = text.mutableSpan
      roundKeys.applyKeystream(from: Block(counter.span, at: 0), to: &span) { $0.adding($1) }
      return text
    }
  }
}

extension RoundKeys {
  /// Adds E(T₁) ‖ E(T₂) ‖ … to `text`, SP 800-38A §6.5; T₁ is `first`, Tᵢ₊₁ is `increment(T₁, i)`.
  @inline(__always)
  borrowing func applyKeystream(
    from first: Block, to text: inout MutableSpan<UInt8>, increment: (Block, UInt64) -> Block
  ) {
    var i: UInt64 = 0
    var offset = 0
    while offset < text.count {
      let keystream = encrypt(
        increment(first, i), increment(first, i &+ 1),
        increment(first, i &+ 2), increment(first, i &+ 3))
      text.add(keystream, at: offset)
      i &+= 4
      offset &+= 64
    }
  }
}

extension MutableSpan<UInt8> {
  /// text ⊕ keystream for four blocks, or for as many bytes as are left.
  @inline(__always)
  fileprivate mutating func add(_ keystream: (Block, Block, Block, Block), at offset: Int) {
    if count &- offset >= 64 {
      add(keystream.0, at: offset)
      add(keystream.1, at: offset &+ 16)
      add(keystream.2, at: offset &+ 32)
      add(keystream.3, at: offset &+ 48)
    } else {
      addTail(keystream.0, at: offset)
      addTail(keystream.1, at: offset &+ 16)
      addTail(keystream.2, at: offset &+ 32)
      addTail(keystream.3, at: offset &+ 48)
    }
  }

  /// text ⊕ keystream for one whole block.
  @inline(__always)
  private mutating func add(_ block: Block, at offset: Int) {
    let sum = Block(span, at: offset) ^ block
    store(bigEndian: sum.high, at: offset)
    store(bigEndian: sum.low, at: offset &+ 8)
  }

  /// text ⊕ MSB(keystream) for the block at `offset`, which may be short or lie beyond the end.
  @inline(never)
  private mutating func addTail(_ block: Block, at offset: Int) {
    var i = 0
    while i < 16 && offset &+ i < count {
      self[offset &+ i] ^= block.byte(i)
      i &+= 1
    }
  }
}
