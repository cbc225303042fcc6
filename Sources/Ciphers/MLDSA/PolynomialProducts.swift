// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

/// Products in T_q, FIPS 204 §7.6: coefficient by coefficient.
extension Polynomials {
  /// Algorithm 48, MatrixVectorNTT: this matrix times a vector, less than 2q, with a factor 2⁻³².
  @inline(never)
  borrowing func times(_ vector: borrowing Polynomials) -> Polynomials {
    let l = vector.count
    precondition(l > 0 && count.isMultiple(of: l))
    var result = Polynomials(count: count / l)
    result.withMutableVectors { w in
      withVectors { A in
        vector.withVectors { v in
          for i in 0..<w.count &>> 6 {
            for j in 0..<64 {
              var sum = WideProduct()
              for s in 0..<l {
                unsafe sum.add(A[unchecked: (i &* l &+ s) &<< 6 &+ j], v[unchecked: s &<< 6 &+ j])
              }
              unsafe w[unchecked: i &<< 6 &+ j] = sum.reduced
            }
          }
        }
      }
    }
    return result
  }

  /// Algorithm 47, ScalarVectorNTT: every polynomial times `scalar`, less than 2q, with a factor
  /// 2⁻³².
  @inline(never)
  borrowing func scaled(by scalar: borrowing Polynomials) -> Polynomials {
    precondition(scalar.count == 1)
    var result = Polynomials(count: count)
    result.withMutableVectors { w in
      withVectors { v in
        scalar.withVectors { c in
          for j in 0..<w.count {
            var product = WideProduct()
            unsafe product.add(v[unchecked: j], c[unchecked: j & 63])
            unsafe w[unchecked: j] = product.reduced
          }
        }
      }
    }
    return result
  }
}

/// Sums of products in four lanes of 64 bits.
private struct WideProduct {
  private var even = SIMD2<UInt64>.zero
  private var odd = SIMD2<UInt64>.zero

  @inline(__always)
  init() {}

  @inline(__always)
  mutating func add(_ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>) {
    even = even &+ a.even &* b.even
    odd = odd &+ a.odd &* b.odd
  }

  /// MontgomeryReduce, Algorithm 49: 2⁻³² times the sum, less than 2q for sums below 2³²q.
  ///
  /// Unlike the standard's, numbers have no sign. Sums of seven products of less than q and 17q
  /// are small enough, and a product of two numbers below 17q.
  @inline(__always)
  var reduced: SIMD4<UInt32> { SIMD4(even: Self.reduce(even), odd: Self.reduce(odd)) }

  /// a + (−a/q modulo 2³²)q, of which the low half is zero and the high half is wanted.
  @inline(__always)
  private static func reduce(_ a: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let t = a.low &* SIMD2(repeating: UInt64(negatedInverse))
    return (a &+ t.low &* SIMD2(repeating: UInt64(MLDSA.q))).high
  }

  /// −1/q modulo 2³².
  private static var negatedInverse: UInt32 { 4_236_238_847 }
}
