package import Access
import Kernel

/// A request that names an object, and perhaps which version of it.
package protocol NamesVersion: Sendable {
  /// Where the object is.
  var bucket: BucketName { get }
  /// What it is called.
  var key: ObjectKey { get }
  /// Which version is meant; `nil` for the newest.
  var versionID: ObjectVersionID? { get }
}

/// An operation on an object that is there, under the permission of its own name.
package protocol VersionOperation: S3Operation where Request: NamesVersion {
  /// What the request tells of condition keys.
  static func conditionValues(of request: Request) -> ConditionValues
}

extension VersionOperation {
  /// Most requests tell of none.
  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(
      request.key, request.versionID, in: request.bucket, ["s3:\(name)"],
      conditionValues(of: request))
  }
}
