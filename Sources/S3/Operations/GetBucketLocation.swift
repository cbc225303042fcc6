package import Access
package import Kernel

/// Tells in which Region a bucket is; nothing stands for us-east-1.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
package enum GetBucketLocation: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let location: Location }
  /// A Region, and null for us-east-1.
  package struct Location: ReplyStructure {
    let region: Region
    package static let fields = Fields<Location>()
    package static var type: MemberType { .string }
    package var document: Document? {
      region == .usEast1 ? .null : .string(region.description)
    }
  }

  package static let name = "GetBucketLocation"
  package static let summary = "Tells in which Region a bucket is; null stands for us-east-1."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(.init("LocationConstraint", \.location))
  package static let effect = Effect.read
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketLocation", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    return Response(location: Location(region: bucket.region))
  }
}
