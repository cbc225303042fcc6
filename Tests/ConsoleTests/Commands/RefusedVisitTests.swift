import Cloud
import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// What `explain` prints of links and forms that became no call.
struct RefusedVisitTests {
  /// A session in which alice has signed links of a minute and of an hour, and a form of a minute:
  /// `$L`, `$M` and `form.json`; a link of her second access key, `$K`, and one of a session of a
  /// role, `$S`.
  private static func session() -> Session {
    var session = Session()
    for line in [
      "aws s3 mb s3://papers", "echo text > f", "aws s3 cp f s3://papers/plan",
      "L=$(aws s3 presign s3://papers/plan --expires-in 60)",
      "M=$(aws s3 presign s3://papers/plan)",
      "make-form s3://papers/up --expires-in 60 > form.json",
      "ID=$(aws iam create-access-key --user-name alice --profile root --query"
        + " AccessKey.AccessKeyId --output text)",
      "AWS_ACCESS_KEY_ID=$ID; K=$(aws s3 presign s3://papers/plan); AWS_ACCESS_KEY_ID=",
      "aws iam create-role --profile root --role-name App --assume-role-policy-document"
        + #" '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"#
        + #""arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}]}'"#,
      "AWS_PROFILE=$(aws sts assume-role --role-arn arn:aws:iam::111122223333:role/App"
        + " --role-session-name reader --duration-seconds 900 --query Credentials.AccessKeyId"
        + " --output text)",
      "S=$(aws s3 presign s3://papers/plan --expires-in 86400); AWS_PROFILE=",
    ] {
      session.enter(line)
    }
    return session
  }

  /// Writes a form with a signature of version 2, whose policy ends after a minute.
  private static let ofVersion2 =
    #"echo '{"url":"https://papers.s3.us-east-1.amazonaws.com/","fields":{"key":"up","#
    + #""AWSAccessKeyId":"AKIAX","policy":"eyJleHBpcmF0aW9uIjoiMjAyNS0wMS0wMVQwMDowMTowMFoi"#
    + #"LCJjb25kaXRpb25zIjpbXX0=","signature":"x"}}' > old.json"#

  private static let before = ", before any permission is asked for."

  @Test(arguments: [
    (
      ["advance 2m", "open-link \"$L\""],
      [
        "GetObject by a link: refused, AccessDenied\(before) Request has expired",
        "asks for GET s3://papers/plan signed by alice, access key AKIA",
        "holds until 2025-01-01 00:01:00; now it is 2025-01-01 00:02:00, too late",
        "nobody can prolong a link. next: aws s3 presign s3://papers/plan",
      ]
    ),
    (
      ["advance 15m", "open-link \"$S\""],
      [
        "GetObject by a link: refused, ExpiredToken\(before)",
        "signed by role/App/reader, access key ASIA",
        "holds until 2025-01-02 00:00:00", "session ended 2025-01-01 00:15:00",
        "The signer's session has ended",
      ]
    ),
    (
      [
        "aws iam update-access-key --user-name alice --access-key-id $ID --status Inactive"
          + " --profile root", "open-link \"$K\"",
      ],
      [
        "refused, InvalidAccessKeyId\(before)", "signed by alice, whose access key AKIA",
        "is inactive now", "The signer's access key is gone or inactive",
      ]
    ),
    (
      ["open-link \"${M}0\""],
      [
        "refused, SignatureDoesNotMatch\(before)", "holds until 2025-01-01 01:00:00; now it is",
        "The signature is of the method, the address",
      ]
    ),
    (
      ["open-link https://papers.s3.us-east-1.amazonaws.com/plan -X DELETE"],
      ["DeleteObject by a link: refused, AccessDenied\(before)", "signed by nobody"]
    ),
    (
      ["advance 2m", "post-form form.json --upload f"],
      [
        "PutObject by a form: refused, AccessDenied\(before)", "asks for POST s3://papers/up",
        "signed by alice", "holds until 2025-01-01 00:01:00", "next: help make-form",
      ]
    ),
    (
      [ofVersion2, "post-form old.json --upload f"],
      [
        "PutObject by a form: refused, InvalidAccessKeyId\(before)",
        "signed by the access key AKIAX, which nobody has",
        "holds until 2025-01-01 00:01:00; now it is 2025-01-01 00:00:00",
      ]
    ),
  ])
  func `It tells what was asked, who signed it, and why it is not in force`(
    row: (lines: [String], texts: [String])
  ) {
    var session = Self.session()
    session.enter("aws s3 ls")
    for line in row.lines { session.enter(line) }
    let output = session.enter("explain").split { " \n".contains($0) }.joined(separator: " ")
    for text in row.texts { #expect(output.contains(text), "\(output)") }
    session.enter("aws s3 ls")
    #expect(session.enter("explain").contains("ListBuckets by alice: permitted"))
  }

  @Test func `As data it has the terms of the signature`() {
    var session = Self.session()
    session.enter("advance 2m")
    session.enter("open-link \"$L\"")
    let output = session.enter("explain --output json")
    for text in [
      #""Asked": "GET s3://papers/plan""#, #""Caller": "arn:aws:iam::111122223333:user/alice""#,
      #""Result": "AccessDenied""#,
    ] {
      #expect(output.contains(text), "\(output)")
    }
  }

  @Test func `A header that a policy wants is told as an option of make-link and open-link`() {
    var session = Self.session()
    session.enter(
      #"echo '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"#
        + #""s3:PutObject","Resource":"arn:aws:s3:::papers/*","Condition":{"StringNotEquals":"#
        + #"{"s3:x-amz-server-side-encryption":"aws:kms"}}}}' > q"#)
    session.enter("aws s3api put-bucket-policy --bucket papers --policy file://q")
    session.enter("P=$(make-link PUT s3://papers/new); open-link \"$P\" --upload f")
    let output = session.enter("explain")
    #expect(output.contains("-H 'x-amz-server-side-encryption: aws:kms'"), "\(output)")
    #expect(output.contains("for make-link, which signs it"), "\(output)")
    #expect(!output.contains("--server-side-encryption"), "\(output)")
  }
}
