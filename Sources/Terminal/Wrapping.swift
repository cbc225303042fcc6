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
  ///
  /// A line that a caret points into is cut instead, so that the caret stays below its word.
  package func explanationsWrapped(_ columns: Int) -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var rows: [String] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if index + 1 < lines.count, !line.hasPrefix("  next: "), let caret = Pointer(lines[index + 1])
      {
        rows += caret.rows(below: line, columns)
        index += 2
        continue
      }
      let isExplanation =
        line.hasPrefix("  ") && !line.hasPrefix("  next: ") && Pointer(line) == nil
      rows.append(isExplanation ? line.lineWrapped(columns) : line)
      index += 1
    }
    return rows.joined(separator: "\n")
  }

  /// The characters behind so many columns, as many as so many columns hold.
  fileprivate func droppingColumns(_ dropped: Int, keeping kept: Int) -> String {
    var (column, text) = (0, "")
    for character in self {
      let width = String(character).columns
      if column >= dropped, column + width <= dropped + kept { text.append(character) }
      column += width
    }
    return text
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
  fileprivate func lineWrapped(_ columns: Int) -> String {
    let indent = prefix { $0 == " " }.count
    let marks = ["[x] ", "[ ] ", "[-] ", "[?] "]
    let wanted = indent > 0 ? indent + 2 : marks.contains(where: hasPrefix) ? 4 : 0
    let hanging = min(wanted, max(0, columns / 4))
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
  fileprivate var columns: Int {
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

/// A line that points with `^` to the line above it, and what it says.
private struct Pointer {
  /// The columns before the signs.
  let start: Int
  let signs: Int
  let remark: String

  init?(_ line: String) {
    start = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(start)
    signs = rest.prefix { $0 == "^" }.count
    remark = String(rest.dropFirst(signs).drop { $0 == " " })
    guard start >= 2, signs > 0, rest.count == signs || rest.dropFirst(signs).first == " " else {
      return nil
    }
  }

  /// The line and its pointer in a number of columns, and the remark where there is room.
  func rows(below line: String, _ columns: Int) -> [String] {
    var (shown, start, signs) = (line, start, signs)
    if line.columns > columns {
      // What is cut away is marked; some of what stands before the signs is kept.
      let room = max(1, columns - 4)
      signs = min(signs, room)
      let last: Int = line.columns - 2 - room
      let first: Int = max(0, min(start - 2 - room / 4, last))
      let isBegun = first > 0
      shown = (isBegun ? "  …" : "  ") + line.droppingColumns(2 + first, keeping: room)
      if first < last { shown += "…" }
      start += (isBegun ? 1 : 0) - first
      signs = max(1, min(signs, room + (isBegun ? 3 : 2) - start))
    }
    let pointer = String(repeating: " ", count: start) + String(repeating: "^", count: signs)
    if remark.isEmpty { return [shown, pointer] }
    let whole = "\(pointer) \(remark)"
    return whole.columns <= columns
      ? [shown, whole] : [shown, pointer, "  \(remark)".lineWrapped(columns)]
  }
}
