import Console
import Lab
import Sessions
import Testing

/// Predicates about versions, locks and links, each where it holds and where it does not.
struct PredicateVersionsTests {
  /// A predicate, and what makes it true and false.
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let isTrueAfter: [String]
    let isFalseAfter: [String]

    init(_ text: String, _ isTrueAfter: [String], not isFalseAfter: [String]) {
      testDescription = text
      self.isTrueAfter = isTrueAfter
      self.isFalseAfter = isFalseAfter
    }
  }

  private static func finding(_ text: String, after lines: [String]) throws -> Finding {
    var session = Session()
    for line in lines { _ = session.execute(line) }
    return try Predicate(text).finding(on: Stage(session))
  }

  private static let bucket = ["aws s3 mb s3://things"]
  private static let versioned =
    bucket + [
      "aws s3api put-bucket-versioning --bucket things --versioning-configuration Status=Enabled"
    ]
  private static let suspended =
    versioned + [
      "aws s3api put-bucket-versioning --bucket things --versioning-configuration Status=Suspended"
    ]
  private static let key = [
    "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/k --target-key-id $K",
  ]
  /// One version under a key of KMS, and above it one under S3's own.
  private static let two =
    key + versioned + [
      "echo x | aws s3 cp - s3://things/x --sse aws:kms --sse-kms-key-id $K",
      "echo y | aws s3 cp - s3://things/x",
    ]
  private static let marked = two + ["aws s3 rm s3://things/x"]
  private static let off = two + ["aws kms disable-key --key-id $K"]
  private static let gone =
    two + [
      "aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7", "advance 8d",
    ]
  private static let lockable = [
    "aws s3api create-bucket --bucket things --object-lock-enabled-for-bucket",
    "echo x | aws s3 cp - s3://things/x",
  ]
  private static func retained(_ mode: String) -> [String] {
    lockable + [
      "aws s3api put-object-retention --bucket things --key x --retention"
        + " Mode=\(mode),RetainUntilDate=2026-01-01T00:00:00Z"
    ]
  }
  private static let held =
    lockable + [
      "aws s3api put-object-legal-hold --bucket things --key x --legal-hold Status=ON"
    ]
  private static let over = retained("GOVERNANCE") + ["advance 366d"]
  private static let link =
    bucket + [
      "echo x | aws s3 cp - s3://things/x",
      "aws s3 presign s3://things/x --expires-in 3600 > l",
    ]

  private static let putLink = bucket + ["make-link PUT s3://things/new --expires-in 3600 > l"]
  private static let headLink = link + ["make-link HEAD s3://things/x --expires-in 3600 > l"]

  static let rows = [
    Row("bucket things versions are Enabled", versioned, not: bucket),
    Row("bucket things versions are Suspended", suspended, not: versioned),
    Row("bucket things versions are off", bucket, not: suspended),
    Row("bucket things versions are off", bucket, not: []),
    Row("object s3://things/x has 2 versions", two, not: versioned),
    Row("object s3://things/x has 2 versions", marked, not: bucket),
    Row("object s3://things/x has 0 versions", versioned, not: two),
    Row("object s3://things/x has 1 marker", marked, not: two),
    Row("object s3://things/x has 0 markers", two, not: marked),
    Row("version 1 of s3://things/x exists", marked, not: versioned),
    Row("version 2 of s3://things/x exists", marked, not: lockable),
    Row("version 1 of s3://things/x is aws:kms under alias/k", two, not: lockable),
    Row("version 2 of s3://things/x is AES256", marked, not: versioned),
    Row("version 1 of s3://things/x opens for alice", marked, not: off),
    Row("version 1 of s3://things/x opens for nobody", off, not: two),
    Row("version 2 of s3://things/x opens for alice", off, not: versioned),
    Row("version 1 of s3://things/x is lost", gone, not: off),
    Row("object s3://things/x is locked", retained("COMPLIANCE"), not: lockable),
    Row("object s3://things/x is locked", held, not: over),
    Row(
      "object s3://things/x is locked as GOVERNANCE", retained("GOVERNANCE"),
      not: retained("COMPLIANCE")),
    Row("object s3://things/x is locked as GOVERNANCE", retained("GOVERNANCE"), not: held),
    Row(
      "version 1 of s3://things/x is locked until 2026-01-01", retained("COMPLIANCE"), not: held),
    Row("object s3://things/x is locked until 2025-12-31", retained("COMPLIANCE"), not: over),
    Row("object s3://things/x has legal hold", held, not: retained("COMPLIANCE")),
    Row("object s3://things/x has no legal hold", lockable, not: held),
    Row("object s3://things/x has no legal hold", lockable, not: bucket),
    Row("link l opens", link, not: link + ["advance 1h"]),
    Row("link l opens", link, not: link + ["echo hello > l"]),
    Row("link l opens", link, not: bucket),
    Row("link l opens no more", link + ["advance 1h"], not: link),
    Row("link l opens", putLink, not: putLink + ["advance 1h"]),
    Row("link l opens", headLink, not: headLink + ["aws s3 rm s3://things/x"]),
    Row("link l opens no more", link + ["aws s3 rm s3://things/x"], not: bucket),
  ]

  @Test(arguments: rows)
  func `A predicate is true in one world and false in another`(row: Row) throws {
    let met = try Self.finding(row.testDescription, after: row.isTrueAfter)
    let unmet = try Self.finding(row.testDescription, after: row.isFalseAfter)
    #expect(met.isMet, "\(met)")
    #expect(unmet.outcome == .unmet, "\(unmet)")
  }

  @Test(arguments: [
    ("object s3://things/x exists", marked, "a delete marker is the newest"),
    ("version 3 of s3://things/x exists", marked, "2 versions, no version 3"),
    ("object s3://things/x exists", [], "no bucket things"),
    ("object s3://things/x has 2 versions", marked, "2 versions, 1 marker"),
    ("object s3://things/x has 0 markers", two, "2 versions, 0 markers"),
    (
      "object s3://things/x is locked", retained("COMPLIANCE"),
      "locked as COMPLIANCE until 2026-01-01"
    ),
    ("object s3://things/x is locked", over, "not locked"),
    ("link l opens", link + ["advance 1h"], "it does not: AccessDenied"),
    ("link l opens", link + ["aws s3 rm s3://things/x"], "it does not: NoSuchKey"),
  ])
  func `What is found is told`(text: String, lines: [String], found: String) throws {
    #expect(try Self.finding(text, after: lines).found == found)
  }

  @Test(arguments: [
    "version 0 of s3://b/x exists", "version x of s3://b/x exists", "version 1 s3://b/x exists",
    "version 1 of s3://b/x has 2 versions", "object s3://b/x has 1 versions",
    "object s3://b/x has no versions", "object s3://b/x is locked as NEVER",
    "object s3://b/x is locked until then", "bucket b versions are On", "link l opens not",
    "link l",
  ])
  func `What is no predicate is refused`(text: String) {
    #expect(throws: PredicateError.self) { try Predicate(text) }
  }
}
