/// Bytes, sliced: bit `b` of every byte lies in `q[b]`, so a gate acts on all of them at once.
struct Planes<Bits: Gates> {
  /// Plane 0 holds the least significant bits.
  var q0, q1, q2, q3, q4, q5, q6, q7: Bits
}

/// Four blocks in eight 64-bit registers, for short messages.
///
/// Within a plane, four adjacent bits belong to the four blocks, then come columns, then rows
/// (FIPS 197 §3.4 names the state's rows and columns): row `r` is bits 16r to 16r + 15.
extension Planes<UInt64> {
  /// Slices four blocks.
  @inline(__always)
  init(_ a: Block, _ b: Block, _ c: Block, _ d: Block) {
    (q0, q4) = Self.interleave(a)
    (q1, q5) = Self.interleave(b)
    (q2, q6) = Self.interleave(c)
    (q3, q7) = Self.interleave(d)
    transpose()
  }

  /// The four blocks again.
  @inline(__always)
  consuming func blocks() -> (Block, Block, Block, Block) {
    transpose()
    return (
      Self.separate(q0, q4), Self.separate(q1, q5), Self.separate(q2, q6), Self.separate(q3, q7)
    )
  }

  /// Exchanges bit and register numbers within each byte: an 8 × 8 transpose, its own inverse.
  @inline(__always)
  mutating func transpose() {
    Self.exchange(&q0, &q1, 0x5555_5555_5555_5555, 1)
    Self.exchange(&q2, &q3, 0x5555_5555_5555_5555, 1)
    Self.exchange(&q4, &q5, 0x5555_5555_5555_5555, 1)
    Self.exchange(&q6, &q7, 0x5555_5555_5555_5555, 1)

    Self.exchange(&q0, &q2, 0x3333_3333_3333_3333, 2)
    Self.exchange(&q1, &q3, 0x3333_3333_3333_3333, 2)
    Self.exchange(&q4, &q6, 0x3333_3333_3333_3333, 2)
    Self.exchange(&q5, &q7, 0x3333_3333_3333_3333, 2)

    Self.exchange(&q0, &q4, 0x0F0F_0F0F_0F0F_0F0F, 4)
    Self.exchange(&q1, &q5, 0x0F0F_0F0F_0F0F_0F0F, 4)
    Self.exchange(&q2, &q6, 0x0F0F_0F0F_0F0F_0F0F, 4)
    Self.exchange(&q3, &q7, 0x0F0F_0F0F_0F0F_0F0F, 4)
  }
}

extension Planes<UInt64> {
  /// SUBWORD, FIPS 197 §5.2: bit `b` of the word's bytes is where bits 0, 8, 16 and 24 of plane `b`
  /// are, and the other bits do not matter.
  @inline(__always)
  static func subWord(_ word: UInt32) -> UInt32 {
    let x = UInt64(word)
    var p = Planes<UInt64>(
      q0: x, q1: x &>> 1, q2: x &>> 2, q3: x &>> 3, q4: x &>> 4, q5: x &>> 5, q6: x &>> 6,
      q7: x &>> 7)
    p.subBytes()
    let m: UInt64 = 0x0101_0101
    let low = p.q0 & m | (p.q1 & m) &<< 1 | (p.q2 & m) &<< 2 | (p.q3 & m) &<< 3
    let high = (p.q4 & m) &<< 4 | (p.q5 & m) &<< 5 | (p.q6 & m) &<< 6 | (p.q7 & m) &<< 7
    return UInt32(truncatingIfNeeded: low | high) ^ 0x6363_6363
  }

  /// A plane of four blocks that are the same: a bit of each byte, four times side by side.
  @inline(__always)
  static func spread(bit: UInt64, _ even: UInt64, _ odd: UInt64) -> UInt64 {
    let m: UInt64 = 0x0101_0101_0101_0101
    return ((even &>> bit) & m | ((odd &>> bit) & m) &<< 4) &* 0xF
  }

  /// Swaps the bits of `x` outside `mask` with those of `y` inside it.
  @inline(__always)
  private static func exchange(_ x: inout UInt64, _ y: inout UInt64, _ mask: UInt64, _ n: UInt64) {
    let t = ((x &>> n) ^ y) & mask
    x ^= t &<< n
    y ^= t
  }

  /// One block over two registers: even columns to the first, odd ones to the second, a byte of
  /// each row in every 16 bits.
  @inline(__always)
  static func interleave(_ block: Block) -> (even: UInt64, odd: UInt64) {
    let (left, right) = (block.high.byteSwapped, block.low.byteSwapped)
    let even = spread(left & 0xFFFF_FFFF) | spread(right & 0xFFFF_FFFF) &<< 8
    let odd = spread(left &>> 32) | spread(right &>> 32) &<< 8
    return (even, odd)
  }

  /// The inverse of `interleave`.
  @inline(__always)
  private static func separate(_ even: UInt64, _ odd: UInt64) -> Block {
    let left = gather(even) | gather(odd) &<< 32
    let right = gather(even &>> 8) | gather(odd &>> 8) &<< 32
    return Block(high: left.byteSwapped, low: right.byteSwapped)
  }

  /// Moves the four bytes of a 32-bit column 16 bits apart.
  @inline(__always)
  private static func spread(_ column: UInt64) -> UInt64 {
    let x = (column | column &<< 16) & 0x0000_FFFF_0000_FFFF
    return (x | x &<< 8) & 0x00FF_00FF_00FF_00FF
  }

  /// The inverse of `spread`, whatever the other bytes hold.
  @inline(__always)
  private static func gather(_ x: UInt64) -> UInt64 {
    let y = x & 0x00FF_00FF_00FF_00FF
    let z = (y | y &>> 8) & 0x0000_FFFF_0000_FFFF
    return (z | z &>> 16) & 0xFFFF_FFFF
  }
}
