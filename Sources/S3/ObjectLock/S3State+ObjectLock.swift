import Access
import Kernel

extension S3State {
  /// The permissions to lock a new version as its writer says.
  func demandsToLock(
    _ key: ObjectKey, in bucket: BucketName, _ headers: LockHeaders
  ) throws(S3Failure) -> [Demand] {
    var demands: [Demand] = []
    if headers.asksForRetention {
      demands.append(
        try demand("s3:PutObjectRetention", on: key, in: bucket, headers.conditionValues))
    }
    if headers.legalHold != nil {
      demands.append(
        try demand("s3:PutObjectLegalHold", on: key, in: bucket, headers.conditionValues))
    }
    return demands
  }

  /// The permission to pass over governance, where that is asked for and alone can help: the
  /// console of AWS sends the header with every deletion, also of those who have not the
  /// permission.
  func demandsToBypass(
    _ bypass: Bool?, of key: ObjectKey, _ version: ObjectVersionID?, in bucket: BucketName,
    _ requested: ConditionValues = ConditionValues(),
    permits: (VersionLock, _ bypassing: Bool) -> Bool
  ) throws(S3Failure) -> [Demand] {
    guard bypass == true,
      let object = try? object(key, version, in: try self.bucket(bucket), method: "PUT"),
      !permits(object.lock, false), permits(object.lock, true)
    else { return [] }
    return [
      try demand("s3:BypassGovernanceRetention", on: key, version, in: bucket, requested)
    ]
  }

  /// The permission to pass over governance for the deletion of a version.
  func demandsToBypassDeletion(
    _ bypass: Bool?, of key: ObjectKey, _ version: ObjectVersionID?, in bucket: BucketName,
    at now: Timestamp
  ) throws(S3Failure) -> [Demand] {
    // A deletion that names no version adds a marker, which no lock forbids.
    guard version != nil else { return [] }
    return try demandsToBypass(bypass, of: key, version, in: bucket) { lock, bypassing in
      lock.permitsDeletion(at: now, bypassing: bypassing)
    }
  }

  /// What a reader is told of the lock of an object: what the reader may ask for.
  func toldLock(
    of object: StoredObject, _ request: ReadRequest, _ environment: Environment, as call: Call
  ) throws(S3Failure) -> VersionLock {
    guard object.lock != .none else { return .none }
    let mayAsk = { (action: String) throws(S3Failure) in
      environment.denial(
        among: [
          try demand(action, on: request.key, request.versionID, in: request.bucket)
        ], as: call) == nil
    }
    return VersionLock(
      retention: try mayAsk("s3:GetObjectRetention") ? object.lock.retention : nil,
      legalHold: try mayAsk("s3:GetObjectLegalHold") ? object.lock.legalHold : nil)
  }

  /// The object whose lock a call is about; fails in a bucket without Object Lock.
  func lockable(
    _ key: ObjectKey, _ version: ObjectVersionID?, in bucket: Bucket, method: String
  ) throws(S3Failure) -> StoredObject {
    try bucket.checkObjectLock()
    return try object(key, version, in: bucket, method: method, seesMarker: true)
  }
}

extension VersionLock {
  /// What an answer tells of a lock.
  static let fields = Fields<VersionLock>(
    .init("ObjectLockMode", \.retention?.mode),
    .init("ObjectLockRetainUntilDate", \.retention?.until),
    .init("ObjectLockLegalHoldStatus", \.legalHold))
}
