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
        + " --policy-document file://p --profile root",
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

  /// A session with an object under a policy whose statement has an effect and conditions; alice may
  /// do all in S3.
  private static func session(_ effect: String, _ conditions: String) -> Session {
    var session = Session()
    for line in [
      "aws s3 mb s3://papers", "echo text > f", "aws s3 cp f s3://papers/plan",
      #"echo '{"Version":"2012-10-17","Statement":{"Effect":"\#(effect)","Principal":"#
        + #"{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:*","#
        + #""Resource":["arn:aws:s3:::papers","arn:aws:s3:::papers/*"],"#
        + #""Condition":{\#(conditions)}}}' > q"#,
      "aws s3api put-bucket-policy --bucket papers --policy file://q",
    ] {
      session.enter(line)
    }
    return session
  }

  @Test(arguments: [
    (
      #""StringEquals":{"s3:authType":"REST-QUERY-STRING"}"#,
      "wants s3:authType=REST-QUERY-STRING; the call has REST-QUERY-STRING"
    ),
    (
      #""NumericGreaterThan":{"s3:signatureAge":"60000"}"#,
      "wants s3:signatureAge more than 60000; the call has 120000"
    ),
    (
      #""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#,
      "wants aws:SourceIp outside of 203.0.113.0/24; the call has 198.51.100.7"
    ),
    (
      #""Bool":{"aws:SecureTransport":"true"}"#,
      "wants aws:SecureTransport=true; the call has true"
    ),
  ])
  func `The values of a link's own are those of the call that it made`(
    row: (conditions: String, text: String)
  ) {
    var session = Self.session("Deny", row.conditions)
    session.enter("L=$(aws s3 presign s3://papers/plan)")
    session.enter("advance 2m")
    #expect(session.enter("open-link \"$L\"").contains("403 AccessDenied"))
    let output = Self.words(session.enter("explain"))
    #expect(output.contains(row.text), "\(output)")
    #expect(output.contains("GetObject by alice: refused, AccessDenied."), "\(output)")
    #expect(output.contains("1. the bucket policy taken away"), "\(output)")
  }

  @Test func `The empty text is a value`() {
    var session = Self.session("Allow", #""StringEquals":{"s3:prefix":"home/"}"#)
    let output = Self.words(session.enter("explain aws s3 ls s3://papers --profile bob"))
    #expect(output.contains(#"wants s3:prefix=home/; the call has """#), "\(output)")
  }
}
