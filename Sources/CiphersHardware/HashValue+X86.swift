// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The hash value of FIPS 180-4 §6.2, as the instructions want it: a, b, e, f from the highest
  /// word down, and c, d, g, h.
  struct HashValue {
    private var abef, cdgh: Register

    @inline(__always)
    init(_ H: InlineArray<8, UInt32>) {
      abef = Register(SIMD4(H[5], H[4], H[1], H[0]))
      cdgh = Register(SIMD4(H[7], H[6], H[3], H[2]))
    }

    @inline(__always)
    func store(to H: inout InlineArray<8, UInt32>) {
      let (x, y) = (abef.words, cdgh.words)
      (H[0], H[1], H[2], H[3]) = (x.w, x.z, y.w, y.z)
      (H[4], H[5], H[6], H[7]) = (x.y, x.x, y.y, y.x)
    }

    /// §6.2.2 for one block: four rounds for each of sixteen quarters of the schedule W.
    @inline(__always)
    mutating func compress(_ M: UnsafeRawPointer, _ K: UnsafeRawPointer) {
      let (abef, cdgh) = (self.abef, self.cdgh)
      var a = unsafe Register(M, at: 0).bigEndianWords
      var b = unsafe Register(M, at: 16).bigEndianWords
      var c = unsafe Register(M, at: 32).bigEndianWords
      var d = unsafe Register(M, at: 48).bigEndianWords
      var offset = 0
      while offset < 192 {
        rounds(a, unsafe Register(K, at: offset))
        a = .schedule(a, b, c, d)
        rounds(b, unsafe Register(K, at: offset &+ 16))
        b = .schedule(b, c, d, a)
        rounds(c, unsafe Register(K, at: offset &+ 32))
        c = .schedule(c, d, a, b)
        rounds(d, unsafe Register(K, at: offset &+ 48))
        d = .schedule(d, a, b, c)
        offset &+= 64
      }
      rounds(a, unsafe Register(K, at: 192))
      rounds(b, unsafe Register(K, at: 208))
      rounds(c, unsafe Register(K, at: 224))
      rounds(d, unsafe Register(K, at: 240))
      self.abef = self.abef &+ abef
      self.cdgh = self.cdgh &+ cdgh
    }

    /// Four rounds, step 3 of §6.2.2.
    @inline(__always)
    private mutating func rounds(_ W: Register, _ K: Register) {
      let sum = W &+ K
      cdgh = Register(_mm_sha256rnds2_epu32(cdgh.bits, abef.bits, sum.bits))
      abef = Register(_mm_sha256rnds2_epu32(abef.bits, cdgh.bits, sum.swapped.bits))
    }
  }

  extension Register {
    /// The next four words W after the sixteen given, step 1 of FIPS 180-4 §6.2.2.
    @inline(__always)
    fileprivate static func schedule(_ a: Register, _ b: Register, _ c: Register, _ d: Register)
      -> Register
    {
      let (x, y) = (c.words, d.words)
      let seventh = Register(SIMD4(x.y, x.z, x.w, y.x))
      let sum = Register(_mm_sha256msg1_epu32(a.bits, b.bits)) &+ seventh
      return Register(_mm_sha256msg2_epu32(sum.bits, d.bits))
    }
  }
#endif
