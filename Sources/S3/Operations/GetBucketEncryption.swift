package import Access
package import Kernel

/// Tells how a bucket encrypts new objects whose writer does not say it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html
package enum GetBucketEncryption: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let configuration: EncryptionConfiguration }

  package static let name = "GetBucketEncryption"
  package static let summary =
    "Tells how a bucket encrypts new objects whose writer does not say it."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(
    .init("ServerSideEncryptionConfiguration", \.configuration))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetEncryptionConfiguration"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetEncryptionConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    return Response(configuration: EncryptionConfiguration(bucket.encryption))
  }
}
