// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197.

// The round transformations of FIPS 197 §5.1 on eight sliced blocks; all constant-time.

extension Planes<Vector> {
  /// CIPHER, FIPS 197 §5.1, Algorithm 1, on eight blocks; `w` holds the rows of each round key.
  @inline(__always)
  mutating func encrypt(_ w: Span<SIMD4<UInt32>>) {
    let Nr = w.count &- 1
    addRoundKey(w, 0)
    var round = 1
    while round < Nr {
      subBytes()
      shiftRows()
      mixColumns()
      addRoundKey(w, round)
      round &+= 1
    }
    subBytes()
    shiftRows()
    addRoundKey(w, Nr)
  }

  /// INVCIPHER, FIPS 197 §5.3, Algorithm 3, on eight blocks; `w` as for `encrypt`.
  ///
  /// SHIFTROWS and MIXCOLUMNS are of order four, so that three of them undo one: short, and quick
  /// enough for wrapped keys and for CBC, the only ones to need it.
  @inline(__always)
  mutating func decrypt(_ w: Span<SIMD4<UInt32>>) {
    var round = w.count &- 1
    addRoundKey(w, round)
    while round > 1 {
      round &-= 1
      for _ in 0..<3 { shiftRows() }
      inverseSubBytes()
      addRoundKey(w, round)
      for _ in 0..<3 { mixColumns() }
    }
    for _ in 0..<3 { shiftRows() }
    inverseSubBytes()
    addRoundKey(w, 0)
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

  /// ADDROUNDKEY, FIPS 197 §5.1.4: the key of a round is sliced as it is added.
  @inline(__always)
  private mutating func addRoundKey(_ w: Span<SIMD4<UInt32>>, _ round: Int) {
    let key = Vector(w[round])
    q0 = q0 ^ key.spreading(bit: 0x01)
    q1 = q1 ^ key.spreading(bit: 0x02)
    q2 = q2 ^ key.spreading(bit: 0x04)
    q3 = q3 ^ key.spreading(bit: 0x08)
    q4 = q4 ^ key.spreading(bit: 0x10)
    q5 = q5 ^ key.spreading(bit: 0x20)
    q6 = q6 ^ key.spreading(bit: 0x40)
    q7 = q7 ^ key.spreading(bit: -0x80)
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

  /// Row `r` of a plane, a lane of four bytes, turns by `r` bytes, so that column c + r comes to c.
  ///
  /// First rows 2 and 3 turn by two bytes, then rows 1 and 3 by one.
  @inline(__always)
  private static func shiftRows(_ x: Vector) -> Vector {
    let y = x.swappingHalvesOfLastRows
    return (y & Vector(SIMD4(.max, 0, .max, 0)))
      ^ (y.bytesBefore & Vector(SIMD4(0, 0x00FF_FFFF, 0, 0x00FF_FFFF)))
      ^ (y.bytesAfter & Vector(SIMD4(0, 0xFF00_0000, 0, 0xFF00_0000)))
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
  private static func nextRow(_ x: Vector) -> Vector {
    let x = x.lanes
    return Vector(SIMD4(x.y, x.z, x.w, x.x))
  }

  /// Every row replaced by the one two below it.
  @inline(__always)
  private static func otherRows(_ x: Vector) -> Vector {
    let x = x.lanes
    return Vector(SIMD4(x.z, x.w, x.x, x.y))
  }
}

extension Vector {
  /// All ones in the bytes that have a bit.
  @inline(__always)
  fileprivate func spreading(bit: Int8) -> Vector {
    let bits = SIMD16<Int8>(repeating: bit)
    return Vector((self & Vector(bits)).bytes .== bits)
  }

  /// The last two of four lanes with their halves swapped.
  @inline(__always)
  fileprivate var swappingHalvesOfLastRows: Vector {
    let x = unsafe unsafeBitCast(lanes, to: SIMD8<UInt16>.self)
    return unsafe Vector(
      unsafeBitCast(
        SIMD8(x[0], x[1], x[2], x[3], x[5], x[4], x[7], x[6]), to: SIMD4<UInt32>.self))
  }

  /// Every lane moved by a byte, the second one to the place of the first.
  @inline(__always)
  fileprivate var bytesBefore: Vector {
    let x = unsafe unsafeBitCast(lanes, to: SIMD16<UInt8>.self)
    return unsafe Vector(
      unsafeBitCast(
        SIMD16(
          x[1], x[2], x[3], 0, x[5], x[6], x[7], 0, x[9], x[10], x[11], 0, x[13], x[14], x[15], 0),
        to: SIMD4<UInt32>.self))
  }

  /// The first byte of every lane at the place of the fourth.
  @inline(__always)
  fileprivate var bytesAfter: Vector { Vector(lanes &* SIMD4(repeating: 1 << 24)) }
}
