/// The odd primes below 2¹⁷, by which candidates are divided before anything dearer is tried.
///
/// A rest by the product of several primes is taken first, and then divided by each of them.
struct SmallPrimes: Sendable {
  /// Where the primes end.
  private static let limit = 1 << 17
  /// The only value.
  static let all = SmallPrimes()

  /// The primes, in ascending order.
  let primes: [UInt64]
  /// p⁻¹ mod 2⁶⁴ of each prime, and the last number of 64 bits, divided by p.
  private let tests: [(inverse: UInt64, limit: UInt64)]
  /// As many primes next to each other as have a product below 2⁶⁴; a whole number of passes.
  private let groups: [Group]

  /// Neighbouring primes: their product, its inverse, and which they are.
  private typealias Group = (divisor: ExactDivisor, members: Range<Int>)

  private init() {
    primes = Self.sieve()
    tests = primes.map { (ExactDivisor.inverse($0), .max / $0) }
    var (groups, product, start): ([Group], UInt64, Int) = ([], 1, 0)
    for (i, prime) in primes.enumerated() {
      let (next, overflow) = product.multipliedReportingOverflow(by: prime)
      if overflow {
        groups.append((ExactDivisor(product), start..<i))
        (product, start) = (prime, i)
      } else {
        product = next
      }
    }
    groups.append((ExactDivisor(product), start..<primes.count))
    while groups.count % ExactDivisor.lanes > 0 { groups.append((ExactDivisor(1), 0..<0)) }
    self.groups = groups
  }

  /// Whether a prime below 128 · count² divides a number, of 32 limbs at most; the answer yes is
  /// given early, and is public.
  ///
  /// Division by p saves one candidate in p its power. A power takes time as count³, a division as
  /// count: from that bound on, whose factor was measured, divisions take longer than they save.
  func divideOne(of number: borrowing Natural) -> Bool {
    let limit = 128 * number.count * number.count
    for start in stride(from: 0, to: groups.count, by: ExactDivisor.lanes) {
      if primes[groups[start].members.lowerBound] > limit { break }
      let rests = number.exactRests { groups[start + $0].divisor }
      var divides = false
      for lane in 0..<ExactDivisor.lanes {
        for i in groups[start + lane].members {
          divides = divides || rests[lane] &* tests[i].inverse <= tests[i].limit
        }
      }
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
}
