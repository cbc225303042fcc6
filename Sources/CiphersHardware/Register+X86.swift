#if arch(x86_64)
  // Carry-less multiplication is a macro in the C headers, which Swift does not import: LLVM's
  // intrinsic is reached by the compiler's own module, an interface that may change with it.
  import Builtin
  import _Builtin_intrinsics.intel

  extension Register {
    /// ⊕, bit by bit.
    @inline(__always)
    static func ^ (x: Register, y: Register) -> Register { Register(_mm_xor_si128(x.bits, y.bits)) }

    /// Four sums modulo 2³².
    @inline(__always)
    static func &+ (x: Register, y: Register) -> Register {
      Register(_mm_add_epi32(x.bits, y.bits))
    }

    /// Bytes picked by the low four bits of each byte of `order`; 0 where its highest bit is set.
    @inline(__always)
    func rearranged(_ order: Register) -> Register { Register(_mm_shuffle_epi8(bits, order.bits)) }
  }

  extension Register {
    /// SHIFTROWS, SUBBYTES, MIXCOLUMNS and ADDROUNDKEY, FIPS 197 §5.1.
    @inline(__always)
    func round(_ key: Register) -> Register { Register(_mm_aesenc_si128(bits, key.bits)) }

    /// SHIFTROWS, SUBBYTES and ADDROUNDKEY, FIPS 197 §5.1.
    @inline(__always)
    func lastRound(_ key: Register) -> Register { Register(_mm_aesenclast_si128(bits, key.bits)) }

    /// INVSHIFTROWS, INVSUBBYTES, INVMIXCOLUMNS and ADDROUNDKEY, FIPS 197 §5.3.5.
    @inline(__always)
    func inverseRound(_ key: Register) -> Register { Register(_mm_aesdec_si128(bits, key.bits)) }

    /// INVSHIFTROWS, INVSUBBYTES and ADDROUNDKEY, FIPS 197 §5.3.5.
    @inline(__always)
    func lastInverseRound(_ key: Register) -> Register {
      Register(_mm_aesdeclast_si128(bits, key.bits))
    }

    /// INVMIXCOLUMNS, FIPS 197 §5.3.3.
    @inline(__always)
    var inverseMixColumns: Register { Register(_mm_aesimc_si128(bits)) }
  }

  extension Register {
    /// The carry-less product of the low halves.
    @inline(__always)
    static func lowProduct(_ x: Register, _ y: Register) -> Register {
      unsafe Register(
        unsafeBitCast(
          Builtin.int_x86_pclmulqdq(
            x.bits._storage._value, y.bits._storage._value, (0x00 as Int8)._value),
          to: SIMD2<Int64>.self))
    }

    /// The carry-less product of the high halves.
    @inline(__always)
    static func highProduct(_ x: Register, _ y: Register) -> Register {
      unsafe Register(
        unsafeBitCast(
          Builtin.int_x86_pclmulqdq(
            x.bits._storage._value, y.bits._storage._value, (0x11 as Int8)._value),
          to: SIMD2<Int64>.self))
    }
  }
#endif
