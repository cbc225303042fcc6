/// Four blocks, sliced: bit `b` of every byte lies in `q[b]`, so a gate acts on 64 bytes at once.
///
/// Within a plane, four adjacent bits belong to the four blocks, then come columns, then rows
/// (FIPS 197 §3.4 names the state's rows and columns): row `r` is bits 16r to 16r + 15.
struct Planes {
  /// Plane 0 holds the least significant bits.
  var q0: UInt64
  var q1: UInt64
  var q2: UInt64
  var q3: UInt64
  var q4: UInt64
  var q5: UInt64
  var q6: UInt64
  var q7: UInt64
}

extension Planes {
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

extension Planes {
  /// SUBWORD, FIPS 197 §5.2: one word alone in the planes.
  @inline(__always)
  static func subWord(_ word: UInt32) -> UInt32 {
    var planes = Planes(alone: UInt64(word))
    planes.transpose()
    planes.subBytes()
    planes.transpose()
    return UInt32(truncatingIfNeeded: planes.q0)
  }

  /// Planes before the transpose, with nothing but `word`.
  @inline(__always)
  private init(alone word: UInt64) {
    (q0, q1, q2, q3, q4, q5, q6, q7) = (word, 0, 0, 0, 0, 0, 0, 0)
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
  private static func interleave(_ block: Block) -> (even: UInt64, odd: UInt64) {
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
