// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8032.

/// The multiples of B that `EdwardsPoint.multiple` adds: 1 to 16 times 2^(5i)·B for every window i.
struct BaseMultiples: Sendable {
  /// The 16 of a window after those of the window before.
  let points: [EdwardsPoint.Addend]

  /// Computes all of them, with one inversion for all: see `GeneratorMultiples`.
  init() {
    var multiples: [EdwardsPoint] = []
    var first = EdwardsPoint.B
    for _ in 0..<SignedWindow.count(bits: Edwards25519.Order.bitCount) {
      var multiple = first
      for _ in 1..<SignedWindow.multiples {
        multiples.append(multiple)
        multiple = multiple.adding(first)
      }
      multiples.append(multiple)
      first = multiple.doubled()
    }
    let inverses = Residue.inverses(of: multiples.map(\.denominator))
    points = zip(multiples, inverses).map { $0.addend(inverseZ: $1) }
  }
}

extension EdwardsPoint {
  /// k·B, in constant time: one look-up and one addition for each window.
  static func multiple(_ k: Residue<Edwards25519.Order>) -> Self {
    var number = k.number
    let points = Edwards25519.multiples.points
    let multiples = points.span
    var sum = Self.identity
    for i in 0..<SignedWindow.count(bits: Edwards25519.Order.bitCount) {
      let start = i &* SignedWindow.multiples
      sum = sum.adding(look(up: SignedWindow(i, of: number), in: multiples, at: start))
    }
    number.erase()
    return sum
  }

  /// k times this point, in constant time: five doublings, one look-up and one addition for each
  /// window.
  func multiple(_ k: Residue<Edwards25519.Order>) -> Self {
    var multiples = [self]
    multiples.reserveCapacity(SignedWindow.multiples)
    for i in 1..<SignedWindow.multiples { multiples.append(multiples[i - 1].adding(self)) }
    var number = k.number
    var sum = Self.identity
    for i in (0..<SignedWindow.count(bits: Edwards25519.Order.bitCount)).reversed() {
      sum = sum.doubled().doubled().doubled().doubled().doubled()
      sum = sum.adding(Self.look(up: SignedWindow(i, of: number), in: multiples.span))
    }
    number.erase()
    return sum
  }

  /// The multiple that a digit stands for: it reads all 16 from `start` on.
  @inline(never)
  private static func look(
    up window: SignedWindow, in multiples: Span<Addend>, at start: Int
  ) -> Addend {
    var point = Addend.identity
    for j in 0..<SignedWindow.multiples {
      let mask = window.isMagnitude(UInt64(j) &+ 1)
      point = point.replaced(by: multiples[start &+ j], where: mask)
    }
    return point.replaced(by: point.negated, where: window.negative)
  }

  /// The multiple that a digit stands for: it reads all 16.
  @inline(never)
  private static func look(up window: SignedWindow, in multiples: Span<Self>) -> Self {
    var point = Self.identity
    for j in 0..<SignedWindow.multiples {
      point = point.replaced(by: multiples[j], where: window.isMagnitude(UInt64(j) &+ 1))
    }
    return point.negated(where: window.negative)
  }
}
