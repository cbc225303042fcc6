import Kernel

/// A seed of a learner's own: whoever works with it gets ids that nobody else has.
package enum LearnerSeed {
  /// The seed of a name in a course, twelve digits at most and never the standard one.
  ///
  /// Blanks around the name and the case of its letters do not count.
  package static func of(_ name: String, course: String = "") -> UInt64 {
    var digest = WorldDigest()
    digest.feed(course)
    digest.feed(normalised(name))
    let number = UInt64(digest.value.prefix(15), radix: 16) ?? 0
    return 2 + number % 999_999_999_998
  }

  private static func normalised(_ name: String) -> String {
    name.split(separator: " ").joined(separator: " ").lowercased()
  }

  /// Reads a list of learners: a name, a comma or blanks, and a seed a line; `#` starts a comment.
  package static func list(_ bytes: [UInt8]) throws(LearnerSeedError) -> [String: UInt64] {
    var seeds: [String: UInt64] = [:]
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let text = line.prefix { $0 != "#" }
      guard text.contains(where: { !$0.isWhitespace }) else { continue }
      let words = text.split { $0 == "," || $0.isWhitespace }
      guard words.count >= 2, let seed = words.last.flatMap({ UInt64($0) }) else {
        // The first line may name the columns.
        if index == 0, words.count == 2 { continue }
        throw LearnerSeedError(
          message: "line \(index + 1): here stands a name and a seed, such as: ada 4711")
      }
      let name = words.dropLast().joined(separator: " ")
      guard seeds.updateValue(seed, forKey: name) == nil else {
        throw LearnerSeedError(message: "line \(index + 1): \(name) has a seed above already")
      }
    }
    return seeds
  }
}

/// What is wrong with a list of seeds.
package struct LearnerSeedError: Error, Sendable, Equatable {
  /// What, and where.
  package let message: String
}
