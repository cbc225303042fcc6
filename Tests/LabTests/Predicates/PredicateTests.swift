import Access
import Cloud
import Console
import Kernel
import Lab
import Sessions
import Testing

/// Predicates, each in a world in which it holds and in one in which it does not.
struct PredicateTests {
  /// A predicate, and what makes it true and false.
  struct Row: CustomTestStringConvertible {
    let text: String
    let isTrueAfter: [String]
    let isFalseAfter: [String]
    var testDescription: String { text }

    init(_ text: String, isTrueAfter: [String], isFalseAfter: [String]) {
      self.text = text
      self.isTrueAfter = isTrueAfter
      self.isFalseAfter = isFalseAfter
    }
  }

  /// A world after these lines.
  private static func stage(_ lines: [String], from trailStart: Int = 0) -> Stage {
    var session = Session()
    for line in lines { _ = session.execute(line) }
    return Stage(session, trailStart: trailStart)
  }

  private static let key = [
    "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/k --target-key-id $K",
  ]
  private static let otherKey =
    key + [
      "O=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/o --target-key-id $O",
    ]
  @Test(arguments: [
    "on 2024-12-31 alice could kms:Decrypt on alias/k",
    "on 2030-01-01 alice could not kms:Decrypt on alias/k",
    "at most 9 calls of CreateKey since step 2", "at most 9 calls of CreateKey since step 0",
  ])
  func `What this world cannot tell says so and never holds`(text: String) throws {
    let finding = try Predicate(text).finding(on: Self.stage(Self.key))
    #expect(finding.outcome == .unknown)
    #expect(!finding.isMet)
    #expect(!finding.found.isEmpty)
  }

  @Test(arguments: [
    ("on 2025-01-01 bob could not kms:Decrypt on alias/k", true),
    ("on 2025-01-10 bob could not kms:Decrypt on alias/k", true),
    ("on 2025-01-11 bob could not kms:Decrypt on alias/k", false),
    ("on 2025-01-11 bob could kms:Decrypt on alias/k", true),
    ("on 2025-02-09 bob could kms:Decrypt on alias/k", true),
    ("on 2025-02-20 bob could kms:Decrypt on alias/k", false),
    ("bob may kms:Decrypt on alias/k", false),
  ])
  func `A day of the past is that day's world`(text: String, holds: Bool) throws {
    let stage = Self.stage(
      Self.key + [
        "advance 10d", "policy template admins-and-users --admin alice --user bob >p",
        "aws kms put-key-policy --key-id $K --policy file://p", "advance 10d", "undo",
        "advance 30d",
        "aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7", "advance 30d",
      ])
    #expect(try Predicate(text).finding(on: stage).isMet == holds)
  }

