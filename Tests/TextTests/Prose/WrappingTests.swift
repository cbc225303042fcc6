import Testing

@testable import Text

/// Lines of prose, and the rows of command lines.
struct WrappingTests {
  @Test(
    arguments: [
      ("", 10, 0, 0, "\n"),
      ("one two three", 7, 0, 0, "one two\nthree\n"),  // a line may be full
      ("one two three", 6, 0, 0, "one\ntwo\nthree\n"),
      ("one two three", 9, 2, 2, "  one two\n  three\n"),  // the indent takes columns
      ("one two three", 9, 0, 4, "one two\n    three\n"),
      ("a unbreakable word", 4, 2, 2, "  a\n  unbreakable\n  word\n"),  // stands alone
      ("one   two", 80, 0, 0, "one two\n"),  // blanks are one
    ])
  func `Prose breaks between words, within its columns`(
    row: (text: String, columns: Int, indent: Int, hanging: Int, lines: String)
  ) {
    #expect(
      wrapped(row.text, columns: row.columns, indent: row.indent, hanging: row.hanging)
        == row.lines)
  }

  @Test func `The width of a word is what the caller says`() {
    // AWS CLI reckons two columns for an é, whose width is ambiguous.
    #expect(wrapped("éé éé", columns: 5) == "éé\néé\n")
    #expect(wrapped("éé éé", columns: 5, width: \.count) == "éé éé\n")
  }

  @Test func `Labels stand before their texts, and a row without one goes on`() {
    let text = String(repeating: "word ", count: 20)
    let lines = labelled([("key", text), ("", "more")])
    #expect(lines.map { $0.prefix(9) } == ["key  word", "     word", "     more"])
    #expect(lines.allSatisfy { $0.count <= 78 })
  }

  @Test(
    arguments: [
      ("left", "right", 12, "left   right\n"), ("left", "right", 8, "left  right\n"),
    ])
  func `Words at both ends of a line have two blanks between them at least`(
    row: (left: String, right: String, columns: Int, line: String)
  ) {
    #expect(justified(row.left, row.right, columns: row.columns) == row.line)
  }

  @Test func `A folded command line stays one command, an option with its value`() {
    let value = "'a value with blanks'"
    let line = "aws kms encrypt " + (1...5).map { "--option-\($0) \(value)" }.joined(separator: " ")
    let rows = folded(line, indent: 2).split(separator: "\n")
    #expect(rows.count > 1)
    #expect(rows.allSatisfy { $0.count <= 80 })
    #expect(rows.dropLast().allSatisfy { $0.hasSuffix(" \\") })
    #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("    --option-") })
    let joined = folded(line, indent: 2).replacing(" \\\n    ", with: " ")
    #expect(joined == "  \(line)\n")
  }

  @Test(
    arguments: [
      ("a bcd e", 6, ["a \\", "  bcd \\", "  e"]),  // room for the backslash
      ("a 'b c d e' f", 8, ["a 'b c d e' \\", "  f"]),  // a quotation stays whole
      (#"a '{"b c": "d"} e' f"#, 8, [#"a '{"b c": "d"} e' \"#, "  f"]),  // with others inside
      ("a 'b\nc d e f' g h", 8, ["a 'b", "c d e f' \\", "  g h"]),  // and over two lines
      ("a --bb ccc dd", 10, ["a \\", "  --bb ccc \\", "  dd"]),  // an option goes with its value
      ("--bb ccc", 6, ["--bb \\", "  ccc"]), ("a\nb", 8, ["a", "b"]),
      ("unbreakable", 4, ["unbreakable"]),
    ])
  func `A shell goes on with each row of a command line`(
    row: (line: String, columns: Int, rows: [String])
  ) {
    #expect(continued(row.line, columns: row.columns) == row.rows)
  }

  @Test func `All lines of a paragraph have its indent, where no other is said`() {
    let text = String(repeating: "word ", count: 20)
    #expect(paragraph(text, indent: 2).map { $0.prefix { $0 == " " }.count } == [2, 2])
    #expect(paragraph(text, indent: 2, hanging: 5).map { $0.prefix { $0 == " " }.count } == [2, 5])
  }
}
