import Access
import KMS
import Kernel
import S3

extension World {
  /// The rules of the architecture that this world breaks; none in a sound world.
  package func check() -> [String] {
    var problems = storage.kms.problems(with: environment.queue)
    problems += storage.s3.problems(at: now, environment.queue)
    problems += environment.identities.problems()
    if let first = environment.queue.upcoming.first, first.key.time < now {
      problems.append("an event is due before the present: \(first.value.subject)")
    }
    if let last = environment.trail.suffix(1).first, last.record.time > now {
      problems.append("the trail knows the future: record \(last.index)")
    }
    return problems
  }

  /// The fingerprint of all state.
  ///
  /// Without the trail and the stream of request ids it is that of what a refused call must not
  /// change.
  package func digest(includingTrail: Bool = true) -> String {
    var digest = WorldDigest()
    digest.feed(now.secondsSinceEpoch)
    let fresh = RandomStreams(seed: 0)
    (includingTrail ? environment.random : environment.random.keeping(.requestID, of: fresh))
      .feed(&digest)
    for (slot, event) in environment.queue.upcoming {
      digest.feed(slot.time.secondsSinceEpoch)
      digest.feed(slot.sequence)
      digest.feed(event.kind.name)
      digest.feed(event.subject.description)
    }
    feedIdentities(&digest)
    environment.settings.feed(&digest)
    storage.kms.feed(&digest)
    storage.s3.feed(&digest)
    guard includingTrail else { return digest.value }
    for (_, record) in environment.trail.suffix(environment.trail.count) {
      record.feed(&digest)
    }
    return digest.value
  }
}

extension World {
  /// Feeds who there is, where anybody has changed that: other sessions keep the digests that they
  /// had before there was IAM.
  private func feedIdentities(_ digest: inout WorldDigest) {
    let identities = environment.identities
    var own = WorldDigest()
    identities.feed(&own)
    var fresh = WorldDigest()
    Identities(account: identities.accounts[0]).feed(&fresh)
    let value = own.value
    guard value != fresh.value else { return }
    digest.feed(value)
    environment.random.feed(.identityID, &digest)
  }
}

extension TrailRecord {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(time.secondsSinceEpoch)
    digest.feed(actor.text)
    digest.feed("\(account) \(region) \(service.rawValue) \(name) \(isReadOnly)")
    digest.feed(requestID?.description ?? "")
    digest.feed(eventID.description)
    digest.feed(.object(parameters))
    if let response { digest.feed(.object(response)) }
    for resource in resources { digest.feed(resource.description) }
    digest.feed(error?.code ?? "")
    digest.feed(error?.message ?? "")
  }
}
