package import Access
package import Kernel

/// Says whose the objects of a bucket are: its owner's, as it is anyway.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html
package enum PutBucketOwnershipControls: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let controls: OwnershipControls
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutBucketOwnershipControls"
  package static let summary =
    "Says whose the objects of a bucket are: its owner's, as it is anyway."
  package static let request = Shape(
    Request.init(bucket:controls:checksumAlgorithm:owner:unsimulated:),
    BucketName.member(\.bucket),
    Member(
      "OwnershipControls", \.controls,
      help: "Rules=[{ObjectOwnership=BucketOwnerEnforced}]; the others would turn ACLs on."),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .refused("ContentMD5")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketOwnershipControls"]
  package static let errors = ["NoSuchBucket", "MalformedXML"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var values = ConditionValues()
    values.add(.s3ObjectOwnership, request.controls.rules.first?.ownership.text)
    return [
      try storage.s3.demand("s3:PutBucketOwnershipControls", on: request.bucket, values)
    ]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.owner.check(try storage.s3.bucket(request.bucket))
    try request.controls.check()
    return EmptyResponse()
  }
}
