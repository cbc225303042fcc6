import Console
import Sessions
import Shell
import Synchronization
import Testing

@testable import Lab

/// The runbook of a world, read from its state.
struct RunbookTests {
  /// What was written last.
  private final class Disk: Sendable {
    let text = Mutex("")
  }

  /// The runbook after lines.
  private static func runbook(_ lines: [String]) -> String {
    let disk = Disk()
    var session = Session()
    session.companion = Tutor()
    session.host.writeFile = { (_, bytes) throws(HostFailure) -> Void in
      disk.text.withLock { $0 = String(decoding: bytes, as: UTF8.self) }
    }
    for line in lines + ["save --as runbook r.md"] { _ = session.execute(line) }
    return disk.text.withLock { $0 }
  }

  private static let key = "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)"
  private static let alias = "aws kms create-alias --alias-name alias/k --target-key-id $KEY"

  @Test(arguments: [
    (
      ["aws kms enable-key-rotation --key-id $KEY"], "| Enabled | every 365 days, next 2026-01-01 |"
    ),
    (
      ["aws kms enable-key-rotation --key-id $KEY"],
      "| 2026-01-01 | alias/k gets new key material |"
    ),
    ([], "alias/k does not rotate: `aws kms enable-key-rotation --key-id "),
    ([], "Nothing is due by itself."), ([], "Today nobody of another account is let in."),
    (
      ["aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days 7"],
      "alias/k is deleted on 2025-01-08 00:00:00; it is kept by `aws kms cancel-key-deletion"
    ),
    (
      [
        "aws s3 mb s3://b-1", "echo x >f",
        "aws s3 cp f s3://b-1/ana/f --sse aws:kms --sse-kms-key-id $KEY",
      ], "* alias/k: s3://b-1/ana/\n"
    ),
    (
      [
        "aws kms create-grant --key-id $KEY --operations Decrypt --grantee-principal"
          + " arn:aws:iam::444455556666:root"
      ], "Today: alias/k: a grant lets arn:aws:iam::444455556666:root, of another account"
    ),
    (
      ["as root", "aws iam create-access-key --user-name bob"],
      "* bob: `aws iam update-access-key --user-name bob --access-key-id AKIA"
    ),
    ([], "| LabAccess |"), ([], "### Key policy of alias/k"),
    ([], "| Enable IAM User Permissions | Allow | this account | kms:* | * |"),
  ])
  func `It says what stands, who may what, what is due and what to do`(
    lines: [String], words: String
  ) {
    let text = Self.runbook([Self.key, Self.alias] + lines)
    #expect(text.hasPrefix("# Runbook of account 111122223333\n"))
    #expect(text.contains(words), "\(text)")
  }

  @Test func `At the end of the capstone nothing of the customer who left is in it`() {
    let text = Self.runbook(["learn photos-the-end", "skip", "skip", "skip"])
    #expect(text.contains("* alias/ana: s3://snapbook-originals/ana/, s3://snapbook-thumbs/ana/"))
    #expect(!text.contains("alias/tom"))
    #expect(text.contains("kms:ScheduleKeyDeletionPendingWindowInDays at least 30"))
    #expect(text.contains("* role/Viewer: `aws iam put-role-policy --role-name Viewer"))
  }
}
