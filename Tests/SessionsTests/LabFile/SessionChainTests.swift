import Foundation
import Kernel
import Sessions
import Testing

/// The hash chain of a saved session names the lines that are not as they were.
struct SessionChainTests {
  /// The text of a session of five lines.
  private static let text: String = {
    let host = Host(
      readFile: { (_, _) throws(HostFailure) -> [UInt8] in Array("real".utf8) },
      writeFile: { (_, _) throws(HostFailure) -> Void in })
    var session = Session.bare(host: host)
    for line in ["echo one", "echo two", "import /x f", "echo four", "cat none"] {
      _ = session.execute(line)
    }
    return SessionFile.text(of: session)
  }()

  private func breaks(_ text: String) throws -> [String]? {
    try SessionChain.breaks(in: LabFile(Array(text.utf8)))
  }

  /// The block of a line, fences included.
  private func block(_ number: Int) throws -> String {
    let start = try #require(Self.text.range(of: "```console line=\(number) "))
    let end = try #require(Self.text[start.upperBound...].range(of: "\n```\n"))
    return String(Self.text[start.lowerBound..<end.upperBound])
  }

  @Test func `A session as it was saved has no break`() throws {
    #expect(try breaks(Self.text) == [])
    let old = "---\nlab: session\nkind: session\n---\n```console\n$ echo a\na\n```\n"
    #expect(try breaks(old) == nil)
  }

  @Test(arguments: [
    ("$ echo two", "$ echo twp", ["line 2 was changed"]),
    ("\ntwo\n", "\ntoo\n", ["line 2 was changed"]),
    ("\n? 1\n", "\n? 2\n", ["line 5 was changed"]),
    ("cmVhbA==", "cmVhbB==", ["line 3 was changed"]),
    (
      "seed: 1\n", "seed: 2\n",
      ["line 1, or the seed, start, Region or account above it, was changed"]
    ),
    ("lines: 5", "lines: 7", ["line 6 is missing", "line 7 is missing"]),
  ])
  func `A change is told by the number of its line`(
    row: (old: String, new: String, breaks: [String])
  ) throws {
    #expect(Self.text.contains(row.old))
    #expect(try breaks(Self.text.replacing(row.old, with: row.new)) == row.breaks)
  }

  @Test(arguments: [1, 2, 4, 5])
  func `A dropped line is missing`(number: Int) throws {
    #expect(
      try breaks(Self.text.replacing(try block(number), with: "")) == ["line \(number) is missing"])
  }

  @Test func `Lines that changed places, came twice or came later are told`() throws {
    let (one, two) = (try block(1), try block(2))
    #expect(
      try breaks(Self.text.replacing(one + two, with: two + one)) == ["line 1 comes after line 2"]
    )
    #expect(try breaks(Self.text.replacing(two, with: two + two)) == ["line 2 is there twice"])
    let added = "```console\n$ echo new\nnew\n```\n"
    #expect(
      try breaks(Self.text.replacing(two, with: added + two)) == [
        "a line without a digest was added at line 20 of the file"
      ])
  }
}
