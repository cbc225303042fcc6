import Sessions

extension OutputPattern {
  /// The lines that the file should have for an output: what still matches stays as it is, elisions
  /// too; the rest is what was printed, with the names of known values.
  func updated(_ printed: [PrintedLine], _ bindings: Bindings) -> [String] {
    var result: [String] = []
    var oldStart = 0
    var newStart = 0
    for (old, new) in anchors(printed, bindings) + [(lines.count, printed.count)] {
      result += gap(oldStart..<old, printed[newStart..<new], bindings)
      if old < lines.count { result.append(texts[old]) }
      (oldStart, newStart) = (old + 1, new + 1)
    }
    return result
  }

  /// The lines between two that still match.
  ///
  /// Around a `...` as many lines as before are printed.
  private func gap(
    _ old: Range<Int>, _ new: ArraySlice<PrintedLine>, _ bindings: Bindings
  ) -> [String] {
    let named = new.map { bindings.naming($0.text) }
    guard let first = old.first(where: { lines[$0] == .anyLines }),
      let last = old.last(where: { lines[$0] == .anyLines })
    else { return named }
    let head = min(first - old.lowerBound, named.count)
    let tail = min(old.upperBound - last - 1, named.count - head)
    return named[..<head] + ["..."] + named[(named.count - tail)...]
  }

  /// Pairs of expected and printed lines that match, both ascending, as many as can be.
  private func anchors(
    _ printed: [PrintedLine], _ bindings: Bindings
  ) -> [(old: Int, new: Int)] {
    var bound = bindings
    func matches(_ old: Int, _ new: Int) -> Bool {
      guard case .line(let pattern) = lines[old] else { return false }
      return printed[new].match(pattern, bound) != nil
    }
    var head = 0
    while head < min(lines.count, printed.count), case .line(let pattern) = lines[head],
      let after = printed[head].match(pattern, bound)
    {
      bound = after
      head += 1
    }
    var tail = 0
    while tail < min(lines.count, printed.count) - head,
      matches(lines.count - tail - 1, printed.count - tail - 1)
    { tail += 1 }
    let old = head..<lines.count - tail
    let new = head..<printed.count - tail
    return (0..<head).map { ($0, $0) } + longestCommon(old, new, matches)
      + (0..<tail).reversed().map { (lines.count - $0 - 1, printed.count - $0 - 1) }
  }

  /// Beyond this many comparisons the search is left, and what was printed is taken as it is.
  private static let mostComparisons = 1_000_000

  private func longestCommon(
    _ old: Range<Int>, _ new: Range<Int>, _ matches: (Int, Int) -> Bool
  ) -> [(old: Int, new: Int)] {
    guard !old.isEmpty, !new.isEmpty, old.count * new.count <= Self.mostComparisons else {
      return []
    }
    let width = new.count + 1
    var lengths = Array(repeating: 0, count: (old.count + 1) * width)
    var isEqual = Array(repeating: false, count: lengths.count)
    for row in (0..<old.count).reversed() {
      for column in (0..<new.count).reversed() {
        let index = row * width + column
        isEqual[index] = matches(old.lowerBound + row, new.lowerBound + column)
        lengths[index] =
          isEqual[index]
          ? lengths[index + width + 1] + 1 : max(lengths[index + width], lengths[index + 1])
      }
    }
    var pairs: [(old: Int, new: Int)] = []
    var (row, column) = (0, 0)
    while row < old.count, column < new.count {
      let index = row * width + column
      if isEqual[index] {
        pairs.append((old.lowerBound + row, new.lowerBound + column))
        (row, column) = (row + 1, column + 1)
      } else if lengths[index + width] >= lengths[index + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return pairs
  }
}
