import Sessions

/// The expected output of a command: lines, and `...` for any lines.
struct OutputPattern: Sendable {
  /// One line of it.
  enum Line: Equatable, Sendable {
    case line(LinePattern)
    case anyLines
  }

  /// The lines as the file has them.
  let texts: [String]
  let lines: [Line]

  /// Reads the lines of a console block that stand below a command.
  init(_ texts: [String]) {
    self.texts = texts
    lines = texts.map { $0 == "..." ? .anyLines : .line(LinePattern($0)) }
  }

  /// The bindings after the output was matched; `nil` where it does not match.
  ///
  /// The printed lines come as `LabFile.Exchange.outputLines` writes them. `...` takes as few lines
  /// as fit; once the next `...` is reached, the lines before it are settled.
  func match(_ printed: [PrintedLine], _ bindings: Bindings) -> Bindings? {
    var expected = 0
    var position = 0
    var bindings = bindings
    var retry: (expected: Int, position: Int, bindings: Bindings)?
    while position < printed.count || expected < lines.count {
      if expected < lines.count {
        switch lines[expected] {
        case .anyLines:
          expected += 1
          if expected == lines.count { return bindings }
          retry = (expected, position, bindings)
          continue
        case .line(let pattern):
          if position < printed.count, let bound = printed[position].match(pattern, bindings) {
            bindings = bound
            expected += 1
            position += 1
            continue
          }
        }
      }
      guard let last = retry, last.position < printed.count else { return nil }
      retry = (last.expected, last.position + 1, last.bindings)
      (expected, position, bindings) = (last.expected, last.position + 1, last.bindings)
    }
    return bindings
  }
}

/// A line that a command printed.
struct PrintedLine: Equatable, Sendable {
  /// As a console block has it, with `\` where it needs one.
  let text: String
  /// As it was printed; `nil` for the mark of a missing line break.
  private let plain: String?

  /// Cuts an output into lines.
  static func lines(of output: String) -> [PrintedLine] {
    LabFile.Exchange.outputLines(output).map { text in
      guard text != LabFile.Exchange.noLineBreak else { return PrintedLine(text: text, plain: nil) }
      let isEscaped = text.utf8.first == UInt8(ascii: "\\")
      return PrintedLine(
        text: text, plain: isEscaped ? String(Substring(text.utf8.dropFirst())) : text)
    }
  }

  /// The bindings after the line was matched by a pattern.
  func match(_ pattern: LinePattern, _ bindings: Bindings) -> Bindings? {
    guard let plain else { return pattern == PrintedLine.noLineBreak ? bindings : nil }
    return pattern == PrintedLine.noLineBreak ? nil : pattern.match(plain, bindings)
  }

  private static let noLineBreak = LinePattern(LabFile.Exchange.noLineBreak)
}
