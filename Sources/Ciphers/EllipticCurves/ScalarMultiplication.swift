extension GroupElement {
  /// k times the generator, in constant time: one look-up and one addition for each window.
  static func multiple(_ k: Residue<Order>) -> Self {
    var number = k.number
    let points = multiples.points
    let multiples = points.span
    var sum = identity
    for i in 0..<SignedWindow.count(bits: Order.bitCount) {
      let window = SignedWindow(i, of: number)
      let more = sum.adding(look(up: window, in: multiples, at: i &* SignedWindow.multiples))
      sum = more.replaced(by: sum, where: window.isMagnitude(0))
    }
    number.erase()
    return sum
  }

  /// k times this point, in constant time: five doublings, one look-up and one addition for each
  /// window.
  func multiple(_ k: Residue<Order>) -> Self {
    var multiples = [self]
    multiples.reserveCapacity(SignedWindow.multiples)
    for i in 1..<SignedWindow.multiples { multiples.append(multiples[i - 1].adding(self)) }
    var number = k.number
    var sum = Self.identity
    for i in (0..<SignedWindow.count(bits: Order.bitCount)).reversed() {
      sum = sum.doubled().doubled().doubled().doubled().doubled()
      sum = sum.adding(Self.look(up: SignedWindow(i, of: number), in: multiples.span))
    }
    number.erase()
    return sum
  }

  /// The multiple that a digit stands for, and the first one for 0: it reads all 16 from `start`
  /// on.
  @inline(never)
  private static func look(
    up window: SignedWindow, in multiples: Span<Addend>, at start: Int
  ) -> Addend {
    var point = multiples[start]
    for j in 1..<SignedWindow.multiples {
      let mask = window.isMagnitude(UInt64(j) &+ 1)
      point = point.replaced(by: multiples[start &+ j], where: mask)
    }
    return point.negated(where: window.negative)
  }

  /// The multiple that a digit stands for, the identity for 0: it reads all 16.
  @inline(never)
  private static func look(up window: SignedWindow, in multiples: Span<Self>) -> Self {
    var point = identity
    for j in 0..<SignedWindow.multiples {
      point = point.replaced(by: multiples[j], where: window.isMagnitude(UInt64(j) &+ 1))
    }
    return point.negated(where: window.negative)
  }
}
