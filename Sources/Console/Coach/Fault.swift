import AWSCLI
import Cloud
import Kernel
import Shell
import Text

/// What is wrong with something typed: where, why, and one runnable line that would be right.
package struct Fault: Error, Sendable {
  /// What is wrong, in one sentence without its full stop.
  package let message: String
  /// The bytes at fault in the typed text.
  package let range: Range<Int>?
  /// One runnable line.
  package let next: String?
  /// What to do, where no single line can be named.
  package let hint: String?
  /// The status.
  package let status: Int

  /// Describes a fault.
  package init(
    _ message: String, range: Range<Int>? = nil, next: String? = nil, hint: String? = nil,
    status: Int = 2
  ) {
    self.message = message
    self.range = range
    self.next = next
    self.hint = hint
    self.status = status
  }
}

extension Session {
  /// The text of a fault: caret, reason and next line for a learner; one line in a pipe.
  func shown(_ fault: Fault) -> String {
    let hint = fault.hint.map { "; \($0)" } ?? ""
    guard isCoached else {
      return "kmslab: \(fault.message)\(hint)\n"
    }
    var text = ""
    if let range = fault.range, let caret = Caret(line.text, range) {
      let remark = fault.message + hint
      let fits = caret.pointer.count + remark.count <= 76
      text += "  \(caret.line)\n  \(caret.pointer)\(fits ? " " : "\n  ")\(remark)\n"
    } else {
      text += "  \(fault.message)\(hint)\n"
    }
    if let next = fault.next { text += "  next: \(next)\n" }
    return text
  }

  /// Names the nearest thing to a word that is no command.
  mutating func unknownCommand(_ arguments: [Argument]) -> CommandResult {
    let word = arguments[0]
    let names =
      (table[.lab] + (companion?.commands ?? []) + table[.tool]).map(\.name) + ["aws"]
      + Service.allCases.map(\.command)
    let nearest = nearest(to: word.text, among: names)
    if let foreign = ForeignCommand.all.first(where: { $0.names.contains(word.text) }) {
      let fault = Fault(
        "\(word.text) is not here: \(foreign.why)", range: word.range, next: foreign.next,
        status: 127)
      return refused(fault)
    }
    let name = AWSCommandLine.everydayNames[word.text] ?? word.text
    if let operation = Catalogue.operations.first(where: { $0.commandName == name }) {
      let command = "aws \(operation.service.command) \(name)"
      let fault = Fault(
        "\(word.text) is no command; \(command) is", range: word.range,
        next: ([command] + arguments.dropFirst().map { quoted($0.text) }).joined(separator: " "),
        status: 127)
      return refused(fault)
    }
    if HelpTopic.all.contains(where: { $0.name == word.text }) {
      let fault = Fault(
        "\(word.text) is no command, but a topic of help", range: word.range,
        next: "help \(word.text)", status: 127)
      return refused(fault)
    }
    let rest = arguments.dropFirst().map { quoted($0.text) }
    let fault = Fault(
      "\(quoted(word.text)) is no command"
        + (nearest.map { "; the nearest is \($0)" } ?? ""),
      range: word.range,
      next: nearest.map { ([$0] + rest).joined(separator: " ") } ?? "help",
      status: 127)
    return refused(fault)
  }
}

/// A line and the pointer under the bytes at fault.
struct Caret {
  /// The line that holds the fault, cut where it is very long.
  let line: String
  /// Spaces and `^`.
  let pointer: String

  /// Finds the line of a fault; `nil` for a range outside the text.
  init?(_ text: String, _ range: Range<Int>) {
    let bytes = Array(text.utf8)
    guard range.lowerBound <= bytes.count, range.upperBound <= bytes.count else { return nil }
    let start = bytes[..<range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = bytes[range.lowerBound...].firstIndex(of: 10) ?? bytes.count
    let window = Caret.window(start, end, around: range.lowerBound)
    let decode = { (slice: ArraySlice<UInt8>) in String(decoding: slice, as: UTF8.self) }
    line = decode(bytes[window]).replacing("\t", with: " ")
    let before = decode(bytes[window.lowerBound..<range.lowerBound])
    let marked = decode(
      bytes[range.lowerBound..<max(range.lowerBound, min(range.upperBound, window.upperBound))])
    pointer =
      String(repeating: " ", count: DisplayWidth.of(before))
      + String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
  }

  /// The part of a long line that is shown: 60 bytes before the fault and 100 after.
  private static func window(_ start: Int, _ end: Int, around fault: Int) -> Range<Int> {
    end - start <= 200 ? start..<end : max(start, fault - 60)..<min(end, fault + 100)
  }
}

/// Commands of other shells that learners try, and what does it here.
private struct ForeignCommand {
  let names: [String]
  let why: String
  let next: String

  static let all = [
    ForeignCommand(
      names: ["jq", "grep", "awk", "sed", "sort"],
      why: "--query picks from an answer, --output shapes it", next: "help query"),
    ForeignCommand(
      names: ["cd", "pwd", "mkdir", "mv", "cp", "touch", "vi", "vim", "nano"],
      why: "files are virtual and flat; echo, cat, head, tail, ls and rm work on them",
      next: "help shell"),
    ForeignCommand(
      names: ["clear", "cls"], why: "at the prompt ^L clears the screen", next: "help"),
    ForeignCommand(
      names: ["gpg", "curl", "python", "python3", "bash", "sh"],
      why: "nothing but this lab's own commands runs", next: "help"),
    ForeignCommand(names: ["yes", "no"], why: "no question waits for an answer", next: "help"),
    ForeignCommand(names: ["sleep", "date"], why: "time moves by advance", next: "clock"),
  ]
}
