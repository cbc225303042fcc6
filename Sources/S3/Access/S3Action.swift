import Access

/// An action of S3 that policies can name (Service Authorization Reference, "Actions defined by
/// Amazon S3").
package struct S3Action: Sendable {
  /// What an action is done to.
  package enum Target: Sendable {
    /// A bucket.
    case bucket
    /// An object, or a version of it.
    case object
    /// Neither: an account, an access point, a job.
    case other
  }

  /// The name without its service: `GetObject`.
  package let name: String
  /// What it is done to.
  package let target: Target

  /// The action as policies write it: `s3:GetObject`.
  package var text: String { "s3:\(name)" }

  /// Every action, those of buckets first.
  package static let all =
    actions(ofBuckets, .bucket) + actions(ofObjects, .object) + actions(ofOthers, .other)

  private static func actions(_ names: String, _ target: Target) -> [S3Action] {
    names.split { $0 == " " || $0 == "\n" }.map { S3Action(name: String($0), target: target) }
  }

  private static let ofBuckets = """
    CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket
    DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
    GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS
    GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
    GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
    GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
    GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
    GetMetricsConfiguration GetReplicationConfiguration ListBucket ListBucketMultipartUploads
    ListBucketVersions ListTagsForResource PutAccelerateConfiguration PutAnalyticsConfiguration
    PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification
    PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy
    PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning
    PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration
    PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
    PutReplicationConfiguration TagResource UntagResource
    UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration
    """

  private static let ofObjects = """
    AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging
    DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes
    GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion
    GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionForReplication
    GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts
    ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention
    PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete ReplicateObject
    ReplicateTags RestoreObject UpdateObjectEncryption
    """

  private static let ofOthers = """
    AssociateAccessGrantsIdentityCenter CreateAccessGrant CreateAccessGrantsInstance
    CreateAccessGrantsLocation CreateAccessPoint CreateAccessPointForObjectLambda CreateJob
    CreateMultiRegionAccessPoint CreateStorageLensGroup DeleteAccessGrant
    DeleteAccessGrantsInstance DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation
    DeleteAccessPoint DeleteAccessPointForObjectLambda DeleteAccessPointPolicy
    DeleteAccessPointPolicyForObjectLambda DeleteJobTagging DeleteMultiRegionAccessPoint
    DeleteStorageLensConfiguration DeleteStorageLensConfigurationTagging DeleteStorageLensGroup
    DescribeJob DescribeMultiRegionAccessPointOperation DissociateAccessGrantsIdentityCenter
    GetAccessGrant GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix
    GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation GetAccessPoint
    GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda GetAccessPointPolicy
    GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus
    GetAccessPointPolicyStatusForObjectLambda GetAccountPublicAccessBlock GetDataAccess
    GetJobTagging GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy
    GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes
    GetStorageLensConfiguration GetStorageLensConfigurationTagging GetStorageLensDashboard
    GetStorageLensGroup ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations
    ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets ListCallerAccessGrants
    ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations ListStorageLensGroups
    PauseReplication PutAccessGrantsInstanceResourcePolicy
    PutAccessPointConfigurationForObjectLambda PutAccessPointPolicy
    PutAccessPointPolicyForObjectLambda PutAccessPointPublicAccessBlock
    PutAccountPublicAccessBlock PutJobTagging PutMultiRegionAccessPointPolicy
    PutStorageLensConfiguration PutStorageLensConfigurationTagging
    SubmitMultiRegionAccessPointRoutes UpdateAccessGrantsLocation UpdateJobPriority
    UpdateJobStatus UpdateStorageLensGroup
    """
}

extension S3Action {
  /// Whether requests of this action can have a value of a condition key of S3; the keys of all
  /// services, `aws:…`, go with every action.
  func knows(_ key: ConditionKey.Name) -> Bool {
    switch key {
    case .s3Prefix, .s3Delimiter, .s3MaxKeys: ["ListBucket", "ListBucketVersions"].contains(name)
    case .s3VersionID: target == .object && name.contains("Version")
    case .sse, .sseKMSKeyID, .s3StorageClass: ["PutObject", "ReplicateObject"].contains(name)
    case .sseCustomerAlgorithm: S3Action.withCustomerKeys.contains(name)
    case .s3ACL, .s3GrantFullControl, .s3GrantRead, .s3GrantReadACP, .s3GrantWrite,
      .s3GrantWriteACP:
      S3Action.withACLs.contains(name)
    case .s3CopySource, .s3MetadataDirective, .s3WebsiteRedirectLocation, .s3IfMatch,
      .s3IfNoneMatch, .s3ObjectCreationOperation:
      name == "PutObject"
    case .s3ObjectOwnership: ["CreateBucket", "PutBucketOwnershipControls"].contains(name)
    case .s3LocationConstraint: name == "CreateBucket"
    case .s3ExistingObjectTag: target == .object && !S3Action.withoutObject.contains(name)
    case .s3RequestObjectTag, .s3RequestObjectTagKeys: S3Action.withTags.contains(name)
    case .s3ObjectLockMode, .s3ObjectLockRetainUntilDate, .s3ObjectLockRemainingRetentionDays,
      .s3ObjectLockLegalHold:
      S3Action.withLocks.contains(name)
    default: key.rawValue.hasPrefix("aws:") || key.rawValue.hasPrefix("s3:")
    }
  }

  private static let withCustomerKeys = [
    "PutObject", "GetObject", "GetObjectVersion", "GetObjectAttributes",
    "GetObjectVersionAttributes", "ReplicateObject",
  ]
  private static let withACLs = [
    "PutObject", "PutObjectAcl", "PutObjectVersionAcl", "PutBucketAcl", "CreateBucket",
  ]
  private static let withoutObject = [
    "PutObject", "AbortMultipartUpload", "ListMultipartUploadParts",
  ]
  private static let withTags = [
    "PutObject", "PutObjectTagging", "PutObjectVersionTagging", "ReplicateTags",
  ]
  private static let withLocks = [
    "PutObject", "PutObjectRetention", "PutObjectLegalHold", "BypassGovernanceRetention",
    "ReplicateObject",
  ]
}
