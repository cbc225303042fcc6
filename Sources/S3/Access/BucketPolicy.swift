package import Access
import Kernel

/// A bucket's policy: the text as S3 writes it, and what it says.
package struct BucketPolicy: Sendable {
  /// The text that GetBucketPolicy returns.
  package let text: String
  /// What the evaluator reads.
  package let document: PolicyDocument
  /// Whether it lets in whoever wants to.
  package let isPublic: Bool

  /// Most bytes of a policy as S3 writes it.
  static let mostBytes = 20_480

  /// Reads a policy for a bucket; fails for one that breaks a rule of the language or of S3.
  static func checked(
    _ text: String, for bucket: BucketName, _ identities: Identities
  ) throws(S3Failure) -> BucketPolicy {
    let policy = try given(text).laidOut(identities.accounts)
    let document: PolicyDocument
    do throws(PolicyFault) {
      document = try PolicyReader.read(policy, kind: .bucket) { identities.contains($0) }
    } catch {
      throw .malformedPolicy(error.textOfS3, explanation: error.explanation)
    }
    guard !document.statements.isEmpty else {
      throw .malformedPolicy(
        "Missing required field Statement cannot be empty!",
        explanation: "The policy has no statement.")
    }
    for (index, statement) in document.statements.enumerated() {
      try statement.check(number: index + 1, for: bucket)
    }
    let kept = BucketPolicy(keeping: identities.kept(policy))
    guard kept.text.utf8.count <= mostBytes else { throw .policyTooLarge(kept.text.utf8.count) }
    return kept
  }

  /// The policy as JSON; S3 wants the brace as the very first byte.
  private static func given(_ text: String) throws(S3Failure) -> Document {
    do throws(PolicyFault) {
      let document = try PolicyReader.json(text)
      guard text.utf8.first == UInt8(ascii: "{") else {
        throw .malformed("The policy does not begin with {.")
      }
      return document
    } catch {
      throw .malformedPolicy(
        "Policies must be valid JSON and the first byte must be '{'",
        explanation: error.explanation)
    }
  }

  /// The policy as S3 keeps it.
  init(keeping policy: Document) {
    text = JSONWriter.text(policy)
    document = PolicyReader.kept(policy, kind: .bucket)
    isPublic = document.isPublic
  }
}

extension S3State {
  /// Lets bucket policies name those who have another name, or are gone, as AWS does.
  package mutating func follow(_ change: PrincipalChange) {
    for (name, bucket) in buckets {
      if let policy = bucket.policy, let changed = change.applied(to: policy.text) {
        self[found: name].policy = BucketPolicy(keeping: changed)
      }
    }
  }
}
