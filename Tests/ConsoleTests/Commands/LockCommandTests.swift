import Cloud
import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// What the lab's own commands tell of Object Lock.
struct LockCommandTests {
  /// A session with a bucket that has Object Lock and three versions of `k`: governed, held, and
  /// under `alias/k` with COMPLIANCE; their ids are in `$G`, `$H` and `$C`.
  private static func session(isCoached: Bool = false) -> Session {
    var session = Session.withKey(isCoached: isCoached)
    let put = "aws s3api put-object --bucket vault --key k --body f --query VersionId --output text"
    for line in [
      "echo text > f", "aws s3api create-bucket --bucket vault --object-lock-enabled-for-bucket",
      "G=$(\(put) --object-lock-mode GOVERNANCE --object-lock-retain-until-date 2025-03-01)",
      "H=$(\(put) --object-lock-legal-hold-status ON)",
      "C=$(\(put) --object-lock-mode COMPLIANCE --object-lock-retain-until-date 2026-01-01"
        + " --server-side-encryption aws:kms --ssekms-key-id alias/k)",
      "aws s3 mb s3://plain", "aws s3 cp f s3://plain/k",
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
    ("inspect s3://vault", "on, no default retention; 3 versions locked now"),
    ("inspect s3://vault/k", "COMPLIANCE until 2026-01-01 00:00:00; nobody can end it before"),
    ("inspect s3://vault/k?versionId=$G", "GOVERNANCE until 2025-03-01"),
    ("inspect s3://vault/k?versionId=$G", "s3:BypassGovernanceRetention can end it"),
    ("inspect s3://vault/k?versionId=$H", "legal hold ON: it stays until somebody says OFF"),
    (
      "aws kms schedule-key-deletion --key-id $K --preview",
      "locked: 1 object of these, s3://vault/k; a lock keeps bytes and not their meaning"
    ),
  ])
  func `An answer tells of locks, and changes nothing`(row: (line: String, text: String)) {
    var session = LockCommandTests.session()
    let before = session.world.digest()
    let output = session.enter(row.line)
    #expect(session.lastStatus == 0)
    let flat = Self.words(output)
    #expect(flat.contains(row.text), "\(output)")
    #expect(session.world.digest() == before)
    let lines = output.split(separator: "\n").filter { $0.contains("lock") }
    for line in lines { #expect(DisplayWidth.of(String(line)) <= 80) }
  }

  @Test(arguments: [
    ("inspect s3://plain", "\n  lock "), ("inspect s3://plain/k", "locked"),
    ("aws kms schedule-key-deletion --key-id alias/aws/s3 --preview", "locked"),
  ])
  func `Nothing is told where there is no lock`(row: (line: String, word: String)) {
    var session = LockCommandTests.session()
    #expect(!session.enter(row.line).contains(row.word))
  }

  @Test func `Data tell of locks`() throws {
    var session = LockCommandTests.session()
    session.enter(
      "aws s3api put-object-lock-configuration --bucket vault --object-lock-configuration"
        + " 'ObjectLockEnabled=Enabled,Rule={DefaultRetention={Mode=COMPLIANCE,Years=2}}'")
    let bucket = try JSONReader.read(session.enter("inspect s3://vault --output json"))
    #expect(
      bucket["ObjectLock"]
        == ["LockedVersions": 3, "DefaultRetention": ["Mode": "COMPLIANCE", "Years": 2]])
    let object = try JSONReader.read(session.enter("inspect s3://vault/k --output json"))
    #expect(object["ObjectLockMode"] == "COMPLIANCE" && object["IsLocked"] == true)
    let held = try JSONReader.read(
      session.enter("inspect s3://vault/k?versionId=$H --output json"))
    #expect(held["ObjectLockLegalHoldStatus"] == "ON" && held["ObjectLockMode"] == nil)
    let preview = try JSONReader.read(
      session.enter("aws kms schedule-key-deletion --key-id $K --preview --output json"))
    #expect(preview["LockedObjectCount"] == 1)
    #expect(preview["Objects"]?.elements?.first?["ObjectLockMode"] == "COMPLIANCE")
    let free = try JSONReader.read(session.enter("inspect s3://plain/k --output json"))
    #expect(free["IsLocked"] == nil)
  }

  @Test func `A locked object whose key goes is told by inspect and audit, and to the end`() {
    var session = LockCommandTests.session()
    #expect(!session.enter("audit s3://vault").contains("locked"))
    session.enter("aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7")
    let inspected = Self.words(session.enter("inspect s3://vault/k"))
    #expect(inspected.contains("its key is deleted on 2025-01-08"))
    let audit = session.enter("audit s3://vault")
    #expect(audit.contains("locked, and lost with a key that is deleted on 2025-01-08"))
    #expect(session.enter("audit alias/k").contains("1 of them locked"))
    session.enter("advance 8d")
    #expect(Self.words(session.enter("inspect s3://vault/k")).contains("its key is gone"))
    #expect(session.enter("audit s3://vault").contains("locked, and lost with its key"))
    // After the lock it can be deleted, and nothing is said of it any more.
    session.enter("advance 365d")
    #expect(session.enter("inspect s3://vault/k").contains("which is over"))
    #expect(!session.enter("audit s3://vault").contains("locked, and lost"))
  }

