#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// T₁, T₂, … of counter mode, SP 800-38A §6.5.
  struct Counter {
    /// The next block, its bytes from last to first.
    private(set) var next: Register
    private let increment: Increment

    /// Starts with a block.
    @inline(__always)
    init(_ first: Block, _ increment: Increment) {
      next = Register(low: first.low, high: first.high)
      self.increment = increment
    }

    /// Eight blocks ⊕ the first round key; goes on behind them.
    @inline(__always)
    mutating func eight(_ key: Register) -> Eight {
      let first = next
      skip(8)
      switch increment {
      case .inc32: return Eight(counting: first, key)
      case .inc128: return Eight(key) { first.adding128($0).reversed }
      }
    }

    /// Leaves blocks out where inc₃₂ is known to count.
    @inline(__always)
    mutating func skip32(_ count: Int) {
      next = next &+ Register(low: UInt64(truncatingIfNeeded: count) & 0xFFFF_FFFF, high: 0)
    }

    /// Leaves blocks out.
    @inline(__always)
    mutating func skip(_ count: UInt64) {
      switch increment {
      case .inc32: next = next &+ Register(low: count & 0xFFFF_FFFF, high: 0)
      case .inc128: next = next.adding128(count)
      }
    }

  }

  extension Register {
    /// inc₁₂₈, `n` times; the carry is computed, not asked for: V of CTR_DRBG is a secret.
    @inline(__always)
    fileprivate func adding128(_ n: UInt64) -> Register {
      let (low, high) = (UInt64(bitPattern: bits.x), UInt64(bitPattern: bits.y))
      let sum = low &+ n
      let carry = (low & n | (low | n) & ~sum) &>> 63
      return Register(low: sum, high: high &+ carry)
    }
  }

  extension KeySchedule {
    /// text ⊕ keystream for `count` bytes, 128 at a time; `scratch` has room for 128, and is left
    /// with keystream for its owner to erase.
    @inline(never)
    func applyKeystream(
      _ counter: inout Counter, to text: UnsafeMutableRawPointer, count: Int,
      scratch: UnsafeMutableRawPointer
    ) {
      let key = self[0]
      var offset = 0
      while count &- offset >= 128 {
        var blocks = counter.eight(key)
        finish(&blocks, from: 1)
        unsafe blocks.add(to: text, at: offset)
        offset &+= 128
      }
      guard offset < count else { return }
      var blocks = counter.eight(key)
      finish(&blocks, from: 1)
      unsafe blocks.store(to: scratch, at: 0)
      unsafe add(scratch, to: text + offset, count: count &- offset)
    }
  }

  /// text ⊕ keystream, block by block and byte by byte, for fewer than 128 bytes.
  @inline(__always)
  func add(_ keystream: UnsafeRawPointer, to text: UnsafeMutableRawPointer, count: Int) {
    var i = 0
    while count &- i >= 16 {
      unsafe (Register(text, at: i) ^ Register(keystream, at: i)).store(to: text, at: i)
      i &+= 16
    }
    while i < count {
      let sum =
        unsafe text.load(fromByteOffset: i, as: UInt8.self)
        ^ keystream.load(fromByteOffset: i, as: UInt8.self)
      unsafe text.storeBytes(of: sum, toByteOffset: i, as: UInt8.self)
      i &+= 1
    }
  }
#endif
