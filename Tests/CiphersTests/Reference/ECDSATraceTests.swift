// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 and RFC 8032.

import Ciphers
import Testing

@Suite struct ECDSATraceTests {
  private let curve = SmallCurve.lesson

  @Test func `The curve's points are the multiples of G, as many as n says with the identity`() {
    var (multiples, sum): ([SmallCurve.Point], SmallCurve.Point?) = ([], curve.G)
    while let point = sum {
      #expect(curve.contains(point))
      multiples.append(point)
      #expect(curve.multiply(UInt64(multiples.count), curve.G).point == point)
      sum = curve.add(point, curve.G).point
    }
    #expect(UInt64(multiples.count) + 1 == curve.n)
    #expect(multiples.sorted { ($0.x, $0.y) < ($1.x, $1.y) } == curve.points)
    #expect(curve.multiply(curve.n, curve.G).point == nil)
    #expect(curve.multiply(0, curve.G).point == nil)
  }

  @Test func `A slope is that of the line on which the sum's negative lies`() throws {
    for P in curve.points {
      for Q in curve.points {
        let sum = curve.add(P, Q)
        #expect(sum.point == curve.add(Q, P).point)
        guard let slope = sum.slope, let R = sum.point else { continue }
        let p = curve.p
        #expect((P.y + slope * (R.x + p - P.x)) % p == (p - R.y) % p)
      }
    }
  }

  @Test func `Every signature is valid, and for no other number unless by its x`() throws {
    for d in stride(from: 1, to: curve.n, by: 5) {
      for k in 1..<curve.n {
        guard let trace = try? curve.trace(41, d: d, k: k) else { continue }
        #expect(trace.verification.isValid)
        #expect(trace.verification.R.point == trace.R.point)
        #expect(trace.s * k % curve.n == (41 + trace.r * d) % curve.n)
        let Q = try #require(trace.Q.point)
        let other = curve.verify(r: trace.r, s: trace.s, e: 42, by: Q)
        #expect(other.isValid == (other.R.point.map { $0.x % curve.n } == trace.r))
      }
    }
  }

  @Test func `The steps of a multiple are its bits`() {
    let multiple = curve.multiply(0b1011, curve.G)
    #expect(multiple.steps.map(\.bit) == [1, 0, 1, 1])
    #expect(multiple.steps.map { $0.added != nil } == [true, false, true, true])
    #expect(multiple.steps.last?.added?.point == multiple.point)
  }

  @Test(
    arguments: [(0, 5), (107, 5), (5, 0), (5, 107), (.max, 5), (5, .max)] as [(UInt64, UInt64)])
  func `Keys and secret numbers are within 1 and n − 1`(d: UInt64, k: UInt64) {
    #expect(throws: CipherError.invalidParameter) { try curve.trace(1, d: d, k: k) }
  }

  @Test func `Numbers that no signature has are refused without a trap`() {
    for r in [0, 107, UInt64.max] {
      for s in [0, 107, UInt64.max] {
        #expect(!curve.verify(r: r, s: s, e: .max, by: curve.G).isValid)
      }
    }
  }
}
