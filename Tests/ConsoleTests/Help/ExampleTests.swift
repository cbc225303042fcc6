import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Testing
import Text

@testable import Console

@Suite struct ExampleTests {
  /// Worlds in which examples are asked for: a new one, one with a little of everything, and one
  /// in which nothing works any more.
  enum Place: CaseIterable {
    case fresh
    case lived
    case ruined

    var session: Session {
      var session = Session()
      for line in lines { _ = session.execute(line) }
      return session
    }

    private var lines: [String] {
      let lived = [
        "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
        "aws kms create-alias --alias-name alias/photos --target-key-id $KEY",
        "aws kms encrypt --key-id $KEY --plaintext aGVsbG8= --query CiphertextBlob --output text"
          + " | base64 -d > secret.bin",
        "echo hello > 'two words.txt'",
        "aws s3 mb s3://photos-1",
        "aws s3 cp secret.bin s3://photos-1/a/secret.bin --sse aws:kms --sse-kms-key-id $KEY",
        "aws kms create-key --multi-region", "aws kms create-key --origin EXTERNAL",
        "aws kms create-key --key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC",
        "aws kms create-grant --key-id $KEY --grantee-principal"
          + " arn:aws:iam::111122223333:user/bob --operations Decrypt",
        "as root", "aws iam create-group --group-name readers",
        "aws iam create-role --role-name App --assume-role-policy-document"
          + #" '{"Version":"2012-10-17","Statement":[]}'"#, "as alice",
      ]
      switch self {
      case .fresh: return []
      case .lived: return lived
      case .ruined:
        return lived + [
          "aws kms disable-key --key-id $KEY", "as bob",
        ]
      }
    }
  }

  /// All but those that tell the absence of what nothing here can set, which is an error.
  static let operations = Catalogue.operations.filter {
    !["GetBucketCors", "GetBucketReplication", "GetBucketWebsite"].contains($0.name)
  }

  @Test(arguments: ExampleTests.operations, Place.allCases)
  func `The example of an operation runs, and needs what its page says`(
    operation: AnyOperation, place: Place
  ) throws {
    let name = operation.name
    var session = place.session
    let example = session.example(of: operation)
    for line in example.lines {
      // As its page folds it, to be pasted.
      let text = folded(line, indent: 2)
      guard case .done(let results, let status, _) = session.execute(text) else {
        Issue.record("incomplete: \(line)")
        return
      }
      #expect(status == 0, "\(example.lines): \(results.map(\.errors))")
    }
    let last = try #require(session.lastCall)
    #expect(last.operation.name == name)
    let asked = last.moment.world.explain(operation, .object(last.request), as: last.call)
      .decisions.filter { $0.operation == name }.map(\.demand.action)
    #expect(Set(asked).isSubset(of: operation.permissions), "\(asked)")
  }

  @Test(arguments: ExampleTests.operations, Place.allCases)
  func `What a call without its options suggests runs`(operation: AnyOperation, place: Place) throws
  {
    var session = place.session
    session.isCoached = true
    let text = session.enter("aws \(operation.service.command) \(operation.commandName)")
    // AWS's own refusals of whole calls have other advice.
    guard session.lastStatus == 252 else { return }
    let next = try #require(text.split(separator: "\n").last)
    #expect(next.hasPrefix("  next: "), "\(text)")
    session.enter(String(next.dropFirst(8)))
    #expect(session.lastStatus == 0, "\(next)")
  }

  @Test func `What the learner has is taken, and else made`() throws {
    let encrypt = try #require(Catalogue.operation("Encrypt"))
    #expect(
      Place.lived.session.example(of: encrypt).lines == [
        "aws kms encrypt --key-id alias/photos --plaintext aGVsbG8="
      ])
    #expect(
      Place.fresh.session.example(of: encrypt).lines == [
        "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
        "aws kms encrypt --key-id $KEY --plaintext aGVsbG8=",
      ])
  }
}
