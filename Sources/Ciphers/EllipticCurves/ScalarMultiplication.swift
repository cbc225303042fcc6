// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186.

/// The multiples of G that `Point.multiple` adds: 1 to 16 times 2^(5i)·G for every window i.
struct GeneratorMultiples<C: WeierstrassCurve>: Sendable {
  /// The 16 of a window after those of the window before.
  let points: [AffinePoint<C>]

  /// Computes all of them: one addition for each, and one inversion for all.
  init() {
    var points: [Point<C>] = []
    var first = Point<C>(.G)
    for _ in 0..<SignedWindow.count(bits: C.Order.bitCount) {
      var multiple = first
      for _ in 1..<SignedWindow.multiples {
        points.append(multiple)
        multiple = multiple.adding(first)
      }
      points.append(multiple)
      first = multiple.doubled()
    }
    let inverses = Residue.inverses(of: points.map(\.Z))
    self.points = zip(points, inverses).map { AffinePoint(x: $0.X * $1, y: $0.Y * $1) }
  }
}

extension Point {
  /// k·G, in constant time: one look-up and one addition for each window.
  static func multiple(_ k: Residue<C.Order>) -> Self {
    var number = k.number
    let points = C.multiples.points
    let multiples = points.span
    var sum = Self.identity
    for i in 0..<SignedWindow.count(bits: C.Order.bitCount) {
      let window = SignedWindow(i, of: number)
      let more = sum.adding(Self.look(up: window, in: multiples, at: i &* SignedWindow.multiples))
      sum = more.replaced(by: sum, where: window.isMagnitude(0))
    }
    number.erase()
    return sum
  }

  /// k times this point, in constant time: five doublings, one look-up and one addition for each
  /// window.
  func multiple(_ k: Residue<C.Order>) -> Self {
    var multiples = [self]
    multiples.reserveCapacity(SignedWindow.multiples)
    for i in 1..<SignedWindow.multiples { multiples.append(multiples[i - 1].adding(self)) }
    var number = k.number
    var sum = Self.identity
    for i in (0..<SignedWindow.count(bits: C.Order.bitCount)).reversed() {
      sum = sum.doubled().doubled().doubled().doubled().doubled()
      sum = sum.adding(Self.look(up: SignedWindow(i, of: number), in: multiples.span))
    }
    number.erase()
    return sum
  }

  /// The multiple that a digit stands for, and zeros for 0: it reads all 16 from `start` on.
  @inline(never)
  private static func look(
    up window: SignedWindow, in multiples: Span<AffinePoint<C>>, at start: Int
  ) -> AffinePoint<C> {
    var (x, y) = (Residue<C.Field>.zero, Residue<C.Field>.zero)
    for j in 0..<SignedWindow.multiples {
      let mask = window.isMagnitude(UInt64(j) &+ 1)
      x = x.replaced(by: multiples[start &+ j].x, where: mask)
      y = y.replaced(by: multiples[start &+ j].y, where: mask)
    }
    return AffinePoint(x: x, y: y.replaced(by: -y, where: window.negative))
  }

  /// The multiple that a digit stands for, the identity for 0: it reads all 16.
  @inline(never)
  private static func look(up window: SignedWindow, in multiples: Span<Self>) -> Self {
    var point = Self.identity
    for j in 0..<SignedWindow.multiples {
      point = point.replaced(by: multiples[j], where: window.isMagnitude(UInt64(j) &+ 1))
    }
    return point.negated(where: window.negative)
  }
}
