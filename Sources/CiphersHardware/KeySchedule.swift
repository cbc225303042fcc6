// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197.

#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// The round keys of FIPS 197 §5.2, in memory that whoever lends it erases.
  @safe struct KeySchedule {
    let w: UnsafeRawPointer
    /// Where the last round key is: 16·Nr bytes from the first one.
    private let end: Int

    /// Of a key of that length: Nr is Nk + 6.
    init(_ w: UnsafeRawPointer, keyByteCount: Int) {
      unsafe self.w = w
      end = 4 &* keyByteCount &+ 96
    }

    /// The number of rounds, FIPS 197 §5, table 3.
    var Nr: Int { end / 16 }

    /// Round key number i.
    @inline(__always)
    subscript(i: Int) -> Register { unsafe Register(w, at: 16 &* i) }

    /// The last round key, number Nr.
    @inline(__always)
    var last: Register { unsafe Register(w, at: end) }

    /// Rounds `first` to Nr − 1 of CIPHER, FIPS 197 §5.1, and the last one.
    @inline(__always)
    func finish(_ state: inout Eight, from first: Int) {
      var offset = 16 &* first
      while offset < end {
        state.round(unsafe Register(w, at: offset))
        offset &+= 16
      }
      state.lastRound(last)
    }
  }

  extension KeySchedule {
    /// CIPHER, FIPS 197 §5.1, Algorithm 1, on four blocks, which take no longer than one.
    @inline(__always)
    func encrypt(_ a: Register, _ b: Register, _ c: Register, _ d: Register) -> (
      Register, Register, Register, Register
    ) {
      var s = (a ^ self[0], b ^ self[0], c ^ self[0], d ^ self[0])
      var offset = 16
      while offset < end {
        let key = unsafe Register(w, at: offset)
        s = (s.0.round(key), s.1.round(key), s.2.round(key), s.3.round(key))
        offset &+= 16
      }
      let key = last
      return (s.0.lastRound(key), s.1.lastRound(key), s.2.lastRound(key), s.3.lastRound(key))
    }

    /// INVCIPHER, FIPS 197 §5.3, on four blocks: EQINVCIPHER of §5.3.5, whose round keys are
    /// transformed where they are used.
    @inline(__always)
    func decrypt(_ a: Register, _ b: Register, _ c: Register, _ d: Register) -> (
      Register, Register, Register, Register
    ) {
      var s = (a ^ last, b ^ last, c ^ last, d ^ last)
      var offset = end &- 16
      while offset > 0 {
        let key = unsafe Register(w, at: offset).inverseMixColumns
        s = (
          s.0.inverseRound(key), s.1.inverseRound(key), s.2.inverseRound(key),
          s.3.inverseRound(key)
        )
        offset &-= 16
      }
      let key = self[0]
      return (
        s.0.lastInverseRound(key), s.1.lastInverseRound(key), s.2.lastInverseRound(key),
        s.3.lastInverseRound(key)
      )
    }
  }

  extension KeySchedule {
    /// KEYEXPANSION, FIPS 197 §5.2, Algorithm 2.
    @inline(__always)
    static func expand(_ key: Span<UInt8>, to w: UnsafeMutableRawPointer) {
      // Word by word: a copy by the library might pass through who knows what.
      unsafe key.withUnsafeBytes { bytes in
        var i = 0
        while i < bytes.count {
          let word = unsafe bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
          unsafe w.storeBytes(of: word, toByteOffset: i, as: UInt64.self)
          i &+= 8
        }
      }
      if key.count == 32 { unsafe expand256(w) } else { unsafe expand(w, Nk: key.count / 4) }
    }

    /// Four words at a time: for Nk = 8 they are half a turn of Algorithm 2.
    @inline(__always)
    private static func expand256(_ w: UnsafeMutableRawPointer) {
      var (x, y) = unsafe (Register(w, at: 0), Register(w, at: 16))
      var Rcon: UInt64 = 1
      var offset = 32
      while true {
        x = sums(x) ^ rotatedSubWord(y, Rcon)
        unsafe x.store(to: w, at: offset)
        if offset == 224 { return }
        y = sums(y) ^ subWord(x)
        unsafe y.store(to: w, at: offset &+ 16)
        Rcon &<<= 1
        offset &+= 32
      }
    }

    /// Each word ⊕ those before it: what w[i] = w[i − Nk] ⊕ w[i − 1] adds up to.
    @inline(__always)
    private static func sums(_ x: Register) -> Register {
      let y = x ^ x.rearranged(Register(low: 0x0302_0100_8080_8080, high: 0x0B0A_0908_0706_0504))
      return y ^ y.rearranged(Register(low: 0x8080_8080_8080_8080, high: 0x0706_0504_0302_0100))
    }

    /// SUBWORD of the last word, in all four.
    ///
    /// Where all columns are the same, SHIFTROWS of the last round changes nothing.
    @inline(__always)
    private static func subWord(_ x: Register) -> Register {
      x.rearranged(Register(low: 0x0F0E_0D0C_0F0E_0D0C, high: 0x0F0E_0D0C_0F0E_0D0C)).lastRound(
        .zero)
    }

    /// SUBWORD(ROTWORD) of the last word ⊕ Rcon, in all four.
    @inline(__always)
    private static func rotatedSubWord(_ x: Register, _ Rcon: UInt64) -> Register {
      let four = Rcon | Rcon &<< 32
      return x.rearranged(Register(low: 0x0C0F_0E0D_0C0F_0E0D, high: 0x0C0F_0E0D_0C0F_0E0D))
        .lastRound(Register(low: four, high: four))
    }

    /// Word by word, for the lengths that KMS's keys do not have.
    @inline(never)
    private static func expand(_ w: UnsafeMutableRawPointer, Nk: Int) {
      var Rcon: UInt64 = 1
      var phase = 0
      var offset = 4 &* Nk
      while offset < 16 &* (Nk &+ 7) {
        let word = unsafe UInt64(w.load(fromByteOffset: offset &- 4, as: UInt32.self))
        var temp = UInt32(truncatingIfNeeded: word)
        if phase == 0 {
          let x = rotatedSubWord(Register(low: 0, high: word &<< 32), Rcon)
          temp = UInt32(truncatingIfNeeded: x.bits.x)
          Rcon = Rcon &<< 1 ^ (Rcon &>> 7) &* 0x11B
        }
        temp ^= unsafe w.load(fromByteOffset: offset &- 4 &* Nk, as: UInt32.self)
        unsafe w.storeBytes(of: temp, toByteOffset: offset, as: UInt32.self)
        phase = phase &+ 1 == Nk ? 0 : phase &+ 1
        offset &+= 4
      }
    }
  }
#endif
