// The sum of two products in GF(2¹²⁸) at a time, for long messages; all constant-time where the
// processor's multiplication is.

/// Two elements in the two lanes of vectors, in the pieces of 32 bits that Karatsuba's method asks
/// for, twice over: the halves and their sum, and again the halves and sums of these.
struct ElementPair {
  /// From the high halves, the low halves, and the sums of both.
  let high, low, sum: Pieces

  /// The first element in the first lane.
  @inline(__always)
  init(_ a: Block, _ b: Block) {
    let (h, l) = (Vector(SIMD2(a.high, b.high)), Vector(SIMD2(a.low, b.low)))
    high = Pieces(h)
    low = Pieces(l)
    sum = Pieces(h ^ l)
  }

  /// The low 32 bits of two lanes, the high ones, and their sum; what stands above them is ignored.
  struct Pieces {
    let low, high, sum: Vector

    /// Splits two lanes of 64 bits.
    @inline(__always)
    init(_ v: Vector) {
      low = v
      high = Vector(SIMD4(v.lanes.y, v.lanes.y, v.lanes.w, v.lanes.w))
      sum = low ^ high
    }
  }
}

/// Sums of carry-less products, before they are reduced: of the halves, and of their sums.
struct ProductSum {
  private let high, low, sum: Parts

  /// x • y in each lane, not reduced.
  @inline(__always)
  init(_ x: ElementPair, _ y: ElementPair) {
    high = Parts(x.high, y.high)
    low = Parts(x.low, y.low)
    sum = Parts(x.sum, y.sum)
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
    init(_ x: ElementPair.Pieces, _ y: ElementPair.Pieces) {
      low = Self.product(x.low, y.low)
      high = Self.product(x.high, y.high)
      sum = Self.product(x.sum, y.sum)
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
  /// The carry-less product of the low 32 bits of each lane, by ordinary multiplication.
  ///
  /// Four masks leave three holes after every bit. A sum of products then has at most eight ones
  /// in a place, and carries fall into holes.
  @inline(__always)
  fileprivate static func product(_ x: Vector, _ y: Vector) -> Vector {
    let (x0, x1, x2, x3) = (x & m0, x & m1, x & m2, x & m3)
    let (y0, y1, y2, y3) = (y & m0, y & m1, y & m2, y & m3)
    let z0 = (x0 * y0) ^ (x1 * y3) ^ (x2 * y2) ^ (x3 * y1)
    let z1 = (x0 * y1) ^ (x1 * y0) ^ (x2 * y3) ^ (x3 * y2)
    let z2 = (x0 * y2) ^ (x1 * y1) ^ (x2 * y0) ^ (x3 * y3)
    let z3 = (x0 * y3) ^ (x1 * y2) ^ (x2 * y1) ^ (x3 * y0)
    return (z0 & n0) ^ (z1 & n1) ^ (z2 & n2) ^ (z3 & n3)
  }

  /// Every fourth bit of the low halves.
  @inline(__always) private static var m0: Vector { Vector(SIMD2(repeating: 0x1111_1111)) }
  @inline(__always) private static var m1: Vector { Vector(SIMD2(repeating: 0x2222_2222)) }
  @inline(__always) private static var m2: Vector { Vector(SIMD2(repeating: 0x4444_4444)) }
  @inline(__always) private static var m3: Vector { Vector(SIMD2(repeating: 0x8888_8888)) }
  /// Every fourth bit.
  @inline(__always) private static var n0: Vector { Vector(SIMD4(repeating: 0x1111_1111)) }
  @inline(__always) private static var n1: Vector { Vector(SIMD4(repeating: 0x2222_2222)) }
  @inline(__always) private static var n2: Vector { Vector(SIMD4(repeating: 0x4444_4444)) }
  @inline(__always) private static var n3: Vector { Vector(SIMD4(repeating: 0x8888_8888)) }
}

extension Vector {
  /// The products of two numbers of 32 bits, in lanes of 64: one instruction, since the compiler
  /// sees from the masks that the upper halves are zero.
  @inline(__always)
  fileprivate static func * (x: Vector, y: Vector) -> Vector { Vector(x.pair &* y.pair) }

  /// The sum of the two lanes of 64 bits.
  @inline(__always)
  fileprivate var laneSum: UInt64 { pair.x ^ pair.y }
}
