import Cloud
import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// Lab commands about what S3 stores under keys.
struct S3LabTests {
  /// A session with a bucket whose default is `alias/k`, with an object under it.
  private static func filled(isCoached: Bool = false) -> Session {
    var session = Session.withKey(isCoached: isCoached)
    for line in [
      "aws s3 mb s3://q4-lab", "echo 'Q4 numbers' > r.txt", "aws s3 cp r.txt s3://q4-lab/plain.txt",
      "aws s3api put-bucket-encryption --bucket q4-lab --server-side-encryption-configuration "
        + "'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,"
        + "KMSMasterKeyID=alias/k},BucketKeyEnabled=true}]'",
      "aws s3 cp r.txt s3://q4-lab/report.txt",
    ] {
      session.enter(line)
    }
    return session
  }

  @Test(arguments: [
    ("inspect s3://q4-lab/report.txt", "SSE-KMS (aws:kms)"),
    ("inspect s3://q4-lab/report.txt", "derived from bucket key 1"),
    ("inspect s3://q4-lab/report.txt", "aws:s3:arn=arn:aws:s3:::q4-lab\n"),
    ("inspect s3://q4-lab/report.txt", "27 bytes in 1 segment"),
    ("inspect s3://q4-lab/report.txt", "root, alice can read it; not bob (AccessDenied)"),
    ("inspect s3://q4-lab/plain.txt", "none: S3's own key is no KMS key"),
    ("inspect s3://q4-lab", "key alias/k; today alias/k"),
    ("inspect s3://q4-lab/", "1 object, 11 bytes: SSE-S3"),
    ("timeline", "readable as long as the key stays Enabled"),
    ("timeline alias/k", "now: Enabled, 1 version of key material"),
    ("bill", "1 object came from 1 bucket key"),
  ])
  func `An answer says what matters, and changes nothing`(row: (line: String, text: String)) {
    var session = S3LabTests.filled()
    let before = session.world.digest()
    let output = session.enter(row.line)
    #expect(session.lastStatus == 0)
    #expect(output.contains(row.text), "\(output)")
    #expect(session.world.digest() == before)
    for line in output.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
  }

  /// A session whose bucket has an old version under `alias/k`, below one under S3's own key; its
  /// id is in `$V`, and bob may do all in S3.
  private static func versioned(isCoached: Bool = false) -> Session {
    var session = Session.withKey(isCoached: isCoached)
    for line in [
      "aws s3 mb s3://v-lab",
      "aws s3api put-bucket-versioning --bucket v-lab --versioning-configuration Status=Enabled",
      "echo old > f; V=$(aws s3api put-object --bucket v-lab --key k --body f"
        + " --server-side-encryption aws:kms --ssekms-key-id alias/k --query VersionId"
        + " --output text)",
      "echo new > f; aws s3api put-object --bucket v-lab --key k --body f",
      "aws s3api put-object --bucket v-lab --key 'q?versionId=1' --body f",
      #"echo '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","#
        + #""Resource":"*"}}' > p; aws iam put-user-policy --user-name bob --policy-name s3"#
        + " --policy-document file://p --profile root",
    ] {
      session.enter(line)
    }
    return session
  }

  @Test(arguments: [
    ("inspect s3://v-lab/k?versionId=$V", "SSE-KMS (aws:kms)", 0),
    ("inspect s3://v-lab/k", "SSE-S3 (AES256)", 0),
    ("inspect 's3://v-lab/q?versionId=1'", ", the current one", 0),
    ("inspect s3://v-lab", "enabled; beside 2 current objects: 1 older version, 0", 0),
    ("inspect s3://v-lab --output json", "\"Objects\": 3,", 0),
    ("inspect s3://v-lab/k?versionId=x", "no version x of k in v-lab", 1),
    ("can bob s3:GetObject s3://v-lab/k", "yes: bob may", 0),
    ("can bob s3:GetObjectVersion s3://v-lab/k?versionId=$V", "no: bob may not", 1),
    ("can alice s3:GetObjectVersion s3://v-lab/k?versionId=$V", "yes: alice may", 0),
    ("who-can s3:GetObjectVersion s3://v-lab/k?versionId=$V", "KMS", 0),
    ("aws kms schedule-key-deletion --key-id alias/k --preview", "s3://v-lab/k?versionId=", 0),
  ])
  func `A version is looked at and asked about by its id`(
    row: (line: String, text: String, status: Int)
  ) {
    var session = S3LabTests.versioned()
    let output = session.enter(row.line)
    #expect(output.contains(row.text), "\(output)")
    #expect(session.lastStatus == row.status)
  }

