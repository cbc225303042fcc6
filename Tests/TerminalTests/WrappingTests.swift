import Testing

@testable import Terminal

/// Lines that are wider than the terminal.
@Suite struct WrappingTests {
  @Test(arguments: [
    ("short", 20, "short"), ("one two three four", 9, "one two\nthree\nfour"),
    ("  a  b  c", 80, "  a  b  c"), ("  date  name  key-1", 16, "  date  name\n    key-1"),
    ("  a-word-without-blanks", 10, "  a-word-without-blanks"),
    ("a\nb c d e", 5, "a\nb c d\ne"), ("", 5, ""),
    ("  x --p '{\"a\": \"b c\"}' y", 10, "  x --p\n  '{\"a\": \"b c\"}'\n  y"),
    ("  next: aws kms list-keys", 12, "  next: aws kms list-keys"),
    ("   aws kms list-keys --x '{\"a\": 1}'", 12, "   aws kms list-keys --x '{\"a\": 1}'"),
    ("  aws x    makes a key", 14, "  aws x\n   makes a key"),
    ("  aws x y \\\n    --policy a b\nsaid then", 8, "  aws x y \\\n    --policy a b\nsaid\nthen"),
    ("            far right", 16, "            far\n    right"),
  ])
  func `A line breaks between words, and keeps the blanks within`(
    text: String, columns: Int, wrapped: String
  ) {
    #expect(text.wrapped(columns) == wrapped)
  }

  @Test func `Explanations break, and what can be run or was AWS's stays`() {
    let text = """
      aws: [ERROR]: An error occurred
        a long explanation of it
        next: aws kms list-keys
              ^^^^ here it is wrong

      """
    #expect(
      text.explanationsWrapped(20) == """
        aws: [ERROR]: An error occurred
          a long explanation
            of it
          next: aws kms list-keys
                ^^^^ here it is wrong

        """)
  }

  /// A line of 24 columns, a pointer, and both in some columns.
  @Test(arguments: [
    (8, 4, "", 30, "  cmd aaaa bbbb cccc dddd\n        ^^^^"),
    (8, 4, "no", 30, "  cmd aaaa bbbb cccc dddd\n        ^^^^ no"),
    (
      21, 4, "no such thing", 30,
      "  cmd aaaa bbbb cccc dddd\n                     ^^^^\n  no such thing"
    ),
    (21, 4, "", 14, "  … cccc dddd\n         ^^^^"), (2, 3, "", 14, "  cmd aaaa b…\n  ^^^"),
    (11, 4, "", 14, "  …a bbbb ccc…\n     ^^^^"),
    (6, 19, "", 14, "  …d aaaa bbb…\n     ^^^^^^^^"),
  ])
  func `A caret stays below its word in every width`(
    start: Int, signs: Int, remark: String, columns: Int, shown: String
  ) {
    let pointer = String(repeating: " ", count: start) + String(repeating: "^", count: signs)
    let text = "  cmd aaaa bbbb cccc dddd\n" + pointer + (remark.isEmpty ? "" : " " + remark)
    let rows = text.explanationsWrapped(columns)
    #expect(rows == shown)
    #expect(rows.split(separator: "\n").allSatisfy { $0.count <= columns })
  }

  @Test func `What is ticked goes on below its words`() {
    #expect("[ ] one two three".wrapped(16) == "[ ] one two\n    three")
  }
}
