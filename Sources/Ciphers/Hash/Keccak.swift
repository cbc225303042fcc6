// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 202.

/// A lane of the state of Keccak, FIPS 202 §3.1.1: of one state, or of several side by side.
protocol KeccakLane: Sendable {
  /// The same lane in all states.
  init(repeating lane: UInt64)
  /// The sum of bits.
  static func ^ (a: Self, b: Self) -> Self
  /// a ⊕ (¬b ∧ c), the step χ of §3.2.4.
  static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// The lane with its bits moved by `n` places from low to high z, 0 < n < 64.
  func rotated(by n: UInt64) -> Self
}

extension UInt64: KeccakLane {
  /// The lane of the one state.
  @inline(__always)
  init(repeating lane: UInt64) { self = lane }

  /// a ⊕ (¬b ∧ c).
  @inline(__always)
  static func chi(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 { a ^ (~b & c) }

  /// A turn to the left.
  @inline(__always)
  func rotated(by n: UInt64) -> UInt64 { self &<< n | self &>> (64 &- n) }
}

/// A lane of two states, in one vector register.
///
/// Held as a mask for the reason that `Vector` has.
struct KeccakPair: KeccakLane {
  /// Plain bits.
  private var bits: SIMDMask<SIMD2<Int64>>

  @inline(__always)
  private init(_ bits: SIMDMask<SIMD2<Int64>>) { self.bits = bits }

  /// The lanes of two states.
  @inline(__always)
  init(_ pair: SIMD2<UInt64>) {
    bits = unsafe unsafeBitCast(pair, to: SIMDMask<SIMD2<Int64>>.self)
  }

  /// The lanes of the two states.
  @inline(__always)
  var pair: SIMD2<UInt64> { unsafe unsafeBitCast(bits, to: SIMD2<UInt64>.self) }

  /// The same lane in both states.
  @inline(__always)
  init(repeating lane: UInt64) { self.init(SIMD2(repeating: lane)) }

  /// The sum of bits, in both states.
  @inline(__always)
  static func ^ (a: Self, b: Self) -> Self { Self(a.bits .^ b.bits) }

  /// a ⊕ (¬b ∧ c), in both states.
  @inline(__always)
  static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self { Self(a.bits .^ (.!b.bits .& c.bits)) }

  /// A turn to the left, in both states.
  @inline(__always)
  func rotated(by n: UInt64) -> Self {
    let left = pair &* SIMD2(repeating: 1 &<< n)
    let right = pair &>> SIMD2(repeating: 64 &- n)
    return Self(Self(left).bits .| Self(right).bits)
  }
}

/// The permutation Keccak-f[1600], FIPS 202 §3.3 and §3.4, and the state that it works on.
///
/// Constant-time: Boolean functions and rotations of words.
struct Keccak<Lane: KeccakLane>: Sendable {
  /// The lanes in the order of §3.1.2: Lane(x, y) is number 5y + x.
  var lanes = InlineArray<25, Lane>(repeating: Lane(repeating: 0))

  /// KECCAK-p[1600, 24] of §3.3: 24 rounds.
  @inline(never)
  mutating func permute() {
    var planes = KeccakPlanes(lanes)
    for i in RC.indices { planes.round(RC[i]) }
    planes.store(to: &lanes)
  }
}

/// The five planes of a state, FIPS 202 §3.1.
private struct KeccakPlanes<Lane: KeccakLane> {
  private var p0, p1, p2, p3, p4: KeccakPlane<Lane>

  /// §3.1.2, from a string to an array.
  @inline(__always)
  init(_ A: InlineArray<25, Lane>) {
    p0 = KeccakPlane(A[0], A[1], A[2], A[3], A[4])
    p1 = KeccakPlane(A[5], A[6], A[7], A[8], A[9])
    p2 = KeccakPlane(A[10], A[11], A[12], A[13], A[14])
    p3 = KeccakPlane(A[15], A[16], A[17], A[18], A[19])
    p4 = KeccakPlane(A[20], A[21], A[22], A[23], A[24])
  }

