import Testing

@testable import Lab

/// Commands in prose, and in solutions, can be pasted.
struct ParagraphTests {
  private static let long =
    "aws iam put-user-policy --user-name press --policy-name snapbook --policy-document"
    + " '{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\"}]}'"

  @Test(arguments: [
    ("", "\n"), ("one two", "one two\n"),
    ("See `aws kms list-keys`, then wait.", "See `aws kms list-keys`, then wait.\n"),
    // No break within what is typed, as long as a line has room for it.
    (
      String(repeating: "word ", count: 13) + "`aws kms list-keys --limit 3`",
      String(repeating: "word ", count: 13).dropLast() + "\n`aws kms list-keys --limit 3`\n"
    ),
    ("a ` alone and `b", "a ` alone and `b\n"),
    ("a lone ` stays", "a lone ` stays\n"),
  ])
  func `What stands in backticks stays in one line`(text: String, lines: String) {
    #expect(Paragraph.wrapped(text) == lines)
  }

  @Test func `A command that is longer than a line stands on rows that can be pasted`() {
    let text = Paragraph.wrapped("As root: `\(Self.long)`, and then `as alice`.", indent: 2)
    #expect(
      text == """
          As root:
            aws iam put-user-policy --user-name press --policy-name snapbook \\
              --policy-document '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}'
          and then `as alice`.

        """)
  }

  @Test func `A solution's rows go on behind a backslash, and here-documents stay as they are`() {
    #expect(Paragraph.rows("$ as root") == ["as root"])
    #expect(Paragraph.rows("$ " + Self.long).count == 2)
    #expect(Paragraph.rows("$ " + Self.long)[0].hasSuffix(" \\"))
    let document = "> " + Self.long
    #expect(Paragraph.rows(document) == [Self.long])
    #expect(Paragraph.rows("$ cat >x <<END " + Self.long).count == 1)
  }
}
