import Testing

@testable import Terminal

/// How pasted text falls into lines.
@Suite struct PastedTextTests {
  @Test(arguments: [
    ("abc", ["abc"]),
    ("a\nb", ["a;", "b"]),
    ("a\rb\r", ["a;", "b;"]),
    ("a\r\nb\n\nc", ["a;", "b;", ";", "c"]),
    ("a\tb\u{1B}[A\u{7F}", ["a\tb[A"]),  // a tab stays, other control characters do not
    ("é日", ["é日"]),
  ])
  func `Every end of line ends a piece`(text: String, pieces: [String]) {
    var pasted = PastedText()
    pasted.append(Array(text.unicodeScalars))
    var taken: [String] = []
    while !pasted.isEmpty {
      let piece = pasted.takePiece()
      taken.append(String(String.UnicodeScalarView(piece.text)) + (piece.endsLine ? ";" : ""))
    }
    #expect(taken == pieces)
  }

  @Test func `What was pasted before says nothing about the next`() {
    var pasted = PastedText()
    pasted.append(Array("$ echo a\n$ echo b".unicodeScalars))
    #expect(lines(&pasted) == ["echo a", "echo b"])
    pasted.append(Array("echo 1\n$x\necho 2\n".unicodeScalars))
    #expect(lines(&pasted) == ["echo 1", "$x", "echo 2"])
  }

  @Test func `Scripted lines come in turn and then end`() {
    var source = ScriptedLines(lines: ["a"])
    #expect(source.next(Prompt("$ ")) == .line([0x61]))
    #expect(source.next(Prompt("> ", continuation: true)) == .end)
    #expect(source.prompts.map(\.text) == ["$ ", "> "])
  }

  @Test func `The prompt that AWS's pages print before commands is no part of them`() {
    var pasted = PastedText()
    pasted.append(Array("$ aws kms \\\n    list-keys\n  $ whoami\n$ $KEY $ x\n$ y".unicodeScalars))
    #expect(lines(&pasted) == ["aws kms \\", "    list-keys", "whoami", "$KEY $ x", "y"])
  }

  @Test(arguments: [
    ("$ a\n{\n  \"b\": 1\n}\n$ c\nd\n", ["a", "c", ""]),
    ("An example:\n\n$ a\n}", ["a", ""]), ("a\nb\n", ["a", "b"]), ("{\n$ a", ["a"]),
    ("$ a \\\n  b\nanswer\n$ c", ["a \\", "  b", "c"]),
  ])
  func `What stands between commands with a prompt is their answer`(
    text: String, taken: [String]
  ) {
    var pasted = PastedText()
    pasted.append(Array(text.unicodeScalars))
    #expect(lines(&pasted) == taken)
  }

  /// All lines, taken as the editor takes them.
  private func lines(_ pasted: inout PastedText) -> [String] {
    var lines: [String] = []
    while !pasted.isEmpty {
      let piece = pasted.takePiece(isContinuation: lines.last?.hasSuffix("\\") ?? false)
      lines.append(String(String.UnicodeScalarView(piece.text)))
    }
    return lines
  }

  @Test func `A line that goes on keeps what looks like a prompt`() {
    var pasted = PastedText()
    pasted.append(Array("$ a\n".unicodeScalars))
    #expect(pasted.takePiece(isContinuation: true).text == Array("$ a".unicodeScalars))
  }
}
