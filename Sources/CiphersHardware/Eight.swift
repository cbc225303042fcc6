#if arch(x86_64) || arch(arm64)
  /// Eight blocks in eight registers: as many as the processor works on at once.
  struct Eight {
    private var b0, b1, b2, b3, b4, b5, b6, b7: Register

    /// Eight counters from `first` on, inc₃₂ of SP 800-38D §6.2, ⊕ the first round key.
    ///
    /// `first` has its bytes from last to first, so that the 32 bits that count are its lowest.
    @inline(__always)
    init(counting first: Register, _ key: Register) {
      b0 = first.reversed ^ key
      b1 = (first &+ Register(low: 1, high: 0)).reversed ^ key
      b2 = (first &+ Register(low: 2, high: 0)).reversed ^ key
      b3 = (first &+ Register(low: 3, high: 0)).reversed ^ key
      b4 = (first &+ Register(low: 4, high: 0)).reversed ^ key
      b5 = (first &+ Register(low: 5, high: 0)).reversed ^ key
      b6 = (first &+ Register(low: 6, high: 0)).reversed ^ key
      b7 = (first &+ Register(low: 7, high: 0)).reversed ^ key
    }

    /// Eight blocks that `block` tells ⊕ the first round key.
    @inline(__always)
    init(_ key: Register, _ block: (UInt64) -> Register) {
      (b0, b1, b2, b3) = (block(0) ^ key, block(1) ^ key, block(2) ^ key, block(3) ^ key)
      (b4, b5, b6, b7) = (block(4) ^ key, block(5) ^ key, block(6) ^ key, block(7) ^ key)
    }

    /// A round of all.
    @inline(__always)
    mutating func round(_ key: Register) {
      (b0, b1, b2, b3) = (b0.round(key), b1.round(key), b2.round(key), b3.round(key))
      (b4, b5, b6, b7) = (b4.round(key), b5.round(key), b6.round(key), b7.round(key))
    }

    /// The last round of all.
    @inline(__always)
    mutating func lastRound(_ key: Register) {
      (b0, b1, b2, b3) = (
        b0.lastRound(key), b1.lastRound(key), b2.lastRound(key), b3.lastRound(key)
      )
      (b4, b5, b6, b7) = (
        b4.lastRound(key), b5.lastRound(key), b6.lastRound(key), b7.lastRound(key)
      )
    }

    /// text ⊕ these blocks, for the 128 bytes from `offset` on.
    @inline(__always)
    func add(to text: UnsafeMutableRawPointer, at offset: Int) {
      unsafe (Register(text, at: offset) ^ b0).store(to: text, at: offset)
      unsafe (Register(text, at: offset &+ 16) ^ b1).store(to: text, at: offset &+ 16)
      unsafe (Register(text, at: offset &+ 32) ^ b2).store(to: text, at: offset &+ 32)
      unsafe (Register(text, at: offset &+ 48) ^ b3).store(to: text, at: offset &+ 48)
      unsafe (Register(text, at: offset &+ 64) ^ b4).store(to: text, at: offset &+ 64)
      unsafe (Register(text, at: offset &+ 80) ^ b5).store(to: text, at: offset &+ 80)
      unsafe (Register(text, at: offset &+ 96) ^ b6).store(to: text, at: offset &+ 96)
      unsafe (Register(text, at: offset &+ 112) ^ b7).store(to: text, at: offset &+ 112)
    }

    /// Writes these blocks, 128 bytes.
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer, at offset: Int) {
      unsafe b0.store(to: memory, at: offset)
      unsafe b1.store(to: memory, at: offset &+ 16)
      unsafe b2.store(to: memory, at: offset &+ 32)
      unsafe b3.store(to: memory, at: offset &+ 48)
      unsafe b4.store(to: memory, at: offset &+ 64)
      unsafe b5.store(to: memory, at: offset &+ 80)
      unsafe b6.store(to: memory, at: offset &+ 96)
      unsafe b7.store(to: memory, at: offset &+ 112)
    }
  }
#endif
