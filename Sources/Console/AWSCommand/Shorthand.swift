import Kernel

/// AWS CLI's shorthand for structures and maps: `TagKey=a,TagValue=b`, `a=[1,2]`, `a={b=c}`.
struct Shorthand {
  private let text: [Character]
  private var position = 0

  /// What is wrong, in AWS CLI's words.
  struct Failure: Error {
    let message: String
  }

  private init(_ text: String) { self.text = Array(text) }

  /// Reads a whole value.
  static func read(_ text: String) throws(Failure) -> DocumentObject {
    var reader = Shorthand(text)
    let object = try reader.pairs(until: nil, depth: 0)
    guard reader.position == reader.text.count else { throw reader.expected("','") }
    return object
  }

  private var next: Character? { position < text.count ? text[position] : nil }

  private mutating func pairs(
    until end: Character?, depth: Int
  ) throws(Failure) -> DocumentObject {
    guard depth < 50 else { throw expected("'fewer levels'") }
    var object = DocumentObject()
    while true {
      let start = position
      let name = key()
      guard next == "=" else { throw expected("'='") }
      position += 1
      let value = try value(until: end, depth: depth)
      guard object[name] == nil else {
        throw Failure(
          message: "Second instance of key \"\(name)\" encountered for input:\n"
            + "\(pointer(at: start))\n"
            + "This is often because there is a preceding \",\" instead of a space.")
      }
      object[name] = value
      skipSpace()
      guard next == "," else { return object }
      position += 1
      skipSpace()
    }
  }

  private mutating func key() -> String {
    skipSpace()
    var name = ""
    while let character = next,
      Shorthand.isKeyCharacter(character)
    {
      name.append(character)
      position += 1
    }
    skipSpace()
    return name
  }

  /// A quoted text, a list, a structure, or texts up to the next comma; texts after commas that no
  /// `=` follows belong to a list.
  private mutating func value(until end: Character?, depth: Int) throws(Failure) -> Document {
    skipSpace()
    switch next {
    case "[": return .list(try list(depth: depth))
    case "{":
      position += 1
      let object = try pairs(until: "}", depth: depth + 1)
      guard next == "}" else { throw expected("','") }
      position += 1
      return .object(object)
    default: break
    }
    var texts = [try plain(until: end)]
    while next == ",", !isPairAhead() {
      position += 1
      skipSpace()
      guard next != nil else { throw missing("second") }
      texts.append(try plain(until: end))
    }
    return texts.count == 1 ? .string(texts[0]) : .list(texts.map { .string($0) })
  }

  private mutating func list(depth: Int) throws(Failure) -> [Document] {
    guard depth < 50 else { throw expected("'fewer levels'") }
    position += 1
    var elements: [Document] = []
    skipSpace()
    while next != "]" {
      switch next {
      case "[": elements.append(.list(try list(depth: depth + 1)))
      case "{":
        position += 1
        elements.append(.object(try pairs(until: "}", depth: depth + 1)))
        guard next == "}" else { throw expected("','") }
        position += 1
      default: elements.append(.string(try plain(until: "]")))
      }
      skipSpace()
      if next == "," { position += 1 } else if next != "]" { throw expected("','") }
      skipSpace()
    }
    position += 1
    return elements
  }

  private mutating func plain(until end: Character?) throws(Failure) -> String {
    skipSpace()
    if let quote = next, quote == "'" || quote == "\"" { return try quoted(quote) }
    var value = ""
    while let character = next, character != ",", character != end {
      if character == "\\", position + 1 < text.count, text[position + 1] == "," { position += 1 }
      value.append(text[position])
      position += 1
    }
    while value.last == " " { value.removeLast() }
    return value
  }

  private mutating func quoted(_ quote: Character) throws(Failure) -> String {
    let start = position
    position += 1
    var value = ""
    while let character = next {
      position += 1
      if character == quote { return value }
      if character == "\\", let escaped = next, escaped == quote || escaped == "\\" {
        value.append(escaped)
        position += 1
      } else {
        value.append(character)
      }
    }
    position = start
    throw missing(quote == "'" ? "singled quoted" : "double quoted")
  }

  /// Whether a name and `=` follow the comma here.
  private func isPairAhead() -> Bool {
    var index = position + 1
    while index < text.count, text[index].isWhitespace { index += 1 }
    let start = index
    while index < text.count,
      Shorthand.isKeyCharacter(text[index])
    { index += 1 }
    while index < text.count, text[index].isWhitespace { index += 1 }
    return index > start && index < text.count && text[index] == "="
  }

  private static func isKeyCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "_.-#/:".contains(character))
  }

  private mutating func skipSpace() {
    while let character = next, character.isWhitespace { position += 1 }
  }

  /// The line that holds a place, and `^` below it; the lines behind it follow.
  private func pointer(at place: Int) -> String {
    let lineStart = text[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let lineEnd = text[place...].firstIndex(of: "\n") ?? text.count
    return String(text[..<lineEnd]) + "\n" + String(repeating: " ", count: place - lineStart) + "^"
      + String(text[lineEnd...])
  }

  /// The failure of a text that does not start as it should.
  private func missing(_ what: String) -> Failure {
    Failure(
      message: "Expected: '<\(what)>', received: '<none>' for input:\n\(pointer(at: position))")
  }

  private func expected(_ what: String) -> Failure {
    let found = next.map { String($0) } ?? "EOF"
    return Failure(
      message: "Expected: \(what), received: '\(found)' for input:\n\(pointer(at: position))")
  }
}

extension Shorthand {
  /// The texts of a value as the kinds that the model says: numbers, truth values, lists of one.
  static func typed(_ document: Document, _ type: MemberType) -> Document {
    switch (type, document) {
    case (.boolean, .string(let text)):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return document
      }
    case (.integer, .string(let text)): return Int(text).map { .integer($0) } ?? document
    case (.timestamp, .string(let text)):
      return ParameterReader.moment(text).map { .timestamp($0) } ?? document
    case (.list(let element), .list(let elements)):
      return .list(elements.map { typed($0, element) })
    case (.list(let element), .string): return .list([typed(document, element)])
    case (.structure(let members), .object(let object)):
      return .object(
        DocumentObject(
          object.entries.map { entry in
            let member = members.first { $0.name == entry.name }
            return (entry.name, member.map { typed(entry.value, $0.type) } ?? entry.value)
          }))
    default: return document
    }
  }
}
