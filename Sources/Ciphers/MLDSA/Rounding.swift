// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

// High-order and low-order bits and hints, FIPS 204 §7.4; all constant-time but UseHint.

/// How numbers are cut in two, for one of the two values of γ₂.
struct Rounding: Sendable {
  /// γ₂.
  let gamma2: UInt32
  /// ⌈2²⁴ · 2⁷/2γ₂⌉, or of 2²² instead of 2²⁴: what to multiply by instead of dividing.
  private let multiplier: UInt32
  /// 24 or 22.
  private let shift: UInt32
  /// (q − 1)/(2γ₂): the number of different high bits.
  let m: UInt32

  /// The rounding of a parameter set.
  init(_ parameters: MLDSA.ParameterSet) {
    gamma2 = parameters.gamma2
    m = (MLDSA.q - 1) / (2 * gamma2)
    (multiplier, shift) = parameters == .mlDSA44 ? (11_275, 24) : (1025, 22)
  }

  /// HighBits, Algorithm 37: r₁ of Algorithm 36, Decompose.
  ///
  /// r₁ is (r + γ₂ − 1)/2γ₂ rounded down: 2γ₂ is a multiple of 2⁷, and so r may be rounded up to
  /// one; the product with the rounded reciprocal is exact for all r. r₁ = m becomes 0, which is
  /// what step 3 does for r₊ − r₀ = q − 1.
  @inline(__always)
  func highBits(_ r: UInt32) -> UInt32 {
    let r1 = ((r &+ 127) &>> 7 &* multiplier &+ 1 &<< (shift &- 1)) &>> shift
    return r1 & ((r1 &- m) &>> 16)
  }

  /// LowBits, Algorithm 38: r₀ of Algorithm 36, modulo q.
  @inline(__always)
  func lowBits(_ r: UInt32) -> UInt32 { MLDSA.reduceSigned(r &- highBits(r) &* 2 &* gamma2) }
}

extension Polynomials {
  /// HighBits of every coefficient.
  @inline(never)
  borrowing func highBits(_ rounding: Rounding) -> Polynomials {
    var high = copy()
    high.map { rounding.highBits($0) }
    return high
  }

  /// LowBits of every coefficient.
  @inline(never)
  borrowing func lowBits(_ rounding: Rounding) -> Polynomials {
    var low = copy()
    low.map { rounding.lowBits($0) }
    return low
  }

  /// Power2Round, Algorithm 35, of every coefficient: this keeps t₁, and t₀ is the result.
  @inline(never)
  mutating func power2Round() -> Polynomials {
    var t0 = copy()
    map { ($0 &+ 4095) &>> MLDSA.d }
    t0.map(with: self) { t, t1 in MLDSA.reduceSigned(t &- t1 &<< MLDSA.d) }
    return t0
  }

  /// MakeHint, Algorithm 39, of every coefficient: 1 where the high bits of A and B differ.
  ///
  /// A is r, and B is r + z.
  @inline(never)
  borrowing func hint(_ other: borrowing Polynomials, _ rounding: Rounding) -> Polynomials {
    var h = copy()
    h.map(with: other) { a, b in
      // From 0 for equal ones to 0, and from others to 1.
      (0 &- (rounding.highBits(a) ^ rounding.highBits(b))) &>> 31
    }
    return h
  }

  /// The sum of all coefficients as they stand, which is how many hints there are.
  @inline(never)
  borrowing func sum() -> Int {
    withSpan { a in
      var sum: UInt32 = 0
      for i in a.indices { sum &+= a[i] }
      return Int(sum)
    }
  }

  /// UseHint, Algorithm 40, of every coefficient; in variable time, as verifying may be.
  @inline(never)
  mutating func use(_ hint: borrowing Polynomials, _ rounding: Rounding) {
    map(with: hint) { r, h in
      let r1 = rounding.highBits(r)
      if h == 0 { return r1 }
      let r0 = rounding.lowBits(r)
      // r₀ > 0, as a number modulo q.
      if r0 &- 1 < rounding.gamma2 { return r1 &+ 1 == rounding.m ? 0 : r1 &+ 1 }
      return r1 == 0 ? rounding.m &- 1 : r1 &- 1
    }
  }
}
