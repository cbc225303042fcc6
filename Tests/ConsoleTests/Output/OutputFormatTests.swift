import Foundation
import Kernel
import Testing

@testable import Console

@Suite struct OutputFormatTests {
  /// Documents with what AWS CLI's own formatters make of them; `Expected/README.md` tells how.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Expected")

  private static let cases: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path()))?
    .filter { !$0.hasSuffix(".md") }.sorted() ?? []

  private static func text(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
  }

  @Test func `There are expected outputs in every format`() {
    for format in OutputFormat.allCases where format != .off {
      #expect(OutputFormatTests.cases.filter { $0.hasSuffix(".\(format)") }.count >= 30)
    }
  }

  @Test(arguments: cases)
  func `A document prints as AWS CLI prints it`(file: String) throws {
    let parts = file.split(separator: ".")
    let name = try #require(parts.first)
    let format = try #require(parts.last.flatMap { OutputFormat(rawValue: String($0)) })
    let document = try JSONReader.read(try OutputFormatTests.text("\(name).json"))
    let expected = try OutputFormatTests.text(file)
    let printed = format.render(document, title: "ListKeys")
    #expect(Array(printed.utf8) == Array(expected.utf8), "\(printed)")
  }

  @Test(arguments: [
    (OutputFormat.json, "[\n    \"2025-01-01T00:00:00+00:00\",\n    \"AP8=\"\n]\n"),
    (.yaml, "- '2025-01-01T00:00:00+00:00'\n- AP8=\n"),
    (.text, "2025-01-01T00:00:00+00:00\tAP8=\n"),
  ])
  func `Times print in ISO 8601 and bytes in base64`(format: OutputFormat, expected: String) {
    let time = Timestamp(secondsSinceEpoch: 1_735_689_600)
    let document = Document.list([.timestamp(time), .bytes([0, 255])])
    #expect(format.render(document, title: "X") == expected)
  }

  @Test(arguments: OutputFormat.allCases)
  func `An object without members prints nothing`(format: OutputFormat) {
    #expect(format.render([:], title: "X").isEmpty)
  }

  @Test(arguments: OutputFormat.allCases)
  func `Rows that AWS CLI cannot print do not stop the program`(format: OutputFormat) {
    let documents: [Document] = [
      [["a"], ["b", "c"]], [[:], "a"], [["a": 1], "b", ["c"]], ["a", ["b": 1]], [[], [[]]],
      .number(Number(validLiteral: "1e999")), "\u{0}\r\n\u{1F600}",
    ]
    for document in documents { #expect(!format.render(document, title: "").contains("Optional")) }
  }

  @Test func `Off prints nothing`() {
    #expect(OutputFormat.off.render(["a": [1, "b"]], title: "X").isEmpty)
  }

  @Test(arguments: OutputFormat.allCases.filter { $0 != .off })
  func `Deep nesting prints`(format: OutputFormat) {
    let list = (0..<300).reduce(Document.null) { document, _ in [document] }
    let object = (0..<300).reduce("x" as Document) { document, _ in ["a": document] }
    #expect(!format.render(list, title: "X").isEmpty)
    #expect(!format.render(object, title: "X").isEmpty)
  }
}
