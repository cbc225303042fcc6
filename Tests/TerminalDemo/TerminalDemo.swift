import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads lines and says what it read, for the tests of the terminal.
@main struct TerminalDemo {
  /// The lines before a continuation.
  private var entry: [UInt8] = []

  /// Starts the loop, with the history file that the first argument names.
  static func main() {
    guard
      let lines = EditedLines(
        program: "terminal-demo", historyPath: CommandLine.arguments.dropFirst().first)
    else { exit(1) }
    var demo = TerminalDemo()
    while demo.step(lines) {}
    say("bye")
  }

  /// Reads one line; false at the end.
  private mutating func step(_ lines: EditedLines) -> Bool {
    let prompt = Prompt(entry.isEmpty ? "demo $ " : "> ", continuation: !entry.isEmpty)
    switch lines.next(prompt) {
    case .line(let bytes) where bytes.last == UInt8(ascii: "\\"):
      entry += bytes.dropLast() + [0x0A]
    case .line(let bytes):
      run(entry + bytes, lines)
      entry = []
    case .interrupted:
      Self.say("dropped")
      entry = []
    case .end, .failed: return false
    }
    return true
  }

  /// Answers a complete entry.
  private func run(_ bytes: [UInt8], _ lines: EditedLines) {
    let text = String(decoding: bytes, as: UTF8.self)
    lines.remember(text, isSecret: false)
    if text == "wait" {
      Self.say("waiting")
      pause()
    }
    let shown = text.map { $0 == "\n" ? "|" : $0 == "\t" ? "<tab>" : String($0) }.joined()
    Self.say("read \(bytes.count) bytes: \(bytes.count > 5000 ? "..." : shown);")
  }

  /// Writes a line.
  private static func say(_ text: String) {
    _ = Terminal.writeAll(STDOUT_FILENO, Array("\(text)\n".utf8))
  }
}
