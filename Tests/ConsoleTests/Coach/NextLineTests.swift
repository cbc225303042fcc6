import Kernel
import Sessions
import Testing

@testable import Console

/// What a learner is told beside AWS's own words.
struct NextLineTests {
  /// A line, and what comes with its refusal.
  @Test(arguments: [
    ("rotation", "next: help rotation"), ("frist-steps", "is no command"),
    ("aws kms describe-key --key-id $NONE", "$NONE is not set"),
    ("aws kms describe-key --key-id ${NONE} --query x", "$NONE is not set"),
    (
      "aws kms get-key-policy --key-id alias/k --query Policy --output text",
      "--query Policy --output text"
    ),
    ("advance 5 fortnights", "next: advance 365d"), ("advance 7", "next: advance 7d"),
    ("trail 3", "next: trail event 3"),
    ("aws s3 cp f s3://b/f --sse kms", "next: aws s3 cp f s3://b/f --sse aws:kms"),
    (
      "aws kms delete-key --key-id alias/k", "next: aws kms schedule-key-deletion --key-id alias/k"
    ), ("aws kms get-key --key-id alias/k", "next: aws kms describe-key --key-id alias/k"),
    ("delete-key x", "next: aws kms schedule-key-deletion x"),
    ("create-key", "next: aws kms create-key"), ("list-buckets", "next: aws s3api list-buckets"),
    ("advance 2000 days 400000 days", "1,000 years"), ("advance soon", "90m (minutes)"),
    ("aws s3 cp f s3://b/f --sse AES", "next: aws s3 cp f s3://b/f --sse AES256\n"),
    (
      "aws s3 cp f s3://b/f --sse aws:kms:dsse --sse-kms-key-id alias/k",
      "next: aws s3 cp f s3://b/f --sse aws:kms --sse-kms-key-id alias/k\n"
    ), ("aws s3 cp s3://b/f --sse f", "next: aws s3 cp s3://b/f --sse AES256 f\n"),
    ("aws s3 cp s3://b/f --sse new.txt", "next: aws s3 cp s3://b/f --sse AES256 new.txt\n"),
    (
      "aws s3api put-object --bucket b --key f --sse aws:kms",
      "next: aws s3api put-object --bucket b --key f --server-side-encryption aws:kms\n"
    ),
    ("aws kms decrypt --context a=b --ciphertext-blob x", "the nearest is --encryption-context"),
    ("aws kms enable-key-rotation --key-id k --period 90", "is --rotation-period-in-days"),
    ("aws kms schedule-key-deletion --key-id $K --pending-window-in-days 31", "in-days 30\n"),
    ("aws kms schedule-key-deletion --key-id $K --pending-window-in-days 6", "in-days 7\n"),
    ("as Writer", "next: as role/Writer\n"), ("as alcie", "next: as alice\n"),
    (
      "policy template admins-and-users --admin alise --user bob",
      "next: policy template admins-and-users --admin alice --user bob\n"
    ),
    (
      "aws kms update-alias --alias-name alias/k --target-key-id alias/k",
      "next: aws kms update-alias --alias-name alias/k --target-key-id "
    ), ("aws kms disable-key --key-id KEY-ID", "next: aws kms disable-key --key-id "),
    (
      "aws kms create-grant --key-id $K --operations decrypt --grantee-principal bob",
      "next: aws kms create-grant --key-id $K --operations Decrypt --grantee-principal bob\n"
    ),
    (
      "aws kms create-grant --key-id $K --operations Decrypt --grantee-principal bob",
      "--grantee-principal arn:aws:iam::111122223333:user/bob\n"
    ),
    (
      "aws kms create-grant --key-id $K --operations Decrypt --grantee-principal carol",
      "there is nobody called carol"
    ), ("aws kms describe-key --key-id $NONE", "or alias ARN; $NONE is not set"),
    ("aws kms get-key-last-usage --key-id alias/k", "takes the key id or key ARN of its key"),
  ])
  func `A refusal says how to go on`(row: (line: String, words: String)) {
    var session = Session.withKey(isCoached: true)
    session.enter("echo x >f")
    session.enter(Self.role)
    let text = session.enter(row.line)
    #expect(session.lastStatus != 0)
    #expect(text.contains(row.words), "\(text)")
    let printed = text.split(separator: "\n").last { $0.hasPrefix("  next: ") }
    #expect(session.log.last?.course.next == printed.map { String($0.dropFirst(8)) })
  }

