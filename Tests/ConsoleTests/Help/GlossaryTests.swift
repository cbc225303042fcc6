import Sessions
import Testing
import Text

@testable import Console

/// The words of AWS: each has a page, and is found in a text.
struct GlossaryTests {
  @Test func `Names are there once, and no form belongs to two terms`() {
    #expect(Set(Glossary.terms.map(\.id)).count == Glossary.terms.count)
    let forms = Glossary.terms.flatMap { $0.forms.map { $0.joined(separator: " ") } }
    #expect(Set(forms).count == forms.count)
  }

  @Test(arguments: Glossary.terms.map(\.name))
  func `Help knows a term by its name, and the page behind it`(name: String) throws {
    let term = try #require(Glossary.term(named: name))
    var session = Session()
    let text = session.enter("help \(name)")
    #expect(session.lastStatus == 0 && !text.isEmpty)
    for line in term.text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 80, "\(line)")
    }
    #expect(HelpTopic.glossary.text.contains(name))
    guard let page = term.page else { return }
    session.enter("help \(page)")
    #expect(session.lastStatus == 0, "\(page)")
  }

  @Test(arguments: [
    ("help trust policy", "trust policy: the policy of a role that says who may take it on."),
    ("help trust-policy", "trust policy: the policy of a role that says who may take it on."),
    ("help Grant Tokens", "grant token: what proves a new grant until it is in force everywhere."),
    ("help principal", "principal: who a statement is about"),
    ("help sse-s3", "SSE-S3: objects under a key that S3 owns"),
    ("help openssl enc", "usage: openssl enc "),
    ("help --search \"takes on\"", "role"),
  ])
  func `Words are found however they are written`(line: String, answer: String) {
    var session = Session()
    #expect(session.enter(line).contains(answer))
  }

  @Test(arguments: [
    ("Put the key policy on it; the key policies differ.", ["key policy"]),
    ("CreateGrant answers with a grant token, and a grant is there.", ["grant token", "grant"]),
    ("The data key is wrapped (Principal).", ["data key", "wrapped key", "principal"]),
    ("Look at `the trail`, at alias/lab-key, aws:PrincipalTag/Project and grant.json.", []),
    ("An IAM policy, inline: an alias.", ["identity policy", "inline policy", "alias"]),
    ("", []),
  ])
  func `A text uses terms, in prose and by whole words`(text: String, names: [String]) {
    #expect(Glossary.terms(in: text).map(\.name) == names)
  }
}
