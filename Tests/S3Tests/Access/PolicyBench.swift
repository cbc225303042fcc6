import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What tests of bucket policies do again and again.
extension Bench {
  /// A statement of a bucket policy; `elements` are what it has beside Effect.
  static func statement(_ elements: String, effect: String = "Allow") -> String {
    #"{"Effect": "\#(effect)", \#(elements)}"#
  }

  /// A policy of these statements.
  static func policy(_ statements: String...) -> String {
    #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
  }

  /// A request to put a policy to `b-1`.
  static func putting(_ policy: String, in bucket: String = "b-1") -> Document {
    ["Bucket": .string(bucket), "Policy": .string(policy)]
  }

  /// Puts a policy to a bucket.
  mutating func setPolicy(
    _ statements: String..., bucket: String = "b-1",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let policy =
      #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
    try with(.root) { bench in
      _ = try bench.must(
        "PutBucketPolicy", Bench.putting(policy, in: bucket), sourceLocation: sourceLocation)
    }
  }

  /// Sets which flags of Block Public Access are on; the others are off.
  mutating func block(_ flags: String..., bucket: String = "b-1") throws {
    var configuration: DocumentObject = ["BlockPublicAcls": false]
    for flag in flags { configuration[flag] = true }
    try must(
      "PutPublicAccessBlock",
      ["Bucket": .string(bucket), "PublicAccessBlockConfiguration": .object(configuration)])
  }

  /// Gives a user of any account an identity policy, and makes the user where there is none.
  mutating func permit(
    _ principal: Principal, _ actions: String..., effect: PolicyStatement.Effect = .allow
  ) {
    guard case .user(let account, let name) = principal else { return }
    let statement = PolicyStatement(
      sid: nil, effect: effect, principals: [],
      actions: actions.map { Wildcard($0, ignoringCase: true) }, resources: [Wildcard("*")])
    world.environment.identities.setPolicies(
      actions.isEmpty
        ? []
        : [IdentityPolicy(name: "x", document: PolicyDocument(statements: [statement]))],
      ofUser: name, in: account)
  }
}

extension Principal {
  /// A user of the other account.
  static let eve = Principal.user(.partner, name: "eve")
}
