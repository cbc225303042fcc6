#if arch(x86_64)
  // As in `Register`: carry-less multiplication is a macro in the C headers, which Swift does not
  // import.
  import Builtin
  import _Builtin_intrinsics.intel

  /// Two blocks in a vector register of 256 bits; all operations are constant-time.
  struct YMM: BitwiseCopyable {
    /// The halves of the first block, then those of the second, the low one first.
    private var bits: SIMD4<Int64>

    @inline(__always)
    private init(_ bits: SIMD4<Int64>) { self.bits = bits }

    /// The 32 bytes at `offset`.
    @inline(__always)
    init(_ memory: UnsafeRawPointer, at offset: Int) {
      bits = unsafe memory.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int64>.self)
    }

    /// The same block twice.
    @inline(__always)
    init(both block: SIMD2<Int64>) { bits = _mm256_broadcastsi128_si256(block) }

    /// A block and zeros.
    @inline(__always)
    init(first block: SIMD2<Int64>) { bits = SIMD4(block.x, block.y, 0, 0) }

    /// Two numbers.
    @inline(__always)
    init(_ first: Int64, _ second: Int64) { bits = SIMD4(first, 0, second, 0) }

    /// Writes the 32 bytes to `offset`.
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer, at offset: Int) {
      unsafe memory.storeBytes(of: bits, toByteOffset: offset, as: SIMD4<Int64>.self)
    }

    /// All bits 0.
    @inline(__always)
    static var zero: YMM { YMM(SIMD4(0, 0, 0, 0)) }

    /// ⊕, bit by bit.
    @inline(__always)
    static func ^ (x: YMM, y: YMM) -> YMM { YMM(_mm256_xor_si256(x.bits, y.bits)) }

    /// Eight sums modulo 2³².
    @inline(__always)
    static func &+ (x: YMM, y: YMM) -> YMM { YMM(_mm256_add_epi32(x.bits, y.bits)) }

    /// The bytes of each block from last to first.
    @inline(__always)
    var reversed: YMM {
      let order = YMM(both: SIMD2(0x0809_0A0B_0C0D_0E0F, 0x0001_0203_0405_0607))
      return YMM(_mm256_shuffle_epi8(bits, order.bits))
    }

    /// The halves of each block exchanged.
    @inline(__always)
    var swapped: YMM { YMM(SIMD4(bits.y, bits.x, bits.w, bits.z)) }

    /// The first block ⊕ the second.
    @inline(__always)
    var sum: SIMD2<Int64> { _mm_xor_si128(bits.lowHalf, bits.highHalf) }
  }

  extension YMM {
    /// SHIFTROWS, SUBBYTES, MIXCOLUMNS and ADDROUNDKEY, FIPS 197 §5.1.
    @inline(__always)
    func round(_ key: YMM) -> YMM { YMM(_mm256_aesenc_epi128(bits, key.bits)) }

    /// SHIFTROWS, SUBBYTES and ADDROUNDKEY, FIPS 197 §5.1.
    @inline(__always)
    func lastRound(_ key: YMM) -> YMM { YMM(_mm256_aesenclast_epi128(bits, key.bits)) }

    /// The carry-less products of the low halves.
    @inline(__always)
    static func lowProduct(_ x: YMM, _ y: YMM) -> YMM {
      unsafe YMM(
        unsafeBitCast(
          Builtin.int_x86_pclmulqdq_256(
            x.bits._storage._value, y.bits._storage._value, (0x00 as Int8)._value),
          to: SIMD4<Int64>.self))
    }

    /// The carry-less products of the high halves.
    @inline(__always)
    static func highProduct(_ x: YMM, _ y: YMM) -> YMM {
      unsafe YMM(
        unsafeBitCast(
          Builtin.int_x86_pclmulqdq_256(
            x.bits._storage._value, y.bits._storage._value, (0x11 as Int8)._value),
          to: SIMD4<Int64>.self))
    }
  }
#endif