  @Test(arguments: [
    ("aws s3api delete-object --bucket v-lab --key k", "+ delete marker of s3://v-lab/k"),
    ("aws s3api delete-object --bucket v-lab --key k --version-id $V", "- older version of"),
    (
      "aws s3api put-object-tagging --bucket v-lab --key k --version-id $V --tagging"
        + " 'TagSet=[{Key=a,Value=b}]'", "an older version of s3://v-lab/k: tag + a=b"
    ),
    (
      "aws s3api put-bucket-versioning --bucket v-lab --versioning-configuration Status=Suspended",
      "enabled became suspended"
    ),
  ])
  func `What a line did to versions is told`(row: (line: String, text: String)) {
    var session = S3LabTests.versioned()
    session.enter(row.line)
    let output = session.enter("diff")
    #expect(output.contains(row.text), "\(output)")
  }

  @Test(arguments: [
    ("get-object --bucket v-lab --key k --version-id abc o", "has never issued this one"),
    ("get-object --bucket v-lab --key k --version-id null o", "while the bucket kept no versions"),
    ("get-object --bucket v-lab --key f --version-id $V o", "or its id is of another key"),
    (
      "copy-object --bucket v-lab --key c --copy-source v-lab/f?versionId=$V",
      "--bucket v-lab --prefix f"
    ),
    ("put-bucket-versioning --bucket v-lab --versioning-configuration Status=on", "Suspended:"),
    ("delete-objects --bucket v-lab --delete Objects=[]", "One to 1,000 objects"),
    ("delete-bucket --bucket v-lab", "Versions and delete markers count too"),
    ("copy-object --bucket v-lab --key c --copy-source v-labb/k", "--copy-source v-lab/k"),
  ])
  func `A refusal about versions is explained, and leads on`(row: (line: String, text: String)) {
    var session = S3LabTests.versioned(isCoached: true)
    let output = session.enter("aws s3api " + row.line)
    let words = output.split { $0 == " " || $0 == "\n" || $0 == "\\" }.joined(separator: " ")
    #expect(words.contains(row.text), "\(output)")
    #expect(session.lastStatus == 254)
  }

  @Test func `An old version under a deleted key is named as such`() {
    var session = S3LabTests.versioned(isCoached: true)
    session.enter("aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7")
    session.enter("advance 7d")
    for call in [
      "get-object --bucket v-lab --key k --version-id $V o",
      "copy-object --bucket v-lab --key c --copy-source v-lab/k?versionId=$V",
    ] {
      let output = session.enter("aws s3api " + call)
      #expect(output.contains("lost for ever"), "\(output)")
      #expect(output.contains("s3://v-lab/k?versionId="), "\(output)")
    }
  }

  @Test func `A list of versions is no event of management`() {
    var session = S3LabTests.versioned()
    session.enter("aws s3api list-object-versions --bucket v-lab")
    let events = session.enter("aws cloudtrail lookup-events --query 'Events[].EventName'")
    #expect(events.contains("PutBucketVersioning") && !events.contains("ListObjectVersions"))
  }

