import Console
import Lab
import Sessions
import Shell
import Testing

/// Calls that AWS answers with nothing: words once, a sign at a terminal from then on.
struct SilenceTests {
  /// What a line came to.
  private func results(_ line: String, _ session: inout Session) -> [CommandResult] {
    guard case .done(let results, _, _) = session.execute(line) else { return [] }
    return results
  }

  @Test func `The words come once, though the lab's own lines were silent before`() throws {
    var session = Session(isCoached: true)
    session.companion = Tutor()
    // The lab names its key by create-alias, which AWS answers with nothing.
    _ = results("learn an-envelope-by-hand", &session)
    _ = results(
      "ID=$(aws kms describe-key --key-id alias/lab-key --query KeyMetadata.KeyId --output text)",
      &session)
    let first = results("aws kms disable-key --key-id $ID", &session)
    #expect(first.map(\.errors).contains("  AWS answers nothing: disable-key worked.\n"))
    #expect(!first.map(\.isUnanswered).contains(true))
    _ = results("leave", &session)
    _ = results("learn an-envelope-by-hand", &session)
    let second = results("aws kms enable-key --key-id $ID", &session)
    #expect(second.map(\.isUnanswered).contains(true))
    #expect(second.map(\.errors).joined().isEmpty)
  }

  @Test(arguments: ["aws kms list-keys", "echo a", "aws kms disable-key --key-id x", "set"])
  func `What answers, fails or is no call has no sign`(line: String) {
    var session = Session()
    #expect(!results(line, &session).map(\.isUnanswered).contains(true))
  }

  @Test func `Quiet stays so in a lab and behind it`() {
    var session = Session()
    session.companion = Tutor()
    _ = results("set quiet on", &session)
    for line in ["learn an-envelope-by-hand", "undo", "leave"] {
      _ = results(line, &session)
      #expect(session.isQuiet, "\(line)")
    }
    _ = results("set quiet off", &session)
    #expect(!session.isQuiet)
  }
}
