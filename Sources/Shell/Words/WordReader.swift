/// The parts of a word while it is read; neighbouring literals of one kind become one part.
private struct WordDraft {
  var parts: [Word.Part] = []
  private var literal: [UInt8] = []
  private var isQuoted = false
  private var range = 0..<0

  mutating func append(_ bytes: ArraySlice<UInt8>, isQuoted: Bool, _ range: Range<Int>) {
    if self.isQuoted != isQuoted || literal.isEmpty {
      flush()
      self.isQuoted = isQuoted
      self.range = range
    }
    literal += bytes
    self.range = self.range.lowerBound..<range.upperBound
  }

  mutating func append(_ content: Word.Content, isQuoted: Bool, _ range: Range<Int>) {
    flush()
    parts.append(Word.Part(content: content, isQuoted: isQuoted, range: range))
  }

  mutating func flush() {
    guard !literal.isEmpty else { return }
    let text = String(decoding: literal, as: UTF8.self)
    parts.append(Word.Part(content: .literal(text), isQuoted: isQuoted, range: range))
    literal.removeAll(keepingCapacity: true)
  }
}

/// Bytes by their value: whether they end a stretch of ordinary ones.
private enum ByteKinds {
  /// Outside quotes.
  static let endWord = table(" \t\r\n;|&<>()'\"\\$`")
  /// Inside double quotes or a here-document.
  static let endLiteral = table("\n\"\\$`")

  private static func table(_ signs: String) -> [Bool] {
    var table = [Bool](repeating: false, count: 256)
    for byte in signs.utf8 { table[Int(byte)] = true }
    return table
  }
}

extension ShellReader {
  /// Reads one word; a word without parts where none stands.
  mutating func word() throws(ShellStop) -> Word {
    var draft = WordDraft()
    let start = position
    try refuseTypographicQuote()
    loop: while let byte = current {
      switch byte {
      case " ", "\t", "\n", ";", "|", "&", "<", ">", "(", ")": break loop
      case "\r" where endsLine(ahead: 1): break loop
      case "'": try singleQuoted(&draft)
      case "\"": try doubleQuoted(&draft)
      case "\\": try escape(&draft)
      case "$": try dollar(&draft, isQuoted: false)
      case "`": throw Refusal.backquote(at: position..<position + 1)
      default: plain(&draft)
      }
    }
    draft.flush()
    return Word(parts: draft.parts, range: start..<position)
  }

  /// Reads the body of a here-document, in which only `$`, backquotes and backslashes are special.
  mutating func hereDocumentBody(stripsTabs: Bool) throws(ShellStop) -> Word {
    var draft = WordDraft()
    let start = position
    if stripsTabs { skipTabs() }
    while let byte = current {
      switch byte {
      case "\\": try quotedEscape(&draft, escapable: "$`\\")
      case "$": try dollar(&draft, isQuoted: true)
      case "`": throw Refusal.backquote(at: position..<position + 1)
      default:
        literal(&draft)
        if byte == "\n", stripsTabs { skipTabs() }
      }
    }
    draft.flush()
    return Word(parts: draft.parts, range: start..<position)
  }

  private mutating func skipTabs() {
    while current == "\t" { position += 1 }
  }

  /// Takes ordinary characters, as many as there are.
  private mutating func plain(_ draft: inout WordDraft) {
    let start = position
    repeat { position += 1 } while position < end && !ByteKinds.endWord[Int(bytes[position])]
    draft.append(bytes[start..<position], isQuoted: false, start..<position)
  }

  /// Takes what stands as it is inside double quotes or a here-document: a line break, or a byte
  /// and the ordinary ones behind it.
  private mutating func literal(_ draft: inout WordDraft) {
    let start = position
    let isLineBreak = bytes[position] == UInt8(ascii: "\n")
    position += 1
    while !isLineBreak, position < end, !ByteKinds.endLiteral[Int(bytes[position])] {
      position += 1
    }
    draft.append(bytes[start..<position], isQuoted: true, start..<position)
  }
}

