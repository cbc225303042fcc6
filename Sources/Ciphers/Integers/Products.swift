// The inner loops of multiplication modulo a number, two rows of the schoolbook method at a time:
// each limb of the result is loaded and stored once for two products. Digits are to base 2⁶⁴, and
// four of them are gone through at a time, for which numbers have a multiple of four limbs.

/// Two neighbouring rows of a product, the second of which is one digit behind.
private struct Rows {
  /// The digit that the first row is multiplied by.
  let b0: UInt64
  /// The digit that the second row is multiplied by.
  let b1: UInt64
  /// What the first row carries.
  var carry0: UInt64
  /// What the second row carries.
  var carry1: UInt64 = 0
  /// The digit that the first row had last, and the second row has next.
  var last: UInt64 = 0

  /// The beginning of both rows, with a carry into the first one.
  @inline(__always)
  init(_ b0: UInt64, _ b1: UInt64, carry: UInt64 = 0) {
    (self.b0, self.b1, carry0) = (b0, b1, carry)
  }

  /// A digit of the result, after both rows are added to it, the first one with its next digit.
  @inline(__always)
  mutating func add(_ a: UInt64, to digit: UInt64) -> UInt64 {
    var sum: UInt64
    (carry0, sum) = a.multiplied(by: b0, adding: digit, carry0)
    (carry1, sum) = last.multiplied(by: b1, adding: sum, carry1)
    last = a
    return sum
  }

  /// What goes to the two limbs after the last one.
  @inline(__always)
  var end: UInt128 {
    let (high, low) = last.multiplied(by: b1, adding: carry0, carry1)
    return UInt128(high: high, low: low)
  }
}

extension MutableSpan<UInt64> {
  /// Adds a[start...], a multiple of four limbs, to the limbs from `offset` on, multiplied as the
  /// rows say, and returns their end; the caller has checked that the limbs are there.
  @inline(__always)
  private mutating func add(
    _ a: Span<UInt64>, from start: Int, at offset: Int, times rows: consuming Rows
  ) -> UInt128 {
    var (i, j) = (start, offset)
    while i < a.count {
      addPair(a, from: i, at: j, times: &rows)
      addPair(a, from: i &+ 2, at: j &+ 2, times: &rows)
      (i, j) = (i &+ 4, j &+ 4)
    }
    return rows.end
  }

  /// Adds the next two limbs of a.
  @inline(__always)
  private mutating func addPair(
    _ a: Span<UInt64>, from i: Int, at j: Int, times rows: inout Rows
  ) {
    unsafe self[unchecked: j] = rows.add(a[unchecked: i], to: self[unchecked: j])
    unsafe self[unchecked: j &+ 1] = rows.add(a[unchecked: i &+ 1], to: self[unchecked: j &+ 1])
  }

  /// Becomes a · b, both of a multiple of four limbs, half as many as this has.
  @inline(never)
  mutating func multiply(_ a: Span<UInt64>, _ b: Span<UInt64>) {
    precondition(a.count == b.count && a.count & 3 == 0 && count == 2 &* a.count)
    for i in 0..<a.count { unsafe self[unchecked: i] = 0 }
    var i = 0
    while i < b.count {
      let rows = unsafe Rows(b[unchecked: i], b[unchecked: i &+ 1])
      store(pair: add(a, from: 0, at: i, times: rows), at: i &+ a.count)
      i &+= 2
    }
  }

  /// Becomes a², which has a multiple of four limbs, half as many as this has.
  ///
  /// Products of different digits are computed once, and doubled when the squares are added.
  @inline(never)
  mutating func square(_ a: Span<UInt64>) {
    precondition(a.count & 3 == 0 && count == 2 &* a.count)
    for i in 0..<a.count { unsafe self[unchecked: i] = 0 }
    var i = 0
    while i < a.count {
      let (a0, a1) = unsafe (a[unchecked: i], a[unchecked: i &+ 1])
      let (carry, digit) = unsafe a0.multiplied(by: a1, adding: self[unchecked: 2 &* i &+ 1])
      unsafe self[unchecked: 2 &* i &+ 1] = digit
      var (start, rows) = (i &+ 2, Rows(a0, a1, carry: carry))
      if start & 2 != 0 {
        addPair(a, from: start, at: i &+ start, times: &rows)
        start &+= 2
      }
      let rest = add(a, from: start, at: i &+ start, times: rows)
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
  /// `inverse` is −m⁻¹ mod 2¹²⁸; m has a multiple of four limbs, half as many as this has.
  @inline(never)
  mutating func clearLowerHalf(_ m: Span<UInt64>, _ inverse: UInt128) -> UInt64 {
    precondition(m.count & 3 == 0 && count == 2 &* m.count)
    var carry: UInt64 = 0
    var i = 0
    while i < m.count {
      let q = pair(at: i) &* inverse
      let rest = add(m, from: 0, at: i, times: Rows(q.low, q.high))
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
