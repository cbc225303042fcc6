import Cloud
import KMS
import Kernel
import S3
import Sessions
import Testing
import Text

@testable import Console

/// What the lab's own commands tell of custom key stores and of what is behind them.
struct KeyStoreCommandTests {
  /// A session with a connected external store, `alias/vault` in it, and an object under it.
  private static func session(isCoached: Bool = true) -> Session {
    var session = Session(isCoached: isCoached)
    for line in [
      "CRED=$(outside credential)",
      "STORE=$(aws kms create-custom-key-store --custom-key-store-name vault"
        + " --custom-key-store-type EXTERNAL_KEY_STORE --xks-proxy-connectivity PUBLIC_ENDPOINT"
        + " --xks-proxy-uri-endpoint https://xks.kmslab.example"
        + " --xks-proxy-uri-path /vault/kms/xks/v1"
        + " --xks-proxy-authentication-credential $CRED --query CustomKeyStoreId --output text)",
      "aws kms connect-custom-key-store --custom-key-store-id $STORE", "advance 1m",
      "K=$(aws kms create-key --origin EXTERNAL_KEY_STORE --custom-key-store-id $STORE"
        + " --xks-key-id lab-1 --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/vault --target-key-id $K", "echo text > f",
      "aws s3 mb s3://vaulted",
      "aws s3 cp f s3://vaulted/f --sse aws:kms --sse-kms-key-id alias/vault",
      "aws kms encrypt --key-id $K --plaintext aGVsbG8= --query CiphertextBlob --output text"
        + " | base64 -d > c",
    ] {
      let output = session.enter(line)
      #expect(session.lastStatus == 0, "\(line): \(output)")
    }
    return session
  }

  /// The words of an output, wherever its lines end.
  private static func words(_ output: String) -> String {
    output.split { " \n".contains($0) }.joined(separator: " ")
  }

  /// Lines before, the line, and what it tells.
  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    var before: [String] = []
    let says: String
    var testDescription: String { line }

    init(_ line: String, after before: String..., says: String) {
      self.line = line
      self.before = before
      self.says = says
    }
  }

  private static let disconnect = "aws kms disconnect-custom-key-store --custom-key-store-id $STORE"
  private static let read = "aws s3 cp s3://vaulted/f -"

  @Test(arguments: [
    Row("outside", says: "XKS proxy: ok (set xks-proxy)"),
    Row("outside", says: "KMS has asked it for: lab-1"),
    Row("outside", after: "set xks-proxy forget", says: "lab-1, forgotten"),
    Row("outside certificate", says: "-----BEGIN CERTIFICATE-----"),
    Row("outside certificate cluster-none", says: "there is no cluster cluster-none"),
    Row("outside password", says: "labkmsuser"),
    Row("outside nothing", says: "outside shows certificate, password and credential"),
    Row("set", after: "set xks-proxy slow", says: "xks-proxy slow"),
    Row("set", after: "set cloudhsm one-hsm", says: "cloudhsm one-hsm"),
    Row("set xks-proxy fast", says: "xks-proxy is one of ok, slow, refuse, unreachable,"),
    Row("set cloudhsm fast", says: "cloudhsm is one of ready, one-hsm, no-hsm, inactive,"),
    Row("set cloudhsm forget", says: "cloudhsm is one of"),
    Row("inspect alias/vault", says: "external key lab-1"),
    Row("inspect alias/vault", after: "set xks-proxy slow", says: "answers too late"),
    Row("inspect c", says: "ciphertext of 147 bytes, plaintext of 5"),
    Row("inspect c", says: "sealed twice: by KMS, and then by the key lab-1 outside of AWS"),
    Row("inspect s3://vaulted/f", after: disconnect, says: "the key is Unavailable"),
    Row("inspect s3://vaulted/f", after: "set xks-proxy refuse", says: "the proxy before"),
    Row("inspect s3://vaulted/f", after: "set xks-proxy forget", says: "lost for ever"),
    Row("timeline", after: disconnect, "advance 3d", says: "key store disconnected"),
    Row("audit alias/vault", after: disconnect, says: "its key store is not connected"),
    Row("audit alias/vault", after: "set xks-proxy forget", says: "can ever be read again"),
    Row("diff", after: disconnect, says: "key alias/vault: Enabled became Unavailable"),
    Row("diff", after: disconnect, says: "key store vault (cks-"),
    Row("diff", after: "set xks-proxy slow", says: "xks-proxy ok became slow"),
    Row("diff", after: "set xks-proxy forget", says: "forgot its keys"),
    Row("what-now", after: disconnect, says: "Unavailable"),
    Row("clock", after: disconnect, says: "key store vault (cks-"),
    Row(read, after: disconnect, says: "is unavailable."),
    Row(read, after: disconnect, says: "next: advance 20m"),
    Row(
      read, after: disconnect, "advance 1m", says: "next: aws kms connect-custom-key-store"),
    Row(read, after: "set xks-proxy slow", says: "next: set xks-proxy ok"),
    Row(read, after: "set xks-proxy forget", says: "The external key is gone"),
    Row(
      "aws kms delete-custom-key-store --custom-key-store-id $STORE",
      says: "must hold no key"),
    Row("aws kms rotate-key-on-demand --key-id $K", says: "UnsupportedOperationException"),
    Row("undo", after: "set xks-proxy slow", says: "set xks-proxy slow"),
  ])
  func `An answer tells of the key store`(row: Row) {
    var session = KeyStoreCommandTests.session()
    for line in row.before { session.enter(line) }
    let output = session.enter(row.line)
    #expect(Self.words(output).contains(row.says), "\(output)")
  }

  @Test func `What undo takes back is remembered again outside`() {
    var session = KeyStoreCommandTests.session()
    let before = session.world.digest()
    session.enter("set xks-proxy forget")
    #expect(session.world.digest() != before)
    session.enter("undo")
    #expect(session.world.digest() == before)
    session.enter(Self.read)
    #expect(session.lastStatus == 0)
  }

  @Test(arguments: [
    (
      "aws kms update-custom-key-store --custom-key-store-id x"
        + " --xks-proxy-authentication-credential AccessKeyId=a,RawSecretAccessKey=b", true
    ),
    ("aws kms create-custom-key-store --key-store-password x", true),
    ("aws kms connect-custom-key-store --custom-key-store-id x", false),
    ("aws kms describe-custom-key-stores", false),
  ])
  func `Lines with secrets of key stores are known`(line: String, isSecret: Bool) {
    #expect(CommandTable.console.holdsSecret(line) == isSecret)
  }

  @Test func `A credential of the wrong form is not repeated`() {
    var session = KeyStoreCommandTests.session()
    for value in ["s3cret", "AccessKeyId=s3cret", "AccessKeyId=S3CRET,RawSecretAccessKey=s3cret"] {
      let output = session.enter(
        "aws kms update-custom-key-store --custom-key-store-id $STORE"
          + " --xks-proxy-authentication-credential \(value)")
      #expect(session.lastStatus != 0)
      let rest = output.replacing("--xks-proxy-authentication-credential \(value)", with: "")
      #expect(!rest.lowercased().contains("s3cret"), "\(output)")
    }
  }
}
