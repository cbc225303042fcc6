/// A text with `*` for any characters and `?` for one, as policies write actions and resources.
package struct Wildcard: Sendable, Equatable {
  /// The text as the policy has it.
  package let pattern: String
  private let characters: [Unicode.Scalar]
  private let ignoresCase: Bool

  /// Makes a pattern; actions ignore case, resources do not.
  package init(_ pattern: String, ignoringCase: Bool = false) {
    self.pattern = pattern
    ignoresCase = ignoringCase
    characters = Wildcard.scalars(pattern, ignoringCase)
  }

  /// Whether the pattern matches the whole of a text; linear but for the last star.
  package func matches(_ text: String) -> Bool {
    let text = Wildcard.scalars(text, ignoresCase)
    var position = 0
    var index = 0
    var retry: (position: Int, index: Int)?
    while index < text.count {
      if position < characters.count, characters[position] == "*" {
        retry = (position, index)
        position += 1
      } else if position < characters.count,
        characters[position] == "?" || characters[position] == text[index]
      {
        position += 1
        index += 1
      } else if let last = retry {
        retry = (last.position, last.index + 1)
        position = last.position + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return characters[position...].allSatisfy { $0 == "*" }
  }

  /// The characters to compare; only the letters of ASCII have a case to ignore, else the Kelvin
  /// sign would be a k.
  private static func scalars(_ text: String, _ ignoringCase: Bool) -> [Unicode.Scalar] {
    text.unicodeScalars.map { scalar in
      ignoringCase && ("A"..."Z").contains(scalar)
        ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
    }
  }
}
