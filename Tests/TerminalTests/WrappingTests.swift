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
}
