import Access
import Testing

@Suite struct WildcardTests {
  @Test(arguments: [
    ("", ""), ("*", ""), ("*", "anything"), ("**", "a"), ("a", "a"), ("?", "a"), ("?", "é"),
    ("?", "😀"), ("a?c", "abc"), ("a*c", "ac"), ("a*c", "abbbc"), ("*a*b*", "xxaxxbxx"),
    ("a*b*c", "abcbc"), ("*.key", "a.key.key"), ("a*", "a*"), ("?*", "ab"),
    ("arn:aws:kms:*:111122223333:key/*", "arn:aws:kms:us-east-1:111122223333:key/1234"),
  ])
  func `A pattern matches the whole of a text`(pattern: String, text: String) {
    #expect(Wildcard(pattern).matches(text))
  }

  @Test(arguments: [
    ("", "a"), ("?", ""), ("?", "ab"), ("a", "A"), ("a", "ab"), ("b", "ab"), ("a*c", "acb"),
    ("*a*b*", "ba"), ("a?c", "ac"), ("?*?", "a"), ("\u{E9}", "e\u{301}"), ("K", "\u{212A}"),
    ("[a]", "a"), (".", "a"),
  ])
  func `A pattern does not match another text`(pattern: String, text: String) {
    #expect(!Wildcard(pattern).matches(text))
  }

  @Test(arguments: [
    ("kms:encrypt", "kms:Encrypt", true), ("KMS:*", "kms:Encrypt", true),
    ("kms:ReEncrypt*", "kms:ReEncryptTo", true), ("kms:Encrypt", "kms:EncryptX", false),
    ("\u{212A}ms:*", "kms:Encrypt", false),  // the Kelvin sign is no k
    ("@", "`", false),  // the neighbours of the letters
  ])
  func `Actions ignore the case of ASCII's letters`(pattern: String, text: String, matches: Bool) {
    #expect(Wildcard(pattern, ignoringCase: true).matches(text) == matches)
  }

  @Test(.timeLimit(.minutes(1))) func `Many stars do not explode`() {
    let pattern = String(repeating: "a*", count: 2000) + "b"
    #expect(!Wildcard(pattern).matches(String(repeating: "a", count: 20_000)))
    #expect(Wildcard(pattern).matches(String(repeating: "a", count: 20_000) + "b"))
    #expect(
      !Wildcard("*" + String(repeating: "a", count: 500) + "b*")
        .matches(String(repeating: "a", count: 5000)))
  }
}
