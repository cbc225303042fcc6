// CIPHER, FIPS 197 §5.1, on 32 blocks at once; all constant-time.

/// 32 blocks, sliced: a plane for each row and bit, a lane for each column, in it a bit a block.
///
/// So SHIFTROWS turns the lanes of a plane, and MIXCOLUMNS moves nothing at all.
struct WideState {
  /// The rows of the state, FIPS 197 §3.4, each as its eight planes.
  var row0, row1, row2, row3: Planes<Vector>

  /// CIPHER, FIPS 197 §5.1, Algorithm 1; `w` holds 32 planes a round, the constants included.
  @inline(__always)
  mutating func encrypt(_ w: Span<SIMD4<UInt32>>) {
    let last = w.count &- 32
    addRoundKey(w, at: 0)
    var offset = 32
    while offset < last {
      subBytes()
      shiftRows()
      mixColumns()
      addRoundKey(w, at: offset)
      offset &+= 32
    }
    subBytes()
    shiftRows()
    addRoundKey(w, at: last)
  }

  /// SUBBYTES, FIPS 197 §5.1.1.
  @inline(__always)
  private mutating func subBytes() {
    row0.subBytes()
    row1.subBytes()
    row2.subBytes()
    row3.subBytes()
  }

  /// SHIFTROWS, FIPS 197 §5.1.2: row r turns left by r columns.
  @inline(__always)
  private mutating func shiftRows() {
    row1.map { Vector(SIMD4($0.lanes.y, $0.lanes.z, $0.lanes.w, $0.lanes.x)) }
    row2.map { Vector(SIMD4($0.lanes.z, $0.lanes.w, $0.lanes.x, $0.lanes.y)) }
    row3.map { Vector(SIMD4($0.lanes.w, $0.lanes.x, $0.lanes.y, $0.lanes.z)) }
  }

  /// MIXCOLUMNS, FIPS 197 §5.1.3.
  ///
  /// With `d` the sum of a row and the next one, a row becomes x·d ⊕ the next row ⊕ the `d` of the
  /// row two below.
  @inline(__always)
  private mutating func mixColumns() {
    let (d0, d1) = (row0 ^ row1, row1 ^ row2)
    let (d2, d3) = (row2 ^ row3, row3 ^ row0)
    (row0, row1, row2, row3) = (
      d0.timesX ^ (row1 ^ d2), d1.timesX ^ (row2 ^ d3),
      d2.timesX ^ (row3 ^ d0), d3.timesX ^ (row0 ^ d1)
    )
  }

  /// ADDROUNDKEY, FIPS 197 §5.1.4.
  @inline(__always)
  private mutating func addRoundKey(_ w: Span<SIMD4<UInt32>>, at offset: Int) {
    row0 = row0 ^ Planes(w, at: offset)
    row1 = row1 ^ Planes(w, at: offset &+ 8)
    row2 = row2 ^ Planes(w, at: offset &+ 16)
    row3 = row3 ^ Planes(w, at: offset &+ 24)
  }
}

extension Planes<Vector> {
  /// The eight planes that start at `offset`, which the caller has checked to be there.
  @inline(__always)
  init(_ w: Span<SIMD4<UInt32>>, at offset: Int) {
    self = unsafe Planes(
      q0: Vector(w[unchecked: offset]), q1: Vector(w[unchecked: offset &+ 1]),
      q2: Vector(w[unchecked: offset &+ 2]), q3: Vector(w[unchecked: offset &+ 3]),
      q4: Vector(w[unchecked: offset &+ 4]), q5: Vector(w[unchecked: offset &+ 5]),
      q6: Vector(w[unchecked: offset &+ 6]), q7: Vector(w[unchecked: offset &+ 7]))
  }

  /// ⊕, plane by plane.
  @inline(__always)
  static func ^ (x: Self, y: Self) -> Self {
    Planes(
      q0: x.q0 ^ y.q0, q1: x.q1 ^ y.q1, q2: x.q2 ^ y.q2, q3: x.q3 ^ y.q3,
      q4: x.q4 ^ y.q4, q5: x.q5 ^ y.q5, q6: x.q6 ^ y.q6, q7: x.q7 ^ y.q7)
  }

  /// XTIMES, FIPS 197 §4.2: every plane moves up by one, and plane 7 is added to 0, 1, 3 and 4.
  @inline(__always)
  fileprivate var timesX: Self {
    Planes(q0: q7, q1: q0 ^ q7, q2: q1, q3: q2 ^ q7, q4: q3 ^ q7, q5: q4, q6: q5, q7: q6)
  }

  /// Does the same to every plane.
  @inline(__always)
  fileprivate mutating func map(_ f: (Vector) -> Vector) {
    (q0, q1, q2, q3) = (f(q0), f(q1), f(q2), f(q3))
    (q4, q5, q6, q7) = (f(q4), f(q5), f(q6), f(q7))
  }
}