  @Test func `What a command prints of others names no next line`() {
    var session = Session(isCoached: true)
    #expect(session.execute("echo '  next: whoami'").nextLine == nil)
    #expect(session.execute("whoamy").nextLine == "whoami")
    #expect(session.execute("whoamy; echo done").nextLine == "whoami")
  }

  private static let role =
    "as root; aws iam create-role --role-name Writer --assume-role-policy-document "
    + #"'{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"#
    + #""Action":"sts:AssumeRole"}]}'; as alice"#

  @Test func `A wrong encryption context is replaced by the one that its caller gave`() {
    var session = Session.withKey(isCoached: true)
    session.enter(
      "aws kms encrypt --key-id alias/k --plaintext YQ== --encryption-context a=b"
        + " --query CiphertextBlob --output text >c")
    let text = session.enter("aws kms decrypt --ciphertext-blob file://c --encryption-context a=c")
    #expect(
      text.contains("next: aws kms decrypt --ciphertext-blob file://c --encryption-context a=b\n"))
  }

  @Test func `A key of S3 by the bare name of an alias gets its prefix`() {
    var session = Session.withKey(isCoached: true)
    session.enter("aws s3 mb s3://papers-111122223333; echo x >f")
    let line = "aws s3 cp f s3://papers-111122223333 --sse aws:kms --sse-kms-key-id "
    #expect(session.enter(line + "k").contains("next: " + line + "alias/k\n"))
  }

  @Test func `A grant that is still to come is told with its moment and its token`() {
    var session = Session.withKey(isCoached: true)
    session.enter("set consistency realistic")
    session.enter(
      "aws kms create-grant --key-id $K --operations Encrypt --grantee-principal"
        + " arn:aws:iam::111122223333:user/bob")
    session.enter("as bob")
    let text = session.enter("aws kms encrypt --key-id $K --plaintext YQ==")
    #expect(text.contains("in force everywhere from 2025-01-01 00:05"))
    #expect(text.contains("--grant-tokens"))
  }

  @Test func `The next line keeps what else was typed, and runs`() throws {
    var session = Session.withKey(isCoached: true)
    let text = session.enter("aws kms get-key-policy --key-id alias/k --query Policy --output text")
    let next = try #require(text.split(separator: "next: ").last).split(separator: "\n")[0]
    #expect(session.enter(String(next)).contains("kms:*"))
    #expect(session.lastStatus == 0)
  }

  @Test(arguments: [
    ("advance 400 days", "2026-02-05"), ("advance 1 day 2h", "2025-01-02"),
    ("advance 2 weeks 1 hour", "2025-01-15"), ("advance 30d 12h", "2025-01-31"),
    ("advance 1y", "2026-01-01"), ("advance 2 years", "2027-01-01"),
    ("advance 1d12h", "2025-01-02"), ("advance 90 minutes", "2025-01-01"),
  ])
  func `A period is understood as it is said`(row: (line: String, date: String)) {
    var session = Session()
    session.enter(row.line)
    #expect(session.lastStatus == 0)
    #expect(session.now.date == row.date)
  }

  @Test(arguments: ["AWS_REGION", "AWS_DEFAULT_REGION"])
  func `A Region in a variable is the lab's own commands' too`(name: String) {
    var session = Session.withKey()
    session.enter("\(name)=eu-west-1")
    session.enter("aws kms create-key")
    session.enter("aws kms create-alias --alias-name alias/eu --target-key-id x")
    #expect(session.enter("whoami").contains("Region eu-west-1"))
    #expect(session.enter("timeline").contains("created") == true)
    #expect(session.enter("inspect alias/k").contains("no key"))
    session.enter("\(name)=")
    #expect(session.enter("whoami").contains("Region us-east-1"))
  }

  @Test(arguments: [
    "advance days", "advance 1", "advance 1 d d", "advance 1x", "advance", "advance d1",
  ])
  func `What is no period moves nothing`(line: String) {
    var session = Session()
    session.enter(line)
    #expect(session.lastStatus != 0)
    #expect(session.now.date == "2025-01-01")
  }
}
