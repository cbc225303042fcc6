// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8032.

/// A point of edwards25519 in extended homogeneous coordinates, RFC 8032 §5.1.4: x = X/Z, y = Y/Z
/// and x·y = T/Z.
///
/// Its sums hold for all points; constant-time.
struct EdwardsPoint: GroupElement {
  /// L, the order of B.
  typealias Order = Edwards25519.Order
  /// A number modulo p.
  typealias Element = Residue<Edwards25519.Field>

  private var X: Element
  private var Y: Element
  /// The common denominator.
  private(set) var Z: Element
  private var T: Element

  /// The neutral element, (0, 1).
  static var identity: Self { Self(X: .zero, Y: .one, Z: .one, T: .zero) }
  /// The base point B of §5.1.
  static var generator: Self { Self(x: Edwards25519.Bx, y: Edwards25519.By) }
  /// The multiples of B.
  static var multiples: GeneratorMultiples<Self> { Edwards25519.multiples }

  @inline(__always)
  private init(X: Element, Y: Element, Z: Element, T: Element) {
    (self.X, self.Y, self.Z, self.T) = (X, Y, Z, T)
  }

  /// A point of the curve by its coordinates.
  private init(x: Element, y: Element) { self.init(X: x, Y: y, Z: .one, T: x * y) }

  /// The point of 32 bytes, RFC 8032 §5.1.3; nothing for a y of p or more, for one that is no
  /// point's, and for −0.
  ///
  /// Variable-time: encoded points are public.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    var number = Edwards25519.Field.Words(littleEndian: bytes.span)
    let sign = number[3] >> 63
    number[3] &= UInt64.max >> 1
    guard let y = Element(number) else { return nil }
    guard let x = Self.x(of: y, sign: sign) else { return nil }
    self.init(x: x, y: y)
  }

  /// Steps 2 to 4 of §5.1.3: x² = u/v, u = y² − 1, v = d·y² + 1; x of the parity given.
  private static func x(of y: Element, sign: UInt64) -> Element? {
    let yy = y.squared
    let (u, v) = (yy - .one, Edwards25519.d * yy + .one)
    let v3 = v.squared * v
    // (p − 5)/8 is 2²⁵² − 3.
    let exponent = Edwards25519.Field.Words([.max - 2, .max, .max, .max >> 4])
    var x = u * v3 * (u * v3.squared * v).power(exponent)
    let vxx = v * x.squared
    if vxx == -u { x = x * Edwards25519.squareRootOfMinusOne } else if vxx != u { return nil }
    if x.isZero { return sign == 0 ? x : nil }
    return x.number[0] & 1 == sign ? x : -x
  }

  /// The encoding of §5.1.2: y, and the lowest bit of x above it.
  var bytes: [UInt8] {
    let inverse = Z.inverse
    var number = (Y * inverse).number
    number[3] |= (X * inverse).number[0] << 63
    return number.littleEndianBytes(32)
  }

  /// Whether 8 times this point is the neutral element: whether its order divides the cofactor.
  ///
  /// The answer is public.
  var isLowOrder: Bool {
    let eightfold = doubled().doubled().doubled()
    return eightfold.X.isZero && eightfold.Y == eightfold.Z
  }
}

extension EdwardsPoint {
  /// The sum with a point that is ready for it, RFC 8032 §5.1.4.
  @inline(__always)
  private func adding(_ other: Addend, twiceZ D: Element) -> Self {
    let (A, B) = ((Y - X) * other.difference, (Y + X) * other.sum)
    let C = T * other.product
    let (E, F, G, H) = (B - A, D - C, D + C, B + A)
    return Self(X: E * F, Y: G * H, Z: F * G, T: E * H)
  }

  /// The sum with a multiple of B.
  @inline(never)
  func adding(_ other: Addend) -> Self { adding(other, twiceZ: Z.doubled) }

  /// The sum.
  @inline(never)
  func adding(_ other: Self) -> Self { adding(other.addend, twiceZ: (Z * other.Z).doubled) }

  /// The sum with itself, RFC 8032 §5.1.4.
  @inline(never)
  func doubled() -> Self {
    let (A, B, C) = (X.squared, Y.squared, Z.squared.doubled)
    let H = A + B
    let E = H - (X + Y).squared
    let G = A - B
    let F = C + G
    return Self(X: E * F, Y: G * H, Z: F * G, T: E * H)
  }

  /// The negative.
  var negated: Self { Self(X: -X, Y: Y, Z: Z, T: -T) }

  /// What sums take of a point, but for its Z.
  private var addend: Addend {
    @inline(__always) get {
      Addend(difference: Y - X, sum: Y + X, product: T * Edwards25519.d2)
    }
  }

  /// The same with Z = 1, given the inverse of Z.
  func addend(inverseZ: Element) -> Addend {
    let (x, y) = (X * inverseZ, Y * inverseZ)
    return Self(x: x, y: y).addend
  }

  /// `other` where the mask is all ones, self where it is zero.
  @inline(__always)
  func replaced(by other: Self, where mask: UInt64) -> Self {
    Self(
      X: X.replaced(by: other.X, where: mask), Y: Y.replaced(by: other.Y, where: mask),
      Z: Z.replaced(by: other.Z, where: mask), T: T.replaced(by: other.T, where: mask))
  }

  /// The negative where the mask is all ones, self where it is zero.
  @inline(__always)
  func negated(where mask: UInt64) -> Self { replaced(by: negated, where: mask) }

  /// A point as the second of a sum: y − x, y + x and 2d·x·y, each times Z.
  struct Addend: Choosable {
    /// Y − X.
    private(set) var difference: Element
    /// Y + X.
    private(set) var sum: Element
    /// 2d·T.
    private(set) var product: Element

    /// `other` where the mask is all ones, self where it is zero.
    @inline(__always)
    func replaced(by other: Self, where mask: UInt64) -> Self {
      Self(
        difference: difference.replaced(by: other.difference, where: mask),
        sum: sum.replaced(by: other.sum, where: mask),
        product: product.replaced(by: other.product, where: mask))
    }

    /// The negative, whose x is −x, where the mask is all ones, self where it is zero.
    @inline(__always)
    func negated(where mask: UInt64) -> Self {
      replaced(by: Self(difference: sum, sum: difference, product: -product), where: mask)
    }
  }
}
