#if arch(arm64)
  // Polynomials of 128 bits are a type that Swift does not import: LLVM's intrinsic is reached by
  // the compiler's own module, an interface that may change with it.
  import Builtin
  import _Builtin_intrinsics.arm.neon

  extension Register {
    @inline(__always)
    private init(_ bytes: SIMD16<UInt8>) {
      bits = unsafe unsafeBitCast(bytes, to: SIMD2<Int64>.self)
    }

    @inline(__always)
    private var bytes: SIMD16<UInt8> { unsafe unsafeBitCast(bits, to: SIMD16<UInt8>.self) }

    /// ⊕, bit by bit.
    @inline(__always)
    static func ^ (x: Register, y: Register) -> Register { Register(veorq_u8(x.bytes, y.bytes)) }

    /// Four sums modulo 2³².
    @inline(__always)
    static func &+ (x: Register, y: Register) -> Register { Register(vaddq_u32(x.words, y.words)) }

    /// Bytes picked by the low four bits of each byte of `order`; 0 where its highest bit is set.
    @inline(__always)
    func rearranged(_ order: Register) -> Register { Register(vqtbl1q_u8(bytes, order.bytes)) }
  }

  extension Register {
    /// SHIFTROWS, SUBBYTES, MIXCOLUMNS and ADDROUNDKEY, FIPS 197 §5.1.
    ///
    /// The instruction adds a key before the others, not behind them: there it is zero.
    @inline(__always)
    func round(_ key: Register) -> Register {
      Register(vaesmcq_u8(vaeseq_u8(bytes, .zero))) ^ key
    }

    /// SHIFTROWS, SUBBYTES and ADDROUNDKEY, FIPS 197 §5.1.
    @inline(__always)
    func lastRound(_ key: Register) -> Register { Register(vaeseq_u8(bytes, .zero)) ^ key }

    /// INVSHIFTROWS, INVSUBBYTES, INVMIXCOLUMNS and ADDROUNDKEY, FIPS 197 §5.3.5.
    @inline(__always)
    func inverseRound(_ key: Register) -> Register {
      Register(vaesimcq_u8(vaesdq_u8(bytes, .zero))) ^ key
    }

    /// INVSHIFTROWS, INVSUBBYTES and ADDROUNDKEY, FIPS 197 §5.3.5.
    @inline(__always)
    func lastInverseRound(_ key: Register) -> Register { Register(vaesdq_u8(bytes, .zero)) ^ key }

    /// INVMIXCOLUMNS, FIPS 197 §5.3.3.
    @inline(__always)
    var inverseMixColumns: Register { Register(vaesimcq_u8(bytes)) }
  }

  extension Register {
    /// The carry-less product of the low halves.
    @inline(__always)
    static func lowProduct(_ x: Register, _ y: Register) -> Register {
      product(x.bits.x, y.bits.x)
    }

    /// The carry-less product of the high halves.
    @inline(__always)
    static func highProduct(_ x: Register, _ y: Register) -> Register {
      product(x.bits.y, y.bits.y)
    }

    @inline(__always)
    private static func product(_ x: Int64, _ y: Int64) -> Register {
      unsafe Register(
        unsafeBitCast(
          Builtin.int_aarch64_neon_pmull64(x._value, y._value), to: SIMD16<UInt8>.self))
    }
  }
#endif
