package import Access
package import Kernel

/// Tells whether a bucket exists and may be listed, and where it is.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
package enum HeadBucket: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable {
    let arn: ARN
    let region: String
    let isAccessPointAlias: Bool
  }

  package static let name = "HeadBucket"
  package static let summary = "Tells whether a bucket exists and may be listed, and where it is."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(
    .init("BucketArn", \.arn), .init("BucketRegion", \.region),
    .init("AccessPointAlias", \.isAccessPointAlias))
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucket"]
  package static let errors = ["400", "403", "404"]

  package static func wire(_ refusal: Refusal<S3Failure>) -> WireError { refusal.withoutBody }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:ListBucket", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    return Response(
      arn: bucket.name.arn, region: bucket.region.description, isAccessPointAlias: false)
  }
}
