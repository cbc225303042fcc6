/// Bits that gates act on all at once: what the circuit of the S-box is made for.
///
/// A gate is one instruction, or a few, whose time does not depend on the bits.
protocol Gates {
  /// ⊕, bit by bit.
  static func ^ (x: Self, y: Self) -> Self
  /// ∧, bit by bit.
  static func & (x: Self, y: Self) -> Self
}

extension UInt64: Gates {}

/// 128 bits in one vector register, as four lanes.
///
/// Held as a mask, because the standard library (Swift 6.3) has gates for masks that become vector
/// instructions wherever they stand; those of its integer vectors are loops over the lanes, which
/// the optimiser puts together again in small functions only. `.ci/ciphers` looks at the outcome.
struct Vector: Gates {
  /// Plain bits, whatever lanes of a mask usually are: gates keep every bit on its own.
  private var bits: SIMDMask<SIMD4<Int32>>

  /// A mask's lanes: all ones, or all zeros.
  @inline(__always)
  init(_ bits: SIMDMask<SIMD4<Int32>>) {
    self.bits = bits
  }

  /// Four lanes of 32 bits.
  @inline(__always)
  init(_ lanes: SIMD4<UInt32>) {
    bits = unsafe unsafeBitCast(lanes, to: SIMDMask<SIMD4<Int32>>.self)
  }

  /// The four lanes.
  @inline(__always)
  var lanes: SIMD4<UInt32> { unsafe unsafeBitCast(bits, to: SIMD4<UInt32>.self) }

  /// Two lanes of 64 bits.
  @inline(__always)
  init(_ pair: SIMD2<UInt64>) {
    bits = unsafe unsafeBitCast(pair, to: SIMDMask<SIMD4<Int32>>.self)
  }

  /// The two lanes of 64 bits.
  @inline(__always)
  var pair: SIMD2<UInt64> { unsafe unsafeBitCast(bits, to: SIMD2<UInt64>.self) }

  /// 16 lanes of a mask: all ones, or all zeros.
  @inline(__always)
  init(_ bits: SIMDMask<SIMD16<Int8>>) {
    self.bits = unsafe unsafeBitCast(bits, to: SIMDMask<SIMD4<Int32>>.self)
  }

  /// 16 bytes.
  @inline(__always)
  init(_ bytes: SIMD16<Int8>) {
    bits = unsafe unsafeBitCast(bytes, to: SIMDMask<SIMD4<Int32>>.self)
  }

  /// The 16 bytes, as numbers with a sign.
  @inline(__always)
  var bytes: SIMD16<Int8> { unsafe unsafeBitCast(bits, to: SIMD16<Int8>.self) }

  /// ⊕, bit by bit.
  @inline(__always)
  static func ^ (x: Vector, y: Vector) -> Vector { Vector(x.bits .^ y.bits) }

  /// ∧, bit by bit.
  @inline(__always)
  static func & (x: Vector, y: Vector) -> Vector { Vector(x.bits .& y.bits) }
}
