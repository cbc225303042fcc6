// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017 §3, with λ written out.

extension RSA {
  /// RSA on numbers that fit on a blackboard, with every value on the way; for tests and lessons.
  ///
  /// Without padding, with primes that anybody finds again, and not constant-time: it protects
  /// nothing.
  package struct Trace: Equatable, Sendable {
    /// The first prime.
    package let p: UInt64
    /// The second prime.
    package let q: UInt64
    /// The modulus p · q.
    package let n: UInt64
    /// λ(n), the least common multiple of p − 1 and q − 1.
    package let lambda: UInt64
    /// The public exponent.
    package let e: UInt64
    /// How d is found: Euclid's algorithm on λ(n) and e.
    package let divisions: [Division]
    /// The private exponent: e · d mod λ(n) = 1.
    package let d: UInt64
    /// The message representative.
    package let m: UInt64
    /// m to the power of e, bit by bit.
    package let encryption: [Step]
    /// The ciphertext representative mᵉ mod n.
    package let c: UInt64
    /// c to the power of d, bit by bit, which leads back to m.
    package let decryption: [Step]

    /// A division with rest in Euclid's algorithm.
    package struct Division: Equatable, Sendable {
      /// What is divided.
      package let dividend: UInt64
      /// What it is divided by.
      package let divisor: UInt64
      /// How often the divisor is in it.
      package let quotient: UInt64
      /// What is left.
      package let rest: UInt64
      /// The number x, modulo λ(n), with e · x mod λ(n) = rest.
      package let coefficient: UInt64
    }

    /// A step of square-and-multiply, from the exponent's most significant bit on.
    package struct Step: Equatable, Sendable {
      /// The bit of the exponent, 0 or 1.
      package let bit: UInt64
      /// The square, modulo n, of the result before it; of 1 at first.
      package let squared: UInt64
      /// The same, times the base modulo n if the bit is 1: the result so far.
      package let result: UInt64
    }
  }

  /// A key pair of two primes, a number encrypted with it, and decrypted again; see `Trace`.
  ///
  /// p and q are different odd primes of at most 16 bits, e is from 2 to λ(n) − 1 and has no
  /// divisor in common with λ(n), and m is below n: else `incorrectParameterSize`.
  package static func trace(
    p: UInt64, q: UInt64, e: UInt64, m: UInt64
  ) throws(CipherError) -> Trace {
    guard Trace.isPrime(p), Trace.isPrime(q), p != q else { throw .incorrectParameterSize }
    let n = p * q
    let lambda = (p - 1) / Trace.greatestCommonDivisor(p - 1, q - 1) * (q - 1)
    guard (2..<lambda).contains(e), m < n, Trace.greatestCommonDivisor(lambda, e) == 1 else {
      throw .incorrectParameterSize
    }
    let divisions = Trace.euclid(lambda, e)
    let d = divisions.last { $0.rest == 1 }?.coefficient ?? 1
    let (encryption, c) = Trace.power(m, e, n)
    let (decryption, _) = Trace.power(c, d, n)
    return Trace(
      p: p, q: q, n: n, lambda: lambda, e: e, divisions: divisions, d: d, m: m,
      encryption: encryption, c: c, decryption: decryption)
  }
}

extension RSA.Trace {
  /// Whether an odd number of at most 16 bits is prime, by division.
  fileprivate static func isPrime(_ number: UInt64) -> Bool {
    guard (3..<65_536).contains(number), number % 2 == 1 else { return false }
    return !stride(from: 3, to: 256, by: 2).contains { $0 < number && number % $0 == 0 }
  }

  /// Euclid's algorithm.
  fileprivate static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// Euclid's algorithm until nothing is left, with the coefficients of e modulo λ.
  fileprivate static func euclid(_ lambda: UInt64, _ e: UInt64) -> [Division] {
    var (dividend, divisor) = (lambda, e)
    var (before, coefficient) = (UInt64(0), UInt64(1))
    var result: [Division] = []
    while divisor > 0 {
      let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
      let next = (before + lambda - quotient % lambda * coefficient % lambda) % lambda
      result.append(
        Division(
          dividend: dividend, divisor: divisor, quotient: quotient, rest: rest, coefficient: next))
      (dividend, divisor) = (divisor, rest)
      (before, coefficient) = (coefficient, next)
    }
    return result
  }

  /// base^exponent mod n, for n of at most 32 bits and an exponent of 1 or more.
  fileprivate static func power(
    _ base: UInt64, _ exponent: UInt64, _ n: UInt64
  ) -> (steps: [Step], result: UInt64) {
    var (steps, result): ([Step], UInt64) = ([], 1)
    for i in (0..<UInt64(64 - exponent.leadingZeroBitCount)).reversed() {
      let (bit, squared) = (exponent >> i & 1, result * result % n)
      result = bit == 1 ? squared * base % n : squared
      steps.append(Step(bit: bit, squared: squared, result: result))
    }
    return (steps, result)
  }
}
