package import Kernel

/// What a bucket's owner forbids even where a policy or an ACL allows it: S3 Block Public Access.
package struct PublicAccessBlock: Sendable, Equatable {
  /// BlockPublicAcls: no ACL is taken that lets everybody in.
  package let blocksPublicACLs: Bool
  /// IgnorePublicAcls: such ACLs have no effect.
  package let ignoresPublicACLs: Bool
  /// BlockPublicPolicy: no policy is taken that is public.
  package let blocksPublicPolicy: Bool
  /// RestrictPublicBuckets: under a public policy nobody of another account gets in.
  package let restrictsPublicBuckets: Bool

  /// What every bucket has had since April 2023 from its making.
  package static let standard = PublicAccessBlock(
    blocksPublicACLs: true, ignoresPublicACLs: true, blocksPublicPolicy: true,
    restrictsPublicBuckets: true)

  /// What two settings forbid together: the stricter of each counts.
  func joined(_ other: PublicAccessBlock?) -> PublicAccessBlock {
    guard let other else { return self }
    return PublicAccessBlock(
      blocksPublicACLs: blocksPublicACLs || other.blocksPublicACLs,
      ignoresPublicACLs: ignoresPublicACLs || other.ignoresPublicACLs,
      blocksPublicPolicy: blocksPublicPolicy || other.blocksPublicPolicy,
      restrictsPublicBuckets: restrictsPublicBuckets || other.restrictsPublicBuckets)
  }
}

extension S3State {
  /// What is forbidden of a bucket, by its own settings or by those of its account; `nil` where
  /// neither has any.
  package func publicAccessBlock(of bucket: Bucket) -> PublicAccessBlock? {
    let ofAccount = accountBlocks[bucket.owner]
    return bucket.publicAccessBlock?.joined(ofAccount) ?? ofAccount
  }

  /// Whether nobody of another account gets into a bucket, whatever its policy says: it is public,
  /// and RestrictPublicBuckets is on for it or for its account.
  package func isRestricted(_ bucket: Bucket) -> Bool {
    bucket.policy?.isPublic == true
      && publicAccessBlock(of: bucket)?.restrictsPublicBuckets == true
  }
}

/// PublicAccessBlockConfiguration.
package struct PublicAccessBlockConfiguration: StructureValue {
  let blockPublicACLs: Bool?
  let ignorePublicACLs: Bool?
  let blockPublicPolicy: Bool?
  let restrictPublicBuckets: Bool?

  package static let shape = Shape(
    PublicAccessBlockConfiguration.init(
      blockPublicACLs:ignorePublicACLs:blockPublicPolicy:restrictPublicBuckets:),
    Member("BlockPublicAcls", \.blockPublicACLs, help: "No ACL that lets everybody in."),
    Member("IgnorePublicAcls", \.ignorePublicACLs, help: "Such ACLs have no effect."),
    Member("BlockPublicPolicy", \.blockPublicPolicy, help: "No policy that is public."),
    Member(
      "RestrictPublicBuckets", \.restrictPublicBuckets,
      help: "Under a public policy nobody of another account gets in."))

  init(
    blockPublicACLs: Bool?, ignorePublicACLs: Bool?, blockPublicPolicy: Bool?,
    restrictPublicBuckets: Bool?
  ) {
    self.blockPublicACLs = blockPublicACLs
    self.ignorePublicACLs = ignorePublicACLs
    self.blockPublicPolicy = blockPublicPolicy
    self.restrictPublicBuckets = restrictPublicBuckets
  }

  /// What GetPublicAccessBlock tells.
  init(_ block: PublicAccessBlock) {
    blockPublicACLs = block.blocksPublicACLs
    ignorePublicACLs = block.ignoresPublicACLs
    blockPublicPolicy = block.blocksPublicPolicy
    restrictPublicBuckets = block.restrictsPublicBuckets
  }

  /// The settings, of which what is left out is off; fails where nothing is said at all.
  func checked() throws(S3Failure) -> PublicAccessBlock {
    let all = [blockPublicACLs, ignorePublicACLs, blockPublicPolicy, restrictPublicBuckets]
    guard all.contains(where: { $0 != nil }) else {
      throw .invalidRequest("Must specify at least one configuration.")
    }
    return PublicAccessBlock(
      blocksPublicACLs: blockPublicACLs ?? false, ignoresPublicACLs: ignorePublicACLs ?? false,
      blocksPublicPolicy: blockPublicPolicy ?? false,
      restrictsPublicBuckets: restrictPublicBuckets ?? false)
  }
}
