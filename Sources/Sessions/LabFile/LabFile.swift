import Kernel
import Text

/// A lab file: front matter, prose, and fenced blocks that the program reads.
///
/// Lines in `console` and `given` blocks: `$ ` starts a command, `> ` continues it, `? 254` is its
/// expected status where it is not 0; all other lines are its expected output. An output line that
/// looks like one of these has a `\` before it.
package struct LabFile: Sendable {
  /// The front matter's entries in order.
  package private(set) var header: [Entry] = []
  /// The fenced blocks in order.
  package var blocks: [Block] { sections.flatMap(\.blocks) }
  /// What stands under each heading, in order; the first may have no heading.
  package private(set) var sections: [Section] = []

  /// A heading and what stands under it.
  package struct Section: Sendable, Equatable {
    /// The heading; empty for what stands before the first one.
    package let title: String
    /// Its line in the file, counted from 1.
    package let line: Int
    /// Paragraphs and blocks in order.
    package fileprivate(set) var items: [Item] = []

    /// The blocks.
    package var blocks: [Block] {
      items.compactMap { if case .block(let block) = $0 { block } else { nil } }
    }

    /// The paragraphs.
    package var paragraphs: [String] {
      items.compactMap { if case .paragraph(let text) = $0 { text } else { nil } }
    }
  }

  /// A paragraph or a block.
  package enum Item: Sendable, Equatable {
    /// Prose, its lines joined by blanks.
    case paragraph(String)
    /// A fenced block.
    case block(Block)
  }

  /// One line of the front matter.
  package struct Entry: Sendable, Equatable {
    /// What it is about.
    package let key: String
    /// What it says.
    package let value: String
    /// Its line in the file, counted from 1.
    package let line: Int
  }

  /// One fenced block.
  package struct Block: Sendable, Equatable {
    /// The first word of the info string, for instance `console`.
    package let kind: String
    /// The other words, `name=value` or alone.
    package let attributes: [String]
    /// The lines between the fences.
    package let lines: [String]
    /// The line of the first of them, counted from 1.
    package let firstLine: Int

    /// Makes a block.
    package init(kind: String, attributes: [String], lines: [String], firstLine: Int) {
      self.kind = kind
      self.attributes = attributes
      self.lines = lines
      self.firstLine = firstLine
    }

    /// The value of an attribute.
    package func attribute(_ name: String) -> String? {
      attributes.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
  }

  /// A command of a console block, and what it shall print.
  package struct Exchange: Sendable, Equatable {
    /// The command, all its lines.
    package let command: String
    /// The output as the file has it.
    package let output: [String]
    /// The status.
    package let status: Int
    /// The line of the command, counted from 1.
    package let line: Int
    /// How many lines of the file stand below the command: its output and its status.
    package let lineCount: Int
  }

  /// The value of an entry of the front matter.
  package subscript(key: String) -> String? { header.first { $0.key == key }?.value }

  private init() {}

  /// Reads a file; names the line of the first fault.
  package init(_ bytes: [UInt8]) throws(LabFileError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LabFileError(line: 1, message: "the file is no UTF-8 text")
    }
    let lines = LabFile.lines(of: text)
    var position = try readHeader(lines)
    sections = [Section(title: "", line: position + 1)]
    while position < lines.count {
      guard let fence = Fence(lines[position]) else {
        take(
          prose: lines[position], afterProse: position > 0 && isProse(lines[position - 1]), position
        )
        position += 1
        continue
      }
      let start = position + 1
      guard let end = lines[start...].firstIndex(where: { fence.isClosed(by: $0) }) else {
        throw LabFileError(
          line: start, message: "the block is not closed; \(fence.marks) on a line of its own does")
      }
      sections[sections.count - 1].items.append(
        .block(
          Block(
            kind: fence.words.first ?? "", attributes: Array(fence.words.dropFirst()),
            lines: Array(lines[start..<end]), firstLine: start + 1)))
      position = end + 1
    }
  }

  /// Adds a line of prose: a heading opens a section, an empty line ends a paragraph.
  private mutating func take(prose line: String, afterProse: Bool, _ position: Int) {
    if line.startsBytewise(with: "## ") {
      sections.append(Section(title: trimmed(line.dropFirst(3)), line: position + 1))
      return
    }
    guard isProse(line) else { return }
    let last = sections.count - 1
    let text = trimmed(line[...])
    if afterProse, case .paragraph(let begun) = sections[last].items.last {
      sections[last].items[sections[last].items.count - 1] = .paragraph("\(begun) \(text)")
    } else {
      sections[last].items.append(.paragraph(text))
    }
  }

  /// Whether a line belongs to a paragraph.
  private func isProse(_ line: String) -> Bool {
    !line.allSatisfy(\.isWhitespace) && !line.startsBytewise(with: "## ")
      && !line.startsBytewise(with: "```")
  }

  private mutating func readHeader(_ lines: [String]) throws(LabFileError) -> Int {
    guard lines.first == "---" else {
      throw LabFileError(line: 1, message: "a lab file starts with ---, its front matter and ---")
    }
    for (index, line) in lines.enumerated().dropFirst() {
      if line == "---" { return index + 1 }
      if line.allSatisfy(\.isWhitespace) { continue }
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2, !trimmed(halves[0]).isEmpty else {
        throw LabFileError(line: index + 1, message: "the front matter has lines key: value")
      }
      header.append(
        Entry(key: trimmed(halves[0]), value: trimmed(halves[1]), line: index + 1))
    }
    throw LabFileError(line: lines.count, message: "the front matter is not closed; --- does")
  }
}

