// CIPHER, FIPS 197 §5.1, on 32 blocks at once; all constant-time.

/// 32 blocks, sliced: a plane for each row and bit, a lane for each column, in it a bit a block.
///
/// Plane 8r + b holds bit b of row r, so that SHIFTROWS turns the lanes of a plane, and MIXCOLUMNS
/// moves nothing at all. The planes stay in memory between the steps: vectors for all of them are
/// more than processors have, and what is left to the compiler then goes to and fro far more often.
struct WideState {
  /// The state array, FIPS 197 §3.4.
  private(set) var planes = InlineArray<32, SIMD4<UInt32>> { _ in .zero }

  /// All zero.
  @inline(__always)
  init() {}

  /// Lends the planes, to fill or to read them.
  @inline(__always)
  mutating func withPlanes(_ body: (inout MutableSpan<SIMD4<UInt32>>) -> Void) {
    var span = planes.mutableSpan
    body(&span)
  }

  /// CIPHER, FIPS 197 §5.1, Algorithm 1; `w` holds 32 planes a round, the constants included.
  @inline(never)
  mutating func encrypt(_ w: Span<SIMD4<UInt32>>) {
    precondition(w.count >= 64 && w.count.isMultiple(of: 32))
    let last = w.count &- 32
    var state = planes.mutableSpan
    for i in 0..<32 { unsafe state[unchecked: i] = (state[plane: i] ^ w[plane: i]).lanes }
    var offset = 32
    while offset < last {
      state.subBytes()
      state.mixColumns(adding: w, at: offset)
      offset &+= 32
    }
    state.subBytes()
    state.shiftRows(adding: w, at: last)
  }

  /// CIPHER, FIPS 197 §5.1, Algorithm 1, for few blocks: the words `w` are sliced round by round,
  /// with room for one round key, where memory for all of them would take longer.
  @inline(never)
  mutating func encrypt(slicing w: Span<UInt32>, _ key: inout MutableSpan<SIMD4<UInt32>>) {
    precondition(key.count == 32 && w.count >= 8)
    let last = w.count / 4 &- 1
    var state = planes.mutableSpan
    key.slice(roundKey: 0, w, at: 0)
    for i in 0..<32 { unsafe state[unchecked: i] = (state[plane: i] ^ key.span[plane: i]).lanes }
    var round = 1
    while round < last {
      key.slice(roundKey: round, w, at: 0)
      state.subBytes()
      state.mixColumns(adding: key.span, at: 0)
      round &+= 1
    }
    key.slice(roundKey: last, w, at: 0)
    state.subBytes()
    state.shiftRows(adding: key.span, at: 0)
  }
}

extension Span<SIMD4<UInt32>> {
  /// Plane `i`, which the caller has checked to be there.
  @inline(__always)
  fileprivate subscript(plane i: Int) -> Vector { Vector(unsafe self[unchecked: i]) }
}

extension MutableSpan<SIMD4<UInt32>> {
  /// Plane `i`, which the caller has checked to be there.
  @inline(__always)
  fileprivate subscript(plane i: Int) -> Vector {
    get { Vector(unsafe self[unchecked: i]) }
    set { unsafe self[unchecked: i] = newValue.lanes }
  }

  /// SUBBYTES, FIPS 197 §5.1.1, row by row.
  @inline(__always)
  fileprivate mutating func subBytes() {
    var row = 0
    while row < 32 {
      var p = Planes(
        q0: self[plane: row], q1: self[plane: row &+ 1], q2: self[plane: row &+ 2],
        q3: self[plane: row &+ 3], q4: self[plane: row &+ 4], q5: self[plane: row &+ 5],
        q6: self[plane: row &+ 6], q7: self[plane: row &+ 7])
      p.subBytes()
      (self[plane: row], self[plane: row &+ 1]) = (p.q0, p.q1)
      (self[plane: row &+ 2], self[plane: row &+ 3]) = (p.q2, p.q3)
      (self[plane: row &+ 4], self[plane: row &+ 5]) = (p.q4, p.q5)
      (self[plane: row &+ 6], self[plane: row &+ 7]) = (p.q6, p.q7)
      row &+= 8
    }
  }

