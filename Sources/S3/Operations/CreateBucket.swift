package import IAM
package import Kernel

/// Makes a bucket; its name must be free in all the world.
package enum CreateBucket: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let configuration: Configuration?
    let refused: RefusedMembers
  }
  package struct Response: Sendable {
    let location: String
    let arn: ARN
  }
  /// CreateBucketConfiguration.
  package struct Configuration: StructureValue {
    let location: String?

    package static let shape = Shape(
      Configuration.init(location:),
      Member("LocationConstraint", \.location, help: "The Region; us-east-1 is left out."))
  }

  package static let name = "CreateBucket"
  package static let summary = "Makes a bucket; its name must be free in all the world."
  package static let request = Shape(
    Request.init(bucket:configuration:refused:), BucketName.member(\.bucket),
    Member("CreateBucketConfiguration", \.configuration, help: "Where the bucket shall be."),
    Member(
      refused: \.refused,
      [
        "ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP",
        "ObjectOwnership", "BucketNamespace",
      ], switches: ["ObjectLockEnabledForBucket"]))
  package static let response = Fields<Response>(
    .init("Location", \.location), .init("BucketArn", \.arn))
  package static let effect = Effect.write

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [.onOwned("s3:CreateBucket", request.bucket.arn, owner: call.account)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    try request.refused.check()
    try request.bucket.check()
    let name = request.bucket
    try checkLocation(request.configuration?.location, call.region)
    let response = Response(
      location: call.region == .usEast1 ? "/\(name.text)" : "http://\(name.text).s3.amazonaws.com/",
      arn: name.arn)
    guard !name.belongsToStranger else { throw .bucketAlreadyExists }
    if let present = storage.s3.buckets[name.text] {
      guard present.owner == call.account else { throw .bucketAlreadyExists }
      // The oldest Region answers as it did before there were others.
      guard call.region == .usEast1, present.region == .usEast1 else {
        throw .bucketAlreadyOwnedByYou
      }
      return response
    }
    storage.s3.buckets[name.text] = Bucket(
      name: name, owner: call.account, region: call.region, creationDate: environment.now)
    return response
  }

  /// Fails unless the request names the Region that is called, which us-east-1 has no name for.
  private static func checkLocation(_ text: String?, _ region: Region) throws(S3Failure) {
    guard let text else {
      guard region == .usEast1 else { throw .illegalLocation("unspecified") }
      return
    }
    guard text == "EU" || Region(text) != nil, text != Region.usEast1.description else {
      throw .invalidLocation
    }
    let named = text == "EU" ? Region.euWest1 : Region(text)
    // The endpoint of us-east-1 makes buckets anywhere; the others only at home.
    guard named == region else { throw .illegalLocation(text) }
  }
}
