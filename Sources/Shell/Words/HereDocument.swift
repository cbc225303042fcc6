/// A here-document that `<<` announced and whose body starts in the next line.
struct HereDocument {
  /// The word that ends the body.
  let delimiter: String
  /// Whether the delimiter was quoted, so that nothing in the body is expanded.
  let isLiteral: Bool
  /// Whether tabs at the start of the lines are dropped, as after `<<-`.
  let stripsTabs: Bool
  /// The command that reads it.
  let place: Place
  /// Where the delimiter stands after `<<`.
  let range: Range<Int>

  /// A command of the script, by its numbers.
  struct Place {
    let step: Int
    let command: Int
  }

  init(delimiter: Word, stripsTabs: Bool, place: Place) throws(ShellStop) {
    var text = ""
    for part in delimiter.parts {
      guard case .literal(let literal) = part.content else {
        throw .mistake(
          delimiter.range, "the word after << is taken as it stands", "write a plain word, as EOF")
      }
      text += literal
    }
    guard !text.utf8.contains(UInt8(ascii: "\n")) else {
      throw .mistake(
        delimiter.range, "the word after << is longer than a line, and no line could end the text",
        "write a plain word, as EOF")
    }
    self.delimiter = text
    self.isLiteral = delimiter.parts.contains { $0.isQuoted }
    self.stripsTabs = stripsTabs
    self.place = place
    self.range = delimiter.range
  }

  /// What a text lacks that ends inside this here-document.
  var isOpen: IncompleteReason { .hereDocument(delimiter: delimiter, stripsTabs: stripsTabs) }

  /// The mistake of a `)` in the line in which the here-document is announced.
  var endsTooEarly: ShellStop {
    .mistake(
      range, "the here-document has to come before the )",
      "put the ) on a line of its own, after \(delimiter)")
  }

  /// Whether a line ends the body of a here-document.
  static func isEnd(_ line: ArraySlice<UInt8>, delimiter: String, stripsTabs: Bool) -> Bool {
    var line = line
    if stripsTabs { line = line.drop { $0 == UInt8(ascii: "\t") } }
    if line.elementsEqual(delimiter.utf8) { return true }
    return line.last == UInt8(ascii: "\r") && line.dropLast().elementsEqual(delimiter.utf8)
  }
}

extension ShellReader {
  /// Reads the bodies that start here, behind a line break.
  mutating func hereDocumentBodies(_ draft: inout ScriptDraft) throws(ShellStop) {
    for document in draft.pending {
      let body = try body(of: document)
      draft.bodies.append((document.place, body))
    }
    draft.pending = []
  }

  private mutating func body(of document: HereDocument) throws(ShellStop) -> Word {
    let start = position
    while position < end {
      let lineStart = position
      let lineEnd = bytes[lineStart..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
      position = min(lineEnd + 1, end)
      let line = bytes[lineStart..<lineEnd]
      if HereDocument.isEnd(
        line, delimiter: document.delimiter, stripsTabs: document.stripsTabs)
      {
        return try word(of: document, start..<lineStart)
      }
    }
    // The last line is empty, and so may the delimiter be.
    let isBehindBreak = bytes[..<end].last == UInt8(ascii: "\n")
    guard document.delimiter.isEmpty, end == bytes.count, isBehindBreak else {
      throw .incomplete(document.isOpen)
    }
    return try word(of: document, start..<end)
  }

  private func word(
    of document: HereDocument, _ range: Range<Int>
  ) throws(ShellStop) -> Word {
    if document.isLiteral { return literalBody(range, stripsTabs: document.stripsTabs) }
    var reader = ShellReader(
      bytes: bytes, position: range.lowerBound, end: range.upperBound, depth: depth)
    do throws(ShellStop) {
      return try reader.hereDocumentBody(stripsTabs: document.stripsTabs)
    } catch {
      guard case .incomplete(let reason) = error else { throw error }
      throw .mistake(
        range, "the here-document ends too early: \(reason)",
        "quote the delimiter, '\(document.delimiter)', to take the text as it stands")
    }
  }

  private func literalBody(_ range: Range<Int>, stripsTabs: Bool) -> Word {
    var body: [UInt8] = []
    var isLineStart = true
    for byte in bytes[range] {
      if stripsTabs, isLineStart, byte == UInt8(ascii: "\t") { continue }
      body.append(byte)
      isLineStart = byte == UInt8(ascii: "\n")
    }
    let text = String(decoding: body, as: UTF8.self)
    return Word(
      parts: [Word.Part(content: .literal(text), isQuoted: true, range: range)], range: range)
  }
}
