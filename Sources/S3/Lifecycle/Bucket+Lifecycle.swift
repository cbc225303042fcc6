import Kernel

extension Bucket {
  /// Something that a rule does at a moment.
  typealias DueStep = (time: Timestamp, step: LifecycleStep)

  /// What rules will do with one key, if nobody calls.
  func lifecycleSteps(of key: ObjectKey) -> [DueStep] {
    guard lifecycle != nil else { return [] }
    var versions: [ObjectVersion] = []
    walkVersions(from: .newest(of: key)) { listed in
      guard listed.key == key else { return false }
      versions.append(listed.version)
      return true
    }
    let open = uploads.entries(from: UploadPlace(key, 0))
      .prefix { $0.key.key == key }.map(\.value)
    return steps(of: key, versions) + open.compactMap(step(of:))
  }

  /// What rules will do with all keys; told key by key.
  func walkLifecycleSteps(_ body: (ObjectKey, DueStep) -> Void) {
    guard lifecycle != nil else { return }
    var key = ObjectKey("")
    var versions: [ObjectVersion] = []
    func tell() {
      if !versions.isEmpty { for step in steps(of: key, versions) { body(key, step) } }
      versions = []
    }
    walkVersions(from: .first) { listed in
      if listed.key != key { tell() }
      key = listed.key
      versions.append(listed.version)
      return true
    }
    tell()
    for upload in uploads.values { if let step = step(of: upload) { body(upload.place.key, step) } }
  }

  /// When the current object of a key expires, and by which rule: the earliest, and of those the
  /// first.
  func expiration(of key: ObjectKey, _ object: StoredObject) -> (time: Timestamp, rule: String)? {
    var found: (time: Timestamp, rule: String)?
    for rule in lifecycle?.rules ?? [] where rule.isAbout(key, object) {
      guard let time = rule.expiration?.time(of: object.lastModified) else { continue }
      if found.map({ time < $0.time }) ?? true { found = (time, rule.id ?? "") }
    }
    return found
  }

  /// When an upload is given up, and by which rule.
  func abortion(of upload: MultipartUpload) -> (time: Timestamp, rule: String)? {
    var found: (time: Timestamp, rule: String)?
    for rule in lifecycle?.rules ?? [] where rule.isAbout(upload.place.key, nil) {
      guard let days = rule.abort?.days else { continue }
      let time = upload.initiated.adding(days: days).nextMidnight
      if found.map({ time < $0.time }) ?? true { found = (time, rule.id ?? "") }
    }
    return found
  }

  private func step(of upload: MultipartUpload) -> DueStep? {
    abortion(of: upload).map { ($0.time, .abort(upload.place)) }
  }

  /// What rules will do with the versions of a key, the newest first.
  private func steps(of key: ObjectKey, _ versions: [ObjectVersion]) -> [DueStep] {
    guard let current = versions.first else { return [] }
    var steps: [DueStep] = []
    if let object = current.object {
      let end = expiration(of: key, object)?.time
      if let end { steps.append((end, .expire)) }
      steps += moves(lifecycle?.moves(of: key, object) ?? [], before: end)
    } else if versions.count == 1, let time = endOfLoneMarker(key, current) {
      steps.append((time, .remove(current.number)))
    }
    for (index, version) in versions.enumerated().dropFirst() {
      let since = versions[index - 1].lastModified
      let times = (lifecycle?.rules ?? []).compactMap { rule -> Timestamp? in
        guard let action = rule.noncurrentExpiration, rule.isAbout(key, version.object),
          let days = action.days, index - 1 >= action.newerVersions ?? 0
        else { return nil }
        let due = since.adding(days: days).nextMidnight
        guard let object = version.object else { return due }
        // A version that is locked stays until its lock is over.
        return object.lock.end(from: due)?.nextMidnight
      }
      if let time = times.min() { steps.append((time, .remove(version.number))) }
      guard let object = version.object else { continue }
      let old = lifecycle?.moves(of: key, object, since: since, newer: index - 1) ?? []
      steps += moves(old, before: times.min())
    }
    return steps
  }

  /// Those that come while the object is there: what expires does not move any more.
  private func moves(_ steps: [DueStep], before end: Timestamp?) -> [DueStep] {
    steps.filter { step in end.map { step.time < $0 } ?? true }.sorted { $0.time < $1.time }
  }

  /// When a delete marker goes below which nothing is left.
  private func endOfLoneMarker(_ key: ObjectKey, _ marker: ObjectVersion) -> Timestamp? {
    let times = (lifecycle?.rules ?? []).compactMap { rule -> Timestamp? in
      guard let action = rule.expiration, rule.isAbout(key, nil) else { return nil }
      if action.deletesLoneMarkers == true { return marker.lastModified.nextMidnight }
      return action.time(of: marker.lastModified)
    }
    return times.min()
  }
}

extension LifecycleRule.Expiration {
  /// When what was written at a moment expires; a date acts on every day after it too.
  fileprivate func time(of lastModified: Timestamp) -> Timestamp? {
    lastModified.due(after: days, on: date)
  }
}

extension Bucket {
  /// The header `x-amz-expiration` of a current object; `nil` where no rule ends it.
  func toldExpiration(of key: ObjectKey, _ object: StoredObject) -> String? {
    expiration(of: key, object).map { time, rule in
      "expiry-date=\"\(time.httpDate)\", rule-id=\"\(PercentEncoding.encode(rule))\""
    }
  }
}
