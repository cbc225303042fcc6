import Cloud
import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// What `explain` prints of calls of S3.
struct ExplainCommandTests {
  /// A session with a bucket that keeps locks, three versions in it, and one object under another
  /// key; bob may do all in S3 but delete below `keep/`.
  private static func session(isCoached: Bool = false) -> Session {
    var session = Session(isCoached: isCoached)
    let put = "aws s3api put-object --bucket lk1 --body f"
    for line in [
      "echo text > f", "aws s3api create-bucket --bucket lk1 --object-lock-enabled-for-bucket",
      "\(put) --key a", "\(put) --key keep/b", "\(put) --key keep/c",
      "V=$(\(put) --key locked --object-lock-mode GOVERNANCE --object-lock-retain-until-date"
        + " 2025-03-01 --query VersionId --output text)",
      #"echo '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","#
        + #""Resource":"*"}}' > p; aws iam put-user-policy --user-name bob --policy-name s3"#
        + " --policy-document file://p",
      #"echo '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","#
        + #""Action":"s3:DeleteObject","Resource":"arn:aws:s3:::lk1/keep/*"}}' > q;"#
        + " aws s3api put-bucket-policy --bucket lk1 --policy file://q",
    ] {
      session.enter(line)
    }
    return session
  }

  /// The words of an output, wherever its lines end.
  private static func words(_ output: String) -> String {
    output.split { " \n".contains($0) }.joined(separator: " ")
  }

  @Test(arguments: [
    (
      "[{Key=a},{Key=keep/b},{Key=keep/c}]",
      [
        "DeleteObjects by bob: S3 answers 200, and tells in Errors that 2 of 3 objects were not"
          + " deleted.",
        "a: permitted, and it succeeds. s3:DeleteObject on arn:aws:s3:::lk1/a",
        "keep/b, keep/c: refused, AccessDenied. s3:DeleteObject on arn:aws:s3:::lk1/keep/b",
        "refused: statement 1 of the bucket policy forbids it",
        "What would let keep/b through, each tried on a copy",
        "1. the bucket policy taken away",
      ]
    ),
    (
      "[{Key=locked,VersionId=$V}]",
      [
        "in Errors that 1 of 1 object was not deleted.", "permitted, but it fails, AccessDenied.",
        "GOVERNANCE until 2025-03-01",
        "aws s3api delete-object --bucket lk1 --key locked --version-id",
      ]
    ),
    (
      "[{Key=a},{Key=n1},{Key=n2},{Key=n3},{Key=n4}]",
      ["DeleteObjects by bob: permitted, and it succeeds.", "a, n1, n2 and 2 others: permitted"]
    ),
  ])
  func `Of DeleteObjects is told what came of each object, of those together that are alike`(
    row: (objects: String, texts: [String])
  ) {
    var session = Self.session()
    session.enter("as bob")
    let line = "aws s3api delete-objects --bucket lk1 --delete \"Objects=\(row.objects)\""
    let before = Self.words(session.enter("explain \(line)"))
    session.enter(line)
    let after = Self.words(session.enter("explain"))
    for text in row.texts {
      #expect(before.contains(text), "\(before)")
      #expect(after.contains(text), "\(after)")
    }
    #expect(!after.contains("needs no permission"))
  }

  @Test func `As data each object has its result`() {
    var session = Self.session()
    session.enter("as bob")
    session.enter("aws s3api delete-objects --bucket lk1 --delete 'Objects=[{Key=a},{Key=keep/b}]'")
    let output = Self.words(session.enter("explain --output json"))
    #expect(output.contains(#""Key": "a", "Result": "success""#), "\(output)")
    #expect(output.contains(#""Key": "keep/b", "Result": "AccessDenied""#), "\(output)")
  }
}