extension LabFile {
  /// The lines of a text, without what ends them.
  ///
  /// A file whose first line ends in CR LF is one of Windows, and a CR ends every line there; in
  /// any other file a CR is a part of what was printed.
  package static func lines(of text: String) -> [String] {
    var lines = Array(text.utf8).split(separator: 10, omittingEmptySubsequences: false)
    if lines.first?.last == 13 { lines = lines.map { $0.last == 13 ? $0.dropLast() : $0 } }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A file's front matter alone, without a look at the rest; `nil` where it has none.
  package init?(frontMatterOf bytes: [UInt8]) {
    let mark = Array("\n---".utf8)
    guard
      let end = bytes.indices.first(where: { bytes[$0] == 10 && bytes[$0...].starts(with: mark) }),
      let text = String(validating: bytes[..<(end + mark.count)], as: UTF8.self)
    else { return nil }
    guard (try? readHeader(LabFile.lines(of: text))) != nil else { return nil }
  }
}

extension String {
  /// The text behind its first bytes, which are ASCII.
  fileprivate func droppingBytes(_ count: Int) -> String {
    String(Substring(utf8.dropFirst(count)))
  }
}

/// What is wrong with a lab file, and where.
package struct LabFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line, counted from 1.
  package let line: Int
  /// What is wrong, and what to do.
  package let message: String

  /// Makes an error.
  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  /// `line 12: …`.
  package var description: String { "line \(line): \(message)" }
}

/// The first line of a fenced block.
private struct Fence {
  let marks: String
  let words: [String]

  init?(_ line: String) {
    let marks = line.utf8.prefix { $0 == UInt8(ascii: "`") }
    let info = line.droppingBytes(marks.count)
    // As in Markdown: a line such as ```text``` is code within prose.
    guard marks.count >= 3, !info.utf8.contains(UInt8(ascii: "`")) else { return nil }
    self.marks = String(Substring(marks))
    words = info.split(separator: " ").map(String.init)
  }

  func isClosed(by line: String) -> Bool {
    line.utf8.count >= marks.utf8.count && line.utf8.allSatisfy { $0 == UInt8(ascii: "`") }
  }
}

extension LabFile.Block {
  /// The commands of a console block, with what they shall print.
  package func exchanges() throws(LabFileError) -> [LabFile.Exchange] {
    var exchanges: [LabFile.Exchange] = []
    var position = 0
    while position < lines.count {
      let start = position
      guard lines[start].startsBytewise(with: "$ ") else {
        throw LabFileError(
          line: firstLine + start, message: "a console block starts with a command, $ …")
      }
      var command = [lines[start].droppingBytes(2)]
      position += 1
      while position < lines.count,
        lines[position] == ">" || lines[position].startsBytewise(with: "> ")
      {
        command.append(lines[position].droppingBytes(2))
        position += 1
      }
      let outputStart = position
      var output: [String] = []
      var status = 0
      while position < lines.count, !lines[position].startsBytewise(with: "$ ") {
        if lines[position].startsBytewise(with: "? ") {
          guard let number = Int(lines[position].droppingBytes(2)) else {
            throw LabFileError(
              line: firstLine + position, message: "after ? stands the expected status, a number")
          }
          status = number
        } else {
          output.append(lines[position])
        }
        position += 1
      }
      exchanges.append(
        LabFile.Exchange(
          command: command.joined(separator: "\n"), output: output, status: status,
          line: firstLine + start, lineCount: position - outputStart))
    }
    return exchanges
  }
}

extension LabFile.Exchange {
  /// The exchange as it stands in a console block.
  package static func lines(command: String, output: String, status: Int) -> [String] {
    let typed = command.utf8.split(separator: 10, omittingEmptySubsequences: false)
    let lines = typed.enumerated().map { index, line in
      (index == 0 ? "$ " : "> ") + String(Substring(line))
    }
    let printed = outputLines(output)
    return lines + (status == 0 ? printed : printed + ["? \(status)"])
  }

  /// An output as it stands in a console block.
  package static func outputLines(_ output: String) -> [String] {
    guard !output.isEmpty else { return [] }
    var printed = output.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .map { escaped(String(Substring($0))) }
    // A last line without its line break is marked, since files end every line.
    if output.utf8.last == 10 { printed.removeLast() } else { printed.append(noLineBreak) }
    return printed
  }

  /// Stands behind an output whose last line has no line break.
  package static let noLineBreak = "\\ no line break"

  /// A line of output with `\` before it where it would mean something else in a console block.
  private static func escaped(_ line: String) -> String {
    let isSpecial =
      ["$ ", "> ", "? ", "\\", "```"].contains { line.startsBytewise(with: $0) }
      || line == "..." || line == ">" || holdsElision(line)
    return isSpecial ? "\\" + line : line
  }

  /// Whether a line has `[..]` or an upper-case name in brackets, such as `[KEY]`, in it.
  private static func holdsElision(_ line: String) -> Bool {
    line.utf8.split(separator: UInt8(ascii: "["), omittingEmptySubsequences: false).dropFirst()
      .contains { rest in
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let inner = Substring(rest[..<end])
        return inner == ".." || isName(inner)
      }
  }

  /// Whether a text is a name that a lab file can bind.
  ///
  /// It has a capital first, then digits, `_` and `-` too. `[ERROR]` is none, since every error of
  /// AWS CLI has it.
  package static func isName(_ text: Substring) -> Bool {
    let isCapital = { (byte: UInt8) in (65...90).contains(byte) }
    return text != "ERROR" && text.utf8.first.map(isCapital) ?? false
      && text.utf8.allSatisfy {
        isCapital($0) || (48...57).contains($0) || "_-".utf8.contains($0)
      }
  }
}
