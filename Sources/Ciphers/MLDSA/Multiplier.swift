/// A number modulo q, or four of them, to multiply others by: with its quotients, as Shoup does it.
///
/// For ζ < q and ζ′ = ⌊2³²ζ/q⌋, and any a < 2³², the number aζ − ⌊aζ′/2³²⌋q is aζ modulo q, and
/// less than 2q. That takes three multiplications of 32 by 32 bits, which vectors have two of at
/// once, and the standard's reduction modulo q never.
struct Multiplier: Sendable {
  /// ζ.
  let factor: SIMD4<UInt32>
  /// ζ′.
  let quotient: SIMD4<UInt32>

  /// Four numbers, each less than q.
  init(_ factor: SIMD4<UInt32>) {
    self.factor = factor
    var quotient = SIMD4<UInt32>.zero
    for i in 0..<4 {
      quotient[i] = UInt32(truncatingIfNeeded: UInt64(factor[i]) &<< 32 / UInt64(MLDSA.q))
    }
    self.quotient = quotient
  }

  private init(_ factor: SIMD4<UInt32>, _ quotient: SIMD4<UInt32>) {
    (self.factor, self.quotient) = (factor, quotient)
  }

  /// The four numbers from the last to the first.
  @inline(__always)
  var reversed: Multiplier {
    Multiplier(
      SIMD4(factor.w, factor.z, factor.y, factor.x),
      SIMD4(quotient.w, quotient.z, quotient.y, quotient.x))
  }

  /// aζ modulo q, less than 2q.
  @inline(__always)
  func times(_ a: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let q = SIMD2(repeating: UInt64(MLDSA.q))
    let even = a.even &* factor.even &- (a.even &* quotient.even).high &* q
    let odd = a.odd &* factor.odd &- (a.odd &* quotient.odd).high &* q
    return SIMD4(even: even, odd: odd)
  }
}

/// Vectors of four numbers as two of two, for products of 64 bits.
extension SIMD4<UInt32> {
  /// Numbers 0 and 2.
  @inline(__always)
  var even: SIMD2<UInt64> {
    unsafe unsafeBitCast(SIMD4(x, 0, z, 0), to: SIMD2<UInt64>.self)
  }

  /// Numbers 1 and 3.
  @inline(__always)
  var odd: SIMD2<UInt64> {
    unsafe unsafeBitCast(SIMD4(y, 0, w, 0), to: SIMD2<UInt64>.self)
  }

  /// The low halves of numbers 0 and 2, and of 1 and 3.
  @inline(__always)
  init(even: SIMD2<UInt64>, odd: SIMD2<UInt64>) {
    let (a, b) = (even.halves, odd.halves)
    self.init(a.x, b.x, a.z, b.z)
  }
}

extension SIMD2<UInt64> {
  /// Low and high halves.
  @inline(__always)
  var halves: SIMD4<UInt32> { unsafe unsafeBitCast(self, to: SIMD4<UInt32>.self) }

  /// The low halves.
  @inline(__always)
  var low: SIMD2<UInt64> { halves.even }

  /// The high halves.
  @inline(__always)
  var high: SIMD2<UInt64> { halves.odd }
}
