// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186.

/// A curve y² = x³ + a·x + b of prime order over a prime field, SP 800-186 §2.1.1.
protocol WeierstrassCurve: Sendable {
  /// p, the order of the field.
  associatedtype Field: Modulus
  /// n, the order of the group; it has as many words as p.
  associatedtype Order: Modulus where Order.Words == Field.Words
  /// The coefficient a.
  static var a: WeierstrassCoefficient { get }
  /// The coefficient b.
  static var b: Residue<Field> { get }
  /// The x of the generator G.
  static var Gx: Residue<Field> { get }
  /// The y of the generator G.
  static var Gy: Residue<Field> { get }
  /// Multiples of G, for `Point.multiple`.
  static var multiples: GeneratorMultiples<Point<Self>> { get }
}

/// The coefficients a that the curves of AWS KMS have.
enum WeierstrassCoefficient: Sendable {
  /// −3, of the curves of SP 800-186 §3.2.1.
  case minusThree
  /// 0, of secp256k1.
  case zero
}

/// A point with an x and a y: any but the identity.
struct AffinePoint<C: WeierstrassCurve>: Choosable {
  /// The first coordinate.
  let x: Residue<C.Field>
  /// The second coordinate.
  let y: Residue<C.Field>

  /// The generator G.
  static var G: Self { Self(x: C.Gx, y: C.Gy) }

  /// Coordinates that were checked, or computed from checked ones.
  @inline(__always)
  init(x: Residue<C.Field>, y: Residue<C.Field>) { (self.x, self.y) = (x, y) }

  /// `other` where the mask is all ones, self where it is zero.
  @inline(__always)
  func replaced(by other: Self, where mask: UInt64) -> Self {
    Self(x: x.replaced(by: other.x, where: mask), y: y.replaced(by: other.y, where: mask))
  }

  /// The negative where the mask is all ones, self where it is zero.
  @inline(__always)
  func negated(where mask: UInt64) -> Self {
    Self(x: x, y: y.replaced(by: -y, where: mask))
  }

  /// Whether y² = x³ + a·x + b; the answer is public.
  var isOnCurve: Bool {
    let ax = C.a == .minusThree ? -x.tripled : .zero
    return y.squared == x.squared * x + ax + C.b
  }
}

/// A point (X : Y : Z) for (X/Z, Y/Z); the identity is (0 : 1 : 0).
///
/// Its sums are those of Renes, Costello and Batina, "Complete addition formulas for prime order
/// elliptic curves" (2016), which hold for all points: no case is left for a branch to tell.
struct Point<C: WeierstrassCurve>: GroupElement {
  /// n.
  typealias Order = C.Order

  /// x·Z.
  private(set) var X: Residue<C.Field>
  /// y·Z.
  private(set) var Y: Residue<C.Field>
  /// The common denominator, 0 for the identity.
  private(set) var Z: Residue<C.Field>

  /// The neutral element of addition.
  static var identity: Self { Self(X: .zero, Y: .one, Z: .zero) }

  @inline(__always)
  private init(X: Residue<C.Field>, Y: Residue<C.Field>, Z: Residue<C.Field>) {
    (self.X, self.Y, self.Z) = (X, Y, Z)
  }

  /// A point that is not the identity.
  @inline(__always)
  init(_ point: AffinePoint<C>) { self.init(X: point.x, Y: point.y, Z: .one) }

  /// Whether this is the identity; the answer is public.
  var isIdentity: Bool { Z.isZero }

  /// G.
  static var generator: Self { Self(.G) }

  /// The multiples of G.
  static var multiples: GeneratorMultiples<Self> { C.multiples }

  /// X/Z and Y/Z, which are both zero for the identity.
  var affine: AffinePoint<C> { addend(inverseZ: Z.inverse) }

  /// X/Z and Y/Z, given the inverse of Z.
  func addend(inverseZ: Residue<C.Field>) -> AffinePoint<C> {
    AffinePoint(x: X * inverseZ, y: Y * inverseZ)
  }

  /// The sum, algorithms 4 and 7 of the paper.
  @inline(never)
  func adding(_ other: Self) -> Self {
    let (xx, yy, zz) = (X * other.X, Y * other.Y, Z * other.Z)
    let xy = (X + Y) * (other.X + other.Y) - (xx + yy)
    let yz = (Y + Z) * (other.Y + other.Z) - (yy + zz)
    let xz = (X + Z) * (other.X + other.Z) - (xx + zz)
    let (r, s, u) = Self.terms(xx, xz, zz)
    return Self(
      X: xy * (yy - u) - yz * s, Y: (yy + u) * (yy - u) + r * s, Z: yz * (yy + u) + xy * r)
  }

  /// The sum with a point whose Z is 1, algorithms 5 and 8 of the paper.
  @inline(never)
  func adding(_ other: AffinePoint<C>) -> Self {
    let (xx, yy, zz) = (X * other.x, Y * other.y, Z)
    let xy = (X + Y) * (other.x + other.y) - (xx + yy)
    let yz = other.y * Z + Y
    let xz = other.x * Z + X
    let (r, s, u) = Self.terms(xx, xz, zz)
    return Self(
      X: xy * (yy - u) - yz * s, Y: (yy + u) * (yy - u) + r * s, Z: yz * (yy + u) + xy * r)
  }

  /// The sum with itself, algorithms 6 and 9 of the paper.
  @inline(never)
  func doubled() -> Self {
    let (xx, yy, zz) = (X.squared, Y.squared, Z.squared)
    let (xy, yz, xz) = ((X * Y).doubled, (Y * Z).doubled, (X * Z).doubled)
    let (r, s, u) = Self.terms(xx, xz, zz)
    return Self(
      X: xy * (yy - u) - yz * s, Y: (yy + u) * (yy - u) + r * s, Z: (yz * yy).doubled.doubled)
  }

  /// What the coefficients have to do with a sum: r = 3xx + a·zz, s = a·xx + 3b·xz − a²·zz and
  /// u = a·xz + 3b·zz.
  @inline(__always)
  private static func terms(
    _ xx: Residue<C.Field>, _ xz: Residue<C.Field>, _ zz: Residue<C.Field>
  ) -> (r: Residue<C.Field>, s: Residue<C.Field>, u: Residue<C.Field>) {
    switch C.a {
    case .minusThree:
      ((xx - zz).tripled, (C.b * xz - xx - zz.tripled).tripled, (C.b * zz - xz).tripled)
    case .zero:
      (xx.tripled, (C.b * xz).tripled, (C.b * zz).tripled)
    }
  }

  /// `other` where the mask is all ones, self where it is zero.
  @inline(__always)
  func replaced(by other: Self, where mask: UInt64) -> Self {
    Self(
      X: X.replaced(by: other.X, where: mask), Y: Y.replaced(by: other.Y, where: mask),
      Z: Z.replaced(by: other.Z, where: mask))
  }

  /// The negative where the mask is all ones, self where it is zero.
  @inline(__always)
  func negated(where mask: UInt64) -> Self {
    Self(X: X, Y: Y.replaced(by: -Y, where: mask), Z: Z)
  }
}
