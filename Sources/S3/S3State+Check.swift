import Ciphers
import IAM
package import Kernel

extension S3State {
  /// The rules that buckets and objects break; none in a sound world.
  package func problems(at now: Timestamp) -> [String] {
    var problems: [String] = []
    var bytes = 0
    for (name, bucket) in buckets {
      if !bucket.name.text.hasSameBytes(as: name) {
        problems.append("\(bucket.name.arn): stored under another name")
      }
      bucket.walkObjects { key, object, _ in
        bytes += object.storedByteCount
        problems += self.problems(of: object).map { "\(bucket.name.arn)/\(key): \($0)" }
      }
      problems += versionProblems(of: bucket)
      problems += bucket.policy.map { policyProblems($0, of: bucket) } ?? []
    }
    if bytes != storedByteCount {
      problems.append("the store holds \(bytes) bytes, not \(storedByteCount)")
    }
    for id in bucketKeys.keys where buckets[id.bucket] == nil {
      problems.append("a bucket key of \(id.bucket), which is no bucket")
    }
    for (id, end) in heldBucketKeys where bucketKeys[id.key] == nil || end <= now {
      problems.append("a bucket key of \(id.key.bucket) is held too long")
    }
    return problems
  }

  /// What is wrong with the policy of a bucket.
  private func policyProblems(_ policy: BucketPolicy, of bucket: Bucket) -> [String] {
    guard let read = try? JSONReader.read(policy.text) else {
      return ["\(bucket.name.arn): a policy that is no JSON"]
    }
    let again = BucketPolicy(keeping: read)
    return again.document == policy.document && again.isPublic == policy.isPublic
      && !policy.document.statements.isEmpty
      ? [] : ["\(bucket.name.arn): a policy that says something else than its text"]
  }

  /// What is wrong with the versions of a bucket.
  private func versionProblems(of bucket: Bucket) -> [String] {
    var problems: [String] = []
    if bucket.versioning == nil, !bucket.otherVersions.isEmpty {
      problems.append("\(bucket.name.arn): versions, where none are kept")
    }
    var nulls = 0
    var last: VersionPlace?
    bucket.walkVersions(from: .newest(of: "")) { listed in
      let place = VersionPlace(listed.key, listed.version.number.ordinal)
      let isNewest = last.map { !$0.key.hasSameBytes(as: listed.key) } ?? true
      if isNewest != listed.isLatest || last.map({ $0 < place }) == false {
        problems.append("\(bucket.name.arn)/\(listed.key): versions in a wrong order")
      }
      if isNewest, listed.version.object != nil, bucket.objects[listed.key] == nil {
        problems.append("\(bucket.name.arn)/\(listed.key): its newest version is not current")
      }
      if place.ordinal > versionCount { problems.append("a version that was never made") }
      let current = bucket.objects[listed.key]?.version
      if listed.version.number.isNull, current != listed.version.number {
        nulls += 1
        if current?.isNull == true || bucket.otherNulls[listed.key] != place.ordinal {
          problems.append("\(bucket.name.arn)/\(listed.key): two versions null")
        }
      }
      last = place
      return true
    }
    if nulls != bucket.otherNulls.count {
      problems.append("\(bucket.name.arn): a version null that is gone")
    }
    return problems
  }

  private func problems(of object: StoredObject) -> [String] {
    var problems: [String] = []
    let envelope = object.envelope
    let tags = envelope.layers.count * AES.GCM.tagByteCount
    let count = Segments.count(size: object.size)
    let lengths = (0..<count).map { Segments.range(of: $0, size: object.size).count + tags }
    if object.segments.map(\.count) != lengths {
      problems.append("segments of other lengths than its size asks for")
    }
    if envelope.layers.count != (envelope.algorithm == .dsse ? 2 : 1) {
      problems.append("not one wrapped key for each layer")
    }
    if envelope.algorithm.usesKMS != (envelope.key != nil) {
      problems.append("\(envelope.algorithm.rawValue) with a wrong key")
    }
    if let bucketKey = envelope.bucketKey, bucketKeys[bucketKey] == nil {
      problems.append("its bucket key is gone")
    }
    return problems
  }
}
