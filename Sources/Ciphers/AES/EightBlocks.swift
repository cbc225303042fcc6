// CIPHER and INVCIPHER, FIPS 197 §5.1 and §5.3, on eight blocks at once; all constant-time.

/// Eight blocks, for short messages: whoever has them calls `destroy` at the end.
///
/// While they are encrypted they are sliced: a plane for each bit, in it a lane for each row, in
/// that a byte for each column, and in that a bit for each block. So the rows stand side by side
/// for MIXCOLUMNS, and SHIFTROWS turns lanes by whole bytes.
struct EightBlocks: ~Copyable {
  /// The blocks, row by row.
  private var vectors = InlineArray<8, SIMD4<UInt32>> { _ in .zero }

  /// All zero.
  @inline(__always)
  init() {}

  /// Block `i` of the eight.
  ///
  /// Mutating, although it changes nothing: the compiler copies what is lent for reading only.
  @inline(__always)
  subscript(i: Int) -> Block {
    mutating get { Block(rows: Vector(vectors[i])) }
    set { vectors[i] = newValue.rows.lanes }
  }

  /// CIPHER, FIPS 197 §5.1; `w` holds the rows of each round key.
  @inline(never)
  mutating func encrypt(_ w: Span<SIMD4<UInt32>>) {
    withPlanes { $0.encrypt(w) }
  }

  /// INVCIPHER, FIPS 197 §5.3; `w` holds the rows of each round key.
  @inline(never)
  mutating func decrypt(_ w: Span<SIMD4<UInt32>>) {
    withPlanes { $0.decrypt(w) }
  }

  /// Overwrites everything with zeros.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &vectors) { unsafe erase($0) }
  }

  /// Slices the blocks for the time that `body` takes.
  @inline(__always)
  private mutating func withPlanes(_ body: (inout Planes<Vector>) -> Void) {
    var span = vectors.mutableSpan
    span.transposeBits()
    var planes = Planes(
      q0: Vector(span[0]), q1: Vector(span[1]), q2: Vector(span[2]), q3: Vector(span[3]),
      q4: Vector(span[4]), q5: Vector(span[5]), q6: Vector(span[6]), q7: Vector(span[7]))
    body(&planes)
    (span[0], span[1], span[2], span[3]) = (
      planes.q0.lanes, planes.q1.lanes, planes.q2.lanes, planes.q3.lanes
    )
    (span[4], span[5], span[6], span[7]) = (
      planes.q4.lanes, planes.q5.lanes, planes.q6.lanes, planes.q7.lanes
    )
    span.transposeBits()
  }
}
