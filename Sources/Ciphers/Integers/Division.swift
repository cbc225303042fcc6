// Division and greatest common divisors for the making of keys and for their checks: bit by bit, in
// time that depends on lengths only.

extension Natural {
  /// The quotient, of as many limbs as this.
  ///
  /// The remainder goes to `rest`, which has as many limbs as the divisor, and the divisor is not
  /// 0.
  func divided(by divisor: borrowing Natural, rest: inout Natural) -> Natural {
    var quotient = Natural(count: count)
    rest.assign(Natural(count: 1))
    for i in (0..<64 * count).reversed() {
      let carry = rest.double(adding: bit(i))
      let borrow = rest.subtract(divisor)
      let isTooMuch = borrow & ~carry
      rest.add(divisor, ifMask: 0 &- isTooMuch)
      quotient.limbs[i / 64] |= (isTooMuch ^ 1) &<< UInt64(i % 64)
    }
    return quotient
  }

  /// The remainder of a division, of as many limbs as the divisor.
  func modulo(_ divisor: borrowing Natural) -> Natural {
    var rest = Natural(count: divisor.count)
    _ = divided(by: divisor, rest: &rest)
    return rest
  }

  /// The greatest common divisor with a number of as many limbs: Stein's algorithm, in as many
  /// steps as both have bits, each of which halves one of them at least.
  func greatestCommonDivisor(with other: borrowing Natural) -> Natural {
    var u = Natural(self, count: count)
    var v = Natural(other, count: count)
    var twos: UInt64 = 0
    for _ in 0..<128 * count {
      let bothOdd = 0 &- (u.limbs[0] & v.limbs[0] & 1)
      let isLess = u.isLess(than: v)
      u.subtract(v, ifMask: bothOdd & ~isLess)
      v.subtract(u, ifMask: bothOdd & isLess)
      let (uIsEven, vIsEven) = (u.limbs[0] & 1 &- 1, v.limbs[0] & 1 &- 1)
      // Zero is halved for ever, when the other one is odd: that makes no further common two.
      twos &+= uIsEven & vIsEven & 1
      u.halve(ifMask: uIsEven)
      v.halve(ifMask: vIsEven)
    }
    // One of them is zero now.
    u.add(v)
    var double = Natural(count: count)
    for i in 0..<UInt64(64 * count) {
      double.assign(u)
      double.double()
      u.assign(double, ifMask: Self.isLess(i, twos))
    }
    return u
  }

  /// Mask: whether a < b, both below 2⁶³.
  private static func isLess(_ a: UInt64, _ b: UInt64) -> UInt64 {
    0 &- ((a &- b) &>> 63)
  }
}
