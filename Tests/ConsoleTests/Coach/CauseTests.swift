import Access
import Cloud
import Sessions
import Testing

/// Each cause of a refusal that is explained: its sentence is said where it is true, and not where
/// another cause stands behind the same error.
struct CauseTests {
  /// Lines that make a world, and one that is refused in it.
  struct Refusal: Sendable {
    let before: String
    let line: String

    init(_ before: String, _ line: String) {
      self.before = before
      self.line = line
    }
  }

  struct Cause: Sendable, CustomTestStringConvertible {
    let sentence: String
    /// The reason of the decision, where policies refused.
    var reason: Verdict.Reason?
    let isTrue: [Refusal]
    let isFalse: Refusal
    var testDescription: String { sentence }
  }

  static let causes: [Cause] = [
    Cause(
      sentence: "It was made without an encryption context: leave that out.",
      isTrue: [
        Refusal(encrypted(), decrypt + " --encryption-context a=b"),
        Refusal(
          encrypted(),
          "aws kms re-encrypt --ciphertext-blob file://c --source-encryption-context a=b"
            + " --destination-key-id alias/k"),
      ],
      isFalse: Refusal(
        encrypted("--encryption-context a=b"), decrypt + " --encryption-context a=c")),
    Cause(
      sentence: "It was made with an encryption context that this call lacks: repeat it.",
      isTrue: [
        Refusal(encrypted("--encryption-context a=b"), decrypt),
        Refusal(encrypted("--encryption-context a=b"), decrypt + " --encryption-context a=c"),
      ], isFalse: Refusal(encrypted(), decrypt + " --encryption-context a=b")),
    Cause(
      sentence: "It is in us-east-1, and the call went to us-west-2",
      isTrue: [
        Refusal("", "aws kms describe-key --key-id alias/k --region us-west-2"),
        Refusal(encrypted(), decrypt + " --region us-west-2"),
      ], isFalse: Refusal("", "aws kms describe-key --key-id alias/none --region us-west-2")),
    Cause(
      sentence: "was deleted on 2025-01-31: what it encrypted is lost for ever.",
      isTrue: [
        Refusal(gone, describe), Refusal(encrypted() + "; " + gone, decrypt),
      ], isFalse: Refusal(replicaGone, "aws kms describe-key --key-id $R --region eu-west-1")),
    Cause(
      sentence: "Its related key in us-east-1 has the same material and opens what it encrypted.",
      isTrue: [
        Refusal(replicaGone, "aws kms describe-key --key-id $R --region eu-west-1"),
        Refusal(replicaGone, decrypt + " --region eu-west-1"),
      ], isFalse: Refusal(gone, describe)),
    Cause(
      sentence: "A Deny wins over everything that allows.", reason: .explicitDenyInResourcePolicy,
      isTrue: [
        Refusal(keyPolicy(root, statement("Deny", "kms:Encrypt", of: "user/alice")), encryptByID),
        Refusal(keyPolicy(root, statement("Deny", "kms:D*", of: "root")), describe),
      ], isFalse: Refusal("as bob", describe)),
    Cause(
      sentence: "A Deny wins over everything that allows.", reason: .explicitDenyInIdentityPolicy,
      isTrue: [
        Refusal(userPolicy("alice", statement("Deny", "kms:*")), describe),
        Refusal(userPolicy("alice", statement("Deny", "kms:ListKeys")), "aws kms list-keys"),
      ], isFalse: Refusal("as bob", "aws kms list-keys")),
    Cause(
      sentence: "A Deny wins over everything that allows.", reason: .explicitDenyInBoundary,
      isTrue: [
        Refusal(boundary(statement("Deny", "kms:*")), describe),
        Refusal(boundary(statement("Deny", "kms:List*")), "aws kms list-keys"),
      ], isFalse: Refusal(boundary(statement("Allow", "s3:*")), describe)),
    Cause(
      sentence: "A Deny wins over everything that allows.", reason: .explicitDenyInSessionPolicy,
      isTrue: [
        Refusal(session(statement("Allow", "*"), statement("Deny", "kms:D*")), describe),
        Refusal(session(statement("Deny", "*")), "aws kms list-keys"),
      ], isFalse: Refusal(session(statement("Allow", "s3:*")), describe)),
    Cause(
      sentence: "The bucket policy is public, and RestrictPublicBuckets keeps root@444455556666",
      reason: .publicAccessRestricted,
      isTrue: [
        Refusal(publicBucket + "; as root@444455556666", getObject),
        Refusal(publicBucket + "; as root@444455556666", "aws s3api list-objects --bucket papers"),
      ], isFalse: Refusal("aws s3 mb s3://papers; as root@444455556666", getObject)),
    Cause(
      sentence: "No identity policy of bob allows it", reason: .noIdentityPolicy,
      isTrue: [Refusal("as bob", "aws kms list-keys"), Refusal("as bob", describe)],
      isFalse: Refusal(boundary(statement("Allow", "s3:*")), describe)),
    Cause(
      sentence: "nor leaves it to IAM, so IAM does not count.", reason: .noResourcePolicy,
      isTrue: [
        Refusal(keyPolicy(statement("Allow", "kms:*", of: "user/bob")), describe),
        Refusal(keyPolicy(statement("Allow", "kms:*", of: "user/bob")), encryptByID),
      ], isFalse: Refusal("as bob", describe)),
    Cause(
      sentence:
        "The trust policy does not let alice in, and it alone says who may take the role on.",
      reason: .noResourcePolicy,
      isTrue: [
        Refusal(roleOfBob, assume("App")),
        Refusal(roleOfBob, assume("App") + " --tags Key=a,Value=b"),
      ], isFalse: Refusal(roleOfBob, assume("Nope"))),
    Cause(
      sentence: "There is no such role.", reason: .noResourcePolicy,
      isTrue: [Refusal(roleOfBob, assume("Nope")), Refusal(eve, assume("App"))],
      isFalse: Refusal(roleOfBob, assume("App"))),
    Cause(
      sentence: "Statement 1 of the trust policy names alice, but wants sts:ExternalId=rose",
      isTrue: ["", " --external-id tulip"].map {
        Refusal(role(of: "alice", condition: externalID), assume("App") + $0)
      },
      isFalse: Refusal(role(of: "bob", condition: externalID), assume("App"))),
    Cause(
      sentence: "The permissions boundary of bob does not allow it.", reason: .noBoundary,
      isTrue: [
        Refusal(boundary(statement("Allow", "s3:*")), describe),
        Refusal(boundary(statement("Allow", "kms:DescribeKey")), "aws kms list-keys"),
      ], isFalse: Refusal("as bob", describe)),
    Cause(
      sentence: "The policies that the session was made with do not allow it.",
      reason: .noSessionPolicy,
      isTrue: [
        Refusal(session(statement("Allow", "kms:Encrypt")), describe),
        Refusal(session(statement("Allow", "s3:*")), "aws kms list-keys"),
      ], isFalse: Refusal("as bob", "aws kms list-keys")),
    Cause(
      sentence: "No policy of the resource lets root@444455556666 in;", reason: .resourceHidden,
      isTrue: [
        Refusal("as root@444455556666", describeInAll),
        Refusal(
          "as root@444455556666",
          encryptByID.replacing("$K", with: "arn:aws:kms:us-east-1:111122223333:key/$K")),
      ], isFalse: Refusal("as bob", describe)),
    Cause(
      sentence: "statement 2 of the key policy names bob, but not for ",
      isTrue: [
        Refusal(
          keyPolicy(root, statement("Allow", "kms:Encrypt", of: "user/bob")) + "; as bob",
          "aws kms disable-key --key-id $K"),
        Refusal(
          keyPolicy(root, statement("Allow", "kms:List*", of: "user/bob")) + "; as bob", describe),
      ],
      isFalse: Refusal(
        keyPolicy(root, statement("Allow", "kms:Encrypt", of: "user/alice")) + "; as bob",
        describe)),
    Cause(
      sentence: "names bob, but wants kms:ViaService=s3.us-east-1.amazonaws.com;",
      isTrue: ["kms:*", "kms:DescribeKey"].map { action in
        Refusal(
          keyPolicy(
            root,
            statement(
              "Allow", action, of: "user/bob",
              condition:
                #","Condition":{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}"#))
            + "; as bob", describe)
      },
      isFalse: Refusal(
        keyPolicy(root, statement("Allow", "kms:Encrypt", of: "user/bob")) + "; as bob", describe)),
    Cause(
      sentence: "let bob do this until alice retired it on 2025-01-03.",
      isTrue: [
        Refusal(grant(ended: "retire"), describe), Refusal(grant(ended: "retire"), encryptByID),
      ], isFalse: Refusal(grant(ended: "retire"), "aws kms disable-key --key-id $K")),
    Cause(
      sentence: "let bob do this until alice revoked it on 2025-01-03.",
      isTrue: [
        Refusal(grant(ended: "revoke"), describe), Refusal(grant(ended: "revoke"), encryptByID),
      ], isFalse: Refusal(grant(ended: "retire"), describe)),
  ]

  /// What KMS itself refuses: the state of a key, a name, a ciphertext.
  static let failures: [Cause] = [
    Cause(
      sentence: "A disabled key does nothing until it is enabled; nothing is lost.",
      isTrue: [
        Refusal("aws kms disable-key --key-id $K", encryptByID),
        Refusal(encrypted() + "; aws kms disable-key --key-id $K", decrypt),
      ],
      isFalse: Refusal("aws kms schedule-key-deletion --key-id $K", encryptByID)),
    Cause(
      sentence: "The key waits for its deletion on 2025-01-",
      isTrue: [
        Refusal("aws kms schedule-key-deletion --key-id $K", encryptByID),
        Refusal(
          "aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7",
          "aws kms enable-key --key-id $K"),
      ], isFalse: Refusal("aws kms disable-key --key-id $K", encryptByID)),
    Cause(
      sentence: "Only a deletion that is scheduled can be cancelled.",
      isTrue: [
        Refusal("", "aws kms cancel-key-deletion --key-id $K"),
        Refusal("aws kms disable-key --key-id $K", "aws kms cancel-key-deletion --key-id $K"),
      ], isFalse: Refusal(gone, "aws kms cancel-key-deletion --key-id $K")),
    Cause(
      sentence: "The key has no material now. Import the same material again",
      isTrue: ["encrypt --plaintext YQ==", "generate-data-key --key-spec AES_256"].map {
        Refusal(
          "X=$(aws kms create-key --origin EXTERNAL --query KeyMetadata.KeyId --output text)",
          "aws kms \($0) --key-id $X")
      }, isFalse: Refusal("aws kms disable-key --key-id $K", encryptByID)),
    Cause(
      sentence: "The key waits until its last replica is gone; then its own waiting time begins.",
      isTrue: ["encrypt --plaintext YQ==", "enable-key"].map {
        Refusal(
          "R=$(aws kms create-key --multi-region --query KeyMetadata.KeyId --output text);"
            + " aws kms replicate-key --key-id $R --replica-region eu-west-1;"
            + " aws kms schedule-key-deletion --key-id $R", "aws kms \($0) --key-id $R")
      }, isFalse: Refusal("aws kms schedule-key-deletion --key-id $K", encryptByID)),
    Cause(
      sentence: "Another key made this ciphertext.",
      isTrue: [
        Refusal(
          encrypted() + "; L=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
          decrypt + " --key-id $L"),
        Refusal(
          encrypted() + "; L=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
          "aws kms re-encrypt --ciphertext-blob file://c --source-key-id $L"
            + " --destination-key-id $K"),
      ], isFalse: Refusal(encrypted(), decrypt + " --key-id alias/none")),
    Cause(
      sentence: "takes the key id or key ARN of its key, no alias.",
      isTrue: [
        Refusal("", "aws kms disable-key --key-id alias/k"),
        Refusal("", "aws kms get-key-policy --policy-name default --key-id alias/k"),
      ], isFalse: Refusal("", "aws kms disable-key --key-id k")),
    Cause(
      sentence: "An alias names one key; it can be moved to another.",
      isTrue: [
        Refusal("", "aws kms create-alias --alias-name alias/k --target-key-id $K"),
        Refusal(
          "L=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
          "aws kms create-alias --alias-name alias/k --target-key-id $L"),
      ], isFalse: Refusal("", "aws kms create-alias --alias-name k --target-key-id $K")),
    Cause(
      sentence: "This is how a rehearsal succeeds: without --dry-run it would work.",
      isTrue: [
        Refusal("", encryptByID + " --dry-run"),
        Refusal("", "aws kms generate-data-key --key-id $K --key-spec AES_256 --dry-run"),
      ], isFalse: Refusal("aws kms disable-key --key-id $K", encryptByID + " --dry-run")),
    Cause(
      sentence: "Statement 1: ",
      isTrue: [("s3:Fly", "arn:aws:s3:::papers/*"), ("s3:GetObject", "arn:aws:s3:::other/*")].map {
        Refusal("aws s3 mb s3://papers", bucketPolicy(#""*""#, $0, $1))
      }, isFalse: Refusal("aws s3 mb s3://papers", openPolicy)),
    Cause(
      sentence: "An Allow for everybody, without a condition of fixed values, is public",
      isTrue: [
        Refusal("aws s3 mb s3://papers", openPolicy),
        Refusal(
          "aws s3 mb s3://papers",
          bucketPolicy(#"{"AWS":"*"}"#, "s3:GetObject", "arn:aws:s3:::papers/*")),
      ], isFalse: Refusal("aws s3 mb s3://papers; as bob", openPolicy)),
    Cause(
      sentence: "No policy was put to this bucket",
      isTrue: ["get-bucket-policy", "get-bucket-policy-status"].map {
        Refusal("aws s3 mb s3://papers", "aws s3api \($0) --bucket papers")
      },
      isFalse: Refusal("", "aws s3api get-bucket-policy --bucket papers")),
    Cause(
      sentence: "The safety check: under this policy you could not change the policy again.",
      isTrue: [("kms:*", "user/bob"), ("kms:Encrypt", "root")].map { action, principal in
        Refusal(
          "",
          keyPolicy(statement("Allow", action, of: principal))
            .replacing("--bypass-policy-lockout-safety-check ", with: ""))
      }, isFalse: Refusal("as bob", keyPolicy(root))),
  ]

  /// A session in which the lines before have run.
  private func session(after before: String) -> Session {
    var session = Session.withKey(isCoached: true)
    if !before.isEmpty { session.enter(before) }
    return session
  }

  @Test(arguments: CauseTests.causes + CauseTests.failures)
  func `A cause is told in two worlds where it is true, and not in one where it is not`(
    cause: Cause
  ) {
    #expect(cause.isTrue.count == 2)
    for refusal in cause.isTrue {
      var session = session(after: refusal.before)
      let text = session.enter(refusal.line)
      #expect(session.lastStatus == 254, "\(refusal): \(text)")
      #expect(text.contains(cause.sentence), "\(refusal): \(text)")
    }
    var session = session(after: cause.isFalse.before)
    let text = session.enter(cause.isFalse.line)
    #expect(session.lastStatus == 254, "\(cause.isFalse): \(text)")
    #expect(!text.contains(cause.sentence), "\(cause.isFalse): \(text)")
  }

  @Test func `No reason of a decision is left out`() {
    #expect(
      Verdict.Reason.allCases.filter { reason in
        !Self.causes.contains { $0.reason == reason }
      } == [])
  }
}
