extension AES {
  /// Counter mode, SP 800-38A §6.5; constant-time.
  package enum CTR {
    /// Encrypts or decrypts: the counter is all 16 bytes, big-endian, and wraps around.
    package static func apply(
      to message: [UInt8], using key: SymmetricKey, counter: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      guard counter.count == 16 else { throw .incorrectParameterSize }
      var text = message
      try RoundKeys.lend(key) { roundKeys in
        var span = text.mutableSpan
        roundKeys.applyKeystream(from: Block(counter.span, at: 0), counting: .inc128, to: &span)
      }
      return text
    }
  }
}

/// How T₁, T₂, … of SP 800-38A §6.5 follow one another.
enum Increment {
  /// inc₃₂ of SP 800-38D §6.2: the last 32 bits count, and wrap around alone.
  case inc32
  /// inc₁₂₈: all bits count, SP 800-38A §B.1 with m = 128.
  case inc128

  /// The block `n` steps after `block`.
  @inline(__always)
  func callAsFunction(_ block: Block, _ n: UInt64) -> Block {
    switch self {
    case .inc32: block.adding32(UInt32(truncatingIfNeeded: n))
    case .inc128: block.adding(n)
    }
  }

  /// Whether 32 blocks from `block` on differ in their last 32 bits only.
  @inline(__always)
  func keepsFirst96Bits(of block: Block) -> Bool {
    self == .inc32 || UInt32(truncatingIfNeeded: block.low) <= .max - 31
  }
}

extension RoundKeys {
  /// The fewest bytes for which 32 blocks at once, most of them for nothing, beat four and four.
  static let wideByteCount = 256

  /// Adds E(T₁) ‖ E(T₂) ‖ … to `text`, SP 800-38A §6.5; T₁ is `first`.
  borrowing func applyKeystream(
    from first: Block, counting: Increment, to text: inout MutableSpan<UInt8>
  ) {
    let whole = text.count < Self.wideByteCount ? 0 : applyWide(first, counting, to: &text)
    applyNarrow(counting(first, UInt64(whole / 16)), counting, to: &text, from: whole, until: text.count)
  }

  /// Four blocks at a time, from `start` to `end`.
  private borrowing func applyNarrow(
    _ first: Block, _ next: Increment, to text: inout MutableSpan<UInt8>, from start: Int,
    until end: Int
  ) {
    var T = first
    var offset = start
    while offset < end {
      let keystream = encrypt(T, next(T, 1), next(T, 2), next(T, 3))
      text.add(keystream, at: offset)
      T = next(T, 4)
      offset &+= 64
    }
  }

  /// 32 blocks at a time, and the number of bytes done: a short rest is not.
  @inline(never)
  private borrowing func applyWide(
    _ first: Block, _ next: Increment, to text: inout MutableSpan<UInt8>
  ) -> Int {
    var wide = withWords { WideKeystream($0) }
    var T = first
    wide.start(with: T)
    var offset = 0
    while text.count &- offset >= Self.wideByteCount {
      guard next.keepsFirst96Bits(of: T) else {
        let batch = Swift.min(512, text.count &- offset)
        applyNarrow(T, next, to: &text, from: offset, until: offset &+ batch)
        T = next(T, 32)
        offset &+= batch
        wide.start(with: T)
        continue
      }
      wide.encrypt(counter: UInt32(truncatingIfNeeded: T.low))
      text.add(wide, at: offset)
      T = next(T, 32)
      offset &+= 512
    }
    wide.destroy()
    return Swift.min(offset, text.count)
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

  /// text ⊕ keystream for 32 blocks, or for as many bytes as are left.
  @inline(__always)
  fileprivate mutating func add(_ keystream: borrowing WideKeystream, at offset: Int) {
    var i = 0
    while i < 32 && count &- offset >= 16 &* (i &+ 1) {
      add(Block(littleEndian: keystream[i]), at: offset &+ 16 &* i)
      i &+= 1
    }
    if i < 32 { addTail(Block(littleEndian: keystream[i]), at: offset &+ 16 &* i) }
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
