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
    for (_, grant) in grants { grant.feed(&digest) }
    feedKeyStores(&digest)
  }
}

extension Key {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(arn.description)
    digest.feed(managingService?.rawValue ?? "")
    digest.feed(creationDate.secondsSinceEpoch)
    digest.feed(description)
    state.feed(&digest)
    if type != .symmetric { digest.feed("\(type.spec) \(type.usage) \(type.origin)") }
    for region in family?.regions ?? [] { digest.feed(region.description) }
    importing?.feed(&digest)
    custody?.feed(&digest)
    digest.feed(policy.text)
    digest.feed(tags.count)
    for (tagKey, value) in tags {
      digest.feed(tagKey)
      digest.feed(value)
    }
    digest.feed(materials.count)
    for material in materials.all { material.feed(&digest) }
    digest.feed(rotation?.periodDays ?? 0)
    digest.feed(rotation?.next.secondsSinceEpoch ?? 0)
    digest.feed(rotation?.slot?.sequence ?? -1)
    digest.feed(onDemandRotationCount)
  }
}

extension KeyState {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(name)
    switch self {
    case .enabled, .disabled, .pendingImport: break
    case .unavailable(let isEnabled): digest.feed(isEnabled ? 1 : 0)
    case .pendingDeletion(let date, let slot):
      digest.feed(date.secondsSinceEpoch)
      digest.feed(slot.sequence)
    case .pendingReplicaDeletion(let days): digest.feed(days)
    case .creating(let slot), .updating(let slot): digest.feed(slot.sequence)
    }
  }
}

extension KeyMaterial {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(id.description)
    digest.feed(secret: secret?.copyBytes() ?? [])
    digest.feed(createdAt.secondsSinceEpoch)
    digest.feed(cause?.rawValue ?? "")
    guard let imported else { return }
    digest.feed(imported.description ?? "")
    digest.feed(imported.expiry?.slot.sequence ?? -1)
  }
}
