// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

// Sums of products in GF(2¹²⁸), up to sixteen at a time, for messages that are not short; all
// constant-time where the processor's multiplication is.

/// Powers of H, and what one step of GHASH with them takes: Y and up to sixteen blocks.
///
/// Pairs of blocks lie in the two lanes of vectors. With n pairs a step is
/// (Y ⊕ X₁) • H²ⁿ ⊕ X₂ • H²ⁿ⁻¹ ⊕ … ⊕ X₂ₙ • H, which is 2n steps of SP 800-38D §6.4, with the sums
/// of products reduced once. It lies on the stack of whoever needs it, who calls `destroy`.
struct HashPowers<let pieceCount: Int>: ~Copyable {
  /// Of each pair of powers, first H² and H, the nine pieces.
  private var factors = InlineArray<pieceCount, Masked> { _ in .zero }
  /// Of each pair of blocks, the last one first, the nine pieces.
  private var pieces = InlineArray<pieceCount, SIMD4<UInt32>> { _ in .zero }

  /// No powers yet: they are computed in place, so that no copy of them is left behind.
  @inline(__always)
  init() {}

  /// Computes the powers for steps of up to `pairs` pairs.
  @inline(never)
  mutating func compute(_ H: Block, pairs: Int) {
    precondition(pairs >= 1 && pairs <= pieceCount / 9)
    let element = FieldElement(H)
    var (odd, square) = (H, H)
    var span = factors.mutableSpan
    var j = 0
    while j < pairs {
      // The exponent 2j + 2 is a power of two where j and j + 1 have no bit in common.
      let even: Block
      if j & (j &+ 1) == 0 {
        square = FieldElement.square(square)
        even = square
      } else {
        even = element.multiply(odd)
      }
      span.store(factorsOf: ElementPair(even, odd), at: j)
      j &+= 1
      if j < pairs { odd = element.multiply(even) }
    }
  }

  /// Overwrites everything with zeros.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &factors) { unsafe erase($0) }
    unsafe withUnsafeMutableBytes(of: &pieces) { unsafe erase($0) }
  }

  /// Y after the `pairs` pairs of blocks of X that begin at `offset`.
  @inline(never)
  mutating func step(_ Y: Block, _ X: Span<UInt8>, at offset: Int, pairs: Int) -> Block {
    precondition(pairs >= 1 && pairs <= pieceCount / 9)
    var (Y, offset, j) = (Y, offset, pairs)
    var span = pieces.mutableSpan
    while j > 0 {
      j &-= 1
      span.store(ElementPair(Y ^ Block(X, at: offset), Block(X, at: offset &+ 16)), at: j)
      (Y, offset) = (.zero, offset &+ 32)
    }
    return ProductSum(pieces.span, factors.span, pairs).reduced
  }
}

/// Two elements in the two lanes of vectors, in the pieces of 32 bits that Karatsuba's method asks
/// for, twice over: the halves and their sum, and again the halves and sums of these.
private struct ElementPair {
  private let high, low: Vector

  /// The first element in the first lane.
  @inline(__always)
  init(_ a: Block, _ b: Block) {
    high = Vector(SIMD2(a.high, b.high))
    low = Vector(SIMD2(a.low, b.low))
  }

  /// Hands over the nine pieces, each the low 32 bits of two lanes; what stands above is ignored.
  @inline(__always)
  func forEachPiece(_ body: (_ number: Int, _ piece: Vector) -> Void) {
    Self.split(low, 0, body)
    Self.split(high, 3, body)
    Self.split(high ^ low, 6, body)
  }

  /// The low halves of two lanes, the high ones, and their sums.
  @inline(__always)
  private static func split(_ v: Vector, _ number: Int, _ body: (Int, Vector) -> Void) {
    let high = Vector(SIMD4(v.lanes.y, v.lanes.y, v.lanes.w, v.lanes.w))
    body(number, v)
    body(number &+ 1, high)
    body(number &+ 2, v ^ high)
  }
}

extension MutableSpan<SIMD4<UInt32>> {
  /// Writes the pieces of pair `j` of blocks.
  @inline(__always)
  fileprivate mutating func store(_ pair: ElementPair, at j: Int) {
    pair.forEachPiece { number, piece in
      unsafe self[unchecked: 9 &* j &+ number] = piece.lanes
    }
  }
}

extension MutableSpan<Masked> {
  /// Writes the pieces of pair `j` of powers.
  @inline(__always)
  fileprivate mutating func store(factorsOf pair: ElementPair, at j: Int) {
    pair.forEachPiece { number, piece in self[9 &* j &+ number] = Masked(piece) }
  }
}

/// Every fourth bit of the low 32 in two lanes, four times.
///
/// The masks leave three holes after every bit, so that carries of an ordinary product fall into
/// holes: at most eight ones meet in a place.
private struct Masked {
  let m0, m1, m2, m3: Vector

