import Console
import Foundation
import Lab
import Sessions
import Shell
import Testing

/// A lab of the program in another language, as somebody would translate it.
struct LanguageTests {
  private static let path =
    URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Languages/a-key-of-your-own.fr.lab.md").path
  private static let bytes = (try? Data(contentsOf: URL(filePath: path))).map { Array($0) } ?? []

  /// The labs inside the program, and the translation.
  static let shelf = LabShelf([(path, bytes)])

  private static var session: Session {
    var session = Session()
    session.companion = Tutor(shelf)
    return session
  }

  @Test func `The translation stands beside its lab, and lint holds the two together`() throws {
    #expect(Self.shelf.faults == [])
    #expect(Self.shelf.lessons.count { $0.name == "a-key-of-your-own" } == 2)
    let known = BuiltInLabs.all.compactMap { try? LabFile($0.bytes) }
    func findings(_ text: String) -> [String] {
      let file = LintSet.File(path: Self.path, bytes: Array(text.utf8))
      return LintSet([file], known: known).findings().map(\.finding.message)
    }
    let text = String(decoding: Self.bytes, as: UTF8.self)
    #expect(findings(text) == [])
    let check = try #require(text.split(separator: "\n").first { $0.hasPrefix("key alias/") })
    #expect(findings(text.replacing("\(check)\n", with: "")).count == 1)
  }

  @Test func `A lab is shown in the language that was chosen`() {
    var session = Self.session
    let count = Self.shelf.lessons.count { $0.language == nil }
    #expect(
      session.enter("learn --lang fr")
        == "  1 of \(count) labs are in fr, the others in English\n")
    let begun = session.enter("learn 1")
    #expect(begun.contains("Une clé à vous "), "\(begun)")
    #expect(begun.contains("Task: créez une clé symétrique"))
    session.enter("leave")
    #expect(session.enter("learn 1").hasPrefix("Back in Une clé à vous."))
    #expect(session.enter("learn --lang en") == "  labs are in English\n")
    #expect(session.enter("task").contains("A key of your own "))
  }

  @Test(arguments: ["learn --lang de", "learn --lang"])
  func `A language that no lab has is refused`(line: String) {
    var session = Self.session
    #expect(session.enter(line).contains("learn --lang takes a language: en, fr"))
    #expect(session.lastStatus == 2)
  }
}

extension Session {
  /// Runs a line; what it printed, output and errors in order.
  @discardableResult
  fileprivate mutating func enter(_ line: String) -> String {
    guard case .done(let results, _, _) = execute(line) else { return "incomplete" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }
}
