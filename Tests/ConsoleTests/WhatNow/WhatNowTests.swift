import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Testing

@testable import Console

@Suite struct WhatNowTests {
  private static func session(_ lines: [String]) -> Session {
    var session = Session(isCoached: true)
    for line in lines { _ = session.execute(line) }
    return session
  }

  private static let key = [
    "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/k --target-key-id $KEY",
  ]

  private static let cipher = [
    "aws kms encrypt --key-id alias/k --plaintext aGVsbG8= --query CiphertextBlob --output text"
      + " | base64 -d > c.bin"
  ]

  @Test(arguments: [
    ([], "aws kms create-key --description first-key"),
    (["as bob"], "help policies"),
    (["as bob", "help policies"], "as alice"),
    (Array(key.prefix(1)), "aws kms create-alias --alias-name alias/lab-key --target-key-id KEY"),
    (
      key,
      "aws kms encrypt --key-id alias/k --plaintext aGVsbG8= --query CiphertextBlob"
        + " --output text | base64 -d > cipher.bin"
    ),
    (key + cipher, "inspect c.bin"),
    (key + cipher + ["inspect c.bin"], "aws kms decrypt --ciphertext-blob fileb://c.bin"),
    (key + ["aws kms disable-key --key-id $KEY"], "aws kms enable-key --key-id KEY"),
    (key + ["aws kms schedule-key-deletion --key-id $KEY"], "timeline alias/k"),
    (
      key + ["aws kms schedule-key-deletion --key-id $KEY", "timeline alias/k"],
      "aws kms cancel-key-deletion --key-id KEY"
    ),
    (["aws kms create-key --origin EXTERNAL"], "help imported-keys"),
    (
      key + ["aws kms encrypt --key-id alias/k --plaintext aGVsbG8="],
      "aws s3 mb s3://photos-111122223333"
    ),
    (
      key + cipher + ["inspect c.bin", "aws kms decrypt --ciphertext-blob fileb://c.bin"],
      "aws kms generate-data-key --key-id alias/k --key-spec AES_256"
    ),
    (["aws kms list-kys"], "aws kms list-keys"),
  ])
  func `One command fits the state`(lines: [String], expected: String) throws {
    let session = Self.session(lines)
    let id = session.present.variables["KEY"] ?? ""
    #expect(session.nextStep.line == expected.replacing("KEY", with: id))
  }

  @Test(arguments: [
    [], key, key + cipher, ["as bob"], ["as root"], ["aws s3 mb s3://b"],
    key + cipher + ["aws kms disable-key --key-id $KEY"],
    key + ["aws kms schedule-key-deletion --key-id $KEY", "advance 40d"],
    ["set region eu-west-1", "aws kms create-key --multi-region"],
  ])
  func `Who only follows it never fails, never stands still, and sees it all`(
    lines: [String]
  ) throws {
    var session = Self.session(lines)
    var followed: [String] = []
    while session.nextStep.line != "help", followed.count < 60 {
      let line = session.nextStep.line
      #expect(!followed.contains(line) || line.hasPrefix("aws kms cancel"), "\(line) again")
      followed.append(line)
      guard case .done(let results, let status, _) = session.execute(line) else {
        Issue.record("incomplete: \(line)")
        return
      }
      // audit answers 1 where it has findings.
      #expect(
        status == 0 || status == 1 && line.hasPrefix("audit"), "\(line): \(results.map(\.errors))")
    }
    #expect(followed.count > 15 && followed.count < 60, "\(followed)")
    let verbs = ["aws kms create-key", "aws s3 cp", "advance", "inspect", "timeline", "who-can"]
    for verb in verbs.dropFirst(lines.isEmpty ? 0 : 1) {
      #expect(followed.contains { $0.hasPrefix(verb) }, "\(verb)")
    }
  }

  @Test func `It stays out of the log, and prints a line for Tab`() {
    var session = Self.session([])
    let reply = session.execute("what-now")
    #expect(reply.nextLine == "aws kms create-key --description first-key")
    #expect(session.log.isEmpty)
  }
}
