// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

#if arch(arm64)
  import _Builtin_intrinsics.arm.neon

  /// The hash value of FIPS 180-4 §6.2: a to d and e to h, from the lowest word up.
  struct HashValue {
    private var abcd, efgh: SIMD4<UInt32>

    @inline(__always)
    init(_ H: InlineArray<8, UInt32>) {
      abcd = SIMD4(H[0], H[1], H[2], H[3])
      efgh = SIMD4(H[4], H[5], H[6], H[7])
    }

    @inline(__always)
    func store(to H: inout InlineArray<8, UInt32>) {
      (H[0], H[1], H[2], H[3]) = (abcd.x, abcd.y, abcd.z, abcd.w)
      (H[4], H[5], H[6], H[7]) = (efgh.x, efgh.y, efgh.z, efgh.w)
    }

    /// §6.2.2 for one block: four rounds for each of sixteen quarters of the schedule W.
    @inline(__always)
    mutating func compress(_ M: UnsafeRawPointer, _ K: UnsafeRawPointer) {
      let (abcd, efgh) = (self.abcd, self.efgh)
      var a = unsafe Register(M, at: 0).bigEndianWords.words
      var b = unsafe Register(M, at: 16).bigEndianWords.words
      var c = unsafe Register(M, at: 32).bigEndianWords.words
      var d = unsafe Register(M, at: 48).bigEndianWords.words
      var offset = 0
      while offset < 192 {
        rounds(a, unsafe Register(K, at: offset).words)
        a = Self.schedule(a, b, c, d)
        rounds(b, unsafe Register(K, at: offset &+ 16).words)
        b = Self.schedule(b, c, d, a)
        rounds(c, unsafe Register(K, at: offset &+ 32).words)
        c = Self.schedule(c, d, a, b)
        rounds(d, unsafe Register(K, at: offset &+ 48).words)
        d = Self.schedule(d, a, b, c)
        offset &+= 64
      }
      rounds(a, unsafe Register(K, at: 192).words)
      rounds(b, unsafe Register(K, at: 208).words)
      rounds(c, unsafe Register(K, at: 224).words)
      rounds(d, unsafe Register(K, at: 240).words)
      self.abcd = vaddq_u32(self.abcd, abcd)
      self.efgh = vaddq_u32(self.efgh, efgh)
    }

    /// Four rounds, step 3 of §6.2.2.
    @inline(__always)
    private mutating func rounds(_ W: SIMD4<UInt32>, _ K: SIMD4<UInt32>) {
      let sum = vaddq_u32(W, K)
      let before = abcd
      abcd = vsha256hq_u32(abcd, efgh, sum)
      efgh = vsha256h2q_u32(efgh, before, sum)
    }

    /// The next four words W after the sixteen given, step 1 of FIPS 180-4 §6.2.2.
    @inline(__always)
    private static func schedule(
      _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ c: SIMD4<UInt32>, _ d: SIMD4<UInt32>
    ) -> SIMD4<UInt32> {
      vsha256su1q_u32(vsha256su0q_u32(a, b), c, d)
    }
  }
#endif
