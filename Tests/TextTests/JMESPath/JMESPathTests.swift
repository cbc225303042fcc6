import Foundation
import Kernel
import Testing

@testable import Text

@Suite struct JMESPathTests {
  /// A query with what Python's jmespath 1.1.0 makes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let document: Document
    let expression: String
    let result: Document?
    let error: String?

    var testDescription: String { expression }
  }

  private static let cases: [Case] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Compliance.json")
    guard let data = try? Data(contentsOf: file), let all = try? JSONReader.read(Array(data))
    else { return [] }
    return (all["cases"]?.elements ?? []).compactMap { row in
      guard let expression = row["expression"]?.text,
        let document = row["document"]?.text.flatMap({ all["documents"]?[$0] })
      else { return nil }
      return Case(
        document: document, expression: expression, result: row["result"],
        error: row["error"]?.text)
    }
  }()

  @Test func `There are cases to compare`() {
    #expect(JMESPathTests.cases.count >= 400)
    #expect(JMESPathTests.cases.filter { $0.error != nil }.count >= 150)
  }

  @Test(arguments: cases)
  func `A query finds what Python's jmespath finds`(row: Case) {
    do throws(JMESPathError) {
      let result = try JMESPath(row.expression).search(row.document)
      #expect(JSONWriter.text(result) == row.result.map { JSONWriter.text($0) })
    } catch {
      #expect(error.description == row.error)
    }
  }

  @Test(arguments: [
    ("Keys[", 5), ("a..b", 2), ("\"é\".#", 4), ("😀", 0), ("a = b", 2), ("", 0), ("'a", 0),
    ("\"a\"(b)", 0), ("a b", 2), ("[a,,b]", 3),
  ])
  func `A fault tells where it lies`(expression: String, offset: Int) {
    let error = #expect(throws: JMESPathError.self) { _ = try JMESPath(expression) }
    #expect(error?.offset == offset)
  }

  @Test func `A fault of evaluation lies nowhere`() {
    let error = #expect(throws: JMESPathError.self) { try JMESPath("nope(@)").search(.null) }
    #expect(error == JMESPathError("Unknown function: nope()"))
    #expect(error?.offset == nil)
  }

  @Test func `A multiselect hash keeps the expression's order`() throws {
    let result = try JMESPath("{z: @, a: @, m: @}").search(1)
    #expect(result.members?.names == ["z", "a", "m"])
  }

  @Test(
    arguments: [
      ("t == '2025-01-01T00:00:00+00:00'", true), ("t > '2024'", true),
      ("contains(t, '+00:00')", true), ("length(b)", 4), ("b == 'AP8='", true),
      ("type(t)", "string"), ("join(' ', [b, b])", "AP8= AP8="), ("to_string(b)", "AP8="),
      ("to_string([t])", "[\"2025-01-01T00:00:00+00:00\"]"), ("sort([b, 'A'])[0]", "A"),
    ] as [(String, Document)])
  func `Times and bytes behave as the text that they print as`(
    expression: String, expected: Document
  ) throws {
    let document: Document = [
      "t": .timestamp(Timestamp(secondsSinceEpoch: 1_735_689_600)), "b": .bytes([0, 255]),
    ]
    #expect(try JMESPath(expression).search(document) == expected)
  }

  /// What Python's library finds, with numbers and equality as Python has them.
  @Test(
    arguments: [
      ("contains(`[1]`, `true`)", "true"), ("contains(`[0]`, `false`)", "true"),
      ("contains(`[2]`, `true`)", "false"), ("`[1]` == `[true]`", "true"),
      ("`{\"a\": 0}` == `{\"a\": false}`", "true"), ("`[1.0]` == `[true]`", "true"),
      ("`1` == `true`", "false"), ("`true` == `1`", "false"), ("`[2]` == `[true]`", "false"),
      ("to_number('nan')", "NaN"), ("to_number(' -Infinity ')", "-Infinity"),
      ("to_number('1e400')", "Infinity"), ("to_number('-1e400')", "-Infinity"),
      ("to_number('infinit')", "null"), ("`1e400`", "Infinity"), ("[`-1e400`]", "[-Infinity]"),
      ("`NaN`", "NaN"), ("abs(`-1e400`)", "Infinity"), ("type(`1e400`)", "\"number\""),
      ("`NaN` == `NaN`", "false"), ("sum([`1e400`, `1`])", "Infinity"),
      ("to_string(`1e400`)", "\"Infinity\""),
    ])
  func `Numbers and truth values are Python's`(expression: String, found: String) throws {
    #expect(JSONWriter.text(try JMESPath(expression).search([:])) == found)
  }

  @Test(
    arguments: [
      ("&a", "Circular reference detected"), ("[&a]", "Circular reference detected"),
      ("{b: &a}", "Circular reference detected"),
      ("ceil(`1e400`)", "cannot convert float infinity to integer"),
      ("floor(to_number('nan'))", "cannot convert float NaN to integer"),
    ])
  func `What Python cannot do is refused in its words`(expression: String, message: String) {
    #expect(throws: JMESPathError(message)) { try JMESPath(expression).search(["a": 1]) }
  }

  @Test func `A time that a query picks stays a time`() throws {
    let time = Document.timestamp(Timestamp(secondsSinceEpoch: 0))
    #expect(try JMESPath("[t][0]").search(["t": time]) == time)
  }

  @Test(arguments: ["(", "[", "!", "{a:", "a(", "&", "[?", "a.*.[", "a[?b||"])
  func `Deep nesting is refused`(opening: String) {
    let text = String(repeating: opening, count: 6000)
    #expect(throws: JMESPathError.self) { _ = try JMESPath(text + "a") }
    #expect(throws: JMESPathError.self) { _ = try JMESPath(String(text.prefix(600)) + "a") }
  }

  @Test(arguments: [".a", "[0]", "[*]", "[]", "|a", "||a", "[?a]", ".*", "==a", "[:]"])
  func `Long chains are refused`(step: String) {
    for count in [300, 1200, 20_000] {
      let text = "a" + String(repeating: step, count: count)
      #expect(throws: JMESPathError.self) { _ = try JMESPath(text) }
    }
  }

  @Test(arguments: [".a", "|a", "[0]", "||a"])
  func `Chains within the limit are followed`(step: String) throws {
    let query = try JMESPath("a" + String(repeating: step, count: 240))
    let document = (0..<180).reduce(Document.null) { document, _ in ["a": document] }
    _ = try query.search(document)
  }

  /// Expressions that make much of little.
  private static let amplifiers: [String] = [
    String(repeating: "to_string([@,@])|", count: 20) + "@",
    String(repeating: "[@,@]|", count: 30) + "@",
    String(repeating: "{a:@,b:@}|", count: 30) + "@",
    "to_string(@)|" + String(repeating: "join('xxxxxxxx',[@,@,@,@])|", count: 20) + "@",
    "to_string(@)|" + String(repeating: "join(@,[@,@,@])|", count: 12) + "@",
    String(repeating: "[@,@]|", count: 15) + String(repeating: "[@]|", count: 200) + "@",
    String(repeating: "[@,@][]|", count: 15) + String(repeating: "[]|", count: 200) + "@",
    String(repeating: "[@,@][]|", count: 15) + ""
      + String(repeating: "[*].[@,`[[1,2,3,4],[5,6,7,8]]`]|", count: 6) + "@",
    String(repeating: "[@,@][]|", count: 14)
      + String(repeating: "sort_by(@,&to_string(@))|", count: 20) + "@",
    String(repeating: "[@,@]|", count: 17) + String(repeating: "[?@==@]|", count: 100) + "@",
  ]

  @Test(arguments: amplifiers)
  func `What makes much of little ends with an error`(expression: String) throws {
    let error = #expect(throws: JMESPathError.self) {
      try JMESPath(expression).search(["Keys": [["KeyId": "a"], ["KeyId": "b"]]])
    }
    #expect(error?.description == "the query makes more than 4000000 values")
  }

  @Test func `A long list is worked on`() throws {
    let keys = Document.list(
      (0..<20_000).map { ["Id": .integer($0), "Name": .string("key-\($0)")] })
    let query =
      "Keys[?Id >= `10` && contains(Name, '9')].{Name: Name, Id: Id} | sort_by(@, &Name)[*].Id"
    let found = try JMESPath(query).search(["Keys": keys])
    #expect(found.elements?.count == (10..<20_000).filter { "\($0)".contains("9") }.count)
  }

  @Test func `An error does not show what is too large to read`() throws {
    let query = try JMESPath(String(repeating: "[@,@]|", count: 17) + "abs(@)")
    let error = #expect(throws: JMESPathError.self) { try query.search("x") }
    let text = error?.description ?? ""
    #expect(text.contains("invalid type for value: (too large to show)"), "\(text.prefix(300))")
  }

  @Test(arguments: ["'\u{0}'", "`\u{1F600}`", "'e\u{301}' == 'é'", "\"\\ud800\"", "'\r\n'"])
  func `Odd Unicode is no fault`(expression: String) throws {
    _ = try JMESPath(expression).search(["a": 1])
  }

  @Test func `Names are compared by code points`() throws {
    #expect(try JMESPath("\"e\u{301}\"").search(["é": 1]) == .null)
    #expect(try JMESPath("'e\u{301}' == 'é'").search(.null) == false)
  }
}
