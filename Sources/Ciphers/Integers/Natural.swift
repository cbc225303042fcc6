/// A natural number of a fixed length, erased when its owner lets go.
///
/// The number of limbs is public, the value is a secret: what is computed here takes time that
/// depends on lengths only. A mask is a limb that answers yes with all of its bits and no with
/// none.
struct Natural: ~Copyable, Sendable {
  /// The digits to base 2⁶⁴, the least significant first.
  var limbs: [UInt64]

  /// Zero, with so many limbs.
  init(count: Int) {
    limbs = [UInt64](repeating: 0, count: count)
  }

  /// A small number, with so many limbs, one at least.
  init(_ small: UInt64, count: Int) {
    self.init(count: count)
    limbs[0] = small
  }

  /// The number that is written in big-endian bytes, modulo what so many limbs hold.
  init(_ bytes: some BidirectionalCollection<UInt8>, count: Int) {
    self.init(count: count)
    for (i, byte) in bytes.suffix(8 * count).reversed().enumerated() {
      limbs[i / 8] |= UInt64(byte) &<< UInt64(8 * (i % 8))
    }
  }

  /// The lowest limbs of another number, filled up with zeros.
  init(_ other: borrowing Natural, count: Int) {
    self.init(count: count)
    assign(other)
  }

  /// Erases the limbs, which nobody else has: an array is lent here, never given away.
  deinit {
    unsafe limbs.withUnsafeBytes { unsafe erase(UnsafeMutableRawBufferPointer(mutating: $0)) }
  }

  /// The number of limbs.
  var count: Int { limbs.count }

  /// The last `byteCount` bytes of the number, big-endian, filled up with zeros in front.
  func bytes(_ byteCount: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for i in 0..<min(byteCount, 8 * count) {
      bytes[byteCount - 1 - i] = UInt8(truncatingIfNeeded: limbs[i / 8] &>> UInt64(8 * (i % 8)))
    }
    return bytes
  }

  /// Takes the value of another number, as far as its limbs go.
  mutating func assign(_ other: borrowing Natural) {
    let common = min(count, other.count)
    for i in 0..<common { limbs[i] = other.limbs[i] }
    for i in common..<count { limbs[i] = 0 }
  }
}

extension Natural {
  /// Bit i, counted from the least significant; the place is public.
  func bit(_ i: Int) -> UInt64 {
    limbs[i / 64] &>> UInt64(i % 64) & 1
  }

  /// The `width` bits from bit i on, those beyond the last limb zero; the place is public.
  func bits(_ i: Int, width: Int) -> UInt64 {
    let (limb, shift) = (i / 64, UInt64(i % 64))
    let low = limbs[limb] &>> shift
    let high = limb + 1 < count && shift > 0 ? limbs[limb + 1] &<< (64 - shift) : 0
    return (low | high) & (1 &<< UInt64(width) - 1)
  }

  /// The number of bits without leading zeros, which becomes public.
  var bitWidth: Int {
    let top = limbs.lastIndex { $0 != 0 }
    return top.map { 64 * $0 + 64 - limbs[$0].leadingZeroBitCount } ?? 0
  }

  /// Mask: whether this is zero.
  var isZero: UInt64 {
    var any: UInt64 = 0
    for limb in limbs { any |= limb }
    return Self.isZero(any)
  }

  /// Mask: whether this equals a number of as many limbs.
  func isEqual(_ other: borrowing Natural) -> UInt64 {
    var difference: UInt64 = 0
    for i in 0..<count { difference |= limbs[i] ^ other.limbs[i] }
    return Self.isZero(difference)
  }

  /// Mask: whether this is less than a number of as many limbs.
  func isLess(than other: borrowing Natural) -> UInt64 {
    var borrow: UInt64 = 0
    for i in 0..<count { (_, borrow) = limbs[i].subtracting(other.limbs[i], borrow) }
    return 0 &- borrow
  }

  /// Mask: whether a limb is zero.
  static func isZero(_ limb: UInt64) -> UInt64 {
    0 &- ((~limb & (limb &- 1)) &>> 63)
  }
}

extension Natural {
  /// Adds the masked `other`, of as many limbs; returns the carry.
  @discardableResult
  mutating func add(_ other: borrowing Natural, ifMask mask: UInt64 = .max) -> UInt64 {
    var span = limbs.mutableSpan
    return span.add(other.limbs.span, ifMask: mask)
  }

  /// Subtracts the masked `other`, of as many limbs; returns the borrow.
  @discardableResult
  mutating func subtract(_ other: borrowing Natural, ifMask mask: UInt64 = .max) -> UInt64 {
    var span = limbs.mutableSpan
    return span.subtract(other.limbs.span, ifMask: mask)
  }

  /// Takes the value of a number of as many limbs if the mask says so.
  mutating func assign(_ other: borrowing Natural, ifMask mask: UInt64) {
    for i in 0..<count { limbs[i] ^= mask & (limbs[i] ^ other.limbs[i]) }
  }

  /// The even number before this odd one.
  func lessOne() -> Natural {
    var result = Natural(self, count: count)
    result.limbs[0] &= ~1
    return result
  }

  /// Doubles, and adds a bit; returns the bit that falls out.
  @discardableResult
  mutating func double(adding bit: UInt64 = 0) -> UInt64 {
    var carry = bit
    for i in 0..<count { (limbs[i], carry) = (limbs[i] &<< 1 | carry, limbs[i] &>> 63) }
    return carry
  }

  /// Halves if the mask says so, and lets the last bit fall; `top` comes in as the first one.
  mutating func halve(ifMask mask: UInt64 = .max, top: UInt64 = 0) {
    for i in 0..<count {
      let above = i + 1 < count ? limbs[i + 1] : top
      limbs[i] ^= mask & (limbs[i] ^ (limbs[i] &>> 1 | above &<< 63))
    }
  }

  /// The product, of as many limbs as both factors have together.
  func multiplied(by other: borrowing Natural) -> Natural {
    var product = Natural(count: count + other.count)
    for i in 0..<other.count {
      var carry: UInt64 = 0
      for j in 0..<count {
        (carry, product.limbs[i + j]) = limbs[j].multiplied(
          by: other.limbs[i], adding: product.limbs[i + j], carry)
      }
      product.limbs[i + count] = carry
    }
    return product
  }
}
