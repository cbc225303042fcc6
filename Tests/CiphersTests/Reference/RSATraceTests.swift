import Ciphers
import Testing

@Suite struct RSATraceTests {
  @Test func `p = 61, q = 53, e = 17: the numbers of many a text book`() throws {
    let trace = try RSA.trace(p: 61, q: 53, e: 17, m: 65)
    #expect((trace.n, trace.lambda, trace.d, trace.c) == (3233, 780, 413, 2790))
    #expect(trace.encryption.map(\.bit) == [1, 0, 0, 0, 1])
    #expect(trace.encryption.map(\.squared) == [1, 992, 1232, 1547, 789])
    #expect(trace.encryption.map(\.result) == [65, 992, 1232, 1547, 2790])
    #expect(trace.decryption.last?.result == 65)
    #expect(trace.divisions.map(\.quotient) == [45, 1, 7, 2])
    #expect(trace.divisions.map(\.rest) == [15, 2, 1, 0])
    #expect(trace.divisions.map(\.coefficient) == [735, 46, 413, 0])
  }

  @Test func `Every number comes back, with the largest primes too`() throws {
    for m in [0, 1, 2, 65_520 * 65_519, 65_521 * 65_519 - 1] as [UInt64] {
      let trace = try RSA.trace(p: 65_521, q: 65_519, e: 65_537, m: m)
      #expect(trace.decryption.last?.result == m)
      #expect(trace.encryption.last?.result == trace.c)
      for division in trace.divisions {
        #expect(division.dividend == division.quotient * division.divisor + division.rest)
        let product = trace.e.multipliedFullWidth(by: division.coefficient)
        #expect(trace.lambda.dividingFullWidth(product).remainder == division.rest)
      }
    }
    for m in 0..<15 as Range<UInt64> {
      #expect(try RSA.trace(p: 3, q: 5, e: 3, m: m).decryption.last?.result == m)
    }
  }

  @Test(
    arguments: [
      (61, 61, 17, 65),  // one prime twice
      (60, 53, 17, 65), (61, 51, 17, 65), (61, 1, 17, 0), (61, 0, 17, 0), (2, 5, 3, 1),
      (65_537, 53, 17, 65),  // 17 bits
      (61, 53, 1, 65), (61, 53, 2, 65), (61, 53, 780, 65), (61, 53, 0, 65),
      (61, 53, 781, 65), (61, 53, .max, 65), (61, 53, 17, 3233),
    ] as [(UInt64, UInt64, UInt64, UInt64)])
  func `Numbers that make no key, or no message, are refused`(
    p: UInt64, q: UInt64, e: UInt64, m: UInt64
  ) {
    #expect(throws: CipherError.incorrectParameterSize) { try RSA.trace(p: p, q: q, e: e, m: m) }
  }
}
