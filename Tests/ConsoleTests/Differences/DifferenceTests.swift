import Cloud
import Kernel
import Sessions
import Testing

@testable import Console

struct DifferenceTests {
  /// A line, what went before it, and what `diff` says of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    let before: [String]
    let words: String

    var testDescription: String { line }

    init(_ line: String, after before: String..., says words: String) {
      self.line = line
      self.before = before
      self.words = words
    }
  }

  private static let bob = "arn:aws:iam::111122223333:user/bob"
  private static let grant =
    "aws kms create-grant --key-id $K --operations Decrypt --grantee-principal \(bob)"
  private static let replica = "aws kms replicate-key --key-id $M --replica-region eu-west-1"
  private static let multiRegion =
    "M=$(aws kms create-key --multi-region --query KeyMetadata.KeyId --output text)"
  private static let upload = "aws s3 cp note s3://q4-reports/a"
  private static let encryption =
    #"{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","#
    + #""KMSMasterKeyID":"alias/k"},"BucketKeyEnabled":true}]}"#
  private static let decrypts =
    #"{"Version":"2012-10-17","Statement":[{"Sid":"one","Effect":"Allow","#
    + #""Action":["kms:Decrypt"],"Resource":"*"}]}"#
  private static let trust =
    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#
    + #""Principal":{"AWS":"111122223333"}}]}"#

  private static let keys = [
    Row("advance 40d", says: "clock 2025-01-01 00:00:00 became 2025-02-10 00:00:00, 40 days later"),
    Row("aws kms create-key", says: "key + key 632f889d-66aa-4573-8bab-1d779b4d1c67, Enabled"),
    Row("aws kms disable-key --key-id $K", says: "key alias/k: Enabled became Disabled"),
    Row(
      "aws kms schedule-key-deletion --key-id $K",
      says: "key alias/k: Enabled became PendingDeletion; to be deleted on 2025-01-31"),
    Row(
      "advance 31d", after: "aws kms schedule-key-deletion --key-id $K",
      says: "key - alias/k (b4354338-9e38-4f0f-bac0-76ce1fd6cb0b), gone alias - alias/k"),
    Row(
      "aws kms rotate-key-on-demand --key-id $K",
      says: "key alias/k: 1 version of key material became 2"),
    Row(
      "aws kms enable-key-rotation --key-id $K",
      says: "key alias/k: rotation every 365 days, next on 2026-01-01"),
    Row(
      "aws kms enable-key-rotation --key-id $K --rotation-period-in-days 90",
      after: "aws kms enable-key-rotation --key-id $K",
      says: "rotation every 365 days became every 90, next on 2025-04-01"),
    Row(
      "advance 366d", after: "aws kms enable-key-rotation --key-id $K",
      says: "1 version of key material became 2; rotation next on 2027-01-01"),
    Row(
      "aws kms disable-key-rotation --key-id $K",
      after: "aws kms enable-key-rotation --key-id $K", says: "key alias/k: rotation off"),
    Row(
      "aws kms update-key-description --key-id $K --description x",
      says: #"key alias/k: description "" became "x""#),
    Row(
      "aws kms tag-resource --key-id $K --tags TagKey=a,TagValue=b",
      says: "key alias/k: tag + a=b"),
    Row(
      "aws kms tag-resource --key-id $K --tags TagKey=a,TagValue=c",
      after: "aws kms tag-resource --key-id $K --tags TagKey=a,TagValue=b",
      says: "key alias/k: tag a b became c"),
    Row(
      "aws kms untag-resource --key-id $K --tag-keys a",
      after: "aws kms tag-resource --key-id $K --tags TagKey=a,TagValue=b",
      says: "key alias/k: tag - a"),
    Row(
      "aws kms put-key-policy --key-id $K --policy file://p",
      after: "policy template admins-and-users --admin alice --user alice >p",
      says: "policy alias/k: + Allow kms:Encrypt, kms:Decrypt, kms:ReEncrypt* and 2 more for"),
    Row(
      replica, after: multiRegion,
      says: "key + key mrk-632f889d66aa45738bab1d779b4d1c67 in eu-west-1, Enabled, replica of us"),
    Row(
      "aws kms update-primary-region --key-id $M --primary-region eu-west-1", after: multiRegion,
      replica, says: "key key mrk-632f889d…: its primary is in eu-west-1"),
    Row(
      grant + " --name reader --constraints EncryptionContextSubset={a=b}",
      says: #"grant + "reader" Decrypt with alias/k for \#(bob), only with a=b"#),
    Row(
      "aws kms revoke-grant --key-id $K --grant-id $G",
      after: "G=$(\(grant) --query GrantId --output text)",
      says: "grant - Decrypt with alias/k for \(bob)"),
    Row("aws kms delete-alias --alias-name alias/k", says: "alias - alias/k"),
    Row(
      "aws kms create-alias --alias-name alias/l --target-key-id $K",
      says: "alias + alias/l, key b4354338-9e38-4f0f-bac0-76ce1fd6cb0b"),
    Row(
      "aws kms update-alias --alias-name alias/k --target-key-id $N",
      after: "N=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      says: "alias alias/k: key b4354338-9e38-4f0f-bac0-76ce1fd6cb0b became 632f889d"),
  ]

  private static let objects = [
    Row("aws s3 mb s3://q5-reports", says: "bucket + q5-reports, default AES256"),
    Row("aws s3 rb s3://q4-reports", says: "bucket - q4-reports"),
    Row(
      "aws s3api put-bucket-encryption --bucket q4-reports"
        + " --server-side-encryption-configuration '\(encryption)'",
      says: "q4-reports: default AES256 became default aws:kms under alias/k; bucket keys on"),
    Row(
      upload + " --sse aws:kms --sse-kms-key-id alias/k",
      says: "object + s3://q4-reports/a, 2 bytes, aws:kms under alias/k objects none became"),
    Row(
      upload + " --sse aws:kms --sse-kms-key-id alias/k", after: upload,
      says: "object s3://q4-reports/a: AES256 became aws:kms under alias/k"),
    Row(upload, after: upload, says: "object s3://q4-reports/a: written again"),
    Row(
      upload + " --content-type text/css", after: upload,
      says: "object s3://q4-reports/a: other headers"),
    Row(
      "aws s3 rm s3://q4-reports/a", after: upload,
      says: "object - s3://q4-reports/a objects 1 of 1 object readable became none"),
    Row(
      "advance 31d", after: upload + " --sse aws:kms --sse-kms-key-id alias/k",
      "aws kms schedule-key-deletion --key-id $K",
      says: "objects 0 of 1 object readable became 0 of 1 object readable, 1 lost for ever"),
    Row(
      "aws s3api put-object-tagging --bucket q4-reports --key a"
        + " --tagging 'TagSet=[{Key=x,Value=y}]'", after: upload,
      says: "object s3://q4-reports/a: tag + x=y"),
  ]

  private static let rest = [
    Row("aws iam create-user --user-name carol", after: "as root", says: "user + carol"),
    Row("aws iam delete-user --user-name bob", after: "as root", says: "user - bob"),
    Row(
      "aws iam put-user-policy --user-name bob --policy-name p --policy-document '\(decrypts)'",
      after: "as root", says: "policy bob p: + Allow kms:Decrypt on * (one)"),
    Row(
      "aws iam create-role --role-name app --assume-role-policy-document '\(trust)'",
      after: "as root",
      says: "role + role/app trust role/app: + Allow sts:AssumeRole for arn:aws:iam::1111"),
    Row("echo b > note", says: "file note: other 2 bytes"),
    Row("echo bcd > note", says: "file note: 2 bytes became 4"),
    Row("rm note", says: "file - note"), Row("echo b > other", says: "file + other, 2 bytes"),
    Row("A=1", says: "variable + $A = 1"),
    Row("A=2", after: "A=1", says: "variable $A: 1 became 2"),
    Row("as bob", says: "you alice became bob"),
    Row("aws configure set region eu-west-1", says: "you Region us-east-1 became eu-west-1"),
    Row("aws configure set s3.x 1", says: "you s3.x nothing became 1"),
    Row("aws configure set output yaml", says: "you output json became yaml"),
    Row("set throttling on", says: "set throttling off became on"),
    Row("set consistency realistic", says: "set consistency immediate became realistic"),
    Row("set cloudhsm one-hsm", says: "set cloudhsm ready became one-hsm"),
  ]

  private func session() -> Session {
    var session = Session(isCoached: true)
    session.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    session.enter("aws kms create-alias --alias-name alias/k --target-key-id $K")
    session.enter("aws s3 mb s3://q4-reports")
    session.enter("echo a > note")
    return session
  }

  @Test(arguments: keys + objects + rest)
  func `A difference tells what a line changed`(row: Row) {
    var session = session()
    for line in row.before { session.enter(line) }
    session.enter(row.line)
    #expect(session.lastStatus == 0)
    let number = session.history.lastNumber
    let text = session.enter("diff")
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(row.words), "\(words)")
    #expect(text.hasPrefix("  step \(number): "))
    #expect(session.enter("diff \(number)") == text)
    // All in all, the step's change is gone once it is undone; itself it can still be told.
    session.enter("undo")
    #expect(session.enter("diff --since \(number - 1)").contains("no difference"))
    #expect(session.enter("diff \(number)") == text)
  }

  @Test func `A difference since a step is what is otherwise now`() {
    var session = session()
    session.enter("echo b > note")
    session.enter("rm note")
    session.enter("as bob")
    let words = session.enter("diff --since 3").split(whereSeparator: \.isWhitespace)
    #expect(words.joined(separator: " ") == "since step 3 you alice became bob")
    #expect(session.enter("diff --since 7").contains("no difference"))
  }

  @Test(arguments: [
    ("diff 0", "nothing was changed before it"), ("diff 5", "there are 4 steps"),
    ("diff x", "diff takes a step, or two files"), ("diff --since 1 2", "has its step already"),
    ("diff --since x", "no step"), ("diff --since", "--since"),
  ])
  func `What cannot be compared is told`(row: (line: String, words: String)) {
    var session = session()
    let text = session.enter(row.line)
    #expect(session.lastStatus != 0)
    #expect(text.contains(row.words), "\(text)")
  }

  @Test func `Diff still compares files`() {
    var session = Session()
    session.enter("echo a > a")
    session.enter("echo b > b")
    #expect(session.enter("diff a b") == "1c1\n< a\n---\n> b\n")
    #expect(session.enter("diff a a").isEmpty)
  }
}
