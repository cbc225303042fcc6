import Console
import Kernel
import Lab
import Sessions
import Testing

/// The HTML page of a session.
struct ReportTests {
  private func page(_ lines: [String], seed: UInt64 = 1) throws -> String {
    let text = GradeTests.saved(lines, seed: seed)
    return ReportPage(try SessionRecord(Array(text.utf8))).html
  }

  /// Texts that would be markup if they were not escaped.
  private static let evil = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</code></td></table>",
    "<!-- ", "]]>", "&lt;b&gt;", "' onload='x", "<svg/onload=alert(1)>",
    "</style><script>x</script>", "</title>",
  ]

  @Test(arguments: evil)
  func `What a learner typed is text and nothing else`(text: String) throws {
    let plain = try page([
      "learn 1", GradeTests.key, "leave", "echo x >f", "cat f",
    ])
    let quoted = "'" + text.replacing("'", with: "'\\''") + "'"
    let html = try page([
      "learn 1", "K=$(aws kms create-key --description \(quoted) --query KeyMetadata.KeyId)",
      "leave", "echo x >\(quoted)", "cat \(quoted)",
    ])
    for tag in ["<script", "<img", "onerror=alert(1)>", "<!--", "<svg/"] {
      #expect(!html.contains(tag))
    }
    let tags = { (html: String) in html.matches(of: /<\/?[a-zA-Z!][^>]*>/).map { String($0.output) }
    }
    // The same elements, whatever stands in them.
    #expect(tags(html).count == tags(plain).count)
  }

  @Test func `What no text may hold is replaced, and what means something is written out`() {
    #expect(
      XML.escaped("a<b>&\"'\n\t\u{0}\u{1B}\u{202E}\u{85}é😀")
        == "a&lt;b&gt;&amp;&quot;&#39;\n\t����é😀")
  }

  @Test func `Every element that is opened is closed, in order`() throws {
    let html = try page(
      [
        "learn 1", GradeTests.key, GradeTests.alias, "next", "quiz rotation", "a", "enough",
        "leave",
      ]
        + [GradeTests.key, GradeTests.alias, "advance 400d", "aws kms create-kee"])
    var open: [Substring] = []
    let void: Set<Substring> = ["meta", "br", "line", "rect", "path"]
    for match in html.matches(of: /<(\/?)([a-zA-Z0-9]+)[^>]*>/) where !void.contains(match.2) {
      if match.1.isEmpty { open.append(match.2) } else { #expect(open.popLast() == match.2) }
    }
    #expect(open.isEmpty)
    for part in ["<title>", "<desc ", "<caption>", "<h1>", "<h2>", "scope=\"col\"", "lang=\"en\""] {
      #expect(html.contains(part))
    }
  }

  @Test func `What was predicted is counted, over all that were asked`() throws {
    let html = try page([
      "predict on", GradeTests.key, "yes", "aws kms list-keys", "no state", "predict off",
      "predict on", "aws kms list-aliases", "yes", "aws kms list-aliases",
    ])
    #expect(
      html.contains(
        """
        <th scope="row">calls of AWS</th><td class="number">2</td>
        <td class="number">3</td>
        """))
    #expect(try !page(["aws kms list-keys"]).contains("Predictions"))
  }

  @Test func `The page needs nothing from elsewhere`() throws {
    let html = try page(["learn 1", "skip"])
    for part in ["http:", "https:", "src=", "href=", "@import", "url("] {
      #expect(!html.contains(part))
    }
  }

  @Test func `A plaintext is not on the page`() throws {
    let html = try page([
      GradeTests.key, "aws kms encrypt --key-id $K --plaintext c2VjcmV0LXdvcmQ= --output text",
      "echo secret-word | base64",
    ])
    #expect(!html.contains("c2VjcmV0LXdvcmQ="))
    #expect(html.contains("a line with a value that must stay secret"))
  }

  @Test func `The same session makes the same page`() throws {
    let lines = ["learn 1", GradeTests.key, GradeTests.alias, "leave", "advance 30d"]
    #expect(try page(lines) == page(lines))
    #expect(try page(lines) != page(lines, seed: 2))
  }

  @Test func `At the prompt the page is that of the saved session, and no line of it`() throws {
    let disk = Disk()
    var session = Session(host: disk.host)
    session.companion = Tutor()
    for line in ["learn 1", GradeTests.key, "save a.lab.md", "report r.html"] {
      _ = session.execute(line)
    }
    let saved = try #require(disk["a.lab.md"])
    #expect(
      ReportPage(try SessionRecord(saved)).html
        == disk["r.html"].map { String(decoding: $0, as: UTF8.self) })
    #expect(session.log.count == 2)
    for line in ["report", "report a b", "report x; ls", "report x >f", "report ''"] {
      _ = session.execute(line)
      #expect(session.lastStatus == 2 || line.contains(";"), "\(line)")
    }
    #expect(disk["x"] == nil)
  }
}
