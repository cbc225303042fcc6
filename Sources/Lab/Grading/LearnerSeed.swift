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
  ///
  /// A name may stand in double quotes, as RFC 4180 has them; the first may be `name,seed`.
  package static func list(_ bytes: [UInt8]) throws(LearnerSeedError) -> [String: UInt64] {
    var seeds: [String: UInt64] = [:]
    // A spreadsheet begins its files with a byte order mark.
    let text = String(decoding: bytes, as: UTF8.self).drop { $0 == "\u{FEFF}" }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      func wrong(_ what: String) -> LearnerSeedError {
        LearnerSeedError(message: "line \(index + 1): \(what)")
      }
      guard let words = words(of: line) else {
        throw wrong("a name in quotes ends with a quote, as in: \"Lovelace, Ada\" 4711")
      }
      if words.isEmpty || (seeds.isEmpty && words.map { $0.lowercased() } == ["name", "seed"]) {
        continue
      }
      guard words.count >= 2, let seed = words.last.flatMap({ UInt64($0) }) else {
        throw wrong("here stands a name and a seed, such as: ada 4711")
      }
      let name = words.dropLast().joined(separator: " ")
      guard seeds.updateValue(seed, forKey: name) == nil else {
        throw wrong("\(name) has a seed above already")
      }
    }
    return seeds
  }

  /// The words of a line, one in quotes whole; `nil` where a quote is not closed.
  private static func words(of line: Substring) -> [String]? {
    var words: [String] = []
    var rest = line
    while true {
      rest = rest.drop { $0 == "," || $0.isWhitespace }
      guard let first = rest.first, first != "#" else { return words }
      guard first == "\"" else {
        let word = rest.prefix { $0 != "," && $0 != "#" && !$0.isWhitespace }
        words.append(String(word))
        rest = rest.dropFirst(word.count)
        continue
      }
      var parts: [String] = []
      repeat {
        parts.append(String(rest.dropFirst().prefix { $0 != "\"" }))
        rest = rest.dropFirst(1 + (parts.last?.count ?? 0))
        guard rest.first == "\"" else { return nil }
        rest = rest.dropFirst()
      } while rest.first == "\""
      // Two quotes within are one.
      words.append(parts.joined(separator: "\""))
    }
  }
}

/// What is wrong with a list of seeds.
package struct LearnerSeedError: Error, Sendable, Equatable {
  /// What, and where.
  package let message: String
}
