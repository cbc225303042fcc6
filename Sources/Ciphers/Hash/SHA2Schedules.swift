// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

/// The message schedules of four blocks at once, step 1 of FIPS 180-4 §6.2.2: a lane for each
/// block.
///
/// Blocks wait for one another in the 64 rounds, but not here.
struct SHA2Schedules: ~Copyable {
  /// How many blocks there are at most.
  static let blockCount = 4

  /// Kₜ + Wₜ of each block.
  private var KW = InlineArray<64, SIMD4<UInt32>> { _ in .zero }

  /// No blocks yet.
  @inline(__always)
  init() {}

  /// The schedules of `count` blocks from `offset` on; lanes that are left repeat the last one.
  @inline(never)
  mutating func fill(_ M: Span<UInt8>, at offset: Int, count: Int) {
    precondition(count >= 1 && count <= Self.blockCount)
    precondition(offset >= 0 && M.count &- offset >= 64 &* count)
    let (first, last) = (offset, offset &+ 64 &* (count &- 1))
    let (second, third) = (min(first &+ 64, last), min(first &+ 128, last))
    var W = KW.mutableSpan
    for t in 0..<16 {
      let i = 4 &* t
      W[t] = unsafe SIMD4(
        M.bigEndian(uncheckedAt: first &+ i), M.bigEndian(uncheckedAt: second &+ i),
        M.bigEndian(uncheckedAt: third &+ i), M.bigEndian(uncheckedAt: last &+ i))
    }
    // Kₜ is added where Wₜ itself is no longer needed.
    for t in 16..<64 {
      let oldest = W[t &- 16]
      W[t] = oldest &+ sigma0(W[t &- 15]) &+ W[t &- 7] &+ sigma1(W[t &- 2])
      W[t &- 16] = oldest &+ SIMD4(repeating: SHA2Core32.K[t &- 16])
    }
    for t in 48..<64 { W[t] &+= SIMD4(repeating: SHA2Core32.K[t]) }
  }

  /// Lends Kₜ + Wₜ of block `i`, each at `RawSpan[word: t]`.
  ///
  /// Mutating, although it changes nothing: the compiler copies what is lent for reading only.
  @inline(__always)
  mutating func withWords(ofBlock i: Int, _ body: (RawSpan) -> Void) {
    precondition(i >= 0 && i < Self.blockCount)
    unsafe body(KW.span.bytes.extracting(droppingFirst: 4 &* i))
  }
}

extension RawSpan {
  /// Kₜ + Wₜ of a block whose words a `SHA2Schedules` lends, where t is known to be below 64.
  @inline(__always)
  subscript(word t: Int) -> UInt32 {
    unsafe unsafeLoad(fromUncheckedByteOffset: 16 &* t, as: UInt32.self)
  }
}

/// σ₀ of FIPS 180-4 §4.1.2, lane by lane: ROTR is a shift to the right and one to the left.
@inline(__always)
private func sigma0(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
  (Vector(x &>> 7) ^ Vector(x &<< 25) ^ Vector(x &>> 18) ^ Vector(x &<< 14) ^ Vector(x &>> 3)).lanes
}

/// σ₁ of FIPS 180-4 §4.1.2, lane by lane.
@inline(__always)
private func sigma1(_ x: SIMD4<UInt32>) -> SIMD4<UInt32> {
  (Vector(x &>> 17) ^ Vector(x &<< 15) ^ Vector(x &>> 19) ^ Vector(x &<< 13) ^ Vector(x &>> 10))
    .lanes
}
