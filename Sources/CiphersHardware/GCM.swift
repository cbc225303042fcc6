// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-38D.

#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// GCM for one key and one IV of 12 bytes, SP 800-38D §7, in memory that `lend` erases.
  @safe struct GCM {
    private let w: KeySchedule
    private let powers: HashPowers
    /// How many powers there are.
    private let width: Int
    /// Room for keystream: first CIPH_K(inc₃₂(J₀)) and the block after it.
    private let keystream: UnsafeMutableRawPointer
    /// What follows J₀.
    private var counter: Counter
    /// CIPH_K(J₀).
    private let mask: Register
    /// Y of §6.4.
    private var Y = Register.zero
    /// Whether `counter` has moved on.
    private var isStarted = false
    private let wide: (any WideAES)?

    /// Derives what key and IV determine, for the time that `body` takes and for a message of
    /// `byteCount` bytes.
    @inline(__always)
    static func lend<R>(
      _ key: Span<UInt8>, _ IV: Span<UInt8>, byteCount: Int, wide: (any WideAES)?,
      to body: (inout GCM) -> R
    ) -> R {
      unsafe withUnsafeTemporaryAllocation(byteCount: 896, alignment: 16) { memory in
        unsafe KeySchedule.expand(key, to: memory.baseAddress.unsafelyUnwrapped)
        var gcm = unsafe GCM(
          memory.baseAddress.unsafelyUnwrapped, keyByteCount: key.count, IV, byteCount, wide)
        let result = body(&gcm)
        unsafe erase(memory)
        unsafe withUnsafeMutableBytes(of: &gcm) { unsafe erase($0) }
        return result
      }
    }

    /// Steps 1 and 2 of §7.1, after the key schedule.
    @inline(__always)
    private init(
      _ memory: UnsafeMutableRawPointer, keyByteCount: Int, _ IV: Span<UInt8>, _ byteCount: Int,
      _ wide: (any WideAES)?
    ) {
      unsafe w = KeySchedule(memory, keyByteCount: keyByteCount)
      unsafe powers = HashPowers(memory + 256)
      unsafe keystream = memory + 768
      let J0 = unsafe IV.withUnsafeBytes { bytes in
        unsafe Block(
          high: bytes.loadUnaligned(as: UInt64.self).bigEndian,
          low: UInt64(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).bigEndian) << 32 | 1)
      }
      let first = Block(high: J0.high, low: J0.low &+ 1)
      let second = Block(high: J0.high, low: J0.low &+ 2)
      let blocks = w.encrypt(.zero, Register(J0), Register(first), Register(second))
      mask = blocks.1
      unsafe blocks.2.store(to: keystream, at: 0)
      unsafe blocks.3.store(to: keystream, at: 16)
      counter = Counter(first, .inc32)
      let isWide = wide != nil && byteCount >= GCM.wideByteCount
      self.wide = isWide ? wide : nil
      width = max(1, min(isWide ? 16 : 8, byteCount / 16))
      powers.compute(blocks.0.block, count: width)
    }

    /// The fewest bytes that are worth sixteen powers.
    private static var wideByteCount: Int { 1024 }
  }

  extension GCM {
    /// GCM-AE, §7.1, Algorithm 4, in place of `text`; the tag.
    @inline(__always)
    mutating func seal(
      _ text: UnsafeMutableRawPointer, _ count: Int, authenticating data: UnsafeRawBufferPointer
    ) -> Block {
      unsafe hash(data)
      var done = 0
      if let wide {
        done = count & -256
        isStarted = true
        Y = unsafe w.seal(text, count: done, &counter, Y, powers, wide)
      } else if count >= 256 {
        done = count & -128
        isStarted = true
        unsafe sealEights(text, done)
      }
      unsafe GCTR(text + done, count &- done)
      unsafe hash(UnsafeRawBufferPointer(start: text + done, count: count &- done))
      return tag(data.count, count)
    }

    /// GCM-AD, §7.2, Algorithm 5, in place of `text`, which stays as it is if the tag is wrong.
    @inline(__always)
    mutating func open(
      _ text: UnsafeMutableRawPointer, _ count: Int, tag: Span<UInt8>,
      authenticating data: UnsafeRawBufferPointer
    ) -> Bool {
      unsafe hash(data)
      unsafe hash(UnsafeRawBufferPointer(start: text, count: count))
      guard self.tag(data.count, count).hasPrefix(tag) else { return false }
      var done = 0
      if let wide {
        done = count & -256
        isStarted = true
        unsafe w.applyKeystream(&counter, to: text, count: done, wide)
      }
      unsafe GCTR(text + done, count &- done)
      return true
    }

    /// GHASH, §6.4, of the next blocks.
    @inline(__always)
    private mutating func hash(_ X: UnsafeRawBufferPointer) {
      guard let start = X.baseAddress, X.count > 0 else { return }
      var done = 0
      if let wide, X.count >= 256 {
        done = X.count & -256
        Y = unsafe powers.hash(Y, start, count: done, wide)
      }
      Y = unsafe powers.hash(Y, start + done, count: X.count &- done, width: width)
    }

    /// GCTR, §6.5, of the rest of a message, or of a short one, whose keystream is there already.
    @inline(__always)
    private mutating func GCTR(_ text: UnsafeMutableRawPointer, _ count: Int) {
      if count <= 32 && !isStarted {
        unsafe add(keystream, to: text, count: count)
      } else {
        unsafe w.applyKeystream(&counter, to: text, count: count, scratch: keystream)
      }
    }

    /// GCTR_K(J₀, S), steps 5 and 6 of §7.1.
    @inline(__always)
    private func tag(_ A: Int, _ C: Int) -> Block {
      let lengths = Register(
        low: UInt64(truncatingIfNeeded: C) &* 8, high: UInt64(truncatingIfNeeded: A) &* 8)
      return (powers.multiply(Y ^ lengths).reversed ^ mask).block
    }
  }

  extension GCM {
    /// Encrypts eight blocks at a time while it hashes the eight before them, for which processors
    /// have different units.
    ///
    /// `count` is a multiple of 128, and not 0.
    @inline(never)
    private mutating func sealEights(_ text: UnsafeMutableRawPointer, _ count: Int) {
      var (next, Y) = (counter.next, Y)
      let (first, step) = (w[0], Register(low: 8, high: 0))
      var blocks = Eight(counting: next, first)
      w.finish(&blocks, from: 1)
      unsafe blocks.add(to: text, at: 0)
      var offset = 128
      while offset < count {
        next = next &+ step
        var blocks = Eight(counting: next, first)
        Y = unsafe roundsAndHash(&blocks, Y, UnsafeRawPointer(text) + (offset &- 128))
        w.finish(&blocks, from: 9)
        unsafe blocks.add(to: text, at: offset)
        offset &+= 128
      }
      self.Y = unsafe powers.hash(Y, text + (count &- 128), count: 128, width: 8)
      counter.skip32(count / 16)
    }

    /// Rounds 1 to 8 of eight blocks, and eight steps of GHASH.
    @inline(__always)
    private func roundsAndHash(_ blocks: inout Eight, _ Y: Register, _ X: UnsafeRawPointer)
      -> Register
    {
      var sum = ProductSum()
      blocks.round(w[1])
      sum.add(unsafe Register(X, at: 0).reversed ^ Y, powers[8], powers[sum: 8])
      blocks.round(w[2])
      sum.add(unsafe Register(X, at: 16).reversed, powers[7], powers[sum: 7])
      blocks.round(w[3])
      sum.add(unsafe Register(X, at: 32).reversed, powers[6], powers[sum: 6])
      blocks.round(w[4])
      sum.add(unsafe Register(X, at: 48).reversed, powers[5], powers[sum: 5])
      blocks.round(w[5])
      sum.add(unsafe Register(X, at: 64).reversed, powers[4], powers[sum: 4])
      blocks.round(w[6])
      sum.add(unsafe Register(X, at: 80).reversed, powers[3], powers[sum: 3])
      blocks.round(w[7])
      sum.add(unsafe Register(X, at: 96).reversed, powers[2], powers[sum: 2])
      blocks.round(w[8])
      sum.add(unsafe Register(X, at: 112).reversed, powers[1], powers[sum: 1])
      return sum.reduced
    }
  }
#endif
