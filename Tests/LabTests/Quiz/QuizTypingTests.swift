import Console
import Lab
import Sessions
import Testing

/// What helps while an answer to a question is typed.
struct QuizTypingTests {
  private static func session() -> Session {
    var session = Session()
    session.companion = Tutor()
    _ = session.execute("quiz keys")
    return session
  }

  @Test func `The letters come first, and nothing grey behind one`() {
    let session = Self.session()
    let choices = session.completion(of: "", at: 0)?.choices.map(\.insertion) ?? []
    #expect(choices.prefix(3) == ["a", "b", "c"])
    #expect(session.hint(for: "c", history: ["check", "clock"]) == "")
    #expect(session.hint(for: "a", history: []) == "")
    #expect(session.hint(for: "clo", history: ["clock"]) == "ck")
  }

  @Test func `An answer is told from a command, and only while a question waits`() {
    var session = Self.session()
    for line in ["a", "a, c", "b d", "C"] { #expect(session.isAnswer(line), "\(line)") }
    for line in ["aws kms list-keys", "as bob", "", " ", "enough"] {
      #expect(!session.isAnswer(line), "\(line)")
    }
    _ = session.execute("enough")
    #expect(!session.isAnswer("a"))
  }
}
