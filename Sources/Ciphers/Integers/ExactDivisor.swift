/// An odd number to divide by, as if there were no rest, from the least significant digit on.
///
/// That takes multiplication alone (Granlund and Montgomery, Division by Invariant Integers using
/// Multiplication, 1994, §9): processors' division takes time that depends on data.
struct ExactDivisor: Sendable {
  /// How many are divided by at a time: each step of a division waits for the one before, and
  /// meanwhile the processor takes those of the others.
  static let lanes = 4

  /// The divisor.
  let divisor: UInt64
  /// Its inverse modulo 2⁶⁴.
  let inverse: UInt64

  /// Takes an odd number.
  init(_ divisor: UInt64) {
    (self.divisor, inverse) = (divisor, Self.inverse(divisor))
  }

  /// The inverse of an odd number modulo 2⁶⁴, by Newton's method.
  static func inverse(_ odd: UInt64) -> UInt64 {
    var inverse = odd
    for _ in 0..<5 { inverse = inverse &* (2 &- odd &* inverse) }
    return inverse
  }

  /// What is to be taken from the next digit, after this one and what was to be taken from it.
  @inline(__always)
  func carry(_ digit: UInt64, _ rest: UInt64) -> UInt64 {
    let (difference, borrow) = digit.subtracting(rest, 0)
    return (difference &* inverse).multipliedFullWidth(by: divisor).high &+ borrow
  }
}

extension Natural {
  /// A number for each divisor that divisors of it divide if, and only if, they divide this one:
  /// the rest of exact division.
  func exactRests(
    by divisor: (_ lane: Int) -> ExactDivisor
  ) -> InlineArray<4, UInt64> {
    let divisors = InlineArray<4, ExactDivisor>(divisor)
    var rests = InlineArray<4, UInt64>(repeating: 0)
    for limb in limbs {
      for lane in divisors.indices { rests[lane] = divisors[lane].carry(limb, rests[lane]) }
    }
    return rests
  }

  /// Whether an odd number of 64 bits divides this one, which becomes public.
  func isMultiple(of divisor: UInt64) -> Bool {
    let divisor = ExactDivisor(divisor)
    var rest: UInt64 = 0
    for limb in limbs { rest = divisor.carry(limb, rest) }
    return rest == 0 || rest == divisor.divisor
  }
}
