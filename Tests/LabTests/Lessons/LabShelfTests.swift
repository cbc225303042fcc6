import Testing

@testable import Lab

/// Labs of other folders, and in other languages.
struct LabShelfTests {
  private static func lab(_ name: String) -> [UInt8] { Array(LabSkeleton.text(name).utf8) }

  @Test func `Files of other folders stand among those inside the program`() throws {
    let shelf = LabShelf([("/x/our-lab.lab.md", Self.lab("our-lab"))])
    #expect(shelf.faults == [])
    #expect(shelf.entries.count == BuiltInLabs.all.count + 1)
    #expect(shelf.entry(named: "our-lab")?.path == "/x/our-lab.lab.md")
    #expect(shelf.lessons.contains { $0.name == "our-lab" })
    #expect(shelf.entries.map(\.name) == shelf.entries.map(\.name).sorted())
  }

  @Test func `What cannot be used is left out and told`() {
    let shelf = LabShelf([
      ("/x/a.lab.md", Self.lab("a")),
      ("/y/a.lab.md", Self.lab("a")), ("/x/bad.lab.md", Array("no lab".utf8)),
      ("/x/odd.lab.md", Array("---\nkind: lab\n---\n## A step\n".utf8)),
    ])
    #expect(
      shelf.faults == [
        "/y/a.lab.md: left out, since a lab a is at /x/a.lab.md",
        "/x/bad.lab.md:1: a lab file starts with ---, its front matter and ---; left out",
        "/x/odd.lab.md:4: the step has no task: **Task:** …; left out",
      ])
    #expect(shelf.lessons.count == Tutor.builtIn.count + 1)
  }

  @Test func `A file takes the place of one inside the program that has its name`() throws {
    let name = "a-year-passes"
    let shelf = LabShelf([("/x/\(name).lab.md", Self.lab(name))])
    #expect(shelf.faults == [])
    #expect(shelf.notes == ["/x/\(name).lab.md is here in the place of kmslab's own \(name)"])
    #expect(shelf.lessons.count == Tutor.builtIn.count)
    #expect(shelf.lessons.first { $0.name == name }?.path == "/x/\(name).lab.md")
    let bad = LabShelf([("/x/\(name).lab.md", Array("no lab".utf8))])
    #expect(bad.notes == [] && bad.lessons.first { $0.name == name }?.path == nil)
    #expect(bad.faults.first?.hasSuffix("left out, and kmslab's own \(name) stays") == true)
  }

  @Test func `Questions in the place of those inside the program replace these`() throws {
    let own = try #require(BuiltInLabs.all.first { $0.name == "quiz-rotation" })
    let shelf = LabShelf([("/x/quiz-rotation.lab.md", own.bytes)])
    #expect(shelf.faults == [] && shelf.notes.count == 1)
    let ids = Tutor(shelf).bank.map(\.id)
    #expect(ids.count == Tutor.builtInQuestions.count && Set(ids).count == ids.count)
  }

  @Test(arguments: [
    ("x", "x", nil), ("x.fr", "x", "fr"), ("a-b.pt-BR", "a-b", "pt-BR"), ("x.FR", "x.FR", nil),
    (".fr", ".fr", nil), ("x.french", "x.french", nil),
  ])
  func `A name may end with its language`(name: String, original: String, language: String?) {
    #expect(LabShelf.original(of: name) == original)
    #expect(LabShelf.language(of: name) == language)
  }

  @Test(arguments: [
    ("fr", "fr"), ("fr_FR.UTF-8", "fr"), ("fr_CA@euro", "fr"), ("de:fr:en", "fr"),
    ("en_GB:fr", nil),
    ("C", nil), ("C.UTF-8", nil), ("POSIX", nil), ("de_DE", nil), ("", nil), ("f", nil), ("é", nil),
  ])
  func `The learner's setting chooses a language that is there`(setting: String, language: String?)
  {
    #expect(LanguageTests.shelf.language(for: setting) == language)
    #expect(LabShelf().language(for: setting) == nil)
  }
}
