import Access
import Ciphers
package import Kernel

extension S3State {
  /// The rules that buckets and objects break; none in a sound world.
  package func problems(at now: Timestamp, _ queue: EventQueue) -> [String] {
    var problems: [String] = []
    var bytes = 0
    for (name, bucket) in buckets {
      if bucket.name != name {
        problems.append("\(bucket.name.arn): stored under another name")
      }
      if !name.isAllowed { problems.append("\(name.arn): a name that no bucket can have") }
      bucket.walkObjects { key, object, _ in
        bytes += object.storedByteCount
        problems += self.problems(of: object).map { "\(bucket.name.arn)/\(key): \($0)" }
      }
      problems += versionProblems(of: bucket) + lifecycleProblems(of: bucket, at: now, queue)
      problems += lockProblems(of: bucket)
      for (place, upload) in bucket.uploads {
        bytes += upload.storedByteCount
        problems += self.problems(of: upload, at: place).map {
          "\(bucket.name.arn)/\(place.key): \($0)"
        }
      }
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

  /// What is wrong with the schedule of a bucket's rules: they act on the first day on which they
  /// have something to do, or find on a day before it that they have not.
  private func lifecycleProblems(
    of bucket: Bucket, at now: Timestamp, _ queue: EventQueue
  ) -> [String] {
    let slot = bucket.lifecycle?.slot
    if let slot, queue.upcoming[slot]?.subject != bucket.name.arn {
      return ["\(bucket.name.arn): its rules expect an event that does not come"]
    }
    // What is overdue waits for the midnight that comes.
    let tonight = now.adding(seconds: 1).nextMidnight
    var isLate = false
    bucket.walkLifecycleSteps { _, step in
      let expected = step.time > now ? step.time : tonight
      isLate = isLate || slot.map { $0.time > expected } ?? true
    }
    return isLate || !touched.isEmpty ? ["\(bucket.name.arn): its rules act too late"] : []
  }

  /// What is wrong with the versions of a bucket.
  private func versionProblems(of bucket: Bucket) -> [String] {
    var problems: [String] = []
    if bucket.versioning == nil, !bucket.otherVersions.isEmpty {
      problems.append("\(bucket.name.arn): versions, where none are kept")
    }
    var nulls = 0
    var last: VersionPlace?
    bucket.walkVersions(from: .first) { listed in
      let place = VersionPlace(listed.key, listed.version.number.ordinal)
      let isNewest = last.map { $0.key != listed.key } ?? true
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
    var problems = self.problems(of: object.envelope)
    let layers = object.envelope.layers.count
    let sizes = object.parts.isEmpty ? [object.size] : object.parts.map(\.size)
    if sizes.reduce(0, +) != object.size { problems.append("parts of another size") }
    if object.segments.map(\.count) != sizes.flatMap({ lengths(of: $0, layers) }) {
      problems.append("segments of other lengths than its size asks for")
    }
    if object.sealedChecksum.isEmpty == object.parts.isEmpty {
      problems.append("not one checksum for each content")
    }
    return problems
  }

  /// How long the segments of a content are under so many layers.
  private func lengths(of size: Int, _ layers: Int) -> [Int] {
    (0..<Segments.count(size: size)).map {
      Segments.range(of: $0, size: size).count + layers * AES.GCM.tagByteCount
    }
  }

  /// What is wrong with an upload.
  private func problems(of upload: MultipartUpload, at place: UploadPlace) -> [String] {
    var problems = self.problems(of: upload.envelope)
    if upload.place != place || place.ordinal > uploadCount {
      problems.append("an upload that was never begun")
    }
    for (number, part) in upload.parts {
      if part.part.number != number || !PartNumber.all.contains(number) {
        problems.append("part \(number) under another number")
      }
      if part.segments.map(\.count) != lengths(of: part.part.size, upload.envelope.layers.count) {
        problems.append("part \(number): segments of other lengths than its size asks for")
      }
    }
    return problems
  }

  /// What is wrong with wrapped keys.
  private func problems(of envelope: Envelope) -> [String] {
    var problems: [String] = []
    if envelope.layers.count != (envelope.kind == .managed(.dsse) ? 2 : 1) {
      problems.append("not one wrapped key for each layer")
    }
    if envelope.kind.usesKMS != (envelope.key != nil) {
      problems.append("\(envelope.kind.text) with a wrong key")
    }
    if (envelope.kind == .customer) != (envelope.customerKeyMark != nil) {
      problems.append("\(envelope.kind.text) with a wrong mark of a customer's key")
    }
    if let bucketKey = envelope.bucketKey, bucketKeys[bucketKey] == nil {
      problems.append("its bucket key is gone")
    }
    return problems
  }
}
