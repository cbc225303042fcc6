// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of Menezes, van Oorschot and Vanstone, Handbook of Applied Cryptography,
// §14.3.2: a modulus m, R a power of the base above it.

/// An odd modulus, and what multiplication modulo it by Montgomery's method needs.
///
/// A number x is represented by x · R mod m. The length of m is public; m itself and the numbers
/// may be secrets: time depends on lengths only.
struct Montgomery: ~Copyable, Sendable {
  /// The modulus.
  let m: Natural
  /// The number of bits of the modulus.
  let bitWidth: Int
  /// −m⁻¹ mod 2¹²⁸.
  private let inverse: UInt128
  /// R mod m, which represents 1.
  let R: Natural
  /// R² mod m.
  private let RR: Natural

  /// An odd number of more than one, whose first bit, public, is at place `bitWidth` − 1.
  init(_ m: consuming Natural, bitWidth: Int) {
    let count = (bitWidth + 255) / 256 * 4
    let m = Natural(m, count: count)
    // Each step of Newton's method doubles the number of bits that are right: 3 at first.
    let low = UInt128(high: m.limbs[1], low: m.limbs[0])
    var inverse = low
    for _ in 0..<6 { inverse = inverse &* (2 &- low &* inverse) }
    inverse = 0 &- inverse
    var R = Natural(count: count)
    R.limbs[(bitWidth - 1) / 64] = 1 &<< UInt64((bitWidth - 1) % 64)
    R.double(bitWidth..<64 * count + 1, modulo: m)
    // 2ᶜ · R after c = count doublings; each squaring doubles the exponent, up to 64 · c.
    var RR = Natural(R, count: count)
    RR.double(0..<count, modulo: m)
    var t = Natural(count: 2 * count)
    for _ in 0..<6 { RR.square(modulo: m, inverse, &t) }
    self.m = m
    self.R = R
    self.RR = RR
    (self.bitWidth, self.inverse) = (bitWidth, inverse)
  }

  /// The number of limbs of the modulus, and of all numbers modulo it.
  var count: Int { m.count }
}

extension Montgomery {
  /// Room for a product, which the functions below use.
  func workspace() -> Natural { Natural(count: 2 * count) }

  /// x² · R⁻¹ mod m.
  @inline(__always)
  func square(_ x: inout Natural, _ t: inout Natural) {
    x.square(modulo: m, inverse, &t)
  }

  /// x · y · R⁻¹ mod m, if one of both is below m and the other below R.
  @inline(__always)
  func multiply(_ x: inout Natural, by y: borrowing Natural, _ t: inout Natural) {
    var product = t.limbs.mutableSpan
    product.multiply(x.limbs.span, y.limbs.span)
    x.reduce(&t, modulo: m, inverse)
  }

  /// What represents a number below R.
  func enter(_ x: inout Natural, _ t: inout Natural) {
    multiply(&x, by: RR, &t)
  }

  /// What represents a number below m · R, of twice as many limbs as m has, or fewer.
  func residue(of wide: borrowing Natural, _ t: inout Natural) -> Natural {
    var x = Natural(count: count)
    t.assign(wide)
    x.reduce(&t, modulo: m, inverse)
    multiply(&x, by: RR, &t)
    multiply(&x, by: RR, &t)
    return x
  }

  /// The number that is represented by x.
  func leave(_ x: inout Natural, _ t: inout Natural) {
    t.assign(x)
    x.reduce(&t, modulo: m, inverse)
  }

  /// 2x mod m if the bit is one, for x below m.
  func double(_ x: inout Natural, ifOne bit: UInt64, _ t: inout Natural) {
    var carry: UInt64 = 0
    for i in 0..<count {
      let limb = x.limbs[i]
      (t.limbs[count + i], carry) = (limb &<< bit | carry, limb &>> 63 & bit)
    }
    x.assignUpperHalf(of: t, carry: carry, modulo: m)
  }

  /// x − y mod m, both below m.
  func subtract(_ x: inout Natural, _ y: borrowing Natural) {
    let borrow = x.subtract(y)
    x.add(m, ifMask: 0 &- borrow)
  }
}

extension Natural {
  /// Doubles as many times as the range is long, modulo m.
  fileprivate mutating func double(_ times: Range<Int>, modulo m: borrowing Natural) {
    for _ in times {
      let carry = double()
      let borrow = subtract(m)
      add(m, ifMask: 0 &- (borrow & ~carry))
    }
  }

  /// Becomes its own Montgomery square.
  @inline(__always)
  fileprivate mutating func square(
    modulo m: borrowing Natural, _ inverse: UInt128, _ t: inout Natural
  ) {
    var product = t.limbs.mutableSpan
    product.square(limbs.span)
    reduce(&t, modulo: m, inverse)
  }

  /// Becomes t · R⁻¹ mod m, for t < m · R: Montgomery reduction, algorithm 14.32.
  @inline(__always)
  fileprivate mutating func reduce(
    _ t: inout Natural, modulo m: borrowing Natural, _ inverse: UInt128
  ) {
    var product = t.limbs.mutableSpan
    let carry = product.clearLowerHalf(m.limbs.span, inverse)
    assignUpperHalf(of: t, carry: carry, modulo: m)
  }

  /// Becomes the upper half of t, with a carry above it, modulo m, for what is below 2m.
  @inline(__always)
  fileprivate mutating func assignUpperHalf(
    of t: borrowing Natural, carry: UInt64, modulo m: borrowing Natural
  ) {
    var span = limbs.mutableSpan
    span.reduce(t.limbs.span, carry: carry, m.limbs.span)
  }
}
