import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension String {
  /// The text with lines that are wider than the terminal broken between words; what can be run
  /// stays as it is.
  package func wrapped(_ columns: Int) -> String {
    var goesOn = false
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let isRow = goesOn
        goesOn = line.hasSuffix(" \\")
        return isRow || goesOn || line.isCommand ? String(line) : String(line).lineWrapped(columns)
      }.joined(separator: "\n")
  }

  /// The text with the program's own explanations broken between words; AWS's words, and lines
  /// that can be run, stay as they are.
  package func explanationsWrapped(_ columns: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let isExplanation =
          line.hasPrefix("  ") && !line.hasPrefix("  next: ") && !line.contains("^")
        return isExplanation ? String(line).lineWrapped(columns) : String(line)
      }
      .joined(separator: "\n")
  }

  /// The words of the line, each with a blank between it and the next; what stands in single quotes
  /// is one word, since a command whose quotation is broken can no longer be pasted.
  private var wordsAndQuotations: [Substring] {
    var words: [Substring] = []
    var rest = self[...]
    while true {
      var end = rest.firstIndex(of: " ")
      if rest.first == "'", let closing = rest.dropFirst().firstIndex(of: "'") {
        end = rest[closing...].firstIndex(of: " ")
      }
      guard let end else { return words + [rest] }
      words.append(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
  }

  /// The line broken between words where it is wider than the terminal; what follows stands a
  /// little to the right of its beginning.
  private func lineWrapped(_ columns: Int) -> String {
    let indent = prefix { $0 == " " }.count
    let hanging = indent == 0 ? 0 : min(indent + 2, max(0, columns / 4))
    let margin = String(repeating: " ", count: hanging)
    var rows: [String] = []
    var row = ""
    var gap = ""
    for part in wordsAndQuotations {
      let longer = row + gap + part
      if !part.isEmpty, longer.columns > columns, row.contains(where: { $0 != " " }) {
        rows.append(row)
        row = margin + part
        gap = " "
      } else if part.isEmpty, !row.isEmpty || !gap.isEmpty {
        gap += " "
      } else {
        row = longer
        gap = " "
      }
    }
    return (rows + [row]).joined(separator: "\n")
  }

  /// How many columns of a terminal the text takes.
  private var columns: Int {
    unicodeScalars.reduce(0) { $0 + max(0, Int(wcwidth(wchar_t($1.value)))) }
  }
}

extension Substring {
  /// Whether the line is one command, which could not be pasted any more when it is broken; behind
  /// more than one blank it would be told about it.
  fileprivate var isCommand: Bool {
    let text = drop { $0 == " " }
    return ["aws ", "next: ", "see: "].contains { text.hasPrefix($0) } && !text.contains("  ")
  }
}
