import Sessions
import Text

/// The learner's own lines of a step beside the author's.
struct OwnWay: Sendable {
  /// The lines that did something since the step began, and were not undone.
  private(set) var lines: [String] = []
  /// How many lines there were before each change that undo can take back.
  private var lengths: [Int] = []
  private var undone: [[String]] = []

  /// Notes the present line of a session, where it did something.
  ///
  /// A line that changed anything counts, a call that AWS refused, and a line after which a check
  /// newly holds; any other look around does not.
  mutating func note(_ session: Session, isDecisive: Bool) {
    let words = session.presentLine.split(separator: " ")
    if ["undo", "redo"].contains(words.first) {
      guard session.lastStatus == 0 else { return }
      let count = words.dropFirst().first.flatMap { Int($0) } ?? 1
      for _ in 0..<count { if words[0] == "undo" { undo() } else { redo() } }
      return
    }
    guard session.hasLineChanged || session.lineRefusal != nil || isDecisive else { return }
    if session.hasLineChanged {
      lengths.append(lines.count)
      undone = []
    }
    lines.append(session.presentLine)
  }

  private mutating func undo() {
    guard let length = lengths.popLast() else { return }
    undone.append(Array(lines[length...]))
    lines.removeSubrange(length...)
  }

  private mutating func redo() {
    guard let again = undone.popLast() else { return }
    lengths.append(lines.count)
    lines += again
  }

  /// Of more lines than this those before the last are left out, which is the one that decided.
  private static let mostLines = 6
  private static let width = 78

  /// Both ways, where they differ; nothing where the learner did as one of the solutions does.
  func beside(_ solutions: [LabFile.Block]) -> String {
    let authors = solutions.map(OwnWay.commands)
    let own = lines.map(OwnWay.essence).sorted()
    guard let first = authors.first, !first.isEmpty, !lines.isEmpty,
      !authors.contains(where: { $0.map(OwnWay.essence).sorted() == own })
    else { return "" }
    return OwnWay.column("you", lines) + OwnWay.column("author", first)
  }

  private static func commands(of solution: LabFile.Block) -> [String] {
    ((try? solution.exchanges()) ?? []).map(\.command)
  }

  /// What two lines have in common that do the same: no blanks, options that only show, names.
  private static func essence(_ line: String) -> String {
    var words = line.split { $0 == " " || $0 == "\n" || $0 == "\\" }.map(String.init)
    if let first = words.first, let call = first.firstRange(of: "=$(") {
      words[0] = String(first[call.upperBound...])
      words[words.count - 1] = words[words.count - 1].replacing(")", with: "")
    }
    var kept: [String] = []
    var isValue = false
    for word in words {
      if ["--query", "--output", "--description"].contains(word) {
        isValue = true
      } else if !isValue || word.hasPrefix("-") {
        isValue = false
        kept.append(named(word))
      } else {
        // A quoted value goes on until its closing quote.
        let quotes = word.count { $0 == "\"" || $0 == "'" }
        isValue = (word.hasPrefix("\"") || word.hasPrefix("'")) && quotes == 1
      }
    }
    return kept.joined(separator: " ")
  }

  /// A word with `KEY` for ids, and for what stands for them.
  private static func named(_ word: String) -> String {
    word.replacing(/\$\w+|\$\{\w+\}|\[[A-Z][A-Z0-9_-]*\]|[0-9a-f]{8}-[0-9a-f-]{27}/, with: "KEY")
      .replacing("\"", with: "").replacing("'", with: "")
  }

  private static func column(_ title: String, _ lines: [String]) -> String {
    let margin = "    " + (title + ":").padded(9)
    let gap = "".indented(margin.count)
    let rows = { (lines: ArraySlice<String>) in
      lines.flatMap { continued($0.firstLine, columns: width - margin.count) }
    }
    let left = lines.count - mostLines
    let all =
      left > 0
      ? rows(lines.prefix(mostLines - 1)) + ["… and \(left) more …"] + rows(lines.suffix(1))
      : rows(lines[...])
    return all.enumerated().map { ($0 == 0 ? margin : gap) + $1 + "\n" }.joined()
  }
}
