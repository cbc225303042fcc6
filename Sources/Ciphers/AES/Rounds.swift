// The round transformations of FIPS 197 §5.1 on sliced blocks; all constant-time.

extension Planes<UInt64> {
  /// CIPHER, FIPS 197 §5.1, Algorithm 1, on four blocks; `w` holds eight planes a round.
  @inline(__always)
  mutating func encrypt(_ w: Span<UInt64>) {
    let last = w.count &- 8
    addRoundKey(w, at: 0)
    var offset = 8
    while offset < last {
      subBytes()
      shiftRows()
      mixColumns()
      addRoundKey(w, at: offset)
      offset &+= 8
    }
    subBytes()
    shiftRows()
    addRoundKey(w, at: last)
  }

  /// INVCIPHER, FIPS 197 §5.3, Algorithm 3, on four blocks; `w` as for `encrypt`.
  ///
  /// SHIFTROWS and MIXCOLUMNS are of order four, so that three of them undo one: short, and quick
  /// enough for wrapped keys and for CBC, the only ones to need it.
  @inline(__always)
  mutating func decrypt(_ w: Span<UInt64>) {
    var offset = w.count &- 8
    addRoundKey(w, at: offset)
    while offset > 8 {
      offset &-= 8
      for _ in 0..<3 { shiftRows() }
      inverseSubBytes()
      addRoundKey(w, at: offset)
      for _ in 0..<3 { mixColumns() }
    }
    for _ in 0..<3 { shiftRows() }
    inverseSubBytes()
    addRoundKey(w, at: 0)
  }

  /// INVSUBBYTES, FIPS 197 §5.3.2, but for the constant 63, which the round keys have added before.
  ///
  /// SBOX is an inversion and a linear map L; L⁻¹ before SBOX and after it leaves L⁻¹ and then the
  /// inversion, which is the inverse of SBOX.
  @inline(__always)
  private mutating func inverseSubBytes() {
    undoLinearMap()
    subBytes()
    undoLinearMap()
  }

  /// L⁻¹: bit i becomes the sum of bits i + 2, i + 5 and i + 7 modulo 8.
  @inline(__always)
  private mutating func undoLinearMap() {
    let (p0, p1, p2, p3) = (q2 ^ q5 ^ q7, q3 ^ q6 ^ q0, q4 ^ q7 ^ q1, q5 ^ q0 ^ q2)
    let (p4, p5, p6, p7) = (q6 ^ q1 ^ q3, q7 ^ q2 ^ q4, q0 ^ q3 ^ q5, q1 ^ q4 ^ q6)
    self = Planes(q0: p0, q1: p1, q2: p2, q3: p3, q4: p4, q5: p5, q6: p6, q7: p7)
  }

  /// ADDROUNDKEY, FIPS 197 §5.1.4.
  @inline(__always)
  private mutating func addRoundKey(_ w: Span<UInt64>, at offset: Int) {
    q0 ^= w[offset]
    q1 ^= w[offset &+ 1]
    q2 ^= w[offset &+ 2]
    q3 ^= w[offset &+ 3]
    q4 ^= w[offset &+ 4]
    q5 ^= w[offset &+ 5]
    q6 ^= w[offset &+ 6]
    q7 ^= w[offset &+ 7]
  }

  /// SHIFTROWS, FIPS 197 §5.1.2.
  @inline(__always)
  private mutating func shiftRows() {
    q0 = Self.shiftRows(q0)
    q1 = Self.shiftRows(q1)
    q2 = Self.shiftRows(q2)
    q3 = Self.shiftRows(q3)
    q4 = Self.shiftRows(q4)
    q5 = Self.shiftRows(q5)
    q6 = Self.shiftRows(q6)
    q7 = Self.shiftRows(q7)
  }

  /// Row `r` of a plane, 16 bits of four columns, turns right by `r` columns of four bits.
  ///
  /// First rows 2 and 3 turn by two columns, which swaps bytes; then rows 1 and 3 turn by one.
  @inline(__always)
  private static func shiftRows(_ x: UInt64) -> UInt64 {
    let t = (x ^ x &>> 8) & 0x00FF_00FF_0000_0000
    let y = x ^ t ^ t &<< 8
    return y & 0x0000_FFFF_0000_FFFF
      | y &>> 4 & 0x0FFF_0000_0FFF_0000
      | y &<< 12 & 0xF000_0000_F000_0000
  }

  /// MIXCOLUMNS, FIPS 197 §5.1.3.
  ///
  /// With `r` the next row of `q`, a row becomes x·(q ⊕ r) ⊕ r ⊕ (the sum of the other two rows);
  /// multiplication by x moves every plane up by one and adds plane 7 to planes 0, 1, 3 and 4.
  @inline(__always)
  private mutating func mixColumns() {
    let (r0, r1, r2, r3) = (Self.nextRow(q0), Self.nextRow(q1), Self.nextRow(q2), Self.nextRow(q3))
    let (r4, r5, r6, r7) = (Self.nextRow(q4), Self.nextRow(q5), Self.nextRow(q6), Self.nextRow(q7))
    let (d0, d1, d2, d3) = (q0 ^ r0, q1 ^ r1, q2 ^ r2, q3 ^ r3)
    let (d4, d5, d6, d7) = (q4 ^ r4, q5 ^ r5, q6 ^ r6, q7 ^ r7)
    q0 = d7 ^ r0 ^ Self.otherRows(d0)
    q1 = d0 ^ d7 ^ r1 ^ Self.otherRows(d1)
    q2 = d1 ^ r2 ^ Self.otherRows(d2)
    q3 = d2 ^ d7 ^ r3 ^ Self.otherRows(d3)
    q4 = d3 ^ d7 ^ r4 ^ Self.otherRows(d4)
    q5 = d4 ^ r5 ^ Self.otherRows(d5)
    q6 = d5 ^ r6 ^ Self.otherRows(d6)
    q7 = d6 ^ r7 ^ Self.otherRows(d7)
  }

  /// Every row replaced by the one below it.
  @inline(__always)
  private static func nextRow(_ x: UInt64) -> UInt64 { x &>> 16 | x &<< 48 }

  /// Every row replaced by the one two below it.
  @inline(__always)
  private static func otherRows(_ x: UInt64) -> UInt64 { x &>> 32 | x &<< 32 }
}
