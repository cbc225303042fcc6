import Testing

/// The rules themselves, on small samples.
@Suite struct RulesTests {
  private func file(_ text: String, _ path: String = "Sources/KMS/X.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  @Test(arguments: [
    ("import Foundation", "KMS", true), ("package import Foundation", "KMS", true),
    ("@preconcurrency import Foundation", "Kernel", true), ("import struct S.T", "IAM", true),
    ("import Kernel", "Ciphers", true), ("import Cloud", "KMS", true), ("import A", "New", true),
    ("import IAM", "KMS", true), ("import Access", "KMS", false),
    ("internal import Ciphers", "Kernel", false),
    ("import Foundation", "kmslab", true), ("import FoundationEssentials", "kmslab", true),
    ("import Foundation", "Store", true), ("import ArgumentParser", "kmslab", false),
    ("// import Foundation", "KMS", false),
  ])
  func `Imports`(text: String, module: String, isBad: Bool) {
    #expect(Rules.importFindings(file(text, "Sources/\(module)/X.swift")).isEmpty == !isBad)
  }

  @Test(arguments: [
    "let x = Date()", "let id = UUID()", "Int.random(in: 0..<9)", "a.shuffled()",
    "SystemRandomNumberGenerator()", "try await Task.sleep(for: x)", "print(x)", "fatalError(x)",
    "try! f()", "x as! Y", "final class A: @unchecked Sendable {}",
    "nonisolated(unsafe) var x = 1", #"let x = "\(Date())""#, "\"\"\"\n\\(UUID())\n\"\"\"",
  ])
  func `Banned names`(text: String) {
    #expect(Rules.bannedNames(file(text)).count == 1)
  }

  @Test(arguments: [
    "// Date()", "let x = \"Date()\"", "/* print(\n) */", "from: .random)", "func print(_ x: Int)",
    "writer.print(x)", "precondition(x)", "updateDate()", ##"#"try! \(x)"#"##, "x as? Y",
    "\"\"\"\ntry! \" fatalError()\n\"\"\"", #""\"try! x""#,
  ])
  func `Names that only look banned`(text: String) {
    #expect(Rules.bannedNames(file(text)) == [])
  }

  @Test func `The ciphers have one path for all processors`() {
    let line = "#if arch(x86_64)"
    #expect(Rules.bannedNames(file(line, "Sources/Ciphers/X.swift")).count == 1)
    #expect(Rules.bannedNames(file(line, "Sources/Kernel/X.swift")) == [])
  }

  @Test(arguments: [
    ("print(x)", "kmslab"), ("class A: @unchecked Sendable {}", "Ciphers"),
    ("nonisolated(unsafe) var x = 1", "Terminal"),
  ])
  func `Names that a module may use`(text: String, module: String) {
    #expect(Rules.bannedNames(file(text, "Sources/\(module)/X.swift")) == [])
  }

  @Test(arguments: [
    ("struct A {\n  var b: [String: Int] = [:]\n}", true),
    ("struct A {\n  private(set) var b: [Key.ID: Int]\n}", true),
    ("struct A: Sendable {\n  let b: Set<Int>\n}", true),
    ("struct A {\n  var b = Dictionary<Int, Int>()\n}", true),
    ("struct A {\n  var b = Set<Int>()\n}", true),
    ("struct A {\n  static let b: [String: Int] = [:]\n}", false),  // a table
    ("struct A {\n  var b: [String: Int] { [:] }\n}", false),  // computed
    ("struct A {\n  func f() {\n    var b: [String: Int] = [:]\n  }\n}", false),  // local
    ("struct A {\n  var b: OrderedMap<String, Int> = [:]\n}", false),
    ("struct A {\n  var b: [Int] = []\n}", false),
  ])
  func `Unordered state`(text: String, isBad: Bool) {
    #expect(Rules.unorderedState(file(text)).isEmpty == !isBad)
    #expect(Rules.unorderedState(file(text, "Sources/Console/X.swift")) == [])
  }

  @Test func `Pages of operations`() {
    let page = "/// https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html\n"
    let code = "package enum Sign: KeyOperation {\n  package static let name = \"Sign\"\n}"
    let path = "Sources/KMS/Operations/Sign.swift"
    #expect(Rules.missingPages(file(code, path)).map(\.line) == [2])
    #expect(Rules.missingPages(file(page + code, path)) == [])
    let other = page + code.replacing("Sign", with: "Verify")
    #expect(Rules.missingPages(file(other, path)).count == 1)
    #expect(Rules.missingPages(file(code)) == [])
  }

  @Test func `Sizes`() {
    let body = String(repeating: "  x()\n", count: 39)
    #expect(Rules.sizes(file("func f() {\n\(body)}")).map(\.line) == [1])
    #expect(Rules.sizes(file("func f() {\n\(body.dropFirst(6))}")) == [])
    #expect(Rules.sizes(file("\n  init(\n    a: Int\n  ) {\n\(body)}")).map(\.line) == [2])
    #expect(Rules.sizes(file("struct A {\n\(body)}")) == [])
    #expect(Rules.sizes(file("func f() {\n  \"{\" // {\n}\n\(body)\(body)")) == [])
    #expect(Rules.sizes(file(String(repeating: "é", count: 101))).count == 1)
    #expect(Rules.sizes(file(String(repeating: "é", count: 100))) == [])
    #expect(Rules.sizes(file(String(repeating: "\n", count: 401))).count == 1)
    #expect(Rules.sizes(file(String(repeating: "\n", count: 400))) == [])
  }

  @Test(arguments: ["// TODO: x", "/// FIXME", "let x = 1  // XXX"])
  func `Open tasks`(text: String) { #expect(Rules.openTasks(file(text)).count == 1) }

  @Test(
    arguments: [
      ("package let x = 1", ["x"]),
      ("/// Doc.\npackage let x = 1", []),
      ("/// Doc.\n@inline(never)\npackage func x() {}", []),
      ("// No doc.\npackage struct A {}", ["A"]),
      ("/// A.\npackage enum A {\n  package init() {}\n}", ["init"]),
      ("/// A.\npackage struct A: P {\n  package var need: Int { 1 }\n}", []),  // a witness
      ("/// A.\npackage struct A: P {\n  package var other: Int { 1 }\n}", ["other"]),
      ("/// A.\npackage struct A {\n  package var need: Int { 1 }\n}", ["need"]),
      ("extension P {\n  package var need: Int { 1 }\n}", []),
      ("extension Int: P {\n  package var need: Int { 1 }\n}", []),
      ("package import Kernel", []), ("let x = 1", []), ("package private(set) var y = 1", ["y"]),
    ] as [(String, [String])])
  func `Documentation`(text: String, names: [String]) {
    let protocols = file("protocol P {\n  var need: Int { get }\n}")
    let findings = DocumentationRule([protocols]).findings(file(text))
    #expect(findings.map(\.text) == names.map { "\($0) needs a doc comment" })
  }
}