  /// No bits.
  @inline(__always) static var zero: Masked { Masked(Vector(SIMD4<UInt32>.zero)) }

  @inline(__always)
  init(_ x: Vector) {
    m0 = x & Vector(SIMD2(repeating: 0x1111_1111))
    m1 = x & Vector(SIMD2(repeating: 0x2222_2222))
    m2 = x & Vector(SIMD2(repeating: 0x4444_4444))
    m3 = x & Vector(SIMD2(repeating: 0x8888_8888))
  }
}

/// Sums of carry-less products, before they are reduced: of the halves, and of their sums.
private struct ProductSum {
  private let high, low, sum: Parts

  /// The sum of x • y over `pairs` pairs, in each lane, not reduced.
  @inline(__always)
  init(_ x: Span<SIMD4<UInt32>>, _ y: Span<Masked>, _ pairs: Int) {
    low = Parts(x, y, 0, pairs)
    high = Parts(x, y, 3, pairs)
    sum = Parts(x, y, 6, pairs)
  }

  /// The sum of both lanes, reduced, SP 800-38D §6.3.
  @inline(__always)
  var reduced: Block {
    let (h, l, s) = (high.halves, low.halves, sum.halves)
    let middle = (high: s.high ^ h.high ^ l.high, low: s.low ^ h.low ^ l.low)
    return FieldElement.reduce(
      h.high.laneSum, (h.low ^ middle.high).laneSum, (l.high ^ middle.low).laneSum, l.low.laneSum)
  }

  /// Three products of 63 bits that make one of 127, in each lane.
  struct Parts {
    let low, high, sum: Vector

    @inline(__always)
    init(_ x: Span<SIMD4<UInt32>>, _ y: Span<Masked>, _ piece: Int, _ pairs: Int) {
      low = Self.product(x, y, piece, pairs)
      high = Self.product(x, y, piece &+ 1, pairs)
      sum = Self.product(x, y, piece &+ 2, pairs)
    }

    /// The two halves of the product in each lane.
    @inline(__always)
    var halves: (high: Vector, low: Vector) {
      let m = (sum ^ low ^ high).lanes
      return (
        high ^ Vector(SIMD4(m.y, 0, m.w, 0)), low ^ Vector(SIMD4(0, m.x, 0, m.z))
      )
    }
  }
}

extension ProductSum.Parts {
  /// The sum of carry-less products of one piece of all pairs, by ordinary multiplication.
  @inline(__always)
  private static func product(
    _ x: Span<SIMD4<UInt32>>, _ y: Span<Masked>, _ piece: Int, _ pairs: Int
  ) -> Vector {
    let zero = Vector(SIMD4<UInt32>.zero)
    var (z0, z1, z2, z3) = (zero, zero, zero, zero)
    var i = piece
    let end = 9 &* pairs
    while i < end {
      let x = Masked(Vector(unsafe x[unchecked: i]))
      let y = unsafe y[unchecked: i]
      z0 = z0 ^ (x.m0 * y.m0) ^ (x.m1 * y.m3) ^ (x.m2 * y.m2) ^ (x.m3 * y.m1)
      z1 = z1 ^ (x.m0 * y.m1) ^ (x.m1 * y.m0) ^ (x.m2 * y.m3) ^ (x.m3 * y.m2)
      z2 = z2 ^ (x.m0 * y.m2) ^ (x.m1 * y.m1) ^ (x.m2 * y.m0) ^ (x.m3 * y.m3)
      z3 = z3 ^ (x.m0 * y.m3) ^ (x.m1 * y.m2) ^ (x.m2 * y.m1) ^ (x.m3 * y.m0)
      i &+= 9
    }
    return (z0 & n0) ^ (z1 & n1) ^ (z2 & n2) ^ (z3 & n3)
  }

  /// Every fourth bit.
  @inline(__always) private static var n0: Vector { Vector(SIMD4(repeating: 0x1111_1111)) }
  @inline(__always) private static var n1: Vector { Vector(SIMD4(repeating: 0x2222_2222)) }
  @inline(__always) private static var n2: Vector { Vector(SIMD4(repeating: 0x4444_4444)) }
  @inline(__always) private static var n3: Vector { Vector(SIMD4(repeating: 0x8888_8888)) }
}

extension Vector {
  /// The products of the low 32 bits, in lanes of 64: one instruction, because the compiler sees
  /// that the upper halves are zero.
  @inline(__always)
  fileprivate static func * (x: Vector, y: Vector) -> Vector {
    Vector(x.low.pair &* y.low.pair)
  }

  /// The low 32 bits of each lane of 64.
  @inline(__always)
  private var low: Vector { self & Vector(SIMD4(.max, 0, .max, 0)) }

  /// The sum of the two lanes of 64 bits.
  @inline(__always)
  fileprivate var laneSum: UInt64 { pair.x ^ pair.y }
}
