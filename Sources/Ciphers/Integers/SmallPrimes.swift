/// The odd primes below 2¹³, by which candidates are divided before anything dearer is tried.
///
/// Divisibility is told by multiplication alone (Granlund and Montgomery, Division by Invariant
/// Integers using Multiplication, 1994, §9): processors' division takes time that depends on data.
struct SmallPrimes: Sendable {
  /// Where the primes end.
  static let limit = 8192
  /// The only value.
  static let all = SmallPrimes()

  /// The primes, in ascending order.
  let primes: [UInt64]
  /// p⁻¹ mod 2⁶⁴ of each prime, and the last number of 64 bits, divided by p.
  private let tests: [(inverse: UInt64, limit: UInt64)]
  /// As many primes next to each other as have a product below 2⁶⁴, the product, and its inverse.
  private let groups: [(product: UInt64, inverse: UInt64, members: Range<Int>)]

  private init() {
    primes = Self.sieve()
    tests = primes.map { (Self.inverse($0), .max / $0) }
    var (groups, product, start): ([(UInt64, UInt64, Range<Int>)], UInt64, Int) = ([], 1, 0)
    for (i, prime) in primes.enumerated() {
      let (next, overflow) = product.multipliedReportingOverflow(by: prime)
      if overflow {
        groups.append((product, Self.inverse(product), start..<i))
        (product, start) = (prime, i)
      } else {
        product = next
      }
    }
    groups.append((product, Self.inverse(product), start..<primes.count))
    self.groups = groups
  }

  /// Whether one of the primes divides a number; the answer yes is given early, and is public.
  func divideOne(of number: borrowing Natural) -> Bool {
    for group in groups {
      let rest = number.exactRest(by: group.product, inverse: group.inverse)
      var divides = false
      for i in group.members { divides = divides || rest &* tests[i].inverse <= tests[i].limit }
      if divides { return true }
    }
    return false
  }

  /// The sieve of Eratosthenes, without 2.
  private static func sieve() -> [UInt64] {
    var isComposite = [Bool](repeating: false, count: limit)
    var primes: [UInt64] = []
    for i in stride(from: 3, to: limit, by: 2) where !isComposite[i] {
      primes.append(UInt64(i))
      for multiple in stride(from: i * i, to: limit, by: i) { isComposite[multiple] = true }
    }
    return primes
  }

  /// The inverse of an odd number modulo 2⁶⁴, by Newton's method.
  static func inverse(_ odd: UInt64) -> UInt64 {
    var inverse = odd
    for _ in 0..<5 { inverse = inverse &* (2 &- odd &* inverse) }
    return inverse
  }
}

extension Natural {
  /// A number that a divisor of the odd `divisor` divides if, and only if, it divides this one: the
  /// rest of exact division, which starts from the least significant digit.
  func exactRest(by divisor: UInt64, inverse: UInt64) -> UInt64 {
    var rest: UInt64 = 0
    for limb in limbs {
      let (difference, borrow) = limb.subtracting(rest, 0)
      rest = (difference &* inverse).multipliedFullWidth(by: divisor).high &+ borrow
    }
    return rest
  }

  /// Whether an odd number of 64 bits divides this one, which becomes public.
  func isMultiple(of divisor: UInt64) -> Bool {
    let rest = exactRest(by: divisor, inverse: SmallPrimes.inverse(divisor))
    return rest == 0 || rest == divisor
  }
}
