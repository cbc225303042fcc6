// How blocks become planes, and planes blocks: bits change places with vectors, bytes with bytes.

extension MutableSpan<SIMD4<UInt32>> {
  /// Exchanges bit and vector numbers within each lane: a 32 × 32 transpose, its own inverse.
  ///
  /// In a function of its own: in small ones, the shifts become vector instructions.
  @inline(never)
  mutating func transpose() {
    precondition(count == 32)
    exchange(distance: 16, 0x0000_FFFF)
    exchange(distance: 8, 0x00FF_00FF)
    exchange(distance: 4, 0x0F0F_0F0F)
    exchange(distance: 2, 0x3333_3333)
    exchange(distance: 1, 0x5555_5555)
  }

  /// Exchanges bit and vector numbers within each byte: an 8 × 8 transpose, its own inverse.
  @inline(never)
  mutating func transposeBits() {
    precondition(count == 8)
    exchange(distance: 4, 0x0F0F_0F0F)
    exchange(distance: 2, 0x3333_3333)
    exchange(distance: 1, 0x5555_5555)
  }

  /// Swaps the bits of vector i outside `mask` with those of vector i + `distance` inside it.
  @inline(__always)
  private mutating func exchange(distance n: Int, _ mask: UInt32) {
    var i = 0
    while i < count {
      let (x, y) = unsafe (self[unchecked: i], self[unchecked: i &+ n])
      let t = ((x &>> UInt32(n)) ^ y) & mask
      unsafe self[unchecked: i] = x ^ (t &<< UInt32(n))
      unsafe self[unchecked: i &+ n] = y ^ t
      i &+= 1
      if i & n != 0 { i &+= n }
    }
  }
}

extension Block {
  /// The state array of FIPS 197 §3.4 row by row, a lane for each, where the block has its columns.
  @inline(__always)
  var rows: Vector {
    let (x, y) = Self.transpose(high.byteSwapped, low.byteSwapped)
    return Vector(SIMD2(x, y))
  }

  /// The block of four rows.
  @inline(__always)
  init(rows: Vector) {
    let (x, y) = Self.transpose(rows.pair.x, rows.pair.y)
    self.init(high: x.byteSwapped, low: y.byteSwapped)
  }

  /// Exchanges rows and columns of 4 × 4 bytes, of which the least significant one is the first.
  ///
  /// First the squares of 2 × 2 bytes beside the diagonal change places, then two bytes in each
  /// square. In vectors this would be two instructions, which the compiler (Swift 6.3) does not
  /// find.
  @inline(__always)
  private static func transpose(_ x: UInt64, _ y: UInt64) -> (UInt64, UInt64) {
    let t = (x &>> 16 ^ y) & 0x0000_FFFF_0000_FFFF
    return (exchangeBytes(x ^ t &<< 16), exchangeBytes(y ^ t))
  }

  /// Swaps byte 1 with byte 4, and byte 3 with byte 6.
  @inline(__always)
  private static func exchangeBytes(_ x: UInt64) -> UInt64 {
    let t = (x ^ x &>> 24) & 0xFF00_FF00
    return x ^ t ^ t &<< 24
  }
}
