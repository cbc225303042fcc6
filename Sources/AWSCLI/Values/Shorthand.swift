import Kernel
import Shell

/// AWS CLI's shorthand for structures and maps: `TagKey=a,TagValue=b`, `a=[1,2]`, `a={b=c}`,
/// `a@=file://f`.
///
/// The grammar, its oddities included, is that of awscli's `ShorthandParser`.
struct Shorthand {
  private let text: [Unicode.Scalar]
  private let file: (String) throws(Failure) -> Document?
  private var position = 0
  /// Whether values name files, as behind `@=`.
  private var namesFiles = false

  /// What is wrong, in AWS CLI's words.
  struct Failure: Error {
    let message: String
  }

  /// Reads a whole value; `file` is the content that a text with a prefix such as `file://` names,
  /// and `nil` for any other text.
  static func read(
    _ text: String, file: (String) throws(Failure) -> Document? = { _ in nil }
  ) throws(Failure) -> DocumentObject {
    try withoutActuallyEscaping(file) { (file) throws(Failure) -> DocumentObject in
      var reader = Shorthand(text: Array(text.unicodeScalars), file: file)
      return try reader.pairs()
    }
  }

  private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

  private mutating func pairs() throws(Failure) -> DocumentObject {
    var object = DocumentObject()
    var last = 0
    repeat {
      if position > 0 { try expect(",") }
      let name = try name()
      let value = try values()
      guard object[name] == nil else {
        throw Failure(
          message: "Second instance of key \"\(name)\" encountered for input:\n"
            + "\(pointer(at: last + 1))\n"
            + "This is often because there is a preceding \",\" instead of a space.")
      }
      object[name] = value
      last = position
    } while position < text.count
    return object
  }

  /// Reads a name and the `=` or `@=` behind it.
  private mutating func name() throws(Failure) -> String {
    let start = position
    while let character = next, Shorthand.isKeyCharacter(character) { position += 1 }
    let name = string(start..<position)
    skipSpace()
    namesFiles = next == "@"
    if namesFiles { try expect("@") }
    try expect("=")
    return name
  }

  /// A list, a structure, or texts up to the next pair.
  private mutating func values() throws(Failure) -> Document {
    switch next {
    case nil: return ""
    case "[": return .list(try list(depth: 0))
    case "{": return .object(try structure(depth: 0))
    default: return try texts()
    }
  }

  /// One text, or several between commas; the one before a `=` is the next pair's name.
  private mutating func texts() throws(Failure) -> Document {
    var texts = [try first()]
    skipSpace()
    guard next == "," else { return texts[0] }
    try expect(",")
    while true {
      do throws(Failure) {
        let text = try second()
        skipSpace()
        guard next != nil else {
          texts.append(text)
          break
        }
        try expect(",")
        texts.append(text)
      } catch {
        if next == nil { throw error }
        position = text[...position].lastIndex(of: ",") ?? position
        break
      }
    }
    return texts.count == 1 ? texts[0] : .list(texts)
  }

  private mutating func list(depth: Int) throws(Failure) -> [Document] {
    try expect("[")
    var elements: [Document] = []
    while next != "]" {
      elements.append(try inner(depth: depth))
      try separate("]")
    }
    position += 1
    return elements
  }

  private mutating func structure(depth: Int) throws(Failure) -> DocumentObject {
    try expect("{")
    var object = DocumentObject()
    while next != "}" {
      let name = try name()
      let value = try inner(depth: depth)
      try separate("}")
      object[name] = value
    }
    position += 1
    return object
  }

  /// A value inside brackets.
  private mutating func inner(depth: Int) throws(Failure) -> Document {
    // Python's own limit is some hundreds.
    guard depth < 50 else { throw expected("fewer levels") }
    switch next {
    case "[": return .list(try list(depth: depth + 1))
    case "{": return .object(try structure(depth: depth + 1))
    default: return try first()
    }
  }

  /// Passes over a comma, unless what it would part is over.
  private mutating func separate(_ end: Unicode.Scalar) throws(Failure) {
    skipSpace()
    guard next != end else { return }
    guard next == "," else { throw expected(",") }
    position += 1
    skipSpace()
  }
}

extension Shorthand {
  /// Reads a text that may be empty.
  private mutating func first() throws(Failure) -> Document {
    if let quote = next, quote == "'" || quote == "\"" { return try quoted(quote) }
    return try content(
      of: unquoted(
        first: Shorthand.startsWord, then: { !"\"',]}".unicodeScalars.contains($0) }) ?? "")
  }

  /// Reads a text behind a comma, which holds no `=`.
  private mutating func second() throws(Failure) -> Document {
    if let quote = next, quote == "'" || quote == "\"" { return try quoted(quote) }
    guard
      let text = unquoted(
        first: Shorthand.startsWord, then: { !"\"',=".unicodeScalars.contains($0) })
    else { throw expected("<second>", "<none>") }
    return try content(of: text)
  }

