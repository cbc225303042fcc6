import Console
import Lab
import Sessions
import Testing

/// What predicates see of a refusal: its code, what it says, and a key that does not exist.
struct PredicateRefusalTests {
  private static let key = [
    "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/k --target-key-id $K",
    "aws kms encrypt --key-id alias/k --plaintext aGVsbG8= --encryption-context a=b"
      + " --query CiphertextBlob --output text | base64 -d >c",
  ]
  private static let foreign = [
    "as root@444455556666", "aws iam create-user --user-name eve",
    "aws iam put-user-policy --user-name eve --policy-name p --policy-document"
      + " '{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"kms:*\","
      + " \"Resource\": \"*\"}}'",
    "as eve@444455556666",
  ]

  private static func describe(_ id: String) -> String {
    "aws kms describe-key --key-id arn:aws:kms:us-east-1:111122223333:\(id)"
  }

  private static func holds(_ text: String, after lines: [String]) throws -> Bool {
    var session = Session()
    for line in lines { _ = session.execute(line) }
    return try Predicate(text).finding(on: Stage(session)).isMet
  }

  @Test(arguments: [
    (["as bob", "aws kms decrypt --ciphertext-blob fileb://c"], "AccessDeniedException"),
    (["aws kms decrypt --ciphertext-blob fileb://c"], "InvalidCiphertextException"),
    (
      ["aws kms disable-key --key-id $K", "aws kms decrypt --ciphertext-blob fileb://c"],
      "DisabledException"
    ),
  ])
  func `A refusal is told from others by its code`(lines: [String], code: String) throws {
    let codes = ["AccessDeniedException", "InvalidCiphertextException", "DisabledException"]
    for other in codes {
      let text = "trail has Decrypt refused as \(other)"
      #expect(try Self.holds(text, after: Self.key + lines) == (other == code), "\(other)")
    }
    #expect(try Self.holds("trail has Decrypt refused", after: Self.key + lines))
  }

  @Test(arguments: [
    (
      "trail has DescribeKey by bob refused as AccessDeniedException saying no identity-based", true
    ),
    ("trail has DescribeKey by bob refused saying no identity-based policy allows", true),
    ("trail has DescribeKey by bob refused saying explicit deny", false),
    ("trail has DescribeKey by bob refused as DisabledException saying no identity-based", false),
    ("trail has not DescribeKey by bob refused saying explicit deny", true),
  ])
  func `A refusal is told from others by what it says`(text: String, holds: Bool) throws {
    let lines = Self.key + ["as bob", "aws kms describe-key --key-id $K"]
    #expect(try Self.holds(text, after: lines) == holds)
  }

  @Test(arguments: [
    ("key/11111111-2222-3333-4444-555555555555", true),
    ("key/99999999-2222-3333-4444-000000000000", true), ("alias/none", true),
    ("key/$K", false), ("alias/k", false),
  ])
  func `Any key that does not exist is no key`(id: String, holds: Bool) throws {
    let text =
      "trail has DescribeKey by eve@444455556666 on no key refused as AccessDeniedException"
    let lines = Self.key + Self.foreign + [Self.describe(id)]
    #expect(try Self.holds(text, after: lines) == holds)
  }

  @Test func `A session of a role is named, also when its credentials have ended`() throws {
    let lines =
      Self.key + [
        "as root",
        "aws iam create-role --role-name App --assume-role-policy-document '{\"Statement\":"
          + " {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\":"
          + " \"arn:aws:iam::111122223333:user/bob\"}}}'",
        "policy template admins-and-users --admin alice --user role/App >p",
        "aws kms put-key-policy --key-id $K --policy file://p", "as bob",
        "S=$(aws sts assume-role --role-arn arn:aws:iam::111122223333:role/App"
          + " --role-session-name night --query Credentials.AccessKeyId --output text)",
        "as $S", "aws kms describe-key --key-id alias/k", "advance 2h",
      ]
    for text in [
      "trail has DescribeKey by role/App/night on alias/k",
      "role/App/night may kms:Decrypt on alias/k", "role/App may kms:Decrypt on alias/k",
    ] {
      #expect(try Self.holds(text, after: lines), "\(text)")
    }
    var session = Session()
    for line in lines { _ = session.execute(line) }
    let nobody = try Predicate("role/Other/night may kms:Decrypt on alias/k")
    #expect(nobody.finding(on: Stage(session)).outcome == .unknown)
  }

  @Test(arguments: [
    ("trail has Encrypt refused as", "a code of AWS is missing at the end"),
    ("trail has Encrypt refused saying", "a text is missing at the end"),
    ("trail has Encrypt on no", "here stands key, which is missing at the end"),
    ("trail has Encrypt on no bucket", "here stands key, not bucket"),
    ("trail has Encrypt as AccessDeniedException", "as is more than the predicate takes"),
  ])
  func `What cannot be read is told`(text: String, message: String) {
    do throws(PredicateError) {
      _ = try Predicate(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.message == message)
    }
  }
}
