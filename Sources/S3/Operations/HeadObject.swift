package import Access
package import Kernel

/// Tells about an object without its content; needs no key, but for the checksum.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
package enum HeadObject: ObjectReading {
  package typealias Response = ObjectReply

  package static let name = "HeadObject"
  package static let summary =
    "Tells about an object without its content; needs no key, but for the checksum."
  package static let response = ObjectReply.fields(eTagFirst: false)
  package static let errors = [
    "400", "403", "404", "405", "412", "304", "416", "501",
  ]

  package static func wire(_ refusal: Refusal<S3Failure>) -> WireError { refusal.withoutBody }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.object(
      request.key, request.versionID, in: bucket, method: "HEAD")
    let customerKey = try request.customer.key(for: object.envelope)
    try request.conditions.check(object, at: environment.now)
    let range = try request.offsets(in: object)
    var checksum: ContentChecksum?
    if request.wantsChecksum(of: object, range) {
      // The checksum is stored encrypted, as the content is.
      let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
      let keys = try storage.openDataKeys(
        object.envelope, with: customerKey, of: place, &environment)
      checksum = try request.checksum(of: object, range, keys)
    }
    return ObjectReply(
      object: object, versionID: storage.s3.shownID(of: object.version, in: bucket),
      expiration: request.versionID == nil ? bucket.toldExpiration(of: request.key, object) : nil,
      range: range, checksum: checksum, customerKey: customerKey,
      lock: try storage.s3.toldLock(of: object, request, environment, as: call),
      request: request)
  }
}
