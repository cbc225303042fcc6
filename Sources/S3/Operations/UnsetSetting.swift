package import Access
package import Kernel

/// Reads a setting of buckets that no call here can set: the answer is of one that never was.
///
/// Tools that take stock of a bucket read all of its settings, and stop at the first error.
package protocol UnsetSetting: S3Operation where Request == SettingRequest {
  /// The permission.
  static var action: String { get }
  /// The answer of a bucket without the setting.
  static func unset(_ bucket: BucketName) throws(S3Failure) -> Response
}

/// Which bucket's setting is asked for.
package struct SettingRequest: Sendable {
  let bucket: BucketName
  let owner: ExpectedOwner?
  var unsimulated = UnsimulatedMembers.none

  /// The members of most such requests.
  static let shape = Shape(
    { SettingRequest(bucket: $0, owner: $1) }, BucketName.member(\.bucket),
    ExpectedOwner.member(\.owner))
}

extension UnsetSetting {
  package static var request: Shape<SettingRequest> { SettingRequest.shape }
  package static var effect: Effect { .read }
  package static var permissions: [String] { [action] }
  package static var errors: [String] { ["NoSuchBucket"] }

  package static func check(_ request: SettingRequest) throws(S3Failure) {
    try request.unsimulated.check()
  }

  package static func demands(
    _ request: SettingRequest, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand(action, on: request.bucket)]
  }

  package static func run(
    _ request: SettingRequest, in storage: inout Storage, _ environment: inout Environment,
    as call: Call
  ) throws(S3Failure) -> Response {
    try request.owner.check(try storage.s3.bucket(request.bucket))
    return try unset(request.bucket)
  }
}
