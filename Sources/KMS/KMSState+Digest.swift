import Ciphers
package import Kernel

extension KMSState {
  /// Feeds every key and alias, key material included.
  package func feed(_ digest: inout WorldDigest) {
    digest.feed(keys.count)
    for (_, key) in keys { key.feed(&digest) }
    digest.feed(aliases.count)
    for (address, alias) in aliases {
      digest.feed(address.arn.description)
      digest.feed(alias.target.description)
      digest.feed(alias.creationDate.secondsSinceEpoch)
      digest.feed(alias.lastUpdatedDate.secondsSinceEpoch)
    }
  }
}

extension Key {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(arn.description)
    digest.feed(managingService?.rawValue ?? "")
    digest.feed(creationDate.secondsSinceEpoch)
    digest.feed(description)
    digest.feed(state.name)
    if case .pendingDeletion(let date, let slot) = state {
      digest.feed(date.secondsSinceEpoch)
      digest.feed(slot.sequence)
    }
    digest.feed(policy.text)
    digest.feed(tags.count)
    for (tagKey, value) in tags {
      digest.feed(tagKey)
      digest.feed(value)
    }
    digest.feed(materials.count)
    for (_, material) in materials.versions {
      digest.feed(material.id.description)
      digest.feed(bytes: material.bytes.copyBytes())
      digest.feed(material.createdAt.secondsSinceEpoch)
      digest.feed(material.cause?.rawValue ?? "")
    }
    digest.feed(rotation?.periodDays ?? 0)
    digest.feed(rotation?.next.secondsSinceEpoch ?? 0)
    digest.feed(rotation?.slot?.sequence ?? -1)
    digest.feed(onDemandRotationCount)
  }
}