  @Test(arguments: [
    (
      "aws s3api put-object-legal-hold --bucket vault --key k --version-id $H"
        + " --legal-hold Status=OFF", "lock legal hold ON became legal hold OFF"
    ),
    (
      "aws s3api put-object-retention --bucket vault --key k --version-id $G --retention"
        + " Mode=GOVERNANCE,RetainUntilDate=2025-04-01",
      "lock GOVERNANCE until 2025-03-01 00:00:00 became GOVERNANCE until 2025-04-01"
    ),
    (
      "aws s3api put-object-lock-configuration --bucket vault --object-lock-configuration"
        + " 'ObjectLockEnabled=Enabled,Rule={DefaultRetention={Mode=GOVERNANCE,Days=1}}'",
      "Object Lock on, no default retention became on, new versions GOVERNANCE for 1 day"
    ),
  ])
  func `diff tells what became of locks, and undo takes it back`(
    row: (line: String, words: String)
  ) {
    var session = LockCommandTests.session()
    let before = session.world.digest()
    session.enter(row.line)
    #expect(session.lastStatus == 0)
    let words = Self.words(session.enter("diff"))
    #expect(words.contains(row.words), "\(words)")
    session.enter("undo")
    #expect(session.world.digest() == before)
  }

  /// A line that fails, and what the coach says.
  static let advice = [
    (
      "aws s3api delete-object --bucket vault --key k --version-id $G",
      "--version-id $G --bypass-governance-retention"
    ),
    (
      "aws s3api delete-object --bucket vault --key k --version-id $H",
      "put-object-legal-hold --bucket vault --key k --version-id $H --legal-hold Status=OFF"
    ),
    (
      "aws s3api delete-object --bucket vault --key k --version-id $C", "not even root"
    ),
    (
      "aws s3api put-object-retention --bucket vault --key k --version-id $G --retention '{}'",
      "next: help object-lock"
    ),
    (
      "aws s3api put-bucket-versioning --bucket vault --versioning-configuration Status=Suspended",
      "keeps versions for ever"
    ),
    (
      "aws s3api get-object-lock-configuration --bucket plain",
      "put-object-lock-configuration --bucket plain"
    ),
    (
      "aws s3api put-object-lock-configuration --bucket plain --object-lock-configuration"
        + " ObjectLockEnabled=Enabled", "put-bucket-versioning --bucket plain"
    ),
    (
      "aws s3api put-object-lock-configuration --bucket vault --object-lock-configuration"
        + " 'ObjectLockEnabled=Enabled,Rule={}'", "either Days or Years"
    ),
    (
      "aws s3api put-object-retention --bucket vault --key k --retention Mode=GOVERNANCE",
      "Mode and date go together"
    ),
    (
      "aws s3api put-object-legal-hold --bucket vault --key k --legal-hold Status=on",
      "Status=ON or Status=OFF"
    ),
    ("aws s3api get-object-legal-hold --bucket vault --key k", "Nobody has set it"),
  ]

  @Test(arguments: advice) func `The coach says what keeps a version, and who can help`(
    row: (line: String, words: String)
  ) {
    var session = LockCommandTests.session(isCoached: true)
    let output = session.enter(row.line)
    #expect(session.lastStatus != 0)
    var words = row.words
    for name in ["G", "H", "C"] {
      let id = session.enter("echo $\(name)").split(separator: "\n").first.map(String.init) ?? ""
      words = words.replacing("$\(name)", with: id)
    }
    let flat = Self.words(output)
    #expect(flat.contains(words), "\(output)")
  }

  @Test func `What the coach offers for a governed version works`() {
    var session = LockCommandTests.session(isCoached: true)
    let output = session.enter("aws s3api delete-object --bucket vault --key k --version-id $G")
    let next = output.split(separator: "\n").first { $0.contains("next: ") }
    session.enter(String(next?.trimmingPrefix { $0 == " " }.dropFirst("next: ".count) ?? ""))
    #expect(session.lastStatus == 0)
    session.enter("aws s3api get-object --bucket vault --key k --version-id $G copy")
    #expect(session.lastStatus != 0)
  }

  @Test func `rb --force leaves locked versions, and says that the bucket is not empty`() {
    var session = LockCommandTests.session()
    let output = session.enter("aws s3 rb s3://vault --force")
    #expect(session.lastStatus != 0 && output.contains("BucketNotEmpty"))
    session.enter("aws s3api get-object --bucket vault --key k --version-id $C copy")
    #expect(session.lastStatus == 0)
  }
}
