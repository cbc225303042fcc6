import Cloud
import Kernel
import Sessions
import Shell
import Testing
import Text

@testable import Console

struct HelpTests {
  @Test(arguments: HelpCommand.names)
  func `Everything has a page of 80 columns`(name: String) {
    var session = Session()
    let text = session.enter("help \(name)")
    #expect(session.lastStatus == 0)
    #expect(text.hasSuffix("\n") && text.count > 20)
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 80, "\(name): \(line)")
    }
  }

  @Test(arguments: ["help", "help aws", "aws help", "aws kms help", "aws sts help", "help aws kms"])
  func `The overviews have 80 columns`(line: String) {
    var session = Session()
    for line in session.enter(line).split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 80, "\(line)")
    }
    #expect(session.lastStatus == 0)
  }

  @Test(arguments: Catalogue.operations)
  func `An operation's page is found by each of its names`(operation: AnyOperation) throws {
    let name = operation.name
    let command = "\(operation.service.command) \(operation.commandName)"
    var session = Session()
    let page = session.enter("aws \(command) help")
    for line in ["help \(name)", "help \(operation.commandName)", "help aws \(command)"] {
      #expect(session.enter(line).contains(page))
    }
    #expect(page.contains("--cli-input-json") != operation.hasStream)
    for member in operation.members { #expect(page.contains("--\(kebabCase(member.name))")) }
  }

  // The commands that end the session print nothing, one prints bytes for a file, and links and
  // forms have the status of what S3 answers.
  @Test(
    arguments: LabCommand.all.map(\.name).filter {
      !["quit", "exit", "wrap-for-import", "open-link", "post-form"].contains($0)
    })
  func `A lab command explains itself and prints data`(name: String) throws {
    var session = Session.withKey()
    #expect(session.enter("\(name) --help") == session.enter("help \(name)"))
    session.host.writeFile = { (_, _) throws(HostFailure) -> Void in }
    session.host.readFile = {
      [text = SessionFile.text(of: session)] (_, _) throws(HostFailure) -> [UInt8] in
      Array(text.utf8)
    }
    session.host.editFile = { (_, bytes) throws(HostFailure) -> [UInt8] in bytes + [0x0A] }
    let shelf = FakeShelf()
    for name in ["old", "older"] { _ = try shelf.create(name, session.beginning, isCoached: false) }
    session.host.shelf = .success(shelf)
    session.host.serve = { (_) throws(HostFailure) in ServedPlace(port: 4566) }
    session.enter("advance 1d")
    session.enter("advance 1d")
    session.enter("undo")
    session.enter("branch what-if")
    session.enter("switch main")
    let operands = [
      "advance": "1d", "inspect": "alias/k", "as": "bob", "policy": "template default",
      "aes": String(AESTrace.example.dropFirst(4)), "gcm": String(GCMTrace.example.dropFirst(4)),
      "rsa": "trace", "ecdsa": "trace",
      "import": "x", "save": "x", "load": "x", "edit": "x",
      "resume": "old", "delete": "old", "back-to": "1", "branch": "other", "switch": "what-if",
      "drop": "what-if", "compare": "what-if",
      "audit": "alias/k",
      "make-link": "GET s3://b/k", "make-form": "s3://b/k",
      "can": "alice kms:Decrypt alias/k",
      "call": "kms list-keys",
      "who-can": "kms:Decrypt alias/k",
    ]
    let text = session.enter("\(name) --output json \(operands[name] ?? "")")
    #expect(session.lastStatus == 0, "\(text)")
    _ = try JSONReader.read(text)
    #expect(text.hasSuffix("\n"))
  }

  @Test(arguments: [
    ("rotate", "rotate-key-on-demand", "rotation"), ("GRANT token", "retire-grant", "grants"),
    ("bucket key", nil, "bucket-keys"), ("tar-not-there", nil, nil),
    ("openssl", nil, "imported-keys"),
  ])
  func `A search finds pages by name, title and text`(
    words: String, operation: String?, topic: String?
  ) {
    var session = Session(isCoached: true)
    let text = session.enter("help --search \(words)")
    #expect(session.lastStatus == (topic == nil ? 1 : 0))
    for name in [operation, topic] {
      if let name { #expect(text.contains(name), "\(text)") }
    }
    #expect(text.contains("next: help"))
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(arguments: [
    "envelope-encryption", "hmac", "imported-keys", "key-pairs", "multi-region", "signatures",
  ])
  func `The lines of a topic run`(topic: String) throws {
    var session = Session()
    var line = ""
    var count = 0
    for part in session.enter("help \(topic)").split(separator: "\n") {
      let starts = ["aws ", "openssl ", "echo ", "cat "].contains { part.hasPrefix($0) }
      let assigns = part.prefix { $0 != "=" }.allSatisfy { $0 == "_" || $0.isUppercase }
      guard starts || assigns && part.contains("=") || !line.isEmpty else { continue }
      line += (line.isEmpty ? "" : "\n") + part
      if topic == "multi-region", line.contains("decrypt") {
        _ = session.execute(
          "aws kms encrypt --key-id $KEY --plaintext aGVsbG8= --query CiphertextBlob"
            + " --output text | base64 -d > cipher.bin")
      }
      if case .done(let results, let status, _) = session.execute(line) {
        #expect(status == 0, "\(line): \(results.map(\.errors))")
        count += 1
        line = ""
      }
    }
    #expect(count >= 3)
  }

  @Test func `The lines of first-steps run`() throws {
    var session = Session()
    let page = session.enter("help first-steps")
    var line = ""
    var statuses: [Int] = []
    for part in page.split(separator: "\n").dropFirst() {
      line += (line.isEmpty ? "" : "\n") + part
      if case .done(_, let status, _) = session.execute(line) {
        statuses.append(status)
        line = ""
      }
    }
    #expect(statuses == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 254, 0, 1])
  }
}
