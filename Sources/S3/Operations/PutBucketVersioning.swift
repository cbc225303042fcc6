package import Access
package import Kernel

/// Lets a bucket keep the versions of its objects, or stop it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html
package enum PutBucketVersioning: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let configuration: Configuration
    let owner: ExpectedOwner?
    let unsimulated: UnsimulatedMembers
  }
  /// VersioningConfiguration.
  package struct Configuration: StructureValue {
    let mfaDelete: OpenEnumeration<MFADelete>?
    let status: OpenEnumeration<Versioning>?

    package static let shape = Shape(
      Configuration.init(mfaDelete:status:),
      Member("MFADelete", \.mfaDelete, help: "Only Disabled: nobody here has a device."),
      Member("Status", \.status, help: "Enabled or Suspended."))
  }

  /// Whether deletions of versions want a device's code.
  package enum MFADelete: String, EnumerationValue {
    case enabled = "Enabled"
    case disabled = "Disabled"

    package static let simulated: [MFADelete] = [.disabled]
  }

  package static let name = "PutBucketVersioning"
  package static let summary = "Lets a bucket keep the versions of its objects, or stop it."
  package static let request = Shape(
    Request.init(bucket:checksumAlgorithm:configuration:owner:unsimulated:),
    BucketName.member(\.bucket),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member("VersioningConfiguration", \.configuration, help: "Status=Enabled or Suspended."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("ContentMD5"), .refused("MFA")))
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchBucket", "MalformedXML", "IllegalVersioningConfigurationException",
    "InvalidBucketState",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutBucketVersioning", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let configuration = request.configuration
    if let mfaDelete = configuration.mfaDelete {
      guard let known = mfaDelete.known else { throw .malformedXML }
      guard known == .disabled else {
        throw .accessDenied(
          "This operation may only be performed by the bucket owner's root user with MFA")
      }
    }
    guard let status = configuration.status else { throw .noVersioning }
    guard let versioning = status.known else { throw .malformedXML }
    guard versioning == .enabled || bucket.objectLock == nil else { throw .lockNeedsVersions }
    storage.s3[found: request.bucket].versioning = versioning
    if configuration.mfaDelete != nil { storage.s3[found: bucket.name].tellsMFADelete = true }
    if versioning == .enabled { storage.s3.makeIDKey(&environment) }
    return EmptyResponse()
  }
}
