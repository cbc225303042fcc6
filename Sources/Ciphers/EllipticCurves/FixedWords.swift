/// A number of a fixed count of 64-bit words, the least significant first.
protocol FixedLengthNumber: BitwiseCopyable, Equatable, Sendable {
  /// How many words it has.
  static var count: Int { get }
  /// Zero.
  init()
  /// The word of weight 2^(64·i), i < count.
  subscript(i: Int) -> UInt64 { get set }
}

/// The words themselves, in place: no heap, and no check of an index that only loops make.
struct FixedWords<let size: Int>: FixedLengthNumber {
  private var words: InlineArray<size, UInt64>

  /// The words of a literal.
  @inline(__always)
  init(_ words: InlineArray<size, UInt64>) { self.words = words }

  /// Zero.
  @inline(__always)
  init() { words = InlineArray(repeating: 0) }

  /// How many words it has.
  @inline(__always)
  static var count: Int { size }

  /// The word of weight 2^(64·i).
  @inline(__always)
  subscript(i: Int) -> UInt64 {
    get { unsafe words[unchecked: i] }
    set { unsafe words[unchecked: i] = newValue }
  }

  /// Whether all words are the same, in constant time.
  static func == (a: Self, b: Self) -> Bool { a.difference(from: b) == 0 }
}

extension FixedLengthNumber {
  /// a + b + c, c at most 1: the sum and its carry.
  @inline(__always)
  static func add(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> (UInt64, carry: UInt64) {
    let sum = UInt128(a) &+ UInt128(b) &+ UInt128(c)
    return (UInt64(truncatingIfNeeded: sum), UInt64(truncatingIfNeeded: sum &>> 64))
  }

  /// a − b − c, c at most 1: the difference and what was borrowed.
  @inline(__always)
  static func subtract(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> (UInt64, borrow: UInt64) {
    let (d, first) = a.subtractingReportingOverflow(b)
    let (e, second) = d.subtractingReportingOverflow(c)
    return (e, UInt64(first ? 1 : 0) | UInt64(second ? 1 : 0))
  }

  /// a·b + c + d, which 128 bits can hold.
  @inline(__always)
  static func multiplyAdd(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64
  ) -> (UInt64, high: UInt64) {
    let sum = UInt128(a) &* UInt128(b) &+ UInt128(c) &+ UInt128(d)
    return (UInt64(truncatingIfNeeded: sum), UInt64(truncatingIfNeeded: sum &>> 64))
  }

  /// The sum and its carry.
  @inline(__always)
  func adding(_ b: Self) -> (Self, carry: UInt64) {
    var (sum, carry) = (self, UInt64(0))
    for i in 0..<Self.count { (sum[i], carry) = Self.add(self[i], b[i], carry) }
    return (sum, carry)
  }

  /// The difference and what was borrowed.
  @inline(__always)
  func subtracting(_ b: Self) -> (Self, borrow: UInt64) {
    var (difference, borrow) = (self, UInt64(0))
    for i in 0..<Self.count { (difference[i], borrow) = Self.subtract(self[i], b[i], borrow) }
    return (difference, borrow)
  }

  /// `other` where the mask is all ones, self where it is zero: in constant time.
  @inline(__always)
  func replaced(by other: Self, where mask: UInt64) -> Self {
    var result = self
    for i in 0..<Self.count { result[i] ^= (self[i] ^ other[i]) & mask }
    return result
  }

  /// Zero if both are the same, in constant time.
  @inline(__always)
  func difference(from other: Self) -> UInt64 {
    var difference: UInt64 = 0
    for i in 0..<Self.count { difference |= self[i] ^ other[i] }
    return difference
  }

  /// 1 if this is below `other`, else 0.
  ///
  /// It is not inlined: joined to a branch on the answer, which is public, the comparison would end
  /// at the first word that tells.
  @inline(never)
  func isBelow(_ other: Self) -> UInt64 { subtracting(other).borrow }

  /// The `width` bits from bit `offset` on; below the first word and above the last are zeros.
  ///
  /// The offset, −1 or more, is public.
  @inline(__always)
  func bits(at offset: Int, width: Int) -> UInt64 {
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    guard offset >= 0 else { return self[0] &<< 1 & mask }
    let (i, shift) = (offset / 64, UInt64(offset % 64))
    guard i < Self.count else { return 0 }
    let above = shift > 0 && i + 1 < Self.count ? self[i + 1] &<< (64 &- shift) : 0
    return (self[i] &>> shift | above) & mask
  }

  /// Overwrites a secret.
  mutating func erase() {
    unsafe withUnsafeMutableBytes(of: &self) { unsafe Ciphers.erase($0) }
  }
}

extension FixedLengthNumber {
  /// The number of big-endian bytes, at most 8 a word; their count is public.
  init(bigEndian bytes: Span<UInt8>) {
    self.init()
    for i in bytes.indices {
      let place = bytes.count - 1 - i
      self[place / 8] |= UInt64(bytes[i]) &<< UInt64(place % 8 * 8)
    }
  }

  /// The number of little-endian bytes, at most 8 a word; their count is public.
  init(littleEndian bytes: Span<UInt8>) {
    self.init()
    for i in bytes.indices { self[i / 8] |= UInt64(bytes[i]) &<< UInt64(i % 8 * 8) }
  }

  /// The lowest `count` bytes, the least significant first.
  func littleEndianBytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: self[$0 / 8] &>> UInt64($0 % 8 * 8)) }
  }

  /// The lowest `count` bytes, the most significant first.
  func bigEndianBytes(_ count: Int) -> [UInt8] {
    (0..<count).map {
      let place = count - 1 - $0
      return UInt8(truncatingIfNeeded: self[place / 8] &>> UInt64(place % 8 * 8))
    }
  }
}
