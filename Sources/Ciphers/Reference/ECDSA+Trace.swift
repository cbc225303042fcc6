// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 and SP 800-186.

/// ECDSA as FIPS 186-5 says it, on a curve small enough to draw, with every value on the way; for
/// tests and lessons.
///
/// Not constant-time, and its keys are guessed in no time: never for anything else.
package struct SmallCurve: Equatable, Sendable {
  /// The order of the field, a prime below 2¹⁶.
  package let p: UInt64
  /// The coefficients of y² = x³ + a·x + b.
  package let a: UInt64
  /// See `a`.
  package let b: UInt64
  /// The generator.
  package let G: Point
  /// The order of G, a prime: how many points the curve has, with the identity.
  package let n: UInt64

  /// A point; nothing, where it is optional, stands for the identity O.
  package struct Point: Equatable, Sendable {
    /// The first coordinate, below p.
    package let x: UInt64
    /// The second coordinate, below p.
    package let y: UInt64

    /// The point with these coordinates.
    package init(x: UInt64, y: UInt64) { (self.x, self.y) = (x, y) }
  }

  /// y² = x³ − 3x + 6 over the integers modulo 97, with 107 points: the curve of the lessons.
  package static let lesson = SmallCurve(p: 97, a: 94, b: 6, G: Point(x: 1, y: 2), n: 107)

  /// Whether y² = x³ + a·x + b.
  package func contains(_ P: Point) -> Bool {
    P.y * P.y % p == (P.x * P.x % p * P.x + a * P.x + b) % p
  }

  /// All points but the identity, by x and then y, to be drawn.
  package var points: [Point] {
    (0..<p).flatMap { x in
      (0..<p).map { Point(x: x, y: $0) }.filter(contains)
    }
  }
}

extension SmallCurve {
  /// A sum of points and the slope λ of the line through them, SP 800-186 §A.1.1; no slope where a
  /// summand or the sum is the identity.
  package struct Sum: Equatable, Sendable {
    /// The first summand.
    package let P: Point?
    /// The second summand.
    package let Q: Point?
    /// The slope of the chord, or of the tangent if both are the same.
    package let slope: UInt64?
    /// P + Q.
    package let point: Point?
  }

  /// P + Q, SP 800-186 §A.1.1.
  package func add(_ P: Point?, _ Q: Point?) -> Sum {
    guard let P else { return Sum(P: P, Q: Q, slope: nil, point: Q) }
    guard let Q else { return Sum(P: P, Q: Q, slope: nil, point: P) }
    if P.x == Q.x, (P.y + Q.y) % p == 0 { return Sum(P: P, Q: Q, slope: nil, point: nil) }
    let (rise, run) =
      P == Q
      ? ((3 * P.x * P.x + a) % p, 2 * P.y % p)
      : ((Q.y + p - P.y) % p, (Q.x + p - P.x) % p)
    let slope = rise * Self.inverse(run, modulo: p) % p
    let x = (slope * slope + 2 * p - P.x - Q.x) % p
    let y = (slope * (P.x + p - x) + p - P.y) % p
    return Sum(P: P, Q: Q, slope: slope, point: Point(x: x, y: y))
  }

  /// k·P by doubling and adding, from k's highest bit down.
  package struct Multiple: Equatable, Sendable {
    /// The factor.
    package let k: UInt64
    /// The point that is multiplied.
    package let P: Point
    /// What each bit of k does.
    package let steps: [Step]
    /// k·P.
    package let point: Point?

    /// A bit of k: a doubling and, if it is 1, an addition of P.
    package struct Step: Equatable, Sendable {
      /// The bit, 0 or 1.
      package let bit: UInt64
      /// The doubling of the sum so far.
      package let doubled: Sum
      /// The addition of P, for a bit of 1.
      package let added: Sum?
    }
  }

