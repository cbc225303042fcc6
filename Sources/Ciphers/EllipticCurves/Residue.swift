// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of Montgomery, "Modular Multiplication Without Trial Division" (1985).

/// An odd modulus, with what Montgomery multiplication needs; R is 2^(64·words).
protocol Modulus: Sendable {
  /// The numbers that its residues are kept as.
  associatedtype Words: FixedLengthNumber
  /// How many bits m has.
  static var bitCount: Int { get }
  /// The modulus itself.
  static var m: Words { get }
  /// −m⁻¹ mod 2⁶⁴.
  static var k: UInt64 { get }
  /// R mod m: one, in Montgomery form.
  static var R: Words { get }
  /// R² mod m, which brings a number into Montgomery form.
  static var RR: Words { get }
  /// A turn of REDC: makes the lowest word of `last`·R + t zero by adding a multiple of m, divides
  /// by 2⁶⁴, and returns the carry out of t.
  static func dropLowestWord(of t: inout Words, below last: UInt64) -> UInt64
}

extension Modulus {
  /// A turn of REDC for any m: it adds q·m, q = t·k mod 2⁶⁴.
  @inline(__always)
  static func dropLowestWord(of t: inout Words, below last: UInt64) -> UInt64 {
    let q = t[0] &* k
    var (_, carry) = Words.multiplyAdd(q, m[0], t[0], 0)
    for j in 1..<Words.count { (t[j - 1], carry) = Words.multiplyAdd(q, m[j], t[j], carry) }
    (t[Words.count - 1], carry) = Words.add(last, carry, 0)
    return carry
  }

  /// How many bytes a residue has.
  static var byteCount: Int { (bitCount + 7) / 8 }
}

/// An integer modulo a prime, in Montgomery form: x is kept as x·R mod m, always below m.
///
/// Everything takes the same time whatever the numbers are, unless it says otherwise.
struct Residue<M: Modulus>: BitwiseCopyable, Equatable, Sendable {
  /// x·R mod m.
  private(set) var montgomery: M.Words

  /// The residue whose Montgomery form is given, below m.
  @inline(__always)
  init(montgomery: M.Words) { self.montgomery = montgomery }

  /// The residue of any number below R.
  init(reducing number: M.Words) {
    self.init(montgomery: Self.product(number, M.RR))
  }

  /// The residue of a number below m; nothing for others, which is told in constant time.
  init?(_ number: M.Words) {
    guard number.isBelow(M.m) == 1 else { return nil }
    self.init(reducing: number)
  }

  /// Zero.
  static var zero: Self {
    @inline(__always) get { Self(montgomery: M.Words()) }
  }

  /// One.
  static var one: Self {
    @inline(__always) get { Self(montgomery: M.R) }
  }

  /// The number itself, below m.
  var number: M.Words {
    var one = M.Words()
    one[0] = 1
    return Self.product(montgomery, one)
  }

  /// Whether this is zero; the answer is public.
  var isZero: Bool { montgomery.difference(from: M.Words()) == 0 }

  /// Whether both are the same; the answer is public.
  static func == (a: Self, b: Self) -> Bool { a.montgomery.difference(from: b.montgomery) == 0 }

  /// `other` where the mask is all ones, self where it is zero.
  @inline(__always)
  func replaced(by other: Self, where mask: UInt64) -> Self {
    Self(montgomery: montgomery.replaced(by: other.montgomery, where: mask))
  }

  /// Overwrites a secret.
  mutating func erase() { montgomery.erase() }
}

extension Residue {
  /// The sum.
  @inline(__always)
  static func + (a: Self, b: Self) -> Self {
    let (sum, carry) = a.montgomery.adding(b.montgomery)
    return Self(montgomery: reduceOnce(sum, carry))
  }

  /// The difference.
  @inline(__always)
  static func - (a: Self, b: Self) -> Self {
    let (difference, borrow) = a.montgomery.subtracting(b.montgomery)
    return Self(montgomery: addingBack(difference, where: 0 &- borrow))
  }

  /// The negative.
  @inline(__always)
  static prefix func - (a: Self) -> Self { .zero - a }

