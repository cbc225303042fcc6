// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

/// The powers of ζ = 1753 in the order in which NTT takes them, FIPS 204 §7.5.
struct Zetas: Sendable {
  /// zetas of §7.5, the table of appendix B: ζ to the power BitRev₈(m), modulo q.
  static let table: [UInt32] = (0..<256).map { m in
    var power: UInt64 = 1
    for _ in 0..<reversedBits(m) { power = power * 1753 % q }
    return UInt32(power)
  }

  /// Numbers 0 to 63 of the table, each four times, for the six layers that move whole vectors.
  static let outer = table[..<64].map { Multiplier(SIMD4(repeating: $0)) }

  /// For every four vectors, three multipliers of the last two layers: those for blocks of four
  /// coefficients, and for the first and the second half of each block.
  static let inner: [Multiplier] = (0..<16).flatMap { g in
    [four(64 + 4 * g, step: 1), four(128 + 8 * g, step: 2), four(129 + 8 * g, step: 2)]
  }

  /// Four numbers of the table.
  private static func four(_ m: Int, step: Int) -> Multiplier {
    Multiplier(SIMD4(table[m], table[m + step], table[m + 2 * step], table[m + 3 * step]))
  }

  /// 2³²/256 modulo q, which ends NTT⁻¹ after a product; Algorithm 42 has 1/256.
  static let f = Multiplier(SIMD4(repeating: UInt32(8_347_681 * ((1 << 32) % q) % q)))

  private static let q = UInt64(MLDSA.q)

  /// BitRev₈, Algorithm 43.
  private static func reversedBits(_ m: Int) -> Int {
    (0..<8).reduce(0) { $0 | (m >> $1 & 1) << (7 - $1) }
  }
}

extension Polynomials {
  /// NTT, Algorithm 41, of every polynomial; the coefficients may end up as large as 17q.
  ///
  /// Every layer adds less than 2q to what it is given, so that from below q nothing runs over.
  @inline(never)
  mutating func ntt() {
    withMutableVectors { w in
      let (outer, inner) = (Zetas.outer.span, Zetas.inner.span)
      for offset in stride(from: 0, to: w.count, by: 64) {
        w.ntt(at: offset, outer)
        w.ntt(innerAt: offset, inner)
      }
    }
  }

  /// NTT⁻¹, Algorithm 42, of products, of which it takes the factor 2⁻³²: from below 2q to below q.
  ///
  /// Every layer doubles what it is given, so that the sums stay below 2⁹q < 2³².
  @inline(never)
  mutating func inverseNTT() {
    withMutableVectors { w in
      let (outer, inner) = (Zetas.outer.span, Zetas.inner.span)
      for offset in stride(from: 0, to: w.count, by: 64) {
        w.inverseNTT(innerAt: offset, inner)
        w.inverseNTT(at: offset, outer)
      }
    }
  }
}

/// The inner loops of Algorithms 41 and 42, on the 64 vectors of a polynomial.
extension MutableSpan<SIMD4<UInt32>> {
  /// A multiple of q in every lane.
  @inline(__always)
  private static func q(times n: UInt32) -> SIMD4<UInt32> { SIMD4(repeating: n &* MLDSA.q) }

  /// Steps 7 to 14 of Algorithm 41, `len` 128 to 4.
  @inline(__always)
  fileprivate mutating func ntt(at offset: Int, _ zetas: Span<Multiplier>) {
    precondition(offset >= 0 && offset &+ 64 <= count && zetas.count == 64)
    var (m, length) = (0, 32)
    while length > 0 {
      var start = offset
      while start < offset &+ 64 {
        m &+= 1
        let z = unsafe zetas[unchecked: m]
        var j = start
        while j < start &+ length {
          let (a, b) = unsafe Self.butterfly(self[unchecked: j], self[unchecked: j &+ length], z)
          unsafe (self[unchecked: j], self[unchecked: j &+ length]) = (a, b)
          j &+= 1
        }
        start &+= 2 &* length
      }
      length &>>= 1
    }
  }

  /// The layers of Algorithm 41 with `len` 2 and 1, on four blocks of four coefficients at once.
  @inline(__always)
  fileprivate mutating func ntt(innerAt offset: Int, _ zetas: Span<Multiplier>) {
    precondition(offset >= 0 && offset &+ 64 <= count && zetas.count == 48)
    for g in 0..<16 {
      var (a, b, c, d) = columns(at: offset &+ 4 &* g)
      let z = unsafe zetas[unchecked: 3 &* g]
      (a, c) = Self.butterfly(a, c, z)
      (b, d) = Self.butterfly(b, d, z)
      (a, b) = unsafe Self.butterfly(a, b, zetas[unchecked: 3 &* g &+ 1])
      (c, d) = unsafe Self.butterfly(c, d, zetas[unchecked: 3 &* g &+ 2])
      setColumns(at: offset &+ 4 &* g, a, b, c, d)
    }
  }

