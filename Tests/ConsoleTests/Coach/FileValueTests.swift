import Kernel
import Sessions
import Testing

@testable import Console

/// Values that come from files: a prefix that is missing, or the wrong one.
struct FileValueTests {
  /// Lines before, a line that is refused, and what is said.
  struct Row: Sendable, CustomTestStringConvertible {
    let before: String
    let line: String
    let words: String
    /// Whether the next line is done.
    var isDone = true
    var testDescription: String { line }

    init(_ before: String, _ line: String, _ words: String, isDone: Bool = true) {
      self.before = before
      self.line = line
      self.words = words
      self.isDone = isDone
    }
  }

  private static let encrypted =
    "aws kms encrypt --key-id alias/k --plaintext c2VjcmV0 --query CiphertextBlob --output text >c.b64; "
    + "base64 -d c.b64 >c.bin"
  private static let bucket = "aws s3 mb s3://papers-111122223333"
  private static let rule =
    #"echo '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"#
    + #""SSEAlgorithm":"AES256"}}]}' >sse.json"#
  private static let ownKeys =
    "aws s3api put-bucket-encryption --bucket papers-111122223333"
    + " --server-side-encryption-configuration"
    + #" '{"Rules":[{"BlockedEncryptionTypes":{"EncryptionType":["NONE"]}}]}'"#
  private static let token =
    "aws kms create-grant --key-id $K --operations Encrypt RetireGrant --grantee-principal"
    + " arn:aws:iam::111122223333:user/bob --query GrantToken --output text >token.txt"

  static let rows = [
    Row(
      "policy template default >p.json", "aws kms put-key-policy --key-id $K --policy p.json",
      "next: aws kms put-key-policy --key-id $K --policy file://p.json\n"),
    Row(
      "policy template default >p.json",
      "aws kms put-key-policy --key-id $K --policy fileb://p.json",
      "--policy file://p.json\n"),
    Row(
      bucket + "; " + rule,
      "aws s3api put-bucket-encryption --bucket papers-111122223333"
        + " --server-side-encryption-configuration sse.json",
      "sse.json is a file here; file://sse.json reads it"),
    Row(
      "echo 123 >pin.txt", "aws kms encrypt --key-id alias/k --plaintext pin.txt",
      "next: aws kms encrypt --key-id alias/k --plaintext fileb://pin.txt\n"),
    Row(
      "echo 123 >pin.txt", "aws kms encrypt --key-id alias/k --plaintext=pin.txt",
      "next: aws kms encrypt --key-id alias/k --plaintext=fileb://pin.txt\n"),
    Row(
      "echo 12345 >pin.txt", "aws kms encrypt --key-id alias/k --plaintext file://pin.txt",
      "pin.txt holds no base64; fileb://pin.txt reads it as it is"),
    Row(
      encrypted, "aws kms decrypt --ciphertext-blob c.bin",
      "next: aws kms decrypt --ciphertext-blob fileb://c.bin\n"),
    Row(
      encrypted, "aws kms decrypt --ciphertext-blob fileb://c.b64",
      "next: aws kms decrypt --ciphertext-blob file://c.b64\n"),
    Row(
      bucket + "; " + ownKeys + "; printf %032d 7 >own.key; echo x >note.txt",
      "aws s3 cp note.txt s3://papers-111122223333 --sse-c AES256 --sse-c-key own.key",
      "--sse-c AES256 --sse-c-key fileb://own.key\n"),
    Row(
      bucket + "; " + ownKeys + "; printf %032d 7 >own.key; echo x >note.txt",
      "aws s3api put-object --bucket papers-111122223333 --key note.txt --body note.txt"
        + " --sse-customer-algorithm AES256 --sse-customer-key own.key",
      "--sse-customer-key fileb://own.key\n"),
    Row(
      token, "aws kms retire-grant --grant-token token.txt",
      "next: aws kms retire-grant --grant-token $(cat token.txt)\n"),
    Row(
      token, "aws kms encrypt --key-id alias/k --plaintext YQ== --grant-tokens token.txt",
      "token.txt is a file here; $(cat token.txt) puts in what it holds."),
    Row(
      "aws kms describe-key --key-id $K --query KeyMetadata.Arn --output text >key.arn",
      "aws kms describe-key --key-id file://key.arn",
      "next: aws kms describe-key --key-id $(cat key.arn)\n"),
    Row(
      "aws kms describe-key --key-id $K --query KeyMetadata.Arn --output text >key.arn",
      "aws kms describe-key --key-id key.arn",
      "next: aws kms describe-key --key-id $(cat key.arn)\n"),
    Row(
      "echo '{\"KeyId\": \"alias/k\"}' >req.json",
      "aws kms describe-key --cli-input-json req.json",
      "next: aws kms describe-key --cli-input-json file://req.json\n"),
    Row(
      bucket + "; echo x >note.txt; echo '{\"a\": \"b\"}' >meta.json",
      "aws s3 cp note.txt s3://papers-111122223333 --metadata meta.json",
      "--metadata file://meta.json\n"),
    Row(
      encrypted + "\nrm c.bin", "aws kms decrypt --ciphertext-blob fileb://c.bin", "next: undo\n"),
    Row("", "aws kms decrypt --ciphertext-blob fileb://c.bin", "next: ls\n"),
    Row("", "aws kms encrypt --key-id alias/k --plaintext fileb://pin", "next: echo hello > pin\n"),
    Row(
      bucket + "; echo x >note.txt\nrm note.txt", "aws s3 cp note.txt s3://papers-111122223333",
      "next: undo\n"),
    Row(
      encrypted, "aws kms decrypt --ciphertext-blob fileb://c.bin --output text | base64 -d >c.bin",
      "The line itself has emptied c.bin"),
  ]

  @Test(arguments: rows)
  func `A prefix that is missing or wrong is told, and the next line is right`(row: Row) throws {
    var session = Session.withKey(isCoached: true)
    for line in row.before.split(separator: "\n") { session.enter(String(line)) }
    let text = session.enter(row.line)
    #expect(text.contains(row.words), "\(text)")
    #expect(!text.contains("c2VjcmV0") && !text.contains("12345"))
    let next = text.split(separator: "\n").first { $0.hasPrefix("  next: ") }?.dropFirst(8)
    guard let next else { return }
    let answer = session.enter(String(next))
    #expect(session.lastStatus == 0, "\(next)\n\(answer)")
  }

  @Test(arguments: [
    "aws s3api get-object --bucket papers-111122223333 --key note.txt copy.txt",
    "aws kms create-alias --alias-name note.txt --target-key-id $K",
  ])
  func `A name that a file has by chance is a name`(line: String) {
    var session = Session.withKey(isCoached: true)
    session.enter(Self.bucket)
    session.enter("echo x >note.txt")
    let text = session.enter(line)
    #expect(session.lastStatus != 0 && !text.contains("is a file here"), "\(text)")
  }
}
