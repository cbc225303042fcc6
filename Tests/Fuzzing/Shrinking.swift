/// Makes a failing input smaller while it still fails.
package enum Shrinking {
  /// The smallest input that was found by asking so often at most whether one still fails.
  package static func smallest(
    _ input: [UInt8], attempts: Int = 400, stillFails: ([UInt8]) -> Bool
  ) -> [UInt8] {
    var (best, left) = (input, attempts)
    func take(_ candidate: [UInt8]) -> Bool {
      guard left > 0, candidate != best else { return false }
      left -= 1
      guard stillFails(candidate) else { return false }
      best = candidate
      return true
    }
    // Large pieces first: half of it, a quarter, and so on down to single bytes.
    var size = max(1, best.count / 2)
    while left > 0 {
      var isSmaller = false
      var start = 0
      while start < best.count, left > 0 {
        let rest = best[..<start] + best[min(best.count, start + size)...]
        if take(Array(rest)) { isSmaller = true } else { start += size }
      }
      if size == 1, !isSmaller { break }
      size = max(1, size / 2)
    }
    // What is left may have plainer bytes.
    for index in best.indices where best[index] != UInt8(ascii: "a") {
      var candidate = best
      candidate[index] = UInt8(ascii: "a")
      _ = take(candidate)
    }
    return best
  }
}
