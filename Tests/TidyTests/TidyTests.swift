import Testing

@Suite struct TidyTests {
  /// Read once for all tests; the first one tells when nothing was found.
  private static let files = (try? SourceFile.all(in: "Sources")) ?? []
  private var sources: [SourceFile] { TidyTests.files }

  private func expectNone(_ findings: [Finding]) {
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test func `The sources are found, and their braces make pairs`() {
    #expect(sources.count > 50)
    #expect(sources.filter { !$0.outline.isBalanced }.map(\.path) == [])
  }

  @Test func `Modules import what the architecture allows`() {
    expectNone(sources.flatMap(Rules.importFindings))
  }

  @Test func `No banned name is used`() { expectNone(sources.flatMap(Rules.bannedNames)) }

  @Test func `The world's state is ordered`() { expectNone(sources.flatMap(Rules.unorderedState)) }

  @Test func `Lines, functions and files are short`() { expectNone(sources.flatMap(Rules.sizes)) }

  @Test func `Every package declaration has a doc comment`() {
    let rule = DocumentationRule(sources)
    expectNone(sources.flatMap(rule.findings))
  }

  @Test func `Every operation names AWS's page of it`() {
    expectNone(sources.flatMap(Rules.missingPages))
  }

  @Test func `Nothing is left to do`() throws {
    let tests = try SourceFile.all(in: "Tests").filter { $0.module != "TidyTests" }
    expectNone((sources + tests).flatMap(Rules.openTasks))
  }

  @Test func `Long functions on the list exist and are long`() {
    for entry in Rules.longFunctions.keys {
      #expect(sources.contains { entry.hasPrefix($0.path + ":") }, "\(entry) is gone")
    }
  }
}
