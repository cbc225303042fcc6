// The inner loops of multiplication modulo a number, two rows of the schoolbook method at a time:
// each limb of the result is loaded and stored once for two products. Digits are to base 2⁶⁴.

extension MutableSpan<UInt64> {
  /// Adds a[start...] · b + carry to the limbs from `offset` on, as many as a has from start on;
  /// returns what goes to the two limbs after them.
  ///
  /// These limbs are an even number, and the caller has checked that they are there.
  @inline(__always)
  private mutating func addProduct(
    _ a: Span<UInt64>, from start: Int, by b: UInt128, at offset: Int, carry: UInt64 = 0
  ) -> UInt128 {
    var (carry0, carry1, last): (UInt64, UInt64, UInt64) = (carry, 0, 0)
    var (i, j) = (start, offset)
    while i < a.count {
      var digit: UInt64
      let (a0, a1) = unsafe (a[unchecked: i], a[unchecked: i &+ 1])
      (carry0, digit) = unsafe a0.multiplied(by: b.low, adding: self[unchecked: j], carry0)
      (carry1, digit) = last.multiplied(by: b.high, adding: digit, carry1)
      unsafe self[unchecked: j] = digit
      (carry0, digit) = unsafe a1.multiplied(by: b.low, adding: self[unchecked: j &+ 1], carry0)
      (carry1, digit) = a0.multiplied(by: b.high, adding: digit, carry1)
      unsafe self[unchecked: j &+ 1] = digit
      last = a1
      (i, j) = (i &+ 2, j &+ 2)
    }
    let (high, low) = last.multiplied(by: b.high, adding: carry0, carry1)
    return UInt128(high: high, low: low)
  }

  /// Becomes a · b, both of an even number of limbs, half as many as this has.
  @inline(never)
  mutating func multiply(_ a: Span<UInt64>, _ b: Span<UInt64>) {
    precondition(a.count == b.count && a.count & 1 == 0 && count == 2 &* a.count)
    for i in 0..<a.count { unsafe self[unchecked: i] = 0 }
    var i = 0
    while i < b.count {
      let digits = unsafe UInt128(high: b[unchecked: i &+ 1], low: b[unchecked: i])
      store(pair: addProduct(a, from: 0, by: digits, at: i), at: i &+ a.count)
      i &+= 2
    }
  }

  /// Becomes a², which has an even number of limbs, half as many as this has.
  ///
  /// Products of different digits are computed once, and doubled when the squares are added.
  @inline(never)
  mutating func square(_ a: Span<UInt64>) {
    precondition(a.count & 1 == 0 && count == 2 &* a.count)
    for i in 0..<a.count { unsafe self[unchecked: i] = 0 }
    var i = 0
    while i < a.count {
      let (a0, a1) = unsafe (a[unchecked: i], a[unchecked: i &+ 1])
      let (carry, digit) = unsafe a0.multiplied(by: a1, adding: self[unchecked: 2 &* i &+ 1])
      unsafe self[unchecked: 2 &* i &+ 1] = digit
      let rest = addProduct(
        a, from: i &+ 2, by: UInt128(high: a1, low: a0), at: 2 &* i &+ 2, carry: carry)
      store(pair: rest, at: i &+ a.count)
      i &+= 2
    }
    doubleAndAddSquares(a)
  }

  /// Becomes twice itself and the squares of all digits of a.
  @inline(__always)
  private mutating func doubleAndAddSquares(_ a: Span<UInt64>) {
    var carry: UInt64 = 0
    for i in 0..<a.count {
      let (high, low) = unsafe a[unchecked: i].multipliedFullWidth(by: a[unchecked: i])
      double(at: 2 &* i, adding: low, &carry)
      double(at: 2 &* i &+ 1, adding: high, &carry)
    }
  }

  /// Doubles a limb, and adds a digit and the carry, which is from 0 to 2 then.
  @inline(__always)
  private mutating func double(at i: Int, adding digit: UInt64, _ carry: inout UInt64) {
    let sum = unsafe UInt128(self[unchecked: i]) &<< 1 &+ UInt128(digit) &+ UInt128(carry)
    unsafe self[unchecked: i] = sum.low
    carry = sum.high
  }

  /// Adds that multiple of m which makes the lower half zero: what is left of Montgomery reduction
  /// is the upper half, and the carry that is returned.
  ///
  /// `inverse` is −m⁻¹ mod 2¹²⁸; m has an even number of limbs, half as many as this has.
  @inline(never)
  mutating func clearLowerHalf(_ m: Span<UInt64>, _ inverse: UInt128) -> UInt64 {
    precondition(m.count & 1 == 0 && count == 2 &* m.count)
    var carry: UInt64 = 0
    var i = 0
    while i < m.count {
      let rest = addProduct(m, from: 0, by: pair(at: i) &* inverse, at: i)
      let upper = pair(at: i &+ m.count)
      let (low, high): (UInt64, UInt64)
      (carry, low) = upper.low.adding(rest.low, carry)
      (carry, high) = upper.high.adding(rest.high, carry)
      store(pair: UInt128(high: high, low: low), at: i &+ m.count)
      i &+= 2
    }
    return carry
  }

  /// Becomes the upper half of `t`, with the carry above it, less m if it is not below m.
  ///
  /// All lengths are those of Montgomery reduction, with an even number of limbs.
  @inline(never)
  mutating func reduce(_ t: Span<UInt64>, carry: UInt64, _ m: Span<UInt64>) {
    precondition(count & 1 == 0 && m.count == count && t.count == 2 &* count)
    var borrow: UInt64 = 0
    var i = 0
    while i < count {
      unsafe (self[unchecked: i], borrow) = t[unchecked: count &+ i].subtracting(
        m[unchecked: i], borrow)
      unsafe (self[unchecked: i &+ 1], borrow) = t[unchecked: count &+ i &+ 1].subtracting(
        m[unchecked: i &+ 1], borrow)
      i &+= 2
    }
    let isLess = SIMD2(repeating: 0 &- (~carry & borrow))
    i = 0
    while i < count {
      let x = unsafe SIMD2(self[unchecked: i], self[unchecked: i &+ 1])
      let y = unsafe SIMD2(t[unchecked: count &+ i], t[unchecked: count &+ i &+ 1])
      let chosen = x ^ isLess & (x ^ y)
      unsafe (self[unchecked: i], self[unchecked: i &+ 1]) = (chosen[0], chosen[1])
      i &+= 2
    }
  }
}
