#if arch(x86_64)
  /// Sixteen blocks in eight registers.
  struct Sixteen {
    private var b0, b1, b2, b3, b4, b5, b6, b7: YMM

    /// Sixteen counters from `first` on, the second one in its second half, inc₃₂ of SP 800-38D
    /// §6.2, ⊕ the first round key; their bytes stand from last to first before that.
    @inline(__always)
    init(counting first: YMM, _ key: YMM) {
      b0 = first.reversed ^ key
      b1 = (first &+ YMM(2, 2)).reversed ^ key
      b2 = (first &+ YMM(4, 4)).reversed ^ key
      b3 = (first &+ YMM(6, 6)).reversed ^ key
      b4 = (first &+ YMM(8, 8)).reversed ^ key
      b5 = (first &+ YMM(10, 10)).reversed ^ key
      b6 = (first &+ YMM(12, 12)).reversed ^ key
      b7 = (first &+ YMM(14, 14)).reversed ^ key
    }

    /// A round of all.
    @inline(__always)
    mutating func round(_ key: YMM) {
      (b0, b1, b2, b3) = (b0.round(key), b1.round(key), b2.round(key), b3.round(key))
      (b4, b5, b6, b7) = (b4.round(key), b5.round(key), b6.round(key), b7.round(key))
    }

    /// The last round of all, and text ⊕ what it makes, for the 256 bytes from `offset` on.
    @inline(__always)
    mutating func lastRound(_ key: YMM, addTo text: UnsafeMutableRawPointer, at offset: Int) {
      unsafe (YMM(text, at: offset) ^ b0.lastRound(key)).store(to: text, at: offset)
      unsafe (YMM(text, at: offset &+ 32) ^ b1.lastRound(key)).store(to: text, at: offset &+ 32)
      unsafe (YMM(text, at: offset &+ 64) ^ b2.lastRound(key)).store(to: text, at: offset &+ 64)
      unsafe (YMM(text, at: offset &+ 96) ^ b3.lastRound(key)).store(to: text, at: offset &+ 96)
      unsafe (YMM(text, at: offset &+ 128) ^ b4.lastRound(key)).store(to: text, at: offset &+ 128)
      unsafe (YMM(text, at: offset &+ 160) ^ b5.lastRound(key)).store(to: text, at: offset &+ 160)
      unsafe (YMM(text, at: offset &+ 192) ^ b6.lastRound(key)).store(to: text, at: offset &+ 192)
      unsafe (YMM(text, at: offset &+ 224) ^ b7.lastRound(key)).store(to: text, at: offset &+ 224)
    }
  }
#endif
