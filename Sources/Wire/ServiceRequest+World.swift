package import Cloud
import Kernel
import S3

/// What only the world tells of a request.
extension ServiceRequest {
  /// Why a bucket is not reached in this way: `PermanentRedirect`, for a bucket in the path at
  /// another Region's endpoint, and for HEAD with a signature of another Region
  /// (Amazon S3 User Guide, "Request redirection and the REST API").
  func redirection(to bucket: Bucket, isHead: Bool, by signer: Signer) -> HTTPFailure? {
    let isElsewhere = endpoint.map { $0 != bucket.region } ?? false
    let isSignedElsewhere = signer.region.map { $0 != bucket.region } ?? false
    guard isElsewhere || isHead && isSignedElsewhere else { return nil }
    let name = bucket.name.text
    return HTTPFailure(
      301, "PermanentRedirect",
      "The bucket you are attempting to access must be addressed using the specified endpoint."
        + " Please send all future requests to this endpoint.",
      [
        ("Endpoint", Link(bucket: name, key: "", region: bucket.region).host), ("Bucket", name),
      ])
  }

  /// What every answer to HEAD of a bucket tells, whoever asks: where it is.
  package func headersOfBucket(in world: World) -> [HTTPField] {
    guard let (address, method) = inS3, method == "HEAD", address.level == .bucket,
      let bucket = address.bucket.flatMap({ world.storage.s3.buckets[BucketName($0)] })
    else { return [] }
    return [ServiceRequest.header(of: bucket)]
  }

  /// The header that tells where a bucket is.
  static func header(of bucket: Bucket) -> HTTPField {
    HTTPField("x-amz-bucket-region", bucket.region.description)
  }
}
