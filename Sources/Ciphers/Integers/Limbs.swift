// Arithmetic on digits to base 2⁶⁴; it takes time that depends on lengths only.

extension UInt64 {
  /// This · b + c + d, which two limbs always hold.
  @inline(__always)
  func multiplied(
    by b: UInt64, adding c: UInt64, _ d: UInt64 = 0
  ) -> (high: UInt64, low: UInt64) {
    let sum = UInt128(self) &* UInt128(b) &+ UInt128(c) &+ UInt128(d)
    return (sum.high, sum.low)
  }

  /// This + b + carry, and the next carry, 0 or 1.
  @inline(__always)
  func adding(_ b: UInt64, _ carry: UInt64) -> (carry: UInt64, sum: UInt64) {
    let sum = UInt128(self) &+ UInt128(b) &+ UInt128(carry)
    return (sum.high, sum.low)
  }

  /// This − b − borrow, and the next borrow, 0 or 1.
  @inline(__always)
  func subtracting(_ b: UInt64, _ borrow: UInt64) -> (difference: UInt64, borrow: UInt64) {
    let difference = UInt128(self) &- UInt128(b) &- UInt128(borrow)
    return (difference.low, difference.high & 1)
  }
}

extension UInt128 {
  /// high · 2⁶⁴ + low.
  @inline(__always)
  init(high: UInt64, low: UInt64) {
    self = UInt128(high) &<< 64 | UInt128(low)
  }

  /// The last 64 bits.
  @inline(__always)
  var low: UInt64 { UInt64(truncatingIfNeeded: self) }

  /// The first 64 bits.
  @inline(__always)
  var high: UInt64 { UInt64(truncatingIfNeeded: self &>> 64) }
}

extension MutableSpan<UInt64> {
  /// Adds the masked `other`, which is as long; returns the carry.
  mutating func add(_ other: Span<UInt64>, ifMask mask: UInt64) -> UInt64 {
    precondition(other.count == count)
    var carry: UInt64 = 0
    for i in 0..<count {
      unsafe (carry, self[unchecked: i]) = self[unchecked: i].adding(
        other[unchecked: i] & mask, carry)
    }
    return carry
  }

  /// Subtracts the masked `other`, which is as long; returns the borrow.
  mutating func subtract(_ other: Span<UInt64>, ifMask mask: UInt64) -> UInt64 {
    precondition(other.count == count)
    var borrow: UInt64 = 0
    for i in 0..<count {
      unsafe (self[unchecked: i], borrow) = self[unchecked: i].subtracting(
        other[unchecked: i] & mask, borrow)
    }
    return borrow
  }

  /// The two limbs from `offset` on, as one.
  @inline(__always)
  func pair(at offset: Int) -> UInt128 {
    unsafe UInt128(high: self[unchecked: offset &+ 1], low: self[unchecked: offset])
  }

  /// Writes the two limbs from `offset` on.
  @inline(__always)
  mutating func store(pair: UInt128, at offset: Int) {
    unsafe self[unchecked: offset] = pair.low
    unsafe self[unchecked: offset &+ 1] = pair.high
  }
}