  /// The product.
  @inline(__always)
  static func * (a: Self, b: Self) -> Self {
    Self(montgomery: product(a.montgomery, b.montgomery))
  }

  /// The square.
  var squared: Self {
    @inline(__always) get { self * self }
  }

  /// The sum with itself.
  var doubled: Self {
    @inline(__always) get { self + self }
  }

  /// The threefold.
  var tripled: Self {
    @inline(__always) get { self + self + self }
  }

  /// The sum with m where the mask is all ones, modulo R.
  @inline(__always)
  private static func addingBack(_ number: M.Words, where mask: UInt64) -> M.Words {
    var m = M.m
    for i in 0..<M.Words.count { m[i] &= mask }
    return number.adding(m).0
  }

  /// t or t − m, whichever is below m, for t = carry·R + number below 2m.
  @inline(__always)
  private static func reduceOnce(_ number: M.Words, _ carry: UInt64) -> M.Words {
    let (difference, borrow) = number.subtracting(M.m)
    return Self.addingBack(difference, where: 0 &- (borrow & ~carry))
  }

  /// a·b/R mod m, for a·b below m·R: Montgomery's REDC, a word of b at a time.
  ///
  /// The turns are written out, since the compiler leaves a loop of them a loop, which keeps a, b
  /// and t out of the registers.
  @inline(never)
  private static func product(_ a: M.Words, _ b: M.Words) -> M.Words {
    var (t, top) = (M.Words(), UInt64(0))
    turn(a, b[0], &t, &top)
    turn(a, b[1], &t, &top)
    turn(a, b[2], &t, &top)
    turn(a, b[3], &t, &top)
    if M.Words.count > 4 {
      turn(a, b[4], &t, &top)
      turn(a, b[5], &t, &top)
    }
    if M.Words.count > 6 {
      turn(a, b[6], &t, &top)
      turn(a, b[7], &t, &top)
      turn(a, b[8], &t, &top)
    }
    return reduceOnce(t, top)
  }

  /// Adds a·b, then the multiple of m that makes the lowest word zero, and drops that word.
  @inline(__always)
  private static func turn(_ a: M.Words, _ b: UInt64, _ t: inout M.Words, _ top: inout UInt64) {
    var carry: UInt64 = 0
    for j in 0..<M.Words.count { (t[j], carry) = M.Words.multiplyAdd(a[j], b, t[j], carry) }
    let (last, over) = M.Words.add(top, carry, 0)
    top = over &+ M.dropLowestWord(of: &t, below: last)
  }
}

extension Residue {
  /// The power by a public exponent, whose windows of four bits are skipped where they are zero.
  func power(_ exponent: M.Words) -> Self {
    var powers = InlineArray<16, Self>(repeating: .one)
    for i in 1..<16 { powers[i] = powers[i - 1] * self }
    var result = Self.one
    for offset in stride(from: 64 * M.Words.count - 4, through: 0, by: -4) {
      result = result.squared.squared.squared.squared
      let window = Int(exponent.bits(at: offset, width: 4))
      if window > 0 { result = result * powers[window] }
    }
    unsafe withUnsafeMutableBytes(of: &powers) { unsafe Ciphers.erase($0) }
    return result
  }

  /// The inverse by Fermat's little theorem, x^(m − 2); of zero, zero.
  var inverse: Self {
    var two = M.Words()
    two[0] = 2
    return power(M.m.subtracting(two).0)
  }

  /// The inverses of many, by Montgomery's trick: the inverse of the product of all, which gives
  /// the last one's inverse and the inverse of the product of all but that, and so on to the first.
  static func inverses(of residues: [Self]) -> [Self] {
    var products = [Self.one]
    for residue in residues { products.append(products[products.count - 1] * residue) }
    var inverse = products[residues.count].inverse
    var inverses = residues
    for i in residues.indices.reversed() {
      inverses[i] = inverse * products[i]
      inverse = inverse * residues[i]
    }
    return inverses
  }

  /// The number in `byteCount` big-endian bytes.
  var bigEndianBytes: [UInt8] { number.bigEndianBytes(M.byteCount) }
}