  /// k·P, with its steps.
  package func multiply(_ k: UInt64, _ P: Point) -> Multiple {
    var (sum, steps): (Point?, [Multiple.Step]) = (nil, [])
    for place in (0..<UInt64(64 - k.leadingZeroBitCount)).reversed() {
      let bit = k >> place & 1
      let doubled = add(sum, sum)
      let added = bit == 1 ? add(doubled.point, P) : nil
      sum = (added ?? doubled).point
      steps.append(Multiple.Step(bit: bit, doubled: doubled, added: added))
    }
    return Multiple(k: k, P: P, steps: steps, point: sum)
  }

  /// z⁻¹ modulo a prime, as z^(m − 2).
  static func inverse(_ z: UInt64, modulo m: UInt64) -> UInt64 {
    var (result, power, exponent): (UInt64, UInt64, UInt64) = (1, z % m, m - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * power % m }
      power = power * power % m
      exponent >>= 1
    }
    return result
  }
}

extension SmallCurve {
  /// A signature and its verification, FIPS 186-5 §6.4.
  package struct Trace: Equatable, Sendable {
    /// The curve.
    package let curve: SmallCurve
    /// The private key.
    package let d: UInt64
    /// The public key d·G, with its steps.
    package let Q: Multiple
    /// The number made of the digest, below n.
    package let e: UInt64
    /// The secret number of this signature.
    package let k: UInt64
    /// k·G, with its steps, §6.4.1, step 5.
    package let R: Multiple
    /// The first half of the signature, the x of R modulo n, step 7.
    package let r: UInt64
    /// k⁻¹ modulo n, step 4.
    package let inverseOfK: UInt64
    /// The second half of the signature, k⁻¹·(e + r·d) modulo n, step 9.
    package let s: UInt64
    /// How it is verified.
    package let verification: Verification
  }

  /// A verification, FIPS 186-5 §6.4.2.
  package struct Verification: Equatable, Sendable {
    /// s⁻¹ modulo n, step 4.
    package let inverseOfS: UInt64
    /// e·s⁻¹ modulo n, step 5.
    package let u1: UInt64
    /// r·s⁻¹ modulo n, step 5.
    package let u2: UInt64
    /// u1·G, with its steps.
    package let u1G: Multiple
    /// u2·Q, with its steps.
    package let u2Q: Multiple
    /// u1·G + u2·Q, step 6.
    package let R: Sum
    /// Whether the x of R modulo n is r, step 9.
    package let isValid: Bool
  }

  /// Signs e with the private key d and the secret number k, and verifies the signature; e is taken
  /// modulo n.
  ///
  /// Throws `invalidParameter` for a d or k that is not within 1...n − 1, and for a k that makes r
  /// or s zero, for which FIPS 186-5 §6.4.1 takes another one.
  package func trace(
    _ e: UInt64, d: UInt64, k: UInt64
  ) throws(CipherError) -> Trace {
    guard (1..<n).contains(d), (1..<n).contains(k) else { throw .invalidParameter }
    let (Q, R) = (multiply(d, G), multiply(k, G))
    guard let publicKey = Q.point, let x = R.point?.x else { throw .invalidParameter }
    let (e, r, inverse) = (e % n, x % n, Self.inverse(k, modulo: n))
    let s = inverse * ((e + r * d) % n) % n
    guard r != 0, s != 0 else { throw .invalidParameter }
    return Trace(
      curve: self, d: d, Q: Q, e: e, k: k, R: R, r: r, inverseOfK: inverse, s: s,
      verification: verify(r: r, s: s, e: e, by: publicKey))
  }

  /// Verifies a signature, of which r and s outside 1...n − 1 are none, step 1; e is taken modulo
  /// n.
  package func verify(r: UInt64, s: UInt64, e: UInt64, by Q: Point) -> Verification {
    let isInRange = (1..<n).contains(r) && (1..<n).contains(s)
    let inverse = Self.inverse(s, modulo: n)
    let (u1, u2) = (e % n * inverse % n, r % n * inverse % n)
    let (u1G, u2Q) = (multiply(u1, G), multiply(u2, Q))
    let R = add(u1G.point, u2Q.point)
    return Verification(
      inverseOfS: inverse, u1: u1, u2: u2, u1G: u1G, u2Q: u2Q, R: R,
      isValid: isInRange && R.point.map { $0.x % n == r } ?? false)
  }
}