  @Test func `Calls can be counted from an earlier step on`() throws {
    let session = Self.stage(Self.otherKey).session
    for (start, most, holds) in [(0, 1, false), (0, 2, true), (2, 1, true), (2, 0, false)] {
      let stage = Stage(session, stepStarts: [start, session.world.environment.trail.count])
      let text = "at most \(most) calls of CreateKey since step 1"
      #expect(
        try Predicate(text.replacing("1 calls", with: "1 call")).finding(on: stage).isMet == holds)
    }
  }

  private static let abroad =
    "aws kms create-alias --region eu-west-1 --alias-name alias/k --target-key-id "
    + "$(aws kms create-key --region eu-west-1 --query KeyMetadata.KeyId --output text)"
  private static let rotates = key + ["aws kms enable-key-rotation --key-id $K"]
  private static let disabled = key + ["aws kms disable-key --key-id $K"]
  private static let doomed =
    key + ["aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7"]
  private static let named =
    key + [
      "policy template admins-and-users --admin alice --user bob >p",
      "aws kms put-key-policy --key-id $K --policy file://p",
    ]
  private static let granted =
    key + [
      "aws kms create-grant --key-id $K --operations Encrypt"
        + " --grantee-principal arn:aws:iam::111122223333:user/bob"
    ]
  private static let shared = [
    "M=$(aws kms create-key --multi-region --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/k --target-key-id $M",
    "aws kms replicate-key --key-id $M --replica-region eu-west-1",
  ]
  private static let external = [
    "K=$(aws kms create-key --origin EXTERNAL --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/k --target-key-id $K",
  ]
  /// Alice manages the key and bob uses it, which no auditor minds.
  private static let closed =
    rotates + [
      """
      cat <<'E' >p
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/alice"},
         "Action": ["kms:Describe*", "kms:Put*", "kms:ScheduleKeyDeletion"], "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"},
         "Action": ["kms:Encrypt", "kms:Decrypt"], "Resource": "*"}]}
      E
      """,
      "aws kms put-key-policy --key-id $K --policy file://p",
    ]
  /// The whole world may use the key.
  private static let open =
    key + [
      "echo '{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\","
        + " \"Principal\": \"*\", \"Action\": \"kms:*\", \"Resource\": \"*\"}}' >p",
      "aws kms put-key-policy --key-id $K --policy file://p",
    ]
  private static let blob = key + [encrypt("k", to: "f")]
  private static let boundBlob = key + [encrypt("k --encryption-context a=1,b=2", to: "f")]
  private static let bucket = ["aws s3 mb s3://things"]
  private static let object = bucket + ["echo x | aws s3 cp - s3://things/x"]
  /// An object under S3's own key, above a version under a key of KMS.
  private static let kmsVersion =
    bucket + [
      "aws s3api put-bucket-versioning --bucket things --versioning-configuration Status=Enabled",
      "echo x | aws s3 cp - s3://things/x --sse aws:kms", "echo y | aws s3 cp - s3://things/x",
    ]
  private static let customerObject =
    bucket + [
      "aws s3api put-bucket-encryption --bucket things --server-side-encryption-configuration"
        + " 'Rules=[{BlockedEncryptionTypes={EncryptionType=[NONE]}}]'",
      "openssl rand 32 > my.key",
      "echo x | aws s3 cp - s3://things/x --sse-c --sse-c-key fileb://my.key",
    ]
  private static let keyObject =
    key + bucket
    + ["echo x | aws s3 cp - s3://things/x --sse aws:kms --sse-kms-key-id alias/k"]

  private static func encrypt(_ rest: String, to file: String) -> String {
    "aws kms encrypt --key-id alias/\(rest) --plaintext aGVsbG8= --query CiphertextBlob"
      + " --output text | base64 -d >\(file)"
  }

  private static func bucketDefault(_ rule: String, _ more: String = "") -> String {
    "aws s3api put-bucket-encryption --bucket things --server-side-encryption-configuration "
      + "'Rules=[{ApplyServerSideEncryptionByDefault={\(rule)}\(more)}]'"
  }

  static let keyRows = [
    Row("key alias/k exists", isTrueAfter: key, isFalseAfter: []),
    Row(
      "key arn:aws:kms:eu-west-1:111122223333:alias/k exists", isTrueAfter: [abroad],
      isFalseAfter: key),
    Row("key alias/k is Enabled", isTrueAfter: key, isFalseAfter: disabled),
    Row("key alias/k is Disabled", isTrueAfter: disabled, isFalseAfter: key),
    Row("key alias/k is PendingDeletion", isTrueAfter: doomed, isFalseAfter: key),
    Row("key alias/k is gone", isTrueAfter: doomed + ["advance 7d"], isFalseAfter: doomed),
    // A key that never was is not gone.
    Row("key alias/k is gone", isTrueAfter: doomed + ["advance 8d"], isFalseAfter: []),
    Row("key alias/k rotates", isTrueAfter: rotates, isFalseAfter: key),
    Row("key alias/k rotates every 365", isTrueAfter: rotates, isFalseAfter: key),
    Row(
      "key alias/k rotates every 90",
      isTrueAfter: key + ["aws kms enable-key-rotation --key-id $K --rotation-period-in-days 90"],
      isFalseAfter: rotates),
    Row("key alias/k has 1 material", isTrueAfter: key, isFalseAfter: rotates + ["advance 365d"]),
    Row(
      "key alias/k has 2 materials", isTrueAfter: rotates + ["advance 365d"],
      isFalseAfter: rotates),
    Row(
      "alias alias/k names alias/o",
      isTrueAfter: otherKey + ["aws kms update-alias --alias-name alias/k --target-key-id $O"],
      isFalseAfter: otherKey),
    Row("alias alias/k names alias/k", isTrueAfter: key, isFalseAfter: []),
    Row("key alias/k has 0 grants", isTrueAfter: key, isFalseAfter: granted),
    Row("key alias/k has 1 grant", isTrueAfter: granted, isFalseAfter: key),
    Row("key alias/k is primary in us-east-1", isTrueAfter: shared, isFalseAfter: key),
    Row("key alias/k has replica in eu-west-1", isTrueAfter: shared, isFalseAfter: key),
    Row(
      "key alias/k is PendingReplicaDeletion",
      isTrueAfter: shared + ["aws kms schedule-key-deletion --key-id $M"], isFalseAfter: shared),
    Row("key alias/k is PendingImport", isTrueAfter: external, isFalseAfter: key),
    Row("audit of alias/k has no findings", isTrueAfter: closed, isFalseAfter: key),
    Row("audit of alias/k has no finding above MEDIUM", isTrueAfter: key, isFalseAfter: open),
    Row("audit of alias/k has no finding above LOW", isTrueAfter: closed, isFalseAfter: key),
  ]

  private static let bucketPolicy = [
    "aws s3 mb s3://papers",
    "aws s3api put-bucket-policy --bucket papers --policy '"
      + #"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"#
      + #""arn:aws:iam::111122223333:user/bob"},"Action":"s3:GetObject","#
      + #""Resource":"arn:aws:s3:::papers/*"}]}'"#,
  ]

  static let permissionRows = [
    Row(
      "policy of alias/k names alice for kms:PutKeyPolicy,kms:ScheduleKeyDeletion",
      isTrueAfter: named, isFalseAfter: key),
    Row("policy of alias/k names bob for kms:Decrypt", isTrueAfter: named, isFalseAfter: key),
    Row("alice may kms:Decrypt on alias/k", isTrueAfter: key, isFalseAfter: []),
    Row("bob may kms:Decrypt on alias/k", isTrueAfter: named, isFalseAfter: key),
    Row("bob may not kms:Decrypt on alias/k", isTrueAfter: key, isFalseAfter: named),
    Row("bob may kms:Decrypt on alias/k via S3", isTrueAfter: named, isFalseAfter: key),
    Row(
      "bob may kms:Decrypt on alias/k resting on key-policy", isTrueAfter: named,
      isFalseAfter: key),
    Row(
      "bob may s3:GetObject on s3://papers/k resting on bucket-policy", isTrueAfter: bucketPolicy,
      isFalseAfter: ["aws s3 mb s3://papers"]),
    Row(
      "alice may s3:GetObject on s3://papers/k resting on iam",
      isTrueAfter: ["aws s3 mb s3://papers"], isFalseAfter: []),
    Row(
      "alice may kms:Decrypt on alias/k resting on iam", isTrueAfter: key,
      isFalseAfter: key + [
        "policy template admins-and-users --admin alice --user alice >p",
        "aws kms put-key-policy --key-id $K --policy file://p",
      ]),
    Row("alice may s3:GetObject on s3://things/x", isTrueAfter: bucket, isFalseAfter: []),
  ]

  static let fileRows = [
    Row("blob f opens", isTrueAfter: blob, isFalseAfter: blob + ["echo x >f"]),
    Row("blob f opens", isTrueAfter: blob + ["base64 f >g; cat g >f"], isFalseAfter: []),
    Row("blob f opens for alice", isTrueAfter: blob, isFalseAfter: boundBlob),
    Row(
      "blob f opens for bob",
      isTrueAfter: named + [encrypt("k", to: "f")], isFalseAfter: blob),
    Row("blob f opens with a=1,b=2", isTrueAfter: boundBlob, isFalseAfter: blob),
    Row("blob f opens for alice with b=2,a=1", isTrueAfter: boundBlob, isFalseAfter: blob),
    Row(
      "blob f opens for nobody", isTrueAfter: blob + ["aws kms disable-key --key-id $K"],
      isFalseAfter: blob),
    Row(
      "blob f is under alias/o", isTrueAfter: otherKey + [encrypt("o", to: "f")],
      isFalseAfter: otherKey + [encrypt("k", to: "f")]),
    Row("blob f is under alias/k", isTrueAfter: blob, isFalseAfter: key + ["echo x >f"]),
    Row("file f exists", isTrueAfter: ["echo >f"], isFalseAfter: []),
    Row("file f is missing", isTrueAfter: [], isFalseAfter: ["echo >f"]),
    Row("file f holds two words", isTrueAfter: ["echo 'a two words' >f"], isFalseAfter: []),
    Row("no file holds x y", isTrueAfter: ["echo x >f"], isFalseAfter: ["echo 'a x y' >g"]),
    Row("file f holds x", isTrueAfter: ["echo xyz >f"], isFalseAfter: ["echo y >f"]),
    Row("clock is past 2025-02-01", isTrueAfter: ["advance 31d"], isFalseAfter: ["advance 30d"]),
  ]

  static let storageRows = [
    Row("bucket things exists", isTrueAfter: bucket, isFalseAfter: []),
    Row(
      "bucket things default is AES256", isTrueAfter: bucket,
      isFalseAfter: bucket + [bucketDefault("SSEAlgorithm=aws:kms")]),
    Row(
      "bucket things default is aws:kms",
      isTrueAfter: bucket + [bucketDefault("SSEAlgorithm=aws:kms")], isFalseAfter: bucket),
    Row(
      "bucket things default is aws:kms with alias/k",
      isTrueAfter: key + bucket + [
        bucketDefault("SSEAlgorithm=aws:kms,KMSMasterKeyID=alias/k")
      ],
      isFalseAfter: key + bucket + [bucketDefault("SSEAlgorithm=aws:kms")]),
    Row(
      "bucket things default is aws:kms bucket key",
      isTrueAfter: bucket + [bucketDefault("SSEAlgorithm=aws:kms", ",BucketKeyEnabled=true")],
      isFalseAfter: bucket + [bucketDefault("SSEAlgorithm=aws:kms")]),
    Row("object s3://things/x exists", isTrueAfter: object, isFalseAfter: bucket),
    Row("object s3://things/x is AES256", isTrueAfter: object, isFalseAfter: keyObject),
    Row("object s3://things/x is aws:kms", isTrueAfter: keyObject, isFalseAfter: object),
    Row(
      "object s3://things/x is aws:kms under alias/k", isTrueAfter: keyObject,
      isFalseAfter: key + bucket + ["echo x | aws s3 cp - s3://things/x --sse aws:kms"]),
    Row(
      "object s3://things/x is aws:kms:dsse under alias/k",
      isTrueAfter: key + bucket + [
        "echo x > x",
        "aws s3api put-object --bucket things --key x --body x"
          + " --server-side-encryption aws:kms:dsse --ssekms-key-id alias/k",
      ],
      isFalseAfter: keyObject),
    Row(
      "object s3://things/x is lost",
      isTrueAfter: keyObject + [
        "aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7", "advance 7d",
      ],
      isFalseAfter: keyObject),
    Row("object s3://things/x is SSE-C", isTrueAfter: customerObject, isFalseAfter: object),
    Row(
      "object s3://things/x opens for alice", isTrueAfter: customerObject, isFalseAfter: bucket),
    Row(
      "object s3://things/x opens for bob",
      isTrueAfter: object + [
        "aws s3api put-bucket-policy --bucket things --policy '{\"Statement\":[{\"Effect\":\"Allow\","
          + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/bob\"},"
          + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::things/*\"}]}'"
      ], isFalseAfter: customerObject),
    Row("object s3://things/x opens for alice", isTrueAfter: keyObject, isFalseAfter: bucket),
    Row(
      "object s3://things/x opens for nobody",
      isTrueAfter: keyObject + ["aws kms disable-key --key-id $K"], isFalseAfter: keyObject),
    Row("object s3://things/x opens for nobody", isTrueAfter: offObject, isFalseAfter: bucket),
    Row("every object under s3://things/ is AES256", isTrueAfter: object, isFalseAfter: bucket),
    Row(
      "every object and version under s3://things/ is AES256", isTrueAfter: object,
      isFalseAfter: kmsVersion),
    Row("every object under s3://things/ is AES256", isTrueAfter: kmsVersion, isFalseAfter: bucket),
    Row(
      "every object under s3://things/a is aws:kms under alias/k",
      isTrueAfter: keyObject + [
        "echo x | aws s3 cp - s3://things/a1 --sse aws:kms --sse-kms-key-id alias/k",
        "echo x | aws s3 cp - s3://things/b1",
      ],
      isFalseAfter: keyObject + [
        "echo x | aws s3 cp - s3://things/a1 --sse aws:kms --sse-kms-key-id alias/k",
        "echo x | aws s3 cp - s3://things/a2",
      ]),
  ]
  private static let offObject = keyObject + ["aws kms disable-key --key-id $K"]

  static let trailRows = [
    Row("trail has CreateKey", isTrueAfter: key, isFalseAfter: []),
    Row("trail has not CreateKey", isTrueAfter: [], isFalseAfter: key),
    Row("trail has CreateKey by alice", isTrueAfter: key, isFalseAfter: ["as root"] + key),
    Row("trail has Encrypt on alias/k", isTrueAfter: blob, isFalseAfter: key),
    Row(
      "trail has Encrypt by alice on alias/o", isTrueAfter: otherKey + [encrypt("o", to: "f")],
      isFalseAfter: otherKey + [encrypt("k", to: "f")]),
    Row(
      "trail has Encrypt refused", isTrueAfter: disabled + [encrypt("k", to: "f")],
      isFalseAfter: blob),
    Row(
      "trail has PutObject by alice on s3://things/x", isTrueAfter: object,
      isFalseAfter: bucket + ["echo x | aws s3 cp - s3://things/y"]),
    Row("at most 1 call of CreateKey", isTrueAfter: key, isFalseAfter: otherKey),
    Row("at most 2 calls of CreateKey", isTrueAfter: otherKey, isFalseAfter: otherKey + key),
  ]

  @Test(arguments: keyRows + permissionRows + fileRows + storageRows + trailRows)
  func `A predicate holds in one world and not in the other`(row: Row) throws {
    let predicate = try Predicate(row.text)
    let met = predicate.finding(on: Self.stage(row.isTrueAfter))
    #expect(met.outcome == .met, "\(met)")
    let unmet = predicate.finding(on: Self.stage(row.isFalseAfter))
    #expect(unmet.outcome == .unmet, "\(unmet)")
    #expect(!unmet.found.isEmpty && !unmet.wanted.isEmpty)
  }

  @Test func `The trail is read from where the step began`() throws {
    let predicate = try Predicate("trail has CreateKey")
    #expect(predicate.finding(on: Self.stage(Self.key, from: 1)).outcome == .unmet)
    #expect(predicate.finding(on: Self.stage(Self.otherKey, from: 1)).outcome == .met)
  }

  @Test(arguments: [
    "policy of alias/k names carol for kms:Decrypt", "carol may kms:Decrypt on alias/k",
    "blob f opens for carol", "object s3://things/x opens for carol",
  ])
  func `A predicate about somebody unknown cannot be told`(text: String) throws {
    let finding = try Predicate(text).finding(on: Self.stage(Self.keyObject + Self.blob))
    #expect(finding.outcome == .unknown)
    #expect(!finding.isMet)
  }

  /// A text that is no predicate, and what is said of it.
  struct BadRow: CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { text }

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }
  }

  @Test(arguments: [
    BadRow("", "a predicate is missing; help predicates lists them"),
    BadRow("alice", "alice begins no predicate; help predicates lists them"),
    BadRow("keys alias/k exist", "keys begins no predicate; help predicates lists them"),
    BadRow("key", "a key is missing at the end"),
    BadRow(
      "key k",
      "key K exists | is STATE | is gone | is primary in R | rotates [every N]"
        + " | has N materials | has N grants | has spec SPEC | has replica in R"),
    BadRow(
      "key k exist",
      "key K exists | is STATE | is gone | is primary in R | rotates [every N]"
        + " | has N materials | has N grants | has spec SPEC | has replica in R"),
    BadRow("key k is", "a state is missing at the end"),
    BadRow(
      "key k is enabled",
      "key K is Enabled, Disabled, PendingImport, PendingDeletion, PendingReplicaDeletion, "
        + "Unavailable, gone, or primary in REGION"),
    BadRow("key k exists now", "now is more than the predicate takes"),
    BadRow("key k rotates every", "a number is missing at the end"),
    BadRow("key k rotates every day", "day is no number"),
    BadRow("key k rotates every -1", "-1 is no number"),
    BadRow("key k rotates daily", "daily is more than the predicate takes"),
    BadRow("key k has", "a number is missing at the end"),
    BadRow("key k has 2", "here stands materials, which is missing at the end"),
    BadRow("key k has 1 materials", "here stands material, not materials"),
    BadRow("alias", "an alias is missing at the end"),
    BadRow("alias a is k", "here stands names, not is"),
    BadRow("alias a names", "a key is missing at the end"),
    BadRow("policy k", "here stands of, not k"),
    BadRow("policy of", "a key is missing at the end"),
    BadRow("policy of k allows bob", "here stands names, not allows"),
    BadRow("policy of k names", "a principal is missing at the end"),
    BadRow("policy of k names bob", "here stands for, which is missing at the end"),
    BadRow("policy of k names bob for", "actions is missing at the end"),
    BadRow("bob may", "an action is missing at the end"),
    BadRow("bob may not", "an action is missing at the end"),
    BadRow("bob may kms:Decrypt", "here stands on, which is missing at the end"),
    BadRow("bob may kms:Decrypt on", "a key or s3://bucket/key is missing at the end"),
    BadRow("bob may kms:Decrypt on k via s3", "here stands S3, not s3"),
    BadRow("bob may kms:Decrypt on k resting", "here stands on, which is missing at the end"),
    BadRow(
      "bob may kms:Decrypt on k resting on",
      "key-policy, bucket-policy, iam or grant is missing at the end"),
    BadRow(
      "bob may kms:Decrypt on k resting on luck",
      "resting on key-policy, on bucket-policy, on iam or on grant"),
    BadRow("bob may kms:Decrypt on k today", "today is more than the predicate takes"),
    BadRow("blob", "a file is missing at the end"),
    BadRow("blob f", "here stands opens, which is missing at the end"),
    BadRow("blob f is k", "here stands under, not k"),
    BadRow("blob f is under", "a key is missing at the end"),
    BadRow("blob f opens for", "a principal is missing at the end"),
    BadRow("blob f opens with", "name=value is missing at the end"),
    BadRow("blob f opens with a", "a context is name=value,name=value"),
    BadRow("blob f opens for nobody with a=1", "with is more than the predicate takes"),
    BadRow("bucket", "a bucket is missing at the end"),
    BadRow("bucket b", "here stands default, which is missing at the end"),
    BadRow("bucket b default", "here stands is, which is missing at the end"),
    BadRow("bucket b default is", "AES256, aws:kms or aws:kms:dsse is missing at the end"),
    BadRow("bucket b default is SSE-C", "SSE-C: a kind is AES256, aws:kms or aws:kms:dsse"),
    BadRow("bucket b default is kms", "kms: a kind is AES256, aws:kms or aws:kms:dsse"),
    BadRow("bucket b default is aws:kms with", "a key is missing at the end"),
    BadRow("bucket b default is aws:kms bucket", "here stands key, which is missing at the end"),
    BadRow("object", "s3://bucket/key is missing at the end"),
    BadRow("object x exists", "x: an object is s3://bucket/key"),
    BadRow("object s3:// exists", "s3://: an object is s3://bucket/key"),
    BadRow(
      "object s3://b/x",
      "object O exists | is KIND [under K] | is lost | opens for P"
        + " | is locked [as MODE] [until DATE] | has N versions | has N markers"
        + " | has [no] legal hold"),
    BadRow("object s3://b/x is", "AES256, aws:kms, aws:kms:dsse or SSE-C is missing at the end"),
    BadRow("object s3://b/x is found", "found: a kind is AES256, aws:kms, aws:kms:dsse or SSE-C"),
    BadRow("object s3://b/x is aws:kms under", "a key is missing at the end"),
    BadRow("object s3://b/x opens", "here stands for, which is missing at the end"),
    BadRow("object s3://b/x opens for", "a principal is missing at the end"),
    BadRow("every", "here stands object, which is missing at the end"),
    BadRow("every object in s3://b/", "here stands under, not in"),
    BadRow("every object under b is AES256", "b: an object is s3://bucket/key"),
    BadRow("every object under s3://b/", "here stands is, which is missing at the end"),
    BadRow(
      "every object under s3://b/ is lost",
      "lost: a kind is AES256, aws:kms, aws:kms:dsse or SSE-C"),
    BadRow("every object under s3://b/ is aws:kms under", "a key is missing at the end"),
    BadRow("trail", "here stands has, which is missing at the end"),
    BadRow("trail has", "an event is missing at the end"),
    BadRow("trail has not", "an event is missing at the end"),
    BadRow("trail has Encrypt by", "a principal is missing at the end"),
    BadRow("trail has Encrypt on", "a resource is missing at the end"),
    BadRow("trail has Encrypt on k by bob", "by is more than the predicate takes"),
    BadRow("at least 1 call of Encrypt", "here stands most, not least"),
    BadRow("at most", "a number is missing at the end"),
    BadRow("at most few calls of Encrypt", "few is no number"),
    BadRow("at most 1 calls of Encrypt", "here stands call, not calls"),
    BadRow("at most 2 calls", "here stands of, which is missing at the end"),
    BadRow("at most 2 calls of", "an event is missing at the end"),
    BadRow("file", "a file is missing at the end"),
    BadRow("file f", "here stands holds, which is missing at the end"),
    BadRow("file f holds", "a text is missing at the end"),
    BadRow("file f is there", "here stands missing, not there"),
    BadRow("file f exists now", "now is more than the predicate takes"),
    BadRow("clock", "here stands is, which is missing at the end"),
    BadRow("clock is", "here stands past, which is missing at the end"),
    BadRow("clock is past", "a date is missing at the end"),
    BadRow("clock is past noon", "clock is past YYYY-MM-DD"),
  ])
  func `A malformed predicate is told`(row: BadRow) {
    #expect(throws: PredicateError.self) { try Predicate(row.text) }
    do throws(PredicateError) {
      _ = try Predicate(row.text)
    } catch {
      #expect(error.message == row.message)
    }
  }
}
