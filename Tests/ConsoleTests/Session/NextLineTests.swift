import Kernel
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
    ("advance 2000 days 400000 days", "1,000 years"),
  ])
  func `A refusal says how to go on`(row: (line: String, words: String)) {
    var session = Session.withKey(isCoached: true)
    let text = session.enter(row.line)
    #expect(session.lastStatus != 0)
    #expect(text.contains(row.words), "\(text)")
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
