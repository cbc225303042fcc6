package import Access
package import Kernel

/// Reads an object or a part of it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
package enum GetObject: ObjectReading {
  package struct Response: Sendable {
    let content: PutObject.Content
    let told: ObjectReply
  }

  package static let name = "GetObject"
  package static let summary = "Reads an object or a part of it."
  package static let response =
    Fields<Response>(.init("Body", \.content)) + ObjectReply.fields(eTagFirst: true).of(\.told)
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
    "InvalidRequest", "InvalidRange", "InvalidPartNumber", "PreconditionFailed", "304",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.object(
      request.key, request.versionID, in: bucket, method: "GET")
    try object.checkReadable()
    let customerKey = try request.customer.key(for: object.envelope)
    try request.conditions.check(object, at: environment.now)
    let range = try request.offsets(in: object)
    let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
    let keys = try storage.openDataKeys(
      object.envelope, with: customerKey, of: place, &environment)
    let content = try object.read(range ?? 0..<object.size, keys)
    let checksum = try request.checksum(of: object, range, keys)
    return Response(
      content: PutObject.Content(content),
      told: ObjectReply(
        object: object, versionID: storage.s3.shownID(of: object.version, in: bucket),
        expiration: request.versionID == nil ? bucket.toldExpiration(of: request.key, object) : nil,
        range: range, checksum: checksum, customerKey: customerKey,
        lock: try storage.s3.toldLock(of: object, request, environment, as: call),
        request: request))
  }
}
