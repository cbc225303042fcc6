/// Bytes, sliced: bit `b` of every byte lies in `q[b]`, so a gate acts on all of them at once.
struct Planes<Bits: Gates> {
  /// Plane 0 holds the least significant bits.
  var q0, q1, q2, q3, q4, q5, q6, q7: Bits
}

extension Planes<UInt64> {
  /// SUBWORD, FIPS 197 §5.2: bit `b` of the word's bytes is where bits 0, 8, 16 and 24 of plane `b`
  /// are, and the other bits do not matter.
  @inline(__always)
  static func subWord(_ word: UInt32) -> UInt32 {
    let x = UInt64(word)
    var p = Planes<UInt64>(
      q0: x, q1: x &>> 1, q2: x &>> 2, q3: x &>> 3, q4: x &>> 4, q5: x &>> 5, q6: x &>> 6,
      q7: x &>> 7)
    p.subBytes()
    let m: UInt64 = 0x0101_0101
    let low = p.q0 & m | (p.q1 & m) &<< 1 | (p.q2 & m) &<< 2 | (p.q3 & m) &<< 3
    let high = (p.q4 & m) &<< 4 | (p.q5 & m) &<< 5 | (p.q6 & m) &<< 6 | (p.q7 & m) &<< 7
    return UInt32(truncatingIfNeeded: low | high) ^ 0x6363_6363
  }
}
