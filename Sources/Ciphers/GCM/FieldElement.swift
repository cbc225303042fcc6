/// An element of GF(2¹²⁸) that others are multiplied by, NIST SP 800-38D §6.3.
///
/// The standard's bit 0, the coefficient of x⁰, is the most significant bit of `Block.high`: the
/// polynomial stands reflected. 1 is 0x80…0, x is 0x40…0. Products are Karatsuba's three.
struct FieldElement {
  /// The halves and their sum, for Karatsuba.
  private let high: HoledFactor
  private let low: HoledFactor
  private let sum: HoledFactor

  /// Spreads an element over its holed factors.
  @inline(__always)
  init(_ element: Block) {
    high = HoledFactor(element.high)
    low = HoledFactor(element.low)
    sum = HoledFactor(element.high ^ element.low)
  }

  /// The product with y, X • Y of §6.3; constant-time where the processor's multiplication is.
  @inline(__always)
  func multiply(_ y: Block) -> Block {
    let h = high.multiply(y.high)
    let l = low.multiply(y.low)
    let m = sum.multiply(y.high ^ y.low)
    return Self.reduce(
      h.high, h.low ^ h.high ^ l.high ^ m.high, l.high ^ h.low ^ l.low ^ m.low, l.low)
  }

  /// The square, X • X: its bits move apart, which is all that squaring is over GF(2).
  static func square(_ x: Block) -> Block {
    reduce(
      spread(x.high &>> 32), spread(x.high & 0xFFFF_FFFF), spread(x.low &>> 32),
      spread(x.low & 0xFFFF_FFFF))
  }

  /// A zero after every bit of 32.
  @inline(__always)
  private static func spread(_ bits: UInt64) -> UInt64 {
    var x = (bits | bits &<< 16) & 0x0000_FFFF_0000_FFFF
    x = (x | x &<< 8) & 0x00FF_00FF_00FF_00FF
    x = (x | x &<< 4) & 0x0F0F_0F0F_0F0F_0F0F
    x = (x | x &<< 2) & 0x3333_3333_3333_3333
    return (x | x &<< 1) & 0x5555_5555_5555_5555
  }

  /// The remainder of a product, highest half first, modulo 1 + x + x² + x⁷ + x¹²⁸, the R of §6.3.
  ///
  /// A product of reflections is the reflection of the product, one place too far right. Higher
  /// powers stand further right.
  @inline(__always)
  static func reduce(_ p3: UInt64, _ p2: UInt64, _ p1: UInt64, _ p0: UInt64) -> Block {
    let (v3, v2) = (p3 &<< 1 | p2 &>> 63, p2 &<< 1 | p1 &>> 63)
    let (v1, v0) = (p1 &<< 1 | p0 &>> 63, p0 &<< 1)
    let w2 = v2 ^ v0 ^ v0 &>> 1 ^ v0 &>> 2 ^ v0 &>> 7
    let w1 = v1 ^ v0 &<< 63 ^ v0 &<< 62 ^ v0 &<< 57
    return Block(
      high: v3 ^ w1 ^ w1 &>> 1 ^ w1 &>> 2 ^ w1 &>> 7,
      low: w2 ^ w1 &<< 63 ^ w1 &<< 62 ^ w1 &<< 57)
  }
}

/// A polynomial over GF(2) of 64 bits, ready for carry-less products by ordinary multiplication.
///
/// Four masks leave three holes after every bit, so that carries fall into holes. A sum of 16 bits
/// would overflow its hole; the other factor's lowest four bits are therefore multiplied apart,
/// which leaves 15 (the method of BoringSSL's `gcm_nohw`).
private struct HoledFactor {
  private let b: UInt64
  private let b0: UInt64
  private let b1: UInt64
  private let b2: UInt64
  private let b3: UInt64

  /// Keeps every fourth bit, four times.
  @inline(__always)
  init(_ b: UInt64) {
    self.b = b
    b0 = b & 0x1111_1111_1111_1111
    b1 = b & 0x2222_2222_2222_2222
    b2 = b & 0x4444_4444_4444_4444
    b3 = b & 0x8888_8888_8888_8888
  }

  /// The 127-bit carry-less product.
  @inline(__always)
  func multiply(_ a: UInt64) -> (high: UInt64, low: UInt64) {
    let (a0, a1) = (a & 0x1111_1111_1111_1110, a & 0x2222_2222_2222_2220)
    let (a2, a3) = (a & 0x4444_4444_4444_4440, a & 0x8888_8888_8888_8880)
    let c0 = Self.sum(a0, b0, a1, b3, a2, b2, a3, b1)
    let c1 = Self.sum(a0, b1, a1, b0, a2, b3, a3, b2)
    let c2 = Self.sum(a0, b2, a1, b1, a2, b0, a3, b3)
    let c3 = Self.sum(a0, b3, a1, b2, a2, b1, a3, b0)
    let e0 = b & (0 &- (a & 1))
    let e1 = b & (0 &- (a &>> 1 & 1))
    let e2 = b & (0 &- (a &>> 2 & 1))
    let e3 = b & (0 &- (a &>> 3 & 1))
    let high =
      c0.high & 0x1111_1111_1111_1111 ^ c1.high & 0x2222_2222_2222_2222
      ^ c2.high & 0x4444_4444_4444_4444 ^ c3.high & 0x8888_8888_8888_8888
    let low =
      c0.low & 0x1111_1111_1111_1111 ^ c1.low & 0x2222_2222_2222_2222
      ^ c2.low & 0x4444_4444_4444_4444 ^ c3.low & 0x8888_8888_8888_8888
    return (
      high ^ e1 &>> 63 ^ e2 &>> 62 ^ e3 &>> 61,
      low ^ e0 ^ e1 &<< 1 ^ e2 &<< 2 ^ e3 &<< 3
    )
  }

  /// p·q ⊕ r·s ⊕ t·u ⊕ v·w, each an ordinary product of 128 bits.
  @inline(__always)
  private static func sum(
    _ p: UInt64, _ q: UInt64, _ r: UInt64, _ s: UInt64,
    _ t: UInt64, _ u: UInt64, _ v: UInt64, _ w: UInt64
  ) -> (high: UInt64, low: UInt64) {
    let (pq, rs) = (p.multipliedFullWidth(by: q), r.multipliedFullWidth(by: s))
    let (tu, vw) = (t.multipliedFullWidth(by: u), v.multipliedFullWidth(by: w))
    return (pq.high ^ rs.high ^ tu.high ^ vw.high, pq.low ^ rs.low ^ tu.low ^ vw.low)
  }
}
