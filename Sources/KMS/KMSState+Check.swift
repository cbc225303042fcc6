package import Kernel

extension KMSState {
  /// The rules that keys, aliases and the queue break; none in a sound world.
  package func problems(with queue: EventQueue) -> [String] {
    var problems: [String] = []
    for (address, key) in keys {
      problems += KMSState.problems(of: key, at: address, queue) + familyProblems(of: key)
    }
    for (address, alias) in aliases {
      if alias.address != address { problems.append("\(address.arn): stored under another name") }
      if keys[alias.targetAddress] == nil { problems.append("\(address.arn): names no key") }
    }
    if !hasSoundAliases { problems.append("the aliases by key are not those by name") }
    problems += grantProblems(with: queue)
    problems += keyStoreProblems(with: queue)
    for (slot, event) in queue.upcoming where event.kind.service == .kms {
      if !expects(event, in: slot) {
        problems.append("\(event.kind.name) of \(event.subject) at \(slot.time): no key expects it")
      }
    }
    return problems
  }

  private static func problems(
    of key: Key, at address: KeyAddress, _ queue: EventQueue
  ) -> [String] {
    var problems: [String] = []
    let require = { (rule: Bool, text: String) in
      if !rule { problems.append("\(address.arn): \(text)") }
    }
    require(key.address == address, "stored under another address")
    let created = key.materials.versions.map(\.material.createdAt)
    require(created == created.sorted(), "a version is older than the one before")
    if key.type.origin == .awsKMS, !key.address.id.isMultiRegion {
      require(created.first == key.creationDate, "the first version is not as old as the key")
    }
    require(key.materials.count > 0 || key.type.origin == .external, "a key without material")
    let isMissing = key.materials.versions.contains { $0.material.secret == nil }
    require(!isMissing || key.type.origin == .external, "material that KMS made is missing")
    require(key.tags.count <= Tag.quota, "too many tags")
    switch key.state {
    case .enabled:
      require(!isMissing && key.materials.count > 0, "enabled without all of its material")
      require(
        key.rotation == nil || key.rotation?.slot.flatMap { queue.upcoming[$0] } != nil,
        "rotation is on but not scheduled")
    case .creating(let slot), .updating(let slot):
      require(queue.upcoming[slot]?.subject == address.arn, "never gets ready")
    case .pendingImport:
      require(isMissing || key.materials.count == 0, "pending import, but all material is there")
    case .pendingReplicaDeletion:
      require(key.family?.replicas.isEmpty == false, "waits for replicas that are gone")
      require(key.rotation?.slot == nil, "pending deletion, but a rotation is scheduled")
    case .unavailable: require(key.custody != nil, "unavailable without a key store")
    case .disabled: require(key.rotation?.slot == nil, "disabled, but a rotation is scheduled")
    case .pendingDeletion(let date, let slot):
      require(key.rotation?.slot == nil, "pending deletion, but a rotation is scheduled")
      require(
        slot.time == date && queue.upcoming[slot]?.subject == address.arn,
        "pending deletion, but none is scheduled")
    }
    return problems
  }

  /// Whether the key of an event waits for it.
  private func expects(_ event: ScheduledEvent, in slot: EventSlot) -> Bool {
    if keyStoreExpects(event, in: slot) { return true }
    guard let key = KeyAddress(event.subject).flatMap({ keys[$0] }) else { return false }
    switch event.kind {
    case .deleteKey:
      if case .pendingDeletion(_, slot) = key.state { return true }
      return false
    case .expireMaterial:
      return key.materials.all.contains {
        $0.imported?.expiry?.slot == slot && $0.secret != nil
      }
    case .grantInForce: return grants(of: key.address).contains { $0.pending == slot }
    case .synchronizeKey: return key.state == .creating(slot: slot)
    case .updatePrimary: return key.state == .updating(slot: slot)
    default:
      if case .pendingDeletion = key.state { return false }
      return event.kind == .rotateKey && key.rotation?.slot == slot
    }
  }

  /// The rules that a multi-Region key breaks.
  private func familyProblems(of key: Key) -> [String] {
    guard let family = key.family else {
      return key.address.id.isMultiRegion ? ["\(key.arn): a multi-Region key without family"] : []
    }
    guard family.regions.contains(key.address.region) else {
      return ["\(key.arn): not in its own family"]
    }
    return family.regions.flatMap { region -> [String] in
      guard let relative = keys[key.address.relative(in: region)] else {
        return ["\(key.arn): its relative in \(region) is missing"]
      }
      let isSame =
        relative.family == family && relative.type == key.type
        && relative.materials.versions.map(\.material.id)
          == key.materials.versions.map(\.material.id)
      return isSame ? [] : ["\(key.arn): differs from its relative in \(region)"]
    }
  }
}
