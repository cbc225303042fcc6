import Cloud
import Console
import Kernel
import Sessions
import Testing

/// The operations as somebody at the prompt meets them.
struct OperationLineTests {
  @Test(arguments: Catalogue.operations)
  func `Every operation names its missing members, and takes the example`(operation: AnyOperation)
    throws
  {
    var session = Session.withKey(isCoached: true)
    let words = "aws \(operation.service.command) \(operation.commandName)"
    let text = session.enter(words)
    let required = operation.members.filter(\.isRequired)
    guard !required.isEmpty else { return #expect(![252, 2].contains(session.lastStatus)) }
    #expect(session.lastStatus == 252)
    for member in required { #expect(text.contains("--" + kebabCase(member.name))) }
    let next = try #require(text.split(separator: "\n").last)
    #expect(next.hasPrefix("  next: "))
    session.enter("echo x > cipher.bin")
    let answer = session.enter(String(next.dropFirst(8)))
    #expect(![252, 2].contains(session.lastStatus), "\(next)\n\(answer)")
  }

  @Test func `The word aws can be left out`() {
    var session = Session.withKey()
    let text = session.enter("kms describe-key --key-id alias/k")
    #expect(session.lastStatus == 0)
    #expect(session.enter("aws kms describe-key --key-id alias/k") == text)
  }

  @Test func `Who asks for errors in another form is told nothing beside them`() {
    var session = Session(isCoached: true)
    let line = "aws kms list-keys --limit 0 --cli-error-format=json"
    let text = session.enter(line)
    session.isCoached = false
    #expect(session.enter(line) == text)
  }
}
