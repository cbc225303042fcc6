import Console
import Kernel
import Sessions
import Shell
import Testing

@testable import Lab

/// Questions about the learner's own world.
struct WorldQuestionsTests {
  /// A session after some lines, each of which must succeed.
  private func session(_ lines: [String]) throws -> Session {
    var session = Session(SessionConfiguration(seed: 5))
    session.companion = Tutor()
    for line in lines {
      guard case .done(let results, let status, _) = session.execute(line) else { continue }
      try #require(status == 0, "\(line): \(results.map(\.errors))")
    }
    return session
  }

  private static let world = [
    "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/lab-key --target-key-id $K",
    "aws kms enable-key-rotation --key-id $K --rotation-period-in-days 100",
    "O=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/other --target-key-id $O",
    "aws s3 mb s3://lab-5-a", "echo old >f",
    "aws s3 cp f s3://lab-5-a/old --sse aws:kms --sse-kms-key-id alias/lab-key",
    "aws s3 cp f s3://lab-5-a/plain", "advance 100d",
    "aws s3 cp f s3://lab-5-a/new --sse aws:kms --sse-kms-key-id alias/lab-key",
    "aws s3 cp s3://lab-5-a/old copy",
  ]

  /// The right answer of the question whose text begins so.
  private func answer(_ start: String, _ questions: [Question]) throws -> String {
    let question = try #require(
      questions.first { $0.text.joined(separator: " ").hasPrefix(start) }, "\(start)")
    return try #require(question.answers.first { $0.isRight }).text
  }

  @Test(arguments: [
    ("Which key material of alias/lab-key opens s3://lab-5-a/old?", "version 1, made 2025-01-01"),
    ("Which key material of alias/lab-key opens s3://lab-5-a/new?", "version 2, made 2025-04-11"),
    ("Could bob read s3://lab-5-a/old now?", "no"),
    ("You upload a file to s3://lab-5-a and say nothing", "SSE-S3 (AES256)"),
    ("When does alias/lab-key rotate next?", "on 2025-07-20"),
    ("When does alias/other rotate next?", "not by itself, as things are"),
    ("The key alias/lab-key is deleted.", "2 of 3"),
    ("The key alias/other is deleted.", "0 of 3"),
    ("CloudTrail has a record of the last Decrypt", "S3, on behalf of alice"),
  ])
  func `The world gives the right answer`(row: (start: String, right: String)) throws {
    let questions = WorldQuestions(try session(Self.world)).questions
    #expect(try answer(row.start, questions) == row.right)
  }

  @Test(arguments: [
    (
      ["aws kms disable-key --key-id alias/lab-key"], "When does alias/lab-key",
      "not by itself, as things are"
    ),
    (
      [
        "aws s3api put-bucket-encryption --bucket lab-5-a --server-side-encryption-configuration"
          + " 'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms}}]'"
      ], "You upload a file", "SSE-KMS (aws:kms)"
    ),
    (
      [
        "aws kms encrypt --key-id alias/other --plaintext aGk= --query CiphertextBlob --output text"
          + " | base64 -d >c", "aws kms decrypt --ciphertext-blob fileb://c",
      ],
      "CloudTrail", "alice, directly"
    ),
  ])
  func `Another world gives another answer`(
    row: (lines: [String], start: String, right: String)
  ) throws {
    let lines =
      Self.world + row.lines.map { $0.replacing("--key-id alias/lab-key", with: "--key-id $K") }
    let questions = WorldQuestions(try session(lines)).questions
    #expect(try answer(row.start, questions) == row.right)
  }

  @Test func `Every question has one right answer, no two alike, and a proof that runs`() throws {
    let session = try session(Self.world)
    let questions = WorldQuestions(session).questions
    #expect(questions.count >= 8)
    for question in questions {
      #expect(question.answers.count { $0.isRight } == 1, "\(question.text)")
      #expect(Set(question.answers.map(\.text)).count == question.answers.count)
      var copy = session
      for exchange in try #require(question.prove).exchanges() {
        guard case .done(let results, let status, _) = copy.execute(exchange.command) else {
          continue
        }
        // Where somebody may not read, the proof is the refusal.
        let isRefusal = exchange.command.hasPrefix("aws s3 cp")
        #expect(status == 0 || isRefusal, "\(exchange.command): \(results.map(\.errors))")
      }
    }
  }

  @Test func `An empty world has nothing to ask about`() throws {
    #expect(WorldQuestions(try session([])).questions.isEmpty)
  }
}
