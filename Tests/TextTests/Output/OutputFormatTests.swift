import Foundation
import Kernel
import Testing

@testable import Text

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
    for format in [OutputFormat.json, .yaml, .text, .table] {
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
    let printed = try format.render(document, title: "ListKeys")
    #expect(Array(printed.utf8) == Array(expected.utf8), "\(printed)")
  }

  @Test(arguments: [
    (OutputFormat.json, "[\n    \"2025-01-01T00:00:00+00:00\",\n    \"AP8=\"\n]\n"),
    (.yaml, "- '2025-01-01T00:00:00+00:00'\n- AP8=\n"),
    (.text, "2025-01-01T00:00:00+00:00\tAP8=\n"),
  ])
  func `Times print in ISO 8601 and bytes in base64`(
    format: OutputFormat, expected: String
  ) throws {
    let time = Timestamp(secondsSinceEpoch: 1_735_689_600)
    let document = Document.list([.timestamp(time), .bytes([0, 255])])
    #expect(try format.render(document, title: "X") == expected)
  }

  @Test(arguments: OutputFormat.allCases)
  func `An object without members prints nothing`(format: OutputFormat) throws {
    #expect(try format.render([:], title: "X").isEmpty)
  }

  @Test(
    arguments: [
      (.table, [["a"], ["b", "c"]], "Row should have 1 elements, instead it has 2"),
      (.table, ["a", ["b": 1, "c": 2]], "Row should have 1 elements, instead it has 2"),
      (.table, [["a": 1], "b"], "string indices must be integers, not 'str'"),
      (.table, [["a": 1], ""], "'str' object has no attribute 'get'"),
      (.table, [["a": 1], 2], "'int' object is not iterable"),
      (.table, [["a": 1], .null], "'NoneType' object is not iterable"),
      (.table, [["a": 1], ["c"]], "list indices must be integers or slices, not str"),
      (.text, [["a": 1], "b"], "'str' object has no attribute 'items'"),
      (.text, [2, ["a": 1]], "'int' object has no attribute 'items'"),
      (.text, [["a": 1], ["c"]], "'list' object has no attribute 'items'"),
      (.text, ["x": [["a": 1], true]], "'bool' object has no attribute 'items'"),
    ] as [(OutputFormat, Document, String)])
  func `What AWS CLI cannot print fails in Python's words`(
    format: OutputFormat, document: Document, message: String
  ) {
    #expect(throws: OutputFailure(message: message)) { try format.render(document, title: "X") }
  }

  @Test(arguments: OutputFormat.allCases)
  func `Odd values print`(format: OutputFormat) throws {
    let documents: [Document] = [
      [[], [[]]], .number(Number(validLiteral: "Infinity")), .number(Number(validLiteral: "NaN")),
      "\u{0}\r\n\u{1F600}",
    ]
    for document in documents {
      #expect(!(try format.render(document, title: "")).contains("Optional"))
    }
  }

  @Test(arguments: [
    (OutputFormat.json, "Infinity\n"), (.yaml, "Infinity\n"), (.yamlStream, "- .inf\n"),
    (.text, "inf\n"),
  ])
  func `A number without end prints as in Python`(format: OutputFormat, expected: String) throws {
    #expect(try format.render(.number(Number(.infinity)), title: "X") == expected)
  }

  @Test func `A coloured table has its cells blue and the bars around boxes yellow`() throws {
    let table = try OutputFormat.table.render(
      ["A": [["b": 1]]], title: "T", isColoured: true)
    let bar = "\u{1B}[2m\u{1B}[33m|\u{1B}[0m"
    #expect(table.contains("\n\(bar)|  \u{1B}[1m\u{1B}[34m1\u{1B}[0m  |\(bar)\n"))
    let plain = try OutputFormat.table.render(["A": [["b": 1]]], title: "T")
    let codes = ["[0m", "[1m", "[2m", "[33m", "[34m"].map { "\u{1B}" + $0 }
    #expect(codes.reduce(table) { $0.replacing($1, with: "") } == plain)
  }

  @Test func `Off prints nothing`() throws {
    #expect(try OutputFormat.off.render(["a": [1, "b"]], title: "X").isEmpty)
  }

  @Test(arguments: OutputFormat.allCases.filter { $0 != .off })
  func `A text that is too long ends a little behind its limit`(format: OutputFormat) throws {
    let rows = Document.list((0..<2_000).map { ["Name": .string("row \($0)"), "Size": "1"] })
    let whole = try format.render(rows, title: "X").utf8.count
    let cut = try format.render(rows, title: "X", mostBytes: 5_000).utf8.count
    #expect(whole > 20_000 && cut < 10_000, "\(whole) and \(cut)")
  }

  @Test(arguments: OutputFormat.allCases.filter { $0 != .off })
  func `Deep nesting prints`(format: OutputFormat) throws {
    let list = (0..<300).reduce(Document.null) { document, _ in [document] }
    let object = (0..<300).reduce("x" as Document) { document, _ in ["a": document] }
    #expect(try !format.render(list, title: "X").isEmpty)
    #expect(try !format.render(object, title: "X").isEmpty)
  }
}
