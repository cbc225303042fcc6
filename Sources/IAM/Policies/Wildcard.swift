/// A text with `*` for any characters and `?` for one, as policies write actions and resources.
package struct Wildcard: Sendable, Equatable {
  /// The text as the policy has it.
  package let pattern: String
  private let characters: [UInt8]
  private let ignoresCase: Bool

  /// Makes a pattern; actions ignore case, resources do not.
  package init(_ pattern: String, ignoringCase: Bool = false) {
    self.pattern = pattern
    ignoresCase = ignoringCase
    characters = Wildcard.bytes(pattern, ignoringCase)
  }

  /// Whether the pattern matches the whole of a text; linear but for the last star.
  package func matches(_ text: String) -> Bool {
    let text = Wildcard.bytes(text, ignoresCase)
    var position = 0
    var index = 0
    var retry: (position: Int, index: Int)?
    while index < text.count {
      if position < characters.count, characters[position] == UInt8(ascii: "*") {
        retry = (position, index)
        position += 1
      } else if position < characters.count,
        characters[position] == UInt8(ascii: "?") || characters[position] == text[index]
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
    return characters[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func bytes(_ text: String, _ ignoringCase: Bool) -> [UInt8] {
    Array((ignoringCase ? text.lowercased() : text).utf8)
  }
}