  @Test(arguments: [
    ("inspect s3://q4-labb", "no bucket q4-labb; the nearest is q4-lab"),
    ("inspect s3://", "inspect needs the name of a bucket after s3://"),
    ("inspect s3://q4-lab/raport.txt", "the nearest is report.txt"),
    ("inspect s3://q4-lab/zzzzzzzz", "no object zzzzzzzz in q4-lab"),
    ("timeline alias/kk", "no key alias/kk; the nearest is alias/k"),
    ("bill now", "bill takes no words"),
  ])
  func `A wrong name is answered with the nearest one`(row: (line: String, text: String)) {
    for isCoached in [false, true] {
      var session = S3LabTests.filled(isCoached: isCoached)
      #expect(session.enter(row.line).contains(row.text))
      #expect(session.lastStatus != 0)
    }
  }

  @Test(arguments: [
    ("disable-key --key-id $K", "not now: the key is Disabled"),
    ("schedule-key-deletion --key-id $K", "deletion on 2025-01-31"),
    ("schedule-key-deletion --key-id $K; advance 30d", "the key was deleted on 2025-01-31"),
  ])
  func `An object that cannot be read says why`(row: (command: String, text: String)) {
    var session = S3LabTests.filled()
    session.enter("aws kms \(row.command)")
    // The lines are wrapped where they are full.
    let output = session.enter("inspect s3://q4-lab/report.txt")
    let text = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains(row.text), "\(text)")
    #expect(text.contains("nobody can read it"))
  }

  @Test func `Whom S3 lets in and KMS refuses is told apart`() {
    var session = S3LabTests.filled()
    let text = #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#
    session.enter("as root")
    session.enter(
      "aws iam put-user-policy --user-name bob --policy-name s3 --policy-document '\(text)'")
    for (action, object) in [("s3:GetObject", "report.txt"), ("s3:PutObject", "new.txt")] {
      let list = session.enter("who-can \(action) s3://q4-lab/\(object)")
      #expect(list.hasPrefix("  2 of 4 may \(action)\n  root  "), "\(list)")
      #expect(list.contains("\n  S3 yes, KMS refuses:\n  bob  refused: "), "\(list)")
      #expect(list.hasSuffix("\n  may not: root@444455556666\n"), "\(list)")
      let answer = session.enter("can bob \(action) s3://q4-lab/\(object)")
      #expect(answer.hasPrefix("  no: bob may not \(action)\n  S3: permitted by "), "\(answer)")
      #expect(answer.contains("\n  KMS, which S3 asks as bob: refused: "), "\(answer)")
      #expect(session.lastStatus == 1)
    }
    #expect(session.enter("who-can s3:GetObject s3://q4-lab/plain.txt").hasPrefix("  3 of 4 may"))
    #expect(session.enter("can bob s3:GetObject s3://q4-lab/plain.txt").hasPrefix("  yes: bob may"))
  }

  /// A replica goes, and its primary keeps the material.
  @Test func `Nothing is called lost whose material lives in another Region`() {
    var session = Session.withKey()
    for line in [
      "R=$(aws kms create-key --multi-region --query KeyMetadata.KeyId --output text)",
      "aws kms replicate-key --key-id $R --replica-region eu-west-1 >/dev/null",
      "AWS_REGION=eu-west-1",
      "aws s3api create-bucket --bucket q4-eu --create-bucket-configuration"
        + " LocationConstraint=eu-west-1",
      "echo hello >f", "aws s3 cp f s3://q4-eu/f --sse aws:kms --sse-kms-key-id $R",
      "aws kms encrypt --key-id $R --plaintext fileb://f --query CiphertextBlob --output text >blob",
    ] {
      session.enter(line)
    }
    func words(_ line: String) -> String {
      session.enter(line).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(words("inspect blob").contains("Enabled; version 1 of 1 in us-east-1: Enabled"))
    let preview = words("aws kms schedule-key-deletion --key-id $R --preview")
    #expect(
      preview.contains("nothing is lost: us-east-1 keeps the same key material"), "\(preview)")
    #expect(!preview.contains("for ever"))
    session.enter("aws kms schedule-key-deletion --key-id $R --pending-window-in-days 7")
    #expect(words("timeline $R").contains("deleted in this Region; us-east-1 keeps its material"))
    let passage = words("advance 7d")
    #expect(passage.contains("us-east-1 keeps the same material"), "\(passage)")
    #expect(!passage.contains("for ever"))
    for line in ["inspect s3://q4-eu/f", "timeline", "audit $R --certificate"] {
      let text = words(line)
      #expect(text.contains("us-east-1 keeps the same"), "\(text)")
      #expect(!text.contains("lost for ever"), "\(text)")
    }
    session.enter(
      "base64 -d blob >b; aws kms decrypt --ciphertext-blob fileb://b --region us-east-1")
    #expect(session.lastStatus == 0)
    session.enter("aws kms replicate-key --key-id $R --replica-region eu-west-1 --region us-east-1")
    #expect(words("aws s3 cp s3://q4-eu/f -") == "hello")
  }

  @Test(arguments: ["$K", "alias/k", "arn:aws:kms:us-east-1:111122223333:key/$K"])
  func `A preview lists what would be lost, and makes no call`(key: String) {
    var session = S3LabTests.filled()
    let encrypt = "aws kms encrypt --key-id $K --plaintext aGk= --query CiphertextBlob"
    session.enter("C=$(\(encrypt) --output text)")
    session.enter("echo $C | base64 -d > c.bin")
    let before = session.world.digest()
    let text = session.enter("aws kms schedule-key-deletion --key-id \(key) --preview")
    #expect(session.lastStatus == 0)
    #expect(session.world.digest() == before)
    for part in [
      "2025-01-31", "s3://q4-lab/report.txt", "1 object, 11 bytes", "c.bin", "$C",
      "s3://q4-lab: the default",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(!text.contains("plain.txt"))
    #expect(text.contains("AWS takes key id") == key.hasPrefix("alias/"))
  }

  @Test func `A preview's day follows the window, and its data the query`() throws {
    var session = S3LabTests.filled()
    let start = "aws kms schedule-key-deletion --preview --key-id $K"
    #expect(session.enter("\(start) --pending-window-in-days 7").contains("2025-01-08"))
    #expect(session.enter("\(start) --query ObjectCount") == "1\n")
    #expect(session.enter("\(start) --pending-window-in-days 6").contains("would be refused"))
    let data = try JSONReader.read(session.enter("\(start) --output json"))
    #expect(data["Objects"]?.elements?.count == 1)
    #expect(session.enter("aws kms create-key --preview").contains("Unknown options: --preview"))
    #expect(session.enter("aws kms schedule-key-deletion help").contains("This lab's own"))
  }

  @Test func `A preview of a key that nothing depends on says so`() {
    var session = Session.withKey()
    let text = session.enter("aws kms schedule-key-deletion --key-id $K --preview")
    #expect(text.contains("no object in this world depends on it"))
    let none = session.enter("aws kms schedule-key-deletion --key-id alias/none --preview")
    #expect(none.contains("there is no key alias/none"))
    #expect(session.lastStatus == 1)
  }

  @Test func `A preview of many objects is cut off after 50`() {
    var session = S3LabTests.filled()
    for number in 0..<60 { session.enter("aws s3 cp r.txt s3://q4-lab/\(number)") }
    let text = session.enter("aws kms schedule-key-deletion --key-id $K --preview")
    #expect(text.contains("61 objects") && text.contains("and 11 more"))
    #expect(text.split(separator: "\n").count { $0.contains("s3://q4-lab/") } == 50)
  }

  @Test func `A thousand years of rotations are one line of the timeline, few of the bill`() {
    var session = Session.withKey()
    session.enter("aws kms enable-key-rotation --key-id $K")
    session.enter("advance 365000d")
    #expect(session.enter("timeline").contains("1,000 rotations until 3024-"))
    let bill = session.enter("bill")
    #expect(bill.split(separator: "\n").count < 14, "\(bill)")
    #expect(bill.contains("3.00"))
  }
}
