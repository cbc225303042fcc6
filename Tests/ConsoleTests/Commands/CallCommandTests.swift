import Access
import Cloud
import Kernel
import Testing

@testable import Console
@testable import Sessions

/// The command that makes a call as a client made it.
@Suite struct CallCommandTests {
  /// Lines that make no call, what they print, and their status.
  static let nonsense: [(line: String, text: String, status: Int)] = [
    ("call", "call needs a service and an operation", 2),
    ("call kms", "call needs an operation too", 2),
    ("call ec2 run-instances", "there is no service ec2; there are kms, s3api,", 2),
    ("call kms list-key", "kms has no operation list-key here", 2),
    ("call kms list-keys '{}' x", "x is one too many", 2),
    ("call kms list-keys x", "the request is no JSON: Expecting value: line 1 column 1", 2),
    ("call kms list-keys []", "the request is no JSON object", 2),
    ("call kms describe-key '{\"Keyid\":1}'", "DescribeKey has no member Keyid", 2),
    ("call kms describe-key file://none", "there is no file none", 2),
    ("call kms describe-key file://kmslab:request", "came over the wire, and is not here", 1),
    ("call kms list-keys --body x", "list-keys sends no bytes of an object", 2),
    ("call s3api put-object '{}' --body none", "there is no file none", 2),
    ("call kms list-keys --as nobody", "there is nobody called nobody; there are root, ", 2),
    ("call kms list-keys --region x", "x is no Region", 2),
    ("call kms list-keys --link x", "--link takes the age of its signature", 2),
    ("call kms list-keys --form -1", "--form takes the age of its signature", 2),
    ("call kms list-keys --form 1 --link 1", "a call comes by a link or by a form", 2),
    ("call kms list-keys --what", "call: unrecognized option '--what'", 2),
  ]

  @Test(arguments: nonsense)
  func `Nonsense makes no call`(row: (line: String, text: String, status: Int)) {
    var session = Session()
    let count = session.world.environment.trail.count
    let text = session.enter(row.line)
    #expect(text.contains(row.text), "\(text)")
    #expect(session.lastStatus == row.status)
    #expect(session.world.environment.trail.count == count)
  }

  @Test func `An answer is told in short, without bytes and secrets`() {
    var session = Session.withKey()
    let described = session.enter("call kms describe-key '{\"KeyId\":\"alias/k\"}'")
    #expect(described.hasPrefix("  answered {\"KeyMetadata\":{\"AWSAccountId\":\"111122223333\""))
    #expect(described.hasSuffix("…\n"))
    #expect(
      session.enter("call kms generate-data-key '{\"KeyId\":\"alias/k\",\"KeySpec\":\"AES_256\"}'")
        .hasPrefix("  answered {\"KeyId\":\"arn:aws:kms:"))
    let made = session.enter("call iam create-access-key '{\"UserName\":\"bob\"}' --as root")
    #expect(made.contains("\"AccessKeyId\":\"AKIA") && !made.contains("Secret"))
    for number in 1...4 { session.enter("aws s3 mb s3://papers-\(number)") }
    #expect(session.enter("call s3api list-buckets").contains("\"Buckets\":\"4 values\""))
    #expect(session.enter("call kms list-keys --output json").contains("\"Keys\": ["))
  }

  @Test func `A refusal has AWS's words, and can be explained`() {
    var session = Session()
    let line = "call kms describe-key '{\"KeyId\":\"alias/none\"}' --as bob"
    #expect(
      session.enter(line).hasPrefix(
        "  An error occurred (NotFoundException) when calling the DescribeKey operation: "))
    #expect(session.lastStatus == 254)
    #expect(session.log.last?.complaints.map(\.code) == ["NotFoundException"])
    #expect(session.enter("explain").contains("bob"))
  }

  @Test func `undo takes a call back`() {
    var session = Session()
    let digest = session.world.digest()
    session.enter("call kms create-key '{}'")
    #expect(session.world.digest() != digest)
    #expect(session.enter("undo").contains("undone: call kms create-key"))
    #expect(session.world.digest() == digest)
  }

  @Test func `What a client uploads and copies is no work of the line's`() {
    var session = Session()
    session.enter("aws s3 mb s3://papers-1")
    let body = [UInt8](repeating: 1, count: 5000)
    session.host.wire = { _ throws(HostFailure) -> [UInt8] in body }
    let before = session.writtenBytes
    session.enter(
      "call s3api put-object '{\"Bucket\":\"papers-1\",\"Key\":\"k\"}' --body kmslab:body")
    #expect(session.writtenBytes + session.line.uncountedBytes >= before)
    #expect(session.line.uncountedBytes >= body.count)
    session.enter(
      "call s3api copy-object"
        + " '{\"Bucket\":\"papers-1\",\"Key\":\"c\",\"CopySource\":\"papers-1/k\"}'")
    #expect(session.line.uncountedBytes >= body.count)
    #expect(session.lastStatus == 0)
  }
}