  /// SHIFTROWS, MIXCOLUMNS and ADDROUNDKEY, FIPS 197 §5.1.2 to §5.1.4, bit by bit.
  @inline(__always)
  fileprivate mutating func mixColumns(adding w: Span<SIMD4<UInt32>>, at offset: Int) {
    let top = Differences(column(7))
    let zero = Vector(SIMD4<UInt32>.zero)
    let none = Differences(Column(a0: zero, a1: zero, a2: zero, a3: zero))
    let d0 = mixBit(0, top, none, w, offset)
    let d1 = mixBit(1, d0, top, w, offset)
    let d2 = mixBit(2, d1, none, w, offset)
    let d3 = mixBit(3, d2, top, w, offset)
    let d4 = mixBit(4, d3, top, w, offset)
    let d5 = mixBit(5, d4, none, w, offset)
    let d6 = mixBit(6, d5, none, w, offset)
    _ = mixBit(7, d6, none, w, offset)
  }

  /// MIXCOLUMNS and ADDROUNDKEY for one bit, and what the next bit needs of it.
  ///
  /// With d the sum of a row and the next one, a row becomes x·d ⊕ the next row ⊕ the d of the row
  /// two below. XTIMES, §4.2, takes a bit from `below`, and bits 0, 1, 3 and 4 from the `top` too.
  @inline(__always)
  private mutating func mixBit(
    _ bit: Int, _ below: Differences, _ top: Differences, _ w: Span<SIMD4<UInt32>>, _ offset: Int
  ) -> Differences {
    let a = column(bit)
    let d = Differences(a)
    let key = offset &+ bit
    self[plane: bit] = below.d0 ^ top.d0 ^ a.a1 ^ d.d2 ^ w[plane: key]
    self[plane: bit &+ 8] = below.d1 ^ top.d1 ^ a.a2 ^ d.d3 ^ w[plane: key &+ 8]
    self[plane: bit &+ 16] = below.d2 ^ top.d2 ^ a.a3 ^ d.d0 ^ w[plane: key &+ 16]
    self[plane: bit &+ 24] = below.d3 ^ top.d3 ^ a.a0 ^ d.d1 ^ w[plane: key &+ 24]
    return d
  }

  /// SHIFTROWS and ADDROUNDKEY, FIPS 197 §5.1.2 and §5.1.4, of the last round.
  @inline(__always)
  fileprivate mutating func shiftRows(adding w: Span<SIMD4<UInt32>>, at offset: Int) {
    for bit in 0..<8 {
      let a = column(bit)
      self[plane: bit] = a.a0 ^ w[plane: offset &+ bit]
      self[plane: bit &+ 8] = a.a1 ^ w[plane: offset &+ bit &+ 8]
      self[plane: bit &+ 16] = a.a2 ^ w[plane: offset &+ bit &+ 16]
      self[plane: bit &+ 24] = a.a3 ^ w[plane: offset &+ bit &+ 24]
    }
  }

  /// A bit of all rows, after SHIFTROWS, FIPS 197 §5.1.2: row r turns left by r columns.
  @inline(__always)
  private func column(_ bit: Int) -> Column {
    let (x, y, z) = (
      self[plane: bit &+ 8].lanes, self[plane: bit &+ 16].lanes, self[plane: bit &+ 24].lanes
    )
    return Column(
      a0: self[plane: bit], a1: Vector(SIMD4(x.y, x.z, x.w, x.x)),
      a2: Vector(SIMD4(y.z, y.w, y.x, y.y)), a3: Vector(SIMD4(z.w, z.x, z.y, z.z)))
  }
}

/// A bit of the four rows.
private struct Column {
  let a0, a1, a2, a3: Vector
}

/// The sums of each row and the next one.
private struct Differences {
  let d0, d1, d2, d3: Vector

  @inline(__always)
  init(_ a: Column) {
    (d0, d1) = (a.a0 ^ a.a1, a.a1 ^ a.a2)
    (d2, d3) = (a.a2 ^ a.a3, a.a3 ^ a.a0)
  }
}
