import Access
import Kernel
import S3

/// Changes of a bucket's policy and of its Block Public Access, made by the root user of its
/// account, which no bucket policy can keep from them.
extension World {
  /// The bucket that a refused demand is about, or whose object; `nil` for other demands.
  func bucket(of demand: Demand) -> Bucket? {
    guard let arn = demand.resource, arn.service == "s3" else { return nil }
    let name = arn.resource.utf8.prefix { $0 != UInt8(ascii: "/") }
    return storage.s3.buckets[BucketName(String(decoding: name, as: UTF8.self))]
  }

  /// The call with the encryption that a statement wants: an Allow that asks for a header, or a
  /// Deny of all that have another.
  func wantedHeaders(_ denial: DecidedDemand) -> [Change] {
    let members =
      Catalogue.operation(denial.operation, of: denial.service)?.members.map(\.name) ?? []
    guard denial.service == .s3, members.contains("ServerSideEncryption") else { return [] }
    let forbidding = denial.record.matching(.deny).flatMap(\.statement.conditions)
      .filter(\.comparator.isNegated)
    let missing = denial.record.nearMisses.compactMap { near -> PolicyCondition? in
      guard case .condition(let condition, _) = near.answer else { return nil }
      return condition.comparator.isNegated ? nil : condition
    }
    var headers: DocumentObject = [:]
    for condition in forbidding + missing where condition.comparator.comparison == .string {
      guard let value = condition.texts.first else { continue }
      switch condition.key.name {
      case .sse: headers["ServerSideEncryption"] = .string(value)
      case .sseKMSKeyID:
        headers["ServerSideEncryption"] = headers["ServerSideEncryption"] ?? "aws:kms"
        headers["SSEKMSKeyId"] = .string(value)
      default: continue
      }
    }
    guard !headers.isEmpty else { return [] }
    var change = Change(
      words: "the call with the encryption that a statement wants", steps: [], rank: 0)
    change.members = headers
    return [change]
  }

  private func put(_ policy: String?, to bucket: Bucket) -> Change.Step? {
    guard let policy else {
      return step(
        "DeleteBucketPolicy", ["Bucket": .string(bucket.name.text)], bucket.owner, bucket.region)
    }
    return step(
      "PutBucketPolicy",
      ["Bucket": .string(bucket.name.text), "Policy": .string(policy)], bucket.owner,
      bucket.region)
  }

  /// A statement of the bucket's policy that names the caller, for this action on this resource
  /// alone.
  func bucketPolicyAllow(_ denial: DecidedDemand) -> [Change] {
    guard let bucket = bucket(of: denial.demand) else { return [] }
    let caller = environment.identities.principalARN(of: denial.call.principal).description
    let statement = Candidate.statement(
      caller, denial.demand.action, denial.demand.resourceText)
    let text = bucket.policy.map { Candidate.adding(statement, $0.text) }
    return change(
      "a statement of the bucket policy for the caller", 3,
      (text ?? Candidate.policy([statement])).flatMap { put($0, to: bucket) })
  }

  /// The bucket's policy without a statement that forbids.
  func bucketPolicyRemovals(_ denial: DecidedDemand) -> [Change] {
    guard let bucket = bucket(of: denial.demand), let policy = bucket.policy else { return [] }
    return denial.record.forbiddenByResource.flatMap { found in
      let rest = Candidate.without(found.number, policy.text)
      return change(
        rest == nil
          ? "the bucket policy taken away" : "statement \(found.number) out of the bucket policy",
        2,
        put(rest, to: bucket))
    }
  }

  /// The bucket's policy without what makes it public, so that Block Public Access lets it count.
  func withoutPublicStatements(_ denial: DecidedDemand) -> [Change] {
    guard let bucket = bucket(of: denial.demand), let policy = bucket.policy else { return [] }
    let numbers = policy.document.statements.indices
      .filter { policy.document.statements[$0].isPublic }.map { $0 + 1 }
    // From the last on, so that the numbers of the others stay.
    let rest = numbers.reversed().reduce(Optional(policy.text)) { text, number in
      text.flatMap { Candidate.without(number, $0) }
    }
    return rest.map { rest in
      change(
        "the bucket policy without the public statement"
          + (numbers.count == 1 ? " \(numbers[0])" : "s"), 2, put(rest, to: bucket))
    } ?? []
  }

  /// Block Public Access without RestrictPublicBuckets, of the bucket, of its account or of both:
  /// all that the policy says counts again.
  func unrestricted(_ denial: DecidedDemand) -> [Change] {
    guard let bucket = bucket(of: denial.demand) else { return [] }
    let call = Call(principal: .root(bucket.owner), region: bucket.region)
    var (steps, places): ([Change.Step], [String]) = ([], [])
    func lift(
      _ block: PublicAccessBlock?, _ place: String, _ service: Service, _ owner: DocumentObject
    ) {
      guard let block, block.restrictsPublicBuckets,
        let operation = Catalogue.operation("PutPublicAccessBlock", of: service)
      else { return }
      var request = owner
      request["PublicAccessBlockConfiguration"] = [
        "BlockPublicAcls": .bool(block.blocksPublicACLs),
        "IgnorePublicAcls": .bool(block.ignoresPublicACLs),
        "BlockPublicPolicy": .bool(block.blocksPublicPolicy),
        "RestrictPublicBuckets": false,
      ]
      steps.append(Change.Step(operation: operation, request: request, call: call))
      places.append(place)
    }
    lift(bucket.publicAccessBlock, "the bucket", .s3, ["Bucket": .string(bucket.name.text)])
    lift(
      storage.s3.accountBlocks[bucket.owner], "its account", .s3control,
      ["AccountId": .string(bucket.owner.description)])
    guard !steps.isEmpty else { return [] }
    return [
      Change(
        words: "\(places.joined(separator: " and ")) without RestrictPublicBuckets", steps: steps,
        rank: 4)
    ]
  }
}
