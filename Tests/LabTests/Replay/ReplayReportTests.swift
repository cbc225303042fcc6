import Kernel
import Lab
import Testing

/// Reports of replays in each format.
struct ReplayReportTests {
  private static func report(_ name: String, _ body: String) -> ReplayReport {
    ReplayReport(name: name, Array(body.utf8))
  }

  private static let right = report("right", "---\nlab: x\n---\n```console\n$ echo a\na\n```\n")
  private static let other = report("<other>", "---\nlab: x\n---\n```console\n$ echo a\nb\n```\n")
  private static let wrong = report("wrong", "---\nlab: x\n```console\n")

  @Test func `The status is 0, 1 for a difference, 2 for a wrong file`() {
    #expect(ReportFormat.status(of: []) == 0)
    #expect(ReportFormat.status(of: [Self.right]) == 0)
    #expect(ReportFormat.status(of: [Self.right, Self.other]) == 1)
    #expect(ReportFormat.status(of: [Self.wrong, Self.other]) == 2)
  }

  @Test func `Words tell each file, and where it differs`() {
    let text = ReportFormat.text.text(of: [Self.right, Self.other])
    #expect(text.hasPrefix("ok      right  1 command\nnot ok  <other>\n<other>:5: $ echo a\n"))
    #expect(text.contains("\n-b\n+a\n"))
    #expect(ReportFormat.text.text(of: [Self.wrong]).contains("wrong:3: "))
  }

  @Test func `TAP counts, and tells what differs in comments`() {
    let lines = ReportFormat.tap.text(of: [Self.right, Self.other]).split(separator: "\n")
    #expect(lines.prefix(4) == ["TAP version 13", "1..2", "ok 1 - right", "not ok 2 - <other>"])
    #expect(lines.dropFirst(4).allSatisfy { $0.hasPrefix("# ") })
  }

  @Test func `JUnit is XML that tells failures and errors`() {
    let text = ReportFormat.junit.text(of: [Self.right, Self.other, Self.wrong])
    #expect(text.contains("tests=\"3\" failures=\"1\" errors=\"1\""))
    #expect(text.contains("<testcase name=\"&lt;other&gt;\">"))
    #expect(text.contains("<error>"))
    let odd = Self.report("odd", "---\nlab: x\n---\n```console\n$ printf '\\001&'\nb\n```\n")
    #expect(ReportFormat.junit.text(of: [odd]).contains("+\u{FFFD}&amp;"))
  }

  @Test func `JSON holds everything`() throws {
    let document = try JSONReader.read(ReportFormat.json.text(of: [Self.other, Self.wrong]))
    let reports = try #require(document.elements)
    #expect(reports[0]["AsExpected"] == false)
    #expect(reports[0]["Differences"]?.elements?.first?["Line"] == 5)
    #expect(reports[1]["Fault"]?["Line"] == 3)
  }
}