  /// The layers of Algorithm 42 with `len` 1 and 2: it takes the table from its end.
  @inline(__always)
  fileprivate mutating func inverseNTT(innerAt offset: Int, _ zetas: Span<Multiplier>) {
    precondition(offset >= 0 && offset &+ 64 <= count && zetas.count == 48)
    for g in 0..<16 {
      var (a, b, c, d) = columns(at: offset &+ 4 &* g)
      let last = 45 &- 3 &* g
      (a, b) = unsafe Self.inverseButterfly(
        a, b, zetas[unchecked: last &+ 2].reversed, Self.q(times: 2))
      (c, d) = unsafe Self.inverseButterfly(
        c, d, zetas[unchecked: last &+ 1].reversed, Self.q(times: 2))
      let z = unsafe zetas[unchecked: last].reversed
      (a, c) = Self.inverseButterfly(a, c, z, Self.q(times: 4))
      (b, d) = Self.inverseButterfly(b, d, z, Self.q(times: 4))
      setColumns(at: offset &+ 4 &* g, a, b, c, d)
    }
  }

  /// Steps 5 to 21 of Algorithm 42, `len` 4 to 128, and steps 22 to 25.
  @inline(__always)
  fileprivate mutating func inverseNTT(at offset: Int, _ zetas: Span<Multiplier>) {
    precondition(offset >= 0 && offset &+ 64 <= count && zetas.count == 64)
    var (m, length, bound) = (64, 1, UInt32(8))
    while length < 64 {
      var start = offset
      while start < offset &+ 64 {
        m &-= 1
        let z = unsafe zetas[unchecked: m]
        var j = start
        while j < start &+ length {
          let (a, b) = unsafe Self.inverseButterfly(
            self[unchecked: j], self[unchecked: j &+ length], z, Self.q(times: bound))
          unsafe (self[unchecked: j], self[unchecked: j &+ length]) = (a, b)
          j &+= 1
        }
        start &+= 2 &* length
      }
      length &<<= 1
      bound &<<= 1
    }
    let f = Zetas.f
    for j in offset..<offset &+ 64 {
      unsafe self[unchecked: j] = f.times(self[unchecked: j]).reducedOnce
    }
  }

  /// Steps 10 to 12 of Algorithm 41: a + zb and a − zb, less than 2q more than a was.
  @inline(__always)
  private static func butterfly(
    _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ z: Multiplier
  ) -> (SIMD4<UInt32>, SIMD4<UInt32>) {
    let t = z.times(b)
    return (a &+ t, a &+ q(times: 2) &- t)
  }

  /// Steps 12 to 15 of Algorithm 42: a + b and −z(a − b), for a below `bound`, a multiple of q.
  @inline(__always)
  private static func inverseButterfly(
    _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ z: Multiplier, _ bound: SIMD4<UInt32>
  ) -> (SIMD4<UInt32>, SIMD4<UInt32>) {
    (a &+ b, z.times(b &+ bound &- a))
  }

  /// Four vectors as the columns of a square: coefficients 0, 4, 8 and 12, and so on.
  @inline(__always)
  private func columns(
    at i: Int
  ) -> (SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>) {
    unsafe Self.transpose(
      self[unchecked: i], self[unchecked: i &+ 1], self[unchecked: i &+ 2], self[unchecked: i &+ 3])
  }

  /// Writes four columns back.
  @inline(__always)
  private mutating func setColumns(
    at i: Int, _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ c: SIMD4<UInt32>, _ d: SIMD4<UInt32>
  ) {
    unsafe (
      self[unchecked: i], self[unchecked: i &+ 1], self[unchecked: i &+ 2],
      self[unchecked: i &+ 3]
    ) = Self.transpose(a, b, c, d)
  }

  /// Rows to columns, and columns to rows.
  @inline(__always)
  private static func transpose(
    _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ c: SIMD4<UInt32>, _ d: SIMD4<UInt32>
  ) -> (SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>) {
    let (p, q) = (SIMD4(a.x, b.x, a.y, b.y), SIMD4(c.x, d.x, c.y, d.y))
    let (r, s) = (SIMD4(a.z, b.z, a.w, b.w), SIMD4(c.z, d.z, c.w, d.w))
    return (
      SIMD4(p.x, p.y, q.x, q.y), SIMD4(p.z, p.w, q.z, q.w),
      SIMD4(r.x, r.y, s.x, s.y), SIMD4(r.z, r.w, s.z, s.w)
    )
  }
}

extension SIMD4<UInt32> {
  /// Modulo q, from below 2q.
  @inline(__always)
  fileprivate var reducedOnce: SIMD4<UInt32> {
    SIMD4(
      MLDSA.reduceOnce(x), MLDSA.reduceOnce(y), MLDSA.reduceOnce(z), MLDSA.reduceOnce(w))
  }
}
