import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What tests of Object Lock do again and again.
extension Bench {
  /// A bench whose bucket `b-1` has Object Lock, at half past ten.
  static func locking(_ standard: DocumentObject? = nil) throws -> Bench {
    var bench = Bench()
    try bench.advance(days: 0, seconds: 37_800)
    try bench.must("CreateBucket", ["Bucket": "b-1", "ObjectLockEnabledForBucket": true])
    if let standard { try bench.setDefaultRetention(standard) }
    return bench
  }

  /// Sets the default retention of `b-1`.
  mutating func setDefaultRetention(_ standard: DocumentObject) throws {
    try must("PutObjectLockConfiguration", Bench.configuring(standard))
  }

  /// A request to set the default retention of `b-1`.
  static func configuring(_ standard: DocumentObject) -> Document {
    [
      "Bucket": "b-1",
      "ObjectLockConfiguration": [
        "ObjectLockEnabled": "Enabled", "Rule": ["DefaultRetention": .object(standard)],
      ],
    ]
  }

  /// The moment so many days from now.
  func later(_ days: Int) -> Document { .timestamp(world.now.adding(days: days)) }

  /// Headers that lock a new version for so many days.
  func lock(_ mode: String, _ days: Int) -> DocumentObject {
    ["ObjectLockMode": .string(mode), "ObjectLockRetainUntilDate": later(days)]
  }

  /// The element of a retention for so many days.
  func retention(_ mode: String, _ days: Int) -> Document {
    ["Mode": .string(mode), "RetainUntilDate": later(days)]
  }

  /// Writes a version; its id.
  mutating func version(_ key: String, _ more: DocumentObject = [:]) throws -> Document {
    try #require(try put(key, more)["VersionId"])
  }

  /// A request about a version of `k`.
  static func of(_ id: Document, _ more: DocumentObject = [:]) -> Document {
    var request = more
    request["VersionId"] = id
    return Bench.request("k", request)
  }

  /// Puts a legal hold on the current version of a key, or takes it away.
  mutating func hold(_ key: String, _ status: Document = "ON") throws {
    try must("PutObjectLegalHold", Bench.request(key, ["LegalHold": ["Status": status]]))
  }

  /// The lock of the current version of a key.
  func lock(of key: String) throws -> VersionLock { try stored(key).lock }
}

extension WireError {
  /// The refusal of what Object Lock protects.
  static let locked = WireError(
    "AccessDenied", "Access Denied because object protected by object lock.")
}
