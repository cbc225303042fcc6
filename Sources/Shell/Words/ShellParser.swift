/// Reads the small shell language of the prompt.
///
/// It is POSIX sh's, cut down to words, quotes, variables, `$(…)`, `|`, `;`, `&&`, `||`, `<`, `>`,
/// `>>`, `<<`, `2>`, `2>&1`, `>&2` and bash's `&>`. Unlike in sh the characters `[ ] * ? { } ~ !`
/// are ordinary: there is no globbing, because AWS's pages show `--query Keys[*]` unquoted, and
/// virtual files are few.
package enum ShellParser {
  /// The script of a text, or what the text still lacks.
  package static func parse(_ text: String) throws(ShellSyntaxError) -> ParseResult {
    let bytes = Array(text.utf8)
    var reader = ShellReader(bytes: bytes, position: 0, end: bytes.count)
    do throws(ShellStop) {
      return .complete(try reader.script())
    } catch {
      switch error {
      case .incomplete(let reason): return .incomplete(reason)
      case .syntax(let mistake): throw mistake
      }
    }
  }
}

/// A place in the text; the grammar stands in the extensions, one file for each level.
struct ShellReader {
  let bytes: [UInt8]
  var position: Int
  /// Where the text ends for this reader, which may be inside the bytes.
  let end: Int
  /// How many `$(` are open here.
  var depth = 0

  /// The byte at the place, as a scalar so that it can be matched with `"x"`.
  var current: Unicode.Scalar? { scalar(ahead: 0) }

  /// A byte further on.
  func scalar(ahead: Int) -> Unicode.Scalar? {
    position + ahead < end ? Unicode.Scalar(bytes[position + ahead]) : nil
  }

  /// Whether a line ends there, or the text, whose lines may come one by one.
  func endsLine(ahead: Int) -> Bool { [nil, "\n"].contains(scalar(ahead: ahead)) }

  /// Whether the text goes on with these characters.
  func continues(with text: String) -> Bool { bytes[position..<end].starts(with: text.utf8) }

  /// Where the character ends that starts at an offset; the text's end where none does.
  func characterEnd(_ start: Int) -> Int {
    var index = min(start + 1, end)
    while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  /// The text of a stretch of bytes.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension ShellReader {
  /// Passes over blanks, line continuations and a comment, up to a word or an operator.
  mutating func skipBlanks() throws(ShellStop) {
    while let byte = current {
      switch byte {
      case " ", "\t": position += 1
      case "\r" where endsLine(ahead: 1): position += 1
      case "\\":
        guard try skipContinuation() else { return }
      case "#":
        while position < end, current != "\n" { position += 1 }
      default: return
      }
    }
  }

  /// Passes over a backslash with the line break after it; `false` if it is another backslash.
  mutating func skipContinuation() throws(ShellStop) -> Bool {
    switch scalar(ahead: 1) {
    case nil: throw .incomplete(.backslash)
    case "\n": position += 2
    case "\r" where scalar(ahead: 2) == "\n": position += 3
    case "\r" where scalar(ahead: 2) == nil: throw .incomplete(.backslash)
    default: return false
    }
    return true
  }

  /// Passes over the prompt that AWS's pages print before a command.
  mutating func skipPrompt() {
    guard depth == 0 else { return }
    var start = position
    while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
    if start + 1 < end, bytes[start] == UInt8(ascii: "$"), bytes[start + 1] == UInt8(ascii: " ") {
      position = start + 2
    }
  }
}
