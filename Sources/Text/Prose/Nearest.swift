/// The candidate that takes the fewest edits, if these are few.
package func nearest(to word: String, among candidates: [String]) -> String? {
  let word = Array(word.lowercased().utf8.prefix(80))
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(word, Array(candidate.lowercased().utf8))
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(1, max(word.count, best.name.utf8.count) / 3) else {
    return candidates.first { !word.isEmpty && word.count > 2 && $0.utf8.starts(with: word) }
  }
  return best.name
}

/// Insertions, deletions, replacements and swaps of neighbours between two texts.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var older: [Int] = []
  var previous = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    for j in 0..<right.count {
      var cost = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, older[j - 1] + 1)
      }
      row.append(cost)
    }
    older = previous
    previous = row
  }
  return previous[right.count]
}
