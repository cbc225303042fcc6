import Testing

@testable import AWSCLI

struct S3NameTests {
  @Test(arguments: [
    ("*", "a/b", true), ("*.txt", "a/b.txt", true), ("*.txt", "a.txt.gz", false),
    ("a?c", "abc", true), ("a?c", "ac", false), ("a?c", "a/c", true), ("", "", true),
    ("", "a", false), ("[ab]", "b", true), ("[!ab]", "b", false), ("[!ab]", "c", true),
    ("[a-c]x", "bx", true), ("[a-]", "-", true), ("[]]", "]", true), ("[a", "[a", true),
    ("a*b*c", "aXbYc", true), ("a*b*c", "aXcYb", false), ("**", "", true), ("é*", "éa", true),
    ("A", "a", false),
  ])
  func `A pattern matches as Python's fnmatch does`(
    row: (pattern: String, name: String, matches: Bool)
  ) {
    #expect(NamePattern(row.pattern).matches(row.name) == row.matches)
  }

  @Test func `The last pattern that fits decides`() {
    var filter = NameFilter()
    #expect(filter.takes("a.txt"))
    filter.append("*", isIncluding: false)
    filter.append("*.txt", isIncluding: true)
    filter.append("secret*", isIncluding: false)
    filter.append("/a.txt", isIncluding: false)
    #expect(filter.takes("a.txt"))
    #expect(!filter.takes("a.bin"))
    #expect(!filter.takes("secret.txt"))
  }

  @Test(
    arguments: [
      ("a.txt", "text/plain"), ("a.JPG", "image/jpeg"), ("a.tar.gz", "application/x-tar"),
      ("a.tgz", "application/x-tar"), ("a.gz", nil), ("a", nil), (".txt", nil), ("d.txt/a", nil),
      ("a.yaml", nil),
    ] as [(String, String?)])
  func `A content type is guessed as Python's mimetypes does`(row: (name: String, type: String?)) {
    #expect(ContentTypes.guess(row.name) == row.type)
  }

  @Test(arguments: [
    (".", ""), ("./", ""), ("./a", "a"), ("a//b", "a/b"), ("a/./b/", "a/b/"), ("a/../b", "b"),
    ("../a", "../a"), ("/a/", "/a/"), ("a/..", ""), ("a/.", "a/"),
  ])
  func `A local path loses what means nothing`(row: (path: String, plain: String)) {
    #expect(S3Place.plain(row.path) == row.plain)
  }

  @Test(arguments: [
    ("s3://b", "s3://b/"), ("s3://b/", "s3://b/"), ("s3://b/a/b", "s3://b/a/b"), ("a", "./a"),
    ("./a", "./a"), ("d/a", "d/a"), (".", "./"), ("-", "-"),
  ])
  func `A path is shown as AWS CLI shows it`(row: (path: String, shown: String)) {
    #expect(S3Place(row.path).shown == row.shown)
  }
}
