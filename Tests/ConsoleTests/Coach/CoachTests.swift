import Cloud
import Kernel
import Sessions
import Testing

struct CoachTests {
  /// A line that fails, after others, with a part of what the coach says.
  struct Row: CustomTestStringConvertible {
    let line: String
    let before: String
    let why: String
    var testDescription: String { line }

    init(_ line: String, after before: String = "", _ why: String) {
      self.line = line
      self.before = before
      self.why = why
    }
  }

  static let encrypt = "aws kms encrypt --key-id alias/k --plaintext c2VjcmV0"
  static let rows = [
    Row(encrypt, after: "aws kms disable-key --key-id $K", "A disabled key does nothing"),
    Row(encrypt, after: "aws kms schedule-key-deletion --key-id $K", "waits for its deletion"),
    Row("aws kms cancel-key-deletion --key-id $K", "Only a deletion that is scheduled"),
    Row(
      "aws kms generate-data-key-pair --key-id $K --key-pair-spec RSA_3072 --dry-run",
      after: "set throttling on;"
        + " aws kms generate-data-key-pair --key-id $K --key-pair-spec RSA_3072 --dry-run",
      "An account may make 1 such call in 2 seconds, in each Region.\n  next: advance 2s\n"),
    Row(
      "aws kms decrypt --ciphertext-blob file://c --encryption-context a=b",
      after: encrypt + " --query CiphertextBlob --output text > c",
      "made without an encryption context: leave that out"),
    Row(
      "aws kms decrypt --ciphertext-blob file://c",
      after: encrypt + " --encryption-context a=b --query CiphertextBlob --output text > c",
      "--ciphertext-blob file://c --encryption-context a=b\n"),
    Row(
      "aws kms decrypt --ciphertext-blob file://c --encryption-context a=c",
      after: encrypt + " --encryption-context a=b --query CiphertextBlob --output text > c",
      "made with an encryption context that this call lacks"),
    Row(
      "aws kms decrypt --ciphertext-blob fileb://c",
      after: encrypt
        + " --query CiphertextBlob --output text | base64 -d > c; printf x >> c",
      "AWS does not say which"),
    Row(
      "aws kms decrypt --ciphertext-blob file://c --region us-west-2",
      after: encrypt + " --query CiphertextBlob --output text > c",
      "It is in us-east-1, and the call went to us-west-2"),
    Row(
      "aws kms describe-key --key-id $K --region us-west-2",
      "It is in us-east-1, and the call went to us-west-2"),
    Row(
      "aws kms describe-key --key-id alias/k --region us-west-2",
      "It is in us-east-1, and the call went to us-west-2"),
    Row(
      "aws kms decrypt --ciphertext-blob file://c --key-id $(aws kms create-key --query KeyMetadata.KeyId --output text)",
      after: encrypt + " --query CiphertextBlob --output text > c", "Leave --key-id out"),
    Row("aws kms create-alias --alias-name alias/k --target-key-id $K", "names one key"),
    Row(encrypt + " --dry-run", "how a rehearsal succeeds"),
    Row("aws kms list-keys", after: "as bob", "No identity policy of bob allows it"),
    Row("aws kms describe-key --key-id $K", after: "as bob", "no other policy lets bob in"),
    Row(
      encrypt,
      after: "G=$(aws kms create-grant --key-id $K --operations Encrypt --grantee-principal"
        + " arn:aws:iam::111122223333:user/bob --query GrantId --output text); aws kms revoke-grant"
        + " --key-id $K --grant-id $G; as bob",
      "let bob do this until alice revoked it on 2025-01-01."),
    Row(
      "aws kms describe-key --key-id $K",
      after:
        "policy template default > p; aws kms put-key-policy --key-id $K --policy file://q --bypass-policy-lockout-safety-check",
      "neither names alice nor leaves it to IAM"),
    Row(
      encrypt, after: "aws kms put-key-policy --key-id $K --policy file://deny",
      "A Deny wins over everything"),
    Row(
      "aws kms describe-key --key-id arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "AWS does not tell whether"),
    Row(
      "aws kms decrypt --ciphertext-blob file://c",
      after: encrypt
        + " --query CiphertextBlob --output text > c; aws kms schedule-key-deletion --key-id $K; advance 30d",
      "was deleted on 2025-01-31: what it encrypted is lost for ever"),
    Row("aws kms put-key-policy --key-id $K --policy file://q", "The safety check"),
    Row(
      "aws kms disable-key --key-id $K", after: names("bob", "kms:Encrypt") + "; as bob",
      "statement 2 of the key policy names bob, but not for kms:DisableKey."),
    Row(
      encrypt.replacing("alias/k", with: "$K"),
      after: names(
        "bob", "kms:Encrypt", condition: ["kms:ViaService": "s3.us-east-1.amazonaws.com"])
        + "; as bob",
      "names bob, but wants kms:ViaService=s3.us-east-1.amazonaws.com; the call has none."),
    Row(
      encrypt.replacing("alias/k", with: "$K"),
      after: names("bob", "kms:Encrypt", resource: "arn:aws:kms:us-east-1:111122223333:alias/k")
        + "; as bob", "its Resource is an alias, and only the ARNs of keys count there."),
    Row(
      encrypt.replacing("alias/k", with: "$K"),
      after: names("bob", "kms:Encrypt", resource: "arn:aws:kms:us-east-1:111122223333:key/x")
        + "; as bob", "names bob, but not on"),
    Row("aws kms create-alias --alias-name x --target-key-id $K", "adds the prefix for you"),
    Row(
      "aws kms schedule-key-deletion --key-id $K --pending-window-in-days 5",
      "7 days at least, 30 at most"),
    Row(
      "aws kms encrypt --key-id alias/k --plaintext fileb://big", after: "printf '%05000d' 7 > big",
      "Encrypt is for small secrets"),
    Row(
      "aws kms disable-key --key-id arn:aws:kms:us-east-1:111122223333:alias/k",
      "no alias."),
    Row("aws kms disable-key --key-id alias/k", "no alias."),
    Row("aws kms describe-key --key-id k", "alias/ belongs to the name"),
    Row("aws kms describe-key --key-id nonsense", "does not have the form of a key id"),
    Row(
      "aws kms describe-key --key-id arn:aws:kms:eu-west-1:111122223333:key/$K", "of another Region"
    ),
    Row("aws kms describe-key --key-id alias/kk", "nearest alias that exists is alias/k."),
    Row("aws kms describe-key --key-id alias/nothing-like-it", "No such alias in account"),
    Row("aws kms delete-alias --alias-name alias/kk", "nearest alias that exists is alias/k."),
    Row(
      "aws kms describe-key --key-id $K",
      after: "aws kms schedule-key-deletion --key-id $K; advance 30d", "was deleted on 2025-01-31"),
    Row(
      "aws kms describe-key --key-id 1234abcd-12ab-34cd-56ef-1234567890ab", "No such key in account"
    ),
  ]

  /// A key policy with a second statement for a user, put in force.
  private static func names(
    _ user: String, _ action: String, resource: String = "*", condition: [String: String] = [:]
  ) -> String {
    let pairs = condition.map { "\"\($0.key)\": \"\($0.value)\"" }.joined()
    let wants =
      condition.isEmpty ? "" : ", \"Condition\": {\"StringEquals\": {\(pairs)}}"
    return """
      echo '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": \
      "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}, {"Effect": "Allow", \
      "Principal": {"AWS": "arn:aws:iam::111122223333:user/\(user)"}, "Action": "\(action)", \
      "Resource": "\(resource)"\(wants)}]}' > named; \
      aws kms put-key-policy --key-id $K --policy file://named
      """
  }

  private func session(_ row: Row) -> Session {
    var session = Session.withKey(isCoached: true)
    session.enter(
      #"echo '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "Action": "kms:*", "Resource": "*"}]}' > q"#
    )
    session.enter(
      #"echo '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}, {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "kms:Encrypt", "Resource": "*"}]}' > deny"#
    )
    if !row.before.isEmpty { session.enter(row.before) }
    return session
  }

  @Test(arguments: rows)
  func `An error of AWS is explained, and the next line can be run`(row: Row) {
    var session = session(row)
    let text = session.enter(row.line)
    #expect(session.lastStatus == 254, "\(text)")
    #expect(text.hasPrefix("\naws: [ERROR]: An error occurred ("))
    #expect(text.contains(row.why), "\(text)")
    #expect(!text.contains("c2VjcmV0") && !text.contains("00007"), "\(text)")
    guard let range = text.firstRange(of: "\n  next: ") else { return }
    let next = text[range.upperBound...].dropLast()
    #expect(!next.contains("\n"))
    let answer = session.enter(String(next))
    #expect(![252, 253, 255, 2, 127].contains(session.lastStatus), "\(next)\n\(answer)")
  }

  @Test(arguments: rows)
  func `Without a coach AWS's words stand alone`(row: Row) {
    var coached = session(row)
    var plain = Session.withKey()
    plain.present = coached.present
    let text = coached.enter(row.line)
    #expect(text.hasPrefix(plain.enter(row.line)))
    #expect(!plain.enter(row.line).contains("next:"))
  }

  /// Wrong lines whose next line shall be right.
  @Test(arguments: [
    "aws kms create-kee", "aws kmz list-keys", "aws", "aws kms", "aws kms describe-key",
    "aws kms encrypt --key-id alias/k", "aws kms list-keys --bogus",
    "aws kms list-keys --query '['",
    "aws kms decrypt --ciphertext-blob fileb://nothing", "aws kms encrypt --help",
    "aws kms tag-resource --key-id k --tags Key=a,Value=b",
    "aws s3 cp none s3://b", "hlep", "zzz", "clock now", "advance",
    "advance soon", "advance -1d", "advance 10000000d", "advance next", "as", "as bbo", "policy",
    "policy template x", "policy template admins-and-users", "inspect", "inspect alias/kk",
    "inspect zzz", "trail x", "trail -n x", "undo x", "redo", "reset x", "import", "save",
    "save x --as y",
    "load", "load x; cat x", "help zzz", "help encryp", "quit x", "clock --bogus",
  ])
  func `The next line after a wrong one can be run`(line: String) throws {
    for isCoached in [true, false] {
      var session = Session.withKey(isCoached: isCoached)
      session.host.writeFile = { (_, _) throws(HostFailure) -> Void in }
      session.enter("echo x > cipher.bin")
      let text = session.enter(line)
      #expect(session.lastStatus != 0)
      if isCoached { #expect(text.hasPrefix("  "), "\(text)") }
      for next in text.split(separator: "\n") {
        guard let range = next.firstRange(of: "next: "),
          range.lowerBound <= next.index(next.startIndex, offsetBy: 2)
        else { continue }
        let answer = session.enter(String(next[range.upperBound...]))
        #expect(![252, 253, 255, 2, 127].contains(session.lastStatus), "\(next)\n\(answer)")
      }
    }
  }

  @Test(arguments: [
    ("aws kms decrypt", "needs --ciphertext-blob too"),
    ("aws kms get-key-policy --key-id $K --policy-name custom", "its name is default"),
    ("aws kms tag-resource --key-id $K --tags Key=a,Value=b", "--tags TagKey=a,TagValue=b"),
    ("aws kms encrypt --help", "a word, no option"),
    ("aws kms list-keys --query 'Keys['", "Incomplete expression\n"),
  ])
  func `What learners of AWS get wrong has its advice`(row: (line: String, advice: String)) throws {
    var session = Session.withKey(isCoached: true)
    session.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    let text = session.enter(row.line)
    #expect(text.contains(row.advice), "\(text)")
    let next = try #require(text.firstRange(of: "next: "), "\(text)")
    session.enter(String(text[next.upperBound...].prefix { $0 != "\n" }))
    #expect(session.lastStatus == 0)
  }

  @Test func `Tags that are right are no advice`() {
    var session = Session.withKey(isCoached: true)
    let text = session.enter(
      "aws kms create-key --tags TagKey=a,TagValue=b --cli-input-json '{\"Description\": 1}'")
    #expect(session.lastStatus == 252)
    #expect(!text.contains("next: "), "\(text)")
  }

  @Test(arguments: [
    "aws kms encrypt --key-id alias/k --plaintext 'SECRET?'",
    "aws kms encrypt --key-id nothing --plaintext SECRETAA",
    "aws kms encrypt --key-id k --plaintext SECRETAA",
    "aws kms encrypt --plaintext SECRETAA", "aws kms encrypt --plaintext SECRETAA --bogus 1",
    "aws kms encrypt --key-id alias/k --plaintext SECRETAA --encryption-context a",
    #"aws kms encrypt --cli-input-json '{"Plaintext": "SECRET?"}'"#,
    #"aws kms encrypt --cli-input-json '{"KeyId": "alias/k", "Plaintext": ["SECRET"]}'"#,
    "aws kms encrypt --key-id alias/k --plaintext SECRETAA --dry-run",
  ])
  func `What is secret comes back in no error`(line: String) {
    for isCoached in [false, true] {
      var session = Session.withKey(isCoached: isCoached)
      let text = session.enter(line)
      #expect(session.lastStatus != 0)
      // The line at fault is shown as it was typed, as the screen has it anyway.
      let lines = text.split(separator: "\n").filter { $0 != "  " + line }
      #expect(!lines.joined().contains("SECRET"), "\(text)")
      #expect(!session.enter("trail --output json").contains("SECRET"))
    }
  }
}
