import Kernel

/// A lab file: front matter, prose, and fenced blocks that the program reads.
///
/// Lines in `console` and `given` blocks: `$ ` starts a command, `> ` continues it, `? 254` is its
/// expected status where it is not 0; all other lines are its expected output. An output line that
/// looks like one of these has a `\` before it.
package struct LabFile: Sendable {
  /// The front matter's entries in order.
  package private(set) var header: [Entry] = []
  /// The fenced blocks in order.
  package private(set) var blocks: [Block] = []

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
  }

  /// The value of an entry of the front matter.
  package subscript(key: String) -> String? { header.first { $0.key == key }?.value }

  /// Reads a file; names the line of the first fault.
  package init(_ bytes: [UInt8]) throws(LabFileError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LabFileError(line: 1, message: "the file is no UTF-8 text")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.last == "\r" ? String($0.dropLast()) : String($0) }
    var position = try readHeader(lines)
    while position < lines.count {
      guard let fence = Fence(lines[position]) else {
        position += 1
        continue
      }
      let start = position + 1
      guard let end = lines[start...].firstIndex(where: { fence.isClosed(by: $0) }) else {
        throw LabFileError(
          line: start, message: "the block is not closed; \(fence.marks) on a line of its own does")
      }
      blocks.append(
        Block(
          kind: fence.words.first ?? "", attributes: Array(fence.words.dropFirst()),
          lines: Array(lines[start..<end]), firstLine: start + 1))
      position = end + 1
    }
  }

  private mutating func readHeader(_ lines: [String]) throws(LabFileError) -> Int {
    guard lines.first == "---" else {
      throw LabFileError(line: 1, message: "a lab file starts with ---, its front matter and ---")
    }
    for (index, line) in lines.enumerated().dropFirst() {
      if line == "---" { return index + 1 }
      if line.allSatisfy(\.isWhitespace) { continue }
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else {
        throw LabFileError(line: index + 1, message: "the front matter has lines key: value")
      }
      let value = halves[1].drop { $0 == " " }
      header.append(Entry(key: String(halves[0]), value: String(value), line: index + 1))
    }
    throw LabFileError(line: lines.count, message: "the front matter is not closed; --- does")
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
    let marks = line.prefix { $0 == "`" }
    guard marks.count >= 3 else { return nil }
    self.marks = String(marks)
    words = line.dropFirst(marks.count).split(separator: " ").map(String.init)
  }

  func isClosed(by line: String) -> Bool {
    line.count >= marks.count && line.allSatisfy { $0 == "`" }
  }
}

extension LabFile.Block {
  /// The commands of a console block, with what they shall print.
  package func exchanges() throws(LabFileError) -> [LabFile.Exchange] {
    var exchanges: [LabFile.Exchange] = []
    var position = 0
    while position < lines.count {
      let start = position
      guard lines[start].hasPrefix("$ ") else {
        throw LabFileError(
          line: firstLine + start, message: "a console block starts with a command, $ …")
      }
      var command = [String(lines[start].dropFirst(2))]
      position += 1
      while position < lines.count, lines[position] == ">" || lines[position].hasPrefix("> ") {
        command.append(String(lines[position].dropFirst(2)))
        position += 1
      }
      var output: [String] = []
      var status = 0
      while position < lines.count, !lines[position].hasPrefix("$ ") {
        if lines[position].hasPrefix("? ") {
          guard let number = Int(lines[position].dropFirst(2)) else {
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
          line: firstLine + start))
    }
    return exchanges
  }
}

extension LabFile.Exchange {
  /// The exchange as it stands in a console block.
  package static func lines(command: String, output: String, status: Int) -> [String] {
    let typed = command.split(separator: "\n", omittingEmptySubsequences: false)
    var lines = typed.enumerated().map { ($0.offset == 0 ? "$ " : "> ") + $0.element }
    var printed = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // A last line without its line break is marked, since files end every line.
    if printed.last?.isEmpty == true { printed.removeLast() } else { printed.append(noLineBreak) }
    lines += output.isEmpty ? [] : printed.map(escaped)
    return status == 0 ? lines : lines + ["? \(status)"]
  }

  /// Stands behind an output whose last line has no line break.
  package static let noLineBreak = "\\ no line break"

  private static func escaped(_ line: String) -> String {
    if line == noLineBreak { return line }
    let isSpecial =
      ["$ ", "> ", "? ", "\\", "```"].contains { line.hasPrefix($0) } || line == "..."
      || line == ">" || line.contains("[..]")
    return isSpecial ? "\\" + line : line
  }
}
