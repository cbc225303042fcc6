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
package enum Increment: Sendable {
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
  /// The fewest bytes for which 32 blocks at once, some of them for nothing, beat eight and eight.
  static let wideByteCount = 400
  /// The fewest bytes for which it is worth to slice all round keys at the beginning.
  private static let slicedByteCount = 2048

  /// Adds E(T₁) ‖ E(T₂) ‖ … to all of `text`, SP 800-38A §6.5; T₁ is `first`.
  borrowing func applyKeystream(
    from first: Block, counting: Increment, to text: inout MutableSpan<UInt8>
  ) {
    applyKeystream(from: first, counting: counting, to: &text, in: 0..<text.count)
  }

  /// Adds E(T₁) ‖ E(T₂) ‖ … to a part of `text`: its end, or a multiple of 128 bytes.
  borrowing func applyKeystream(
    from first: Block, counting: Increment, to text: inout MutableSpan<UInt8>, in range: Range<Int>
  ) {
    if let aes {
      return withWords {
        aes.applyKeystream(from: first, counting: counting, to: &text, in: range, $0)
      }
    }
    var offset = range.lowerBound
    if range.count >= Self.wideByteCount {
      offset = applyWide(first, counting, to: &text, range)
    }
    let done = UInt64((offset &- range.lowerBound) / 16)
    applyNarrow(counting(first, done), counting, to: &text, offset..<range.upperBound)
  }

  /// Eight blocks at a time.
  private borrowing func applyNarrow(
    _ first: Block, _ next: Increment, to text: inout MutableSpan<UInt8>, _ range: Range<Int>
  ) {
    guard !range.isEmpty else { return }
    var blocks = EightBlocks()
    var counter = first
    var offset = range.lowerBound
    while offset < range.upperBound {
      for i in 0..<8 { blocks[i] = next(counter, UInt64(i)) }
      encryptSliced(&blocks)
      text.add(&blocks, from: 0, at: offset)
      counter = next(counter, 8)
      offset &+= 128
    }
    blocks.destroy()
  }

  /// 32 blocks at a time, and where it ended: a short rest is left over.
  @inline(never)
  private borrowing func applyWide(
    _ first: Block, _ next: Increment, to text: inout MutableSpan<UInt8>, _ range: Range<Int>
  ) -> Int {
    if range.count < Self.slicedByteCount {
      return withWords { w in
        stride(first, next, to: &text, range) { $0.encrypt(counter: $1, w) }
      }
    }
    var roundKeys = WideRoundKeys()
    withWords { roundKeys.slice($0) }
    let end = stride(first, next, to: &text, range) { $0.encrypt(counter: $1, &roundKeys) }
    roundKeys.destroy()
    return end
  }

  /// The same, with a way to encrypt 32 blocks.
  @inline(__always)
  private borrowing func stride(
    _ first: Block, _ next: Increment, to text: inout MutableSpan<UInt8>, _ range: Range<Int>,
    _ encrypt: (inout WideKeystream, UInt32) -> Void
  ) -> Int {
    var wide = WideKeystream()
    var counter = first
    wide.start(with: counter)
    var offset = range.lowerBound
    while range.upperBound &- offset >= Self.wideByteCount {
      let end = Swift.min(offset &+ 512, range.upperBound)
      if next.keepsFirst96Bits(of: counter) {
        encrypt(&wide, UInt32(truncatingIfNeeded: counter.low))
        wide.add(to: &text, offset..<end)
        counter = next(counter, 32)
        // The last 32 bits may have run over between these blocks and the next ones. V of CTR_DRBG
        // is a secret, of which no more shall be asked than above.
        if next == .inc128 { wide.start(with: counter) }
      } else {
        applyNarrow(counter, next, to: &text, offset..<end)
        counter = next(counter, 32)
        wide.start(with: counter)
      }
      offset = end
    }
    wide.destroy()
    return offset
  }
}

extension MutableSpan<UInt8> {
  /// text ⊕ keystream for the blocks from `first` on, or for as many bytes as are left.
  @inline(__always)
  mutating func add(_ keystream: inout EightBlocks, from first: Int, at offset: Int) {
    var (i, offset) = (first, offset)
    while i < 8 && offset < count {
      add(keystream[i], at: offset)
      (i, offset) = (i &+ 1, offset &+ 16)
    }
  }

  /// text ⊕ keystream for the block at `offset`, which may be short.
  @inline(__always)
  mutating func add(_ block: Block, at offset: Int) {
    if count &- offset >= 16 {
      let sum = Block(span, at: offset) ^ block
      store(bigEndian: sum.high, at: offset)
      store(bigEndian: sum.low, at: offset &+ 8)
    } else {
      addTail(block, at: offset)
    }
  }

  /// text ⊕ keystream, byte by byte.
  @inline(never)
  private mutating func addTail(_ block: Block, at offset: Int) {
    var i = 0
    while offset &+ i < count {
      self[offset &+ i] ^= block.byte(i)
      i &+= 1
    }
  }
}
