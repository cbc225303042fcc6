// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197.

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
    state.addRoundKey { w[plane: $0] }
    var offset = 32
    while offset < last {
      state.subBytes()
      state.mixColumns { w[plane: offset &+ $0] }
      offset &+= 32
    }
    state.subBytes()
    state.shiftRows { w[plane: last &+ $0] }
  }

  /// CIPHER, FIPS 197 §5.1, Algorithm 1, for few blocks: the words `w` are sliced as they are
  /// added, where memory for all planes of them would take longer.
  @inline(never)
  mutating func encrypt(slicing w: Span<UInt32>) {
    let Nr = w.count / 4 &- 1
    var state = planes.mutableSpan
    let first = SlicedWords(w, 0)
    state.addRoundKey { first[$0] }
    var round = 1
    while round < Nr {
      let key = SlicedWords(w, round)
      state.subBytes()
      state.mixColumns { key[$0] }
      round &+= 1
    }
    let last = SlicedWords(w, Nr)
    state.subBytes()
    state.shiftRows { last[$0] }
  }
}

/// A round key whose planes are made as they are read; the constant 63 of SUBBYTES comes with all
/// but the first.
struct SlicedWords {
  private let words: SIMD4<Int32>

  /// The key of a round.
  @inline(__always)
  init(_ w: Span<UInt32>, _ round: Int) {
    words = SIMD4(truncatingIfNeeded: w.key(ofRound: round).littleEndian)
  }

  /// Plane `i`: all ones in the lanes that have bit `i`, which moves to where it is a sign.
  @inline(__always)
  subscript(i: Int) -> Vector {
    Vector((words &* SIMD4(repeating: Int32(truncatingIfNeeded: 0x8000_0000 &>> i))) .< .zero)
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

  /// ADDROUNDKEY, FIPS 197 §5.1.4.
  @inline(__always)
  fileprivate mutating func addRoundKey(_ key: (Int) -> Vector) {
    forEachBit { bit in
      self[plane: bit] = self[plane: bit] ^ key(bit)
      self[plane: bit &+ 8] = self[plane: bit &+ 8] ^ key(bit &+ 8)
      self[plane: bit &+ 16] = self[plane: bit &+ 16] ^ key(bit &+ 16)
      self[plane: bit &+ 24] = self[plane: bit &+ 24] ^ key(bit &+ 24)
    }
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
  fileprivate mutating func mixColumns(adding key: (Int) -> Vector) {
    let top = Differences(column(7))
    let zero = Vector(SIMD4<UInt32>.zero)
    let none = Differences(Column(a0: zero, a1: zero, a2: zero, a3: zero))
    let d0 = mixBit(0, top, none, key)
    let d1 = mixBit(1, d0, top, key)
    let d2 = mixBit(2, d1, none, key)
    let d3 = mixBit(3, d2, top, key)
    let d4 = mixBit(4, d3, top, key)
    let d5 = mixBit(5, d4, none, key)
    let d6 = mixBit(6, d5, none, key)
    _ = mixBit(7, d6, none, key)
  }

  /// MIXCOLUMNS and ADDROUNDKEY for one bit, and what the next bit needs of it.
  ///
  /// With d the sum of a row and the next one, a row becomes x·d ⊕ the next row ⊕ the d of the row
  /// two below. XTIMES, §4.2, takes a bit from `below`, and bits 0, 1, 3 and 4 from the `top` too.
  @inline(__always)
  private mutating func mixBit(
    _ bit: Int, _ below: Differences, _ top: Differences, _ key: (Int) -> Vector
  ) -> Differences {
    let a = column(bit)
    let d = Differences(a)
    self[plane: bit] = below.d0 ^ top.d0 ^ a.a1 ^ d.d2 ^ key(bit)
    self[plane: bit &+ 8] = below.d1 ^ top.d1 ^ a.a2 ^ d.d3 ^ key(bit &+ 8)
    self[plane: bit &+ 16] = below.d2 ^ top.d2 ^ a.a3 ^ d.d0 ^ key(bit &+ 16)
    self[plane: bit &+ 24] = below.d3 ^ top.d3 ^ a.a0 ^ d.d1 ^ key(bit &+ 24)
    return d
  }

  /// SHIFTROWS and ADDROUNDKEY, FIPS 197 §5.1.2 and §5.1.4, of the last round.
  @inline(__always)
  fileprivate mutating func shiftRows(adding key: (Int) -> Vector) {
    forEachBit { bit in
      let a = column(bit)
      self[plane: bit] = a.a0 ^ key(bit)
      self[plane: bit &+ 8] = a.a1 ^ key(bit &+ 8)
      self[plane: bit &+ 16] = a.a2 ^ key(bit &+ 16)
      self[plane: bit &+ 24] = a.a3 ^ key(bit &+ 24)
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

/// The numbers of the bits of a byte, each written out, so that what is made of them is constant.
@inline(__always)
private func forEachBit(_ body: (Int) -> Void) {
  body(0)
  body(1)
  body(2)
  body(3)
  body(4)
  body(5)
  body(6)
  body(7)
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
