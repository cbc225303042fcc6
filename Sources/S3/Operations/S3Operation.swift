package import Access
package import Kernel

/// An operation of S3; its state is that of all services, since it asks KMS for keys.
package protocol S3Operation: APIOperation
where State == Storage, Failure == S3Failure {
  /// The permissions that a call needs; fails where a bucket that is named does not exist.
  static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand]
}

extension S3Operation {
  package static var service: Service { .s3 }

  package static var modelOrder: [Substring] { ModelOrder.members(of: name) }

  package static func demands(
    _ request: Request, in storage: Storage, _ environment: Environment, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try demands(request, in: storage, as: call).map { $0.countingRetention(at: environment.now) }
  }

  /// Each resource once, however many permissions the call needs for it.
  package static func resources(
    _ demands: [Demand], _ response: Response, in storage: Storage
  ) -> [ARN] {
    demands.compactMap(\.resource).reduce(into: []) { named, resource in
      if !named.contains(resource) { named.append(resource) }
    }
  }

  package static func settle(_ storage: inout Storage, _ environment: inout Environment) {
    storage.s3.scheduleTouched(&environment)
  }

  /// Takes back what S3 did; what KMS did for it through the front door stands, as on AWS.
  ///
  /// S3 itself draws randomness only after the last thing that can fail.
  package static func restore(
    _ storage: inout Storage, _ environment: inout Environment,
    to before: (state: Storage, environment: Environment.Changes)
  ) {
    storage.s3 = before.state.s3
  }
}

extension Demand {
  /// The permission to do something that no bucket's policy speaks of.
  static func ofS3(
    _ action: String, _ resource: ARN?, as call: Call, _ requested: ConditionValues = .init()
  ) -> Demand {
    var values = requested
    values.ofResource = { S3State.valueOfCall($0, action) }
    return .onOwned(action, resource, owner: call.account, values: values)
  }
}

extension S3State {
  /// The permission to do something with a bucket.
  func demand(
    _ action: String, on bucket: BucketName, _ values: ConditionValues = ConditionValues()
  ) throws(S3Failure) -> Demand {
    demand(action, on: nil, in: try self.bucket(bucket), values)
  }

  /// The permission to do something with an object, which need not exist.
  func demand(
    _ action: String, on key: ObjectKey, _ version: ObjectVersionID? = nil, in bucket: BucketName,
    _ requested: ConditionValues = ConditionValues()
  ) throws(S3Failure) -> Demand {
    demand(action, on: key, version, in: try self.bucket(bucket), requested)
  }

  /// The permission to do something with a bucket, or with an object, which need not exist.
  package func demand(
    _ action: String, on key: ObjectKey?, _ version: ObjectVersionID? = nil, in bucket: Bucket,
    _ requested: ConditionValues
  ) -> Demand {
    var values = requested
    values.add(.s3VersionID, version?.text)
    values.ofResource = { conditionKey in
      guard conditionKey.name == .s3ExistingObjectTag else {
        return S3State.valueOfCall(conditionKey, action)
      }
      let object = key.flatMap { key in
        version.map { try? self.version($0, of: key, in: bucket).object }
          ?? bucket.current(key)
      }
      return object?.tags.first { $0.key == conditionKey.parameter }.map { [$0.value] }
    }
    var demand = Demand.onOwned(
      action, key.map { bucket.name.arn(of: $0) } ?? bucket.name.arn,
      owner: bucket.owner, policy: bucket.policy?.document, values: values)
    demand.isRestricted = isRestricted(bucket)
    return demand
  }

  /// The permission to make an object, to give it tags where the request has some or copies them,
  /// and to lock it.
  func demandsToCreate(
    _ key: ObjectKey, in bucket: BucketName, _ requested: ConditionValues, tagging: String?,
    copiesTags: Bool = false, lock: LockHeaders
  ) throws(S3Failure) -> [Demand] {
    var demands = [try demand("s3:PutObject", on: key, in: bucket, requested)]
    if copiesTags || tagging != nil {
      demands.append(
        try demand(
          "s3:PutObjectTagging", on: key, in: bucket, ConditionValues(tagging: tagging)))
    }
    return try demands + demandsToLock(key, in: bucket, lock)
  }

  /// The permission to read an object; whether a missing one is missing is told to those alone who
  /// may list the bucket.
  func demandsToRead(
    _ key: ObjectKey, _ version: ObjectVersionID? = nil, in bucket: BucketName,
    _ actions: [String] = ["s3:GetObject"], _ requested: ConditionValues = ConditionValues()
  ) throws(S3Failure) -> [Demand] {
    var demands: [Demand] = []
    for action in actions {
      demands.append(
        try demand(action.ofVersion(version), on: key, version, in: bucket, requested))
    }
    let present = try self.bucket(bucket)
    if let version {
      if isGone(version, of: key, in: present) {
        demands.append(try demand("s3:ListBucketVersions", on: bucket))
      }
    } else if present.current(key) == nil {
      demands.append(try demand("s3:ListBucket", on: bucket))
    }
    return demands
  }
}

extension String {
  /// The action of the same kind on a version that is named: `s3:GetObjectVersion`; those on locks
  /// are the same for all versions.
  func ofVersion(_ version: ObjectVersionID?) -> String {
    guard version != nil, !hasSuffix("Retention"), !hasSuffix("LegalHold") else { return self }
    let verb = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].first(where: hasPrefix)
    return verb.map { "\($0)Version\(dropFirst($0.count))" } ?? self
  }
}
