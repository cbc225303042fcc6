/// A 128-bit block as the two big-endian halves of its bit string, FIPS 197 §3.4.
package struct Block: Equatable, BitwiseCopyable, Sendable {
  /// Bytes 0 to 7, byte 0 most significant.
  package var high: UInt64
  /// Bytes 8 to 15.
  package var low: UInt64

  /// The block 0¹²⁸ of SP 800-38D.
  static let zero = Block(high: 0, low: 0)

  /// Two halves.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The 16 bytes that start at `offset`.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at offset: Int) {
    high = bytes.bigEndian(at: offset)
    low = bytes.bigEndian(at: offset &+ 8)
  }

  /// Four little-endian words, one after the other.
  @inline(__always)
  init(littleEndian words: SIMD4<UInt32>) {
    high = (UInt64(words.x) | UInt64(words.y) &<< 32).byteSwapped
    low = (UInt64(words.z) | UInt64(words.w) &<< 32).byteSwapped
  }

  /// The same four words.
  @inline(__always)
  var littleEndian: SIMD4<UInt32> {
    let (left, right) = (high.byteSwapped, low.byteSwapped)
    return SIMD4(
      UInt32(truncatingIfNeeded: left), UInt32(truncatingIfNeeded: left &>> 32),
      UInt32(truncatingIfNeeded: right), UInt32(truncatingIfNeeded: right &>> 32))
  }

  /// The bytes from `offset` to the end, fewer than 16, filled up with zeros.
  init(paddingTailOf bytes: Span<UInt8>, at offset: Int) {
    self = .zero
    for i in offset..<bytes.count {
      let byte = UInt64(bytes[i])
      let shift = UInt64(56 - 8 * ((i - offset) & 7))
      if i - offset < 8 { high |= byte << shift } else { low |= byte << shift }
    }
  }

  /// One byte among zeros.
  init(byte: UInt8, at i: Int) {
    let word = UInt64(byte) << UInt64(56 - 8 * (i & 7))
    self.init(high: i < 8 ? word : 0, low: i < 8 ? 0 : word)
  }

  /// ⊕, bit by bit.
  @inline(__always)
  static func ^ (x: Block, y: Block) -> Block {
    Block(high: x.high ^ y.high, low: x.low ^ y.low)
  }

  /// Byte `i` of the string.
  @inline(__always)
  func byte(_ i: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (i < 8 ? high : low) >> UInt64(56 - 8 * (i & 7)))
  }

  /// The 16 bytes.
  var bytes: [UInt8] { (0..<16).map(byte) }

  /// inc₁₂₈ of SP 800-38A §B.1 (m = 128), `n` times; also V + n of SP 800-90A §10.2.1, where it is
  /// a secret: the carry is computed, not asked for, which the compiler would do by a branch.
  @inline(__always)
  func adding(_ n: UInt64) -> Block {
    let sum = low &+ n
    let carry = (low & n | (low | n) & ~sum) &>> 63
    return Block(high: high &+ carry, low: sum)
  }

  /// inc₃₂ of SP 800-38D §6.2, `n` times: only the last 32 bits count.
  @inline(__always)
  func adding32(_ n: UInt32) -> Block {
    Block(
      high: high,
      low: (low & 0xFFFF_FFFF_0000_0000) | UInt64(UInt32(truncatingIfNeeded: low) &+ n))
  }
}
