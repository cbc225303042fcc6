import Console
import Sessions
import Shell
import Testing

@testable import Lab

/// The questions of `predict on`, and what is known of the lines that they hold back.
struct PredictionTests {
  private static func session() -> Session {
    var session = Session()
    session.companion = Tutor()
    _ = session.execute("aws s3 mb s3://b-1")
    _ = session.execute("echo a > f; aws s3 cp f s3://b-1/f")
    _ = session.execute("aws kms create-key --tags TagKey=a,TagValue=b")
    _ = session.execute("predict on")
    return session
  }

  private static func answer(_ line: String, in session: inout Session) -> String {
    guard case .done(let results, _, _) = session.execute(line) else { return "" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }

  /// Lines, the right answer, and what is said of it.
  private static let rows = [
    ("aws kms list-keys", "yes", "As you said."),
    ("aws kms describe-key --key-id alias/x", "no missing", "As you said: what it names is not"),
    ("aws s3 cp s3://b-1/f - --profile bob", "no permission", "As you said: policies do not"),
    ("aws s3api head-object --bucket b-1 --key g", "no missing", "As you said: what it names"),
    ("aws kms encrypt --key-id alias/x --plaintext aGVsbG8= | base64 -d", "no missing", "As you"),
    ("aws s3 rb s3://b-1", "no state", "As you said: the state of the key"),
    ("aws kms encrypt --key-id alias/aws/s3", "no input", "As you said: the request"),
  ]

  @Test(arguments: rows)
  func `A refusal is one of four causes`(row: (line: String, answer: String, said: String)) {
    var session = Self.session()
    #expect(Self.answer(row.line, in: &session).contains("Will it succeed?"))
    let answer = Self.answer(row.answer, in: &session)
    #expect(answer.contains("  \(row.said)"), "\(answer)")
    #expect(answer.hasSuffix(" 1 of 1 so far.\n"), "\(answer)")
  }

  @Test(arguments: ["aws iam list-saml-providers", "aws ec2 describe-instances"])
  func `What only the lab refuses does not count`(line: String) {
    var session = Self.session()
    _ = Self.answer(line, in: &session)
    let answer = Self.answer("yes", in: &session)
    #expect(answer.hasSuffix("  That is not in this lab, and does not count.\n"), "\(answer)")
    #expect(Self.answer("predict off", in: &session) == "  off\n")
  }

  @Test func `A script knows what the held lines were refused with`() {
    var session = Self.session()
    for line in [
      "aws kms describe-key --key-id alias/x", "no missing", "aws iam list-saml-providers", "yes",
    ] {
      _ = session.execute(line)
    }
    let script = SessionScript(session).text
    #expect(
      script.contains(
        """
        # Failed in the session, NotFoundException.
        aws kms describe-key --key-id alias/x
        """), "\(script)")
    #expect(!script.contains("\naws iam list-saml-providers"), "\(script)")
  }
}
