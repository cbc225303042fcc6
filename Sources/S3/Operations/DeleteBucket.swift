package import Access
package import Kernel

/// Deletes an empty bucket; its name is free again.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
package enum DeleteBucket: S3Operation {
  package typealias Request = BucketRequest

  package static let name = "DeleteBucket"
  package static let summary = "Deletes an empty bucket; its name is free again."
  package static let request = BucketRequest.shape
  package static let effect = Effect.write
  package static let errors = ["NoSuchBucket", "BucketNotEmpty"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:DeleteBucket", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try request.found(in: storage.s3)
    guard bucket.isEmpty else {
      throw .bucketNotEmpty(request.bucket, keptVersions: bucket.versioning != nil)
    }
    if let slot = bucket.lifecycle?.slot { environment.queue.cancel(slot) }
    // Open uploads do not keep a bucket; they end with it.
    for upload in bucket.uploads.values { storage.s3.abort(upload, in: request.bucket) }
    storage.s3.remove(request.bucket)
    return EmptyResponse()
  }
}
