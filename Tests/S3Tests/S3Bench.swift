import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What S3's tests do again and again.
extension Bench {
  /// A bench with a bucket `b-1` in us-east-1.
  static func withBucket(seed: UInt64 = 1) throws -> Bench {
    var bench = Bench(seed: seed)
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    return bench
  }

  /// A request on an object.
  static func request(
    _ key: String, in bucket: String = "b-1", _ more: DocumentObject = [:]
  ) -> Document {
    var request: DocumentObject = ["Bucket": .string(bucket), "Key": .string(key)]
    for entry in more.entries { request[entry.name] = entry.value }
    return .object(request)
  }

  /// Writes an object.
  @discardableResult
  mutating func put(
    _ key: String, _ body: [UInt8] = [1, 2, 3], in bucket: String = "b-1",
    _ more: DocumentObject = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> DocumentObject {
    var more = more
    more["Body"] = .bytes(body)
    return try must(
      "PutObject", Bench.request(key, in: bucket, more), sourceLocation: sourceLocation)
  }

  /// Writes an object of three bytes with headers.
  @discardableResult
  mutating func put(
    _ key: String, _ more: DocumentObject, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> DocumentObject {
    try put(key, [1, 2, 3], in: "b-1", more, sourceLocation: sourceLocation)
  }

  /// Reads an object's content.
  mutating func get(
    _ key: String, in bucket: String = "b-1", _ more: DocumentObject = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [UInt8] {
    let response = try must(
      "GetObject", Bench.request(key, in: bucket, more), sourceLocation: sourceLocation)
    return try #require(response["Body"]?.blob)
  }

  /// The refusal of a call on an object.
  mutating func objectRefusal(
    _ name: String, _ key: String, in bucket: String = "b-1", _ more: DocumentObject = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> WireError? {
    refusal(name, Bench.request(key, in: bucket, more), sourceLocation: sourceLocation)
  }

  /// The stored object.
  func stored(_ key: String, in bucket: String = "b-1") throws -> StoredObject {
    try #require(world.storage.s3.buckets[BucketName(bucket)]?.objects[ObjectKey(key)])
  }

  /// Puts a stored object into a bucket, past the front door.
  mutating func replace(_ key: String, in bucket: String = "b-1", by object: StoredObject) {
    world.storage.s3.add(.object(object), as: ObjectKey(key), in: BucketName(bucket))
  }

  /// What KMS was asked while `body` ran.
  mutating func kmsCalls(_ body: (inout Bench) throws -> Void) rethrows -> [KMSCall] {
    let before = world.environment.trail.count
    try body(&self)
    let trail = world.environment.trail
    return trail.suffix(trail.count - before).compactMap { KMSCall($0.record) }
  }

  /// Lets bob do everything in S3 and nothing in KMS by himself.
  mutating func letBobUseS3(_ actions: String...) {
    world.environment.identities.setPolicies(
      [
        IdentityPolicy(
          name: "S3",
          document: PolicyDocument(statements: [
            PolicyStatement(
              sid: nil, effect: .allow, principals: [],
              actions: (actions.isEmpty ? ["s3:*"] : actions).map {
                Wildcard($0, ignoringCase: true)
              }, resources: [Wildcard("*")])
          ]))
      ], ofUser: "bob", in: .learner)
  }

  /// Sets the default encryption of the bucket.
  mutating func setDefault(
    _ algorithm: String, key: Document? = nil, bucketKey: Bool? = nil, in bucket: String = "b-1"
  ) throws {
    var byDefault: DocumentObject = ["SSEAlgorithm": .string(algorithm)]
    byDefault["KMSMasterKeyID"] = key
    var rule: DocumentObject = ["ApplyServerSideEncryptionByDefault": .object(byDefault)]
    rule["BucketKeyEnabled"] = bucketKey.map { .bool($0) }
    try must(
      "PutBucketEncryption",
      [
        "Bucket": .string(bucket),
        "ServerSideEncryptionConfiguration": ["Rules": [.object(rule)]],
      ])
  }
}

/// One call of KMS in the trail.
struct KMSCall: Equatable, CustomStringConvertible {
  let name: String
  let context: Document?
  let actor: String
  let region: Region
  let error: String?

  init?(_ record: TrailRecord) {
    guard record.service == .kms, case .principal = record.actor else { return nil }
    name = record.name
    context = record.parameters["EncryptionContext"]
    actor = record.actor.text
    region = record.region
    error = record.error?.code
  }

  init(
    _ name: String, _ arn: String, more: [(String, Document)] = [],
    actor: Principal = .alice, region: Region = .usEast1, error: String? = nil
  ) {
    self.name = name
    context = .object(DocumentObject([("aws:s3:arn", .string(arn))] + more))
    self.actor = "\(actor.arn) via s3"
    self.region = region
    self.error = error
  }

  var description: String {
    "\(name) \(context.map { JSONWriter.text($0) } ?? "-") \(actor) \(error ?? "")"
  }
}

/// Bytes that repeat after a prime number of them, so that a wrong place shows.
func pattern(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  let block = (0..<min(count, 4093)).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 56)
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + block.count)
  while bytes.count < count { bytes += block }
  bytes.removeLast(bytes.count - count)
  return bytes
}
