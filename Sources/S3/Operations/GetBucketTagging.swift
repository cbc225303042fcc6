package import Access
package import Kernel

/// Tells the tags of a bucket.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html
package enum GetBucketTagging: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let tags: [ObjectTag] }

  package static let name = "GetBucketTagging"
  package static let summary = "Tells the tags of a bucket."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(.init("TagSet", \.tags))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetBucketTagging"]
  package static let errors = ["NoSuchBucket", "NoSuchTagSet"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketTagging", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    guard !bucket.tags.isEmpty else { throw .noTags(request.bucket) }
    return Response(tags: bucket.tags)
  }
}