  /// Whether a text without quotes can begin so.
  private static func startsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x20 && !"\"',=[{".unicodeScalars.contains(scalar)
  }

  /// Reads a text up to a character that it cannot hold; `\,` is a comma, blanks at its end do not
  /// count.
  private mutating func unquoted(
    first: (Unicode.Scalar) -> Bool, then: (Unicode.Scalar) -> Bool
  ) -> String? {
    let start = position
    while let scalar = next {
      if scalar == "\\", position + 1 < text.count, text[position + 1] == "," {
        position += 2
      } else if position == start ? first(scalar) : then(scalar), Shorthand.isPlain(scalar) {
        position += 1
      } else {
        break
      }
    }
    guard position > start else { return nil }
    var scalars = Shorthand.unescaped(",", text[start..<position])
    while let last = scalars.last, Shorthand.isSpace(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Whether a character can stand outside quotes; those beyond the first plane cannot.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0xFFFF && (scalar.value >= 0x20 || isSpace(scalar))
  }

  /// Whether Python takes a character for a blank.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  /// Reads up to the first quote without a `\` before it, or else to the last quote that there is.
  private mutating func quoted(_ quote: Unicode.Scalar) throws(Failure) -> Document {
    let start = position + 1
    var end: Int?
    for index in start..<text.count where text[index] == quote {
      end = index
      if text[index - 1] != "\\" { break }
    }
    guard let end else {
      throw expected(quote == "'" ? "<singled quoted>" : "<double quoted>", "<none>")
    }
    position = end + 1
    let inside = Shorthand.unescaped("\\", Shorthand.unescaped(quote, text[start..<end])[...])
    return try content(of: String(String.UnicodeScalarView(inside)))
  }

  /// The characters without the `\` before each of one kind.
  private static func unescaped(
    _ special: Unicode.Scalar, _ text: ArraySlice<Unicode.Scalar>
  ) -> [Unicode.Scalar] {
    var (result, rest) = ([Unicode.Scalar](), text)
    while let scalar = rest.popFirst() {
      result.append(scalar == "\\" && rest.first == special ? rest.removeFirst() : scalar)
    }
    return result
  }

  /// The text, or what the file holds that it names.
  private func content(of text: String) throws(Failure) -> Document {
    guard namesFiles, let content = try file(text) else { return .string(text) }
    return content
  }

  private static func isKeyCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "#", "/", ":": true
    default: false
    }
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  /// Passes over a character and the blanks around it.
  private mutating func expect(_ scalar: Unicode.Scalar) throws(Failure) {
    skipSpace()
    guard next == scalar else { throw expected(String(Character(scalar))) }
    position += 1
    skipSpace()
  }

  private mutating func skipSpace() {
    while let scalar = next, " \t\n\r\u{B}\u{C}".unicodeScalars.contains(scalar) { position += 1 }
  }

  /// The line that holds a place, and `^` below it, each behind a blank; the lines after it follow.
  private func pointer(at place: Int) -> String {
    let place = min(place, text.count)
    let lineStart = text[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let lineEnd = text[place...].firstIndex(of: "\n") ?? text.count
    let caret = String(repeating: " ", count: place - lineStart) + "^"
    return " \(string(0..<lineEnd))\n \(caret)\(string(lineEnd..<text.count))"
  }

  /// The failure of a place where something else should stand.
  private func expected(_ what: String, _ found: String? = nil) -> Failure {
    let found = found ?? next.map { String(Character($0)) } ?? "EOF"
    return Failure(
      message: "Expected: '\(what)', received: '\(found)' for input:\n\(pointer(at: position))")
  }
}

extension Shorthand {
  /// The texts of a value as the kinds that the model says: numbers, as `number` reads them, truth
  /// values, lists of one.
  static func typed(
    _ document: Document, _ type: MemberType, now: Timestamp,
    _ number: (String) throws(CLIError) -> Document
  ) throws(CLIError) -> Document {
    switch (type, document) {
    case (.boolean, .string(let text)):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return document
      }
    case (.integer, .string(let text)): return try number(text)
    case (.timestamp, .string(let text)):
      return MomentText.read(text, now: now).map { .timestamp($0) } ?? document
    case (.list(let element), .list(let elements)):
      return .list(
        try elements.map { (value) throws(CLIError) in
          try typed(value, element, now: now, number)
        })
    case (.list(let element), .string), (.list(let element), .object):
      return .list([try typed(document, element, now: now, number)])
    case (.structure(let members), .object(let object)):
      let entries = try object.entries.map { (entry) throws(CLIError) -> (String, Document) in
        guard let member = members.first(where: { $0.name == entry.name }) else {
          return (entry.name, entry.value)
        }
        return (entry.name, try typed(entry.value, member.type, now: now, number))
      }
      return .object(DocumentObject(entries))
    default: return document
    }
  }
}
