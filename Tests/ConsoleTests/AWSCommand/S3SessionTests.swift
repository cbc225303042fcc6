import AWSCLI
import Cloud
import Console
import Kernel
import S3
import Sessions
import Shell
import Testing
import Text

struct S3SessionTests {
  /// Runs the words behind `aws s3` in a session.
  private func run(_ line: String, isCoached: Bool = true) -> CommandResult {
    var session = Session(isCoached: isCoached)
    session.enter("echo -n hi > note.txt")
    guard case .done(let results, _, _) = session.execute("aws s3 " + line) else {
      return CommandResult()
    }
    return results[0]
  }

  @Test(arguments: S3Command.all.map(\.name) + [""])
  func `Help fits on a screen of 80 columns`(name: String) {
    let result = run("\(name) help")
    let text = String(decoding: result.output, as: UTF8.self)
    #expect(result.status == 0)
    #expect(text.contains("aws s3 \(name)"))
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 80, "\(line)")
    }
    for option in S3Command.named(name)?.options ?? [] { #expect(text.contains(option.name)) }
  }

  @Test(arguments: [
    ("cp note.txt s3://b --recursvie", "--recursive"), ("frob", "help"), ("snyc . s3://b", "sync"),
    ("presign s3://b", "s3://BUCKET/KEY"), ("website s3://b", "web pages"),
    ("cp note.tx s3://b", "note.txt"),
    ("cp note.txt s3://b --website-redirect x", "web pages"),
    ("cp note.txt s3://b --acl mine", "bucket-owner-full-control"),
    ("", "aws s3 help"), ("mb b", "s3://b"),
    ("rb s3://b/x", "s3://b"), ("cp note.txt s3://b --storage-class glacier", "GLACIER"),
    ("cp note.txt s3://b --storage-class COLD", "STANDARD"),
    ("cp note.txt s3://b --sse-c AES256", "--sse-c-key"),
    ("cp note.txt s3://b --sse-c-key k", "--sse-c"),
    ("cp note.txt s3://b --sse-c-copy-source --sse-c-copy-source-key k", "bucket to bucket"),
    ("cp --sse note.txt s3://b", "--sse AES256 note.txt s3://b"),
    ("cp none s3://b", "echo hello > none"),
    ("--region x ls", "Region"),
    ("ls --endpoint-url x", "network"), ("cp note.txt s3://b --metadata a", "name=value"),
    ("cp note.txt s3://b --expires soon", "2026-01-01T00:00:00Z"),
    ("cp note.txt s3://b --metadata file://none", "no virtual file"),
    ("cp note.txt s3://b --recursive=yes", "no value"), ("cp a b", "s3://"),
  ])
  func `A mistake is told with what would be right`(row: (line: String, hint: String)) {
    let result = run(row.line)
    #expect(result.errors.contains(row.hint), "\(result.errors)")
    #expect(result.status == 252 || result.status == 255)
    let plain = run(row.line, isCoached: false)
    #expect(plain.errors.contains("aws: [ERROR]: "))
    #expect(plain.status == result.status)
  }

  @Test func `The value of an option can lie in a file`() {
    var session = Session()
    session.enter("aws s3 mb s3://papers")
    session.enter("ARN=$(aws kms create-key --query KeyMetadata.Arn --output text)")
    session.enter("printf $ARN > key.arn")
    let copy = "echo x | aws s3 cp - s3://papers/x --sse aws:kms --sse-kms-key-id file://"
    session.enter(copy + "key.arn")
    #expect(session.lastStatus == 0)
    let head = "aws s3api head-object --bucket papers --key x --query SSEKMSKeyId --output text"
    #expect(session.enter(head) == session.enter("cat key.arn") + "\n")
    #expect(session.enter(copy + "no.arn").contains("Unable to load paramfile file://no.arn"))
    #expect(session.lastStatus == 252)
  }

  @Test func `A command in a session calls the catalogue`() {
    var session = Session()
    session.enter("echo hi > note.txt")
    session.enter("aws s3 mb s3://q4-reports")
    #expect(session.lastStatus == 0)
    #expect(session.world.storage.s3.buckets.keys.map(\.text) == ["q4-reports"])
    #expect(session.files.names == ["note.txt"])
  }
}
