package import Access
package import Kernel

/// Tells the ACL of an object: the bucket owner's full control, for ACLs are off.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html
package enum GetObjectAcl: VersionOperation {
  package struct Request: NamesVersion, BringsUnsimulated {
    package let bucket: BucketName
    package let key: ObjectKey
    package let versionID: ObjectVersionID?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable { let acl: OwnersACL }

  package static let name = "GetObjectAcl"
  package static let summary =
    "Tells the ACL of an object: the bucket owner's full control, for ACLs are off."
  package static let request = Shape(
    Request.init(bucket:key:versionID:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ObjectVersionID.member(\.versionID),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .idle("RequestPayer")))
  package static let response = OwnersACL.fields.of(\Response.acl)
  package static let effect = Effect.read
  package static let permissions = [
    "s3:GetObjectAcl", "s3:GetObjectVersionAcl", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
  ]

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    _ = try storage.s3.object(request.key, request.versionID, in: bucket, method: "GET")
    return Response(acl: OwnersACL(account: bucket.owner))
  }
}