extension ShellReader {
  private mutating func singleQuoted(_ draft: inout WordDraft) throws(ShellStop) {
    let start = position + 1
    position = start
    while position < end, current != "'" { position += 1 }
    guard current != nil else { throw .incomplete(.singleQuote) }
    quoted(&draft, start..<position)
    position += 1
  }

  /// Adds quoted text; empty quotes too are a part, because they make an empty word.
  private func quoted(_ draft: inout WordDraft, _ range: Range<Int>) {
    if range.isEmpty {
      draft.append(.literal(""), isQuoted: true, range)
    } else {
      draft.append(bytes[range], isQuoted: true, range)
    }
  }

  private mutating func doubleQuoted(_ draft: inout WordDraft) throws(ShellStop) {
    position += 1
    while current == "\\", scalar(ahead: 1) == "\n" { position += 2 }
    if current == "\"" { quoted(&draft, position..<position) }
    while let byte = current {
      switch byte {
      case "\"":
        position += 1
        return
      case "\\": try quotedEscape(&draft, escapable: "$`\\\"")
      case "$": try dollar(&draft, isQuoted: true)
      case "`": throw Refusal.backquote(at: position..<position + 1)
      default: literal(&draft)
      }
    }
    throw .incomplete(.doubleQuote)
  }

  /// Reads a backslash inside double quotes, where it is special before a few characters only.
  private mutating func quotedEscape(
    _ draft: inout WordDraft, escapable: String
  ) throws(ShellStop) {
    guard let next = scalar(ahead: 1) else { return literal(&draft) }
    if next == "\n" {
      position += 2
    } else {
      if escapable.unicodeScalars.contains(next) { position += 1 }
      literal(&draft)
    }
  }

  /// Reads a backslash outside quotes with the whole character after it.
  private mutating func escape(_ draft: inout WordDraft) throws(ShellStop) {
    if try skipContinuation() { return }
    try refuseBlankAfterBackslash()
    let start = position + 1
    position = characterEnd(start)
    draft.append(bytes[start..<position], isQuoted: true, start..<position)
  }
}

extension ShellReader {
  /// Reads what a `$` starts; a `$` that starts nothing stands for itself, as in sh.
  private mutating func dollar(_ draft: inout WordDraft, isQuoted: Bool) throws(ShellStop) {
    let start = position
    position += 1
    switch current {
    case "(":
      let script = try substitution()
      draft.append(.substitution(script), isQuoted: isQuoted, start..<position)
    case "{":
      let nameStart = position + 1
      position = nameEnd(from: nameStart)
      guard position > nameStart, current == "}" else {
        throw Refusal.braces(at: start..<characterEnd(position))
      }
      let name = text(nameStart..<position)
      position += 1
      draft.append(.variable(name), isQuoted: isQuoted, start..<position)
    case "?":
      position += 1
      draft.append(.status, isQuoted: isQuoted, start..<position)
    case let byte? where "0123456789@*#$!-".unicodeScalars.contains(byte):
      throw Refusal.parameter(at: start..<start + 2)
    case "'" where !isQuoted: throw Refusal.dollarQuote(at: start..<start + 2)
    default:
      position = nameEnd(from: start + 1)
      if position == start + 1 {
        draft.append(bytes[start..<position], isQuoted: isQuoted, start..<position)
      } else {
        let name = text(start + 1..<position)
        draft.append(.variable(name), isQuoted: isQuoted, start..<position)
      }
    }
  }

  /// Reads from the `(` after a `$` to behind the `)`.
  private mutating func substitution() throws(ShellStop) -> Script {
    let range = position - 1..<position + 1
    if scalar(ahead: 1) == "(" { throw Refusal.arithmetic(at: range.lowerBound..<position + 2) }
    guard depth < ShellLimits.substitutionDepth else { throw Refusal.depth(at: range) }
    position += 1
    depth += 1
    let script = try script()
    depth -= 1
    position += 1
    return script
  }
}
