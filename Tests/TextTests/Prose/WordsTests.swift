import Testing

@testable import Text

/// Numbers, names and columns within prose.
struct WordsTests {
  @Test(
    arguments: [
      (0, "0 keys"), (1, "1 key"), (2, "2 keys"), (1_234_567, "1,234,567 keys"),
      (-1_000, "-1,000 keys"), (999, "999 keys"),
    ])
  func `A number stands before its noun`(row: (number: Int, text: String)) {
    #expect(counted(row.number, "key") == row.text)
    #expect(
      counted(row.number, "key", grouping: false) == row.text.replacing(",", with: ""))
  }

  @Test(
    arguments: [
      ("The key", "the key"), ("AES", "AES"), ("A key", "a key"), ("", ""), ("é", "é"),
    ])
  func `A sentence goes on in small letters, but for a word of capitals`(
    row: (text: String, result: String)
  ) {
    #expect(row.text.lowercasedFirst == row.result)
  }

  @Test func `A name that would break a line does not`() {
    #expect("a\nb\u{1B}[31mc\u{202E}d".onOneLine == "a?b?[31mc?d")
  }

  @Test(
    arguments: [
      ("abc", 3, "abc"), ("abcd", 3, "a.."), ("abcd", 1, ".."),
    ])
  func `What is cut has a sign`(row: (text: String, width: Int, result: String)) {
    #expect(row.text.shortened(to: row.width) == row.result)
  }

  @Test func `Columns stand below each other, and lines end where their text does`() {
    let rows = [["a", "10", "x"], ["bcd", "5", ""], ["e"]]
    #expect(aligned(rows) == ["a    10  x", "bcd  5", "e"])
    #expect(aligned(rows, right: [0, 1]) == ["  a  10  x", "bcd   5", "  e"])
    #expect(aligned([["é", "x"], ["ab", "y"]]) == ["é  x", "ab  y"])  // two columns each
    #expect(aligned([["é", "x"], ["ab", "y"]], width: \.count) == ["é   x", "ab  y"])
  }

  @Test(
    arguments: [
      ("alias/kye", "alias/key"),  // a swap is one edit
      ("ALIAS/KEY", "alias/key"), ("bucket", "my-bucket"), ("zzz", nil),
      ("photo", "photographs-of-2024"),  // a beginning of three letters is enough
      ("ph", nil),
    ])
  func `The nearest name is few edits away`(row: (word: String, name: String?)) {
    let names = ["alias/key", "my-bucket", "photographs-of-2024"]
    #expect(nearest(to: row.word, among: names) == row.name)
  }
}
