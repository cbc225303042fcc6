package import Access
package import Kernel

/// Replaces the policy of a bucket.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
package enum PutBucketPolicy: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let confirmsRemoval: Bool?
    let policy: String
    let owner: ExpectedOwner?
    let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutBucketPolicy"
  package static let summary = "Replaces the policy of a bucket."
  package static let request = Shape(
    Request.init(bucket:checksumAlgorithm:confirmsRemoval:policy:owner:unsimulated:),
    BucketName.member(\.bucket),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(
      "ConfirmRemoveSelfBucketAccess", \.confirmsRemoval,
      help: "Says that the caller may lose the bucket by it; S3 takes the policy anyway."),
    Member("Policy", \.policy, help: "The new policy, JSON of at most 20 KB."),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .refused("ContentMD5")))
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchBucket", "MalformedPolicy", "PolicyTooLarge", "MethodNotAllowed",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demandOnPolicy("s3:PutBucketPolicy", of: request.bucket, as: call)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
    let bucket = try storage.s3.bucketOfCaller(request.bucket, "PUT", as: call)
    try request.owner.check(bucket)
    let policy = try BucketPolicy.checked(
      request.policy, for: bucket.name, environment.identities)
    if policy.isPublic,
      storage.s3.publicAccessBlock(of: bucket)?.blocksPublicPolicy == true
    {
      throw .publicPolicy(call.principal, bucket.name)
    }
    storage.s3[found: request.bucket].policy = policy
    return EmptyResponse()
  }
}

extension S3State {
  /// The permission to see or change the policy of a bucket, which no policy of the bucket can
  /// take from the root user of its account.
  func demandOnPolicy(
    _ action: String, of bucket: BucketName, as call: Call
  ) throws(S3Failure) -> Demand {
    var present = try self.bucket(bucket)
    if call.principal == .root(present.owner) { present.policy = nil }
    return demand(action, on: nil, in: present, ConditionValues())
  }

  /// The policy of a bucket of the caller's account; fails where it has none.
  func policy(
    of name: BucketName, _ owner: ExpectedOwner?, as call: Call
  ) throws(S3Failure) -> BucketPolicy {
    let bucket = try bucketOfCaller(name, "GET", as: call)
    try owner.check(bucket)
    guard let policy = bucket.policy else { throw .noBucketPolicy(name) }
    return policy
  }

  /// A bucket of the caller's account; fails for one of another, whatever the caller is permitted.
  func bucketOfCaller(
    _ name: BucketName, _ method: String, as call: Call
  ) throws(S3Failure) -> Bucket {
    let bucket = try self.bucket(name)
    guard bucket.owner == call.account else { throw .policyOfAnotherAccount(method: method) }
    return bucket
  }
}