  /// §3.1.3, from an array to a string.
  @inline(__always)
  func store(to A: inout InlineArray<25, Lane>) {
    (A[0], A[1], A[2], A[3], A[4]) = p0.lanes
    (A[5], A[6], A[7], A[8], A[9]) = p1.lanes
    (A[10], A[11], A[12], A[13], A[14]) = p2.lanes
    (A[15], A[16], A[17], A[18], A[19]) = p3.lanes
    (A[20], A[21], A[22], A[23], A[24]) = p4.lanes
  }

  /// Rnd of §3.3: θ, ρ, π, χ and ι.
  ///
  /// ρ and π are in the arguments of χ: lane x of the new plane y is lane (x + 3y, x) of the old
  /// state, turned by the offset of table 2.
  @inline(__always)
  mutating func round(_ RC: UInt64) {
    let C = p0 ^ p1 ^ p2 ^ p3 ^ p4
    let D = C.differences
    let (a, b, c, d, e) = (p0 ^ D, p1 ^ D, p2 ^ D, p3 ^ D, p4 ^ D)
    p0 = .chi(
      a.x0, b.x1.rotated(by: 44), c.x2.rotated(by: 43), d.x3.rotated(by: 21), e.x4.rotated(by: 14))
    p0.x0 = p0.x0 ^ Lane(repeating: RC)
    p1 = .chi(
      a.x3.rotated(by: 28), b.x4.rotated(by: 20), c.x0.rotated(by: 3), d.x1.rotated(by: 45),
      e.x2.rotated(by: 61))
    p2 = .chi(
      a.x1.rotated(by: 1), b.x2.rotated(by: 6), c.x3.rotated(by: 25), d.x4.rotated(by: 8),
      e.x0.rotated(by: 18))
    p3 = .chi(
      a.x4.rotated(by: 27), b.x0.rotated(by: 36), c.x1.rotated(by: 10), d.x2.rotated(by: 15),
      e.x3.rotated(by: 56))
    p4 = .chi(
      a.x2.rotated(by: 62), b.x3.rotated(by: 55), c.x4.rotated(by: 39), d.x0.rotated(by: 41),
      e.x1.rotated(by: 2))
  }
}

/// A plane of the state, FIPS 202 §3.1: the five lanes with the same y.
private struct KeccakPlane<Lane: KeccakLane> {
  var x0, x1, x2, x3, x4: Lane

  @inline(__always)
  init(_ x0: Lane, _ x1: Lane, _ x2: Lane, _ x3: Lane, _ x4: Lane) {
    (self.x0, self.x1, self.x2, self.x3, self.x4) = (x0, x1, x2, x3, x4)
  }

  /// All five.
  @inline(__always)
  var lanes: (Lane, Lane, Lane, Lane, Lane) { (x0, x1, x2, x3, x4) }

  @inline(__always)
  static func ^ (a: Self, b: Self) -> Self {
    Self(a.x0 ^ b.x0, a.x1 ^ b.x1, a.x2 ^ b.x2, a.x3 ^ b.x3, a.x4 ^ b.x4)
  }

  /// D of θ, §3.2.1: D[x, z] = C[x − 1, z] ⊕ C[x + 1, z − 1].
  @inline(__always)
  var differences: Self {
    Self(
      x4 ^ x1.rotated(by: 1), x0 ^ x2.rotated(by: 1), x1 ^ x3.rotated(by: 1),
      x2 ^ x4.rotated(by: 1), x3 ^ x0.rotated(by: 1))
  }

  /// χ, §3.2.4, on a plane.
  @inline(__always)
  static func chi(_ x0: Lane, _ x1: Lane, _ x2: Lane, _ x3: Lane, _ x4: Lane) -> Self {
    Self(
      Lane.chi(x0, x1, x2), Lane.chi(x1, x2, x3), Lane.chi(x2, x3, x4), Lane.chi(x3, x4, x0),
      Lane.chi(x4, x0, x1))
  }
}

/// RC of ι, FIPS 202 §3.2.5, for each of the 24 rounds.
private let RC: InlineArray<24, UInt64> = [
  0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
  0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
  0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
  0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
  0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
  0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
]
