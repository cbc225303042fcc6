package import Kernel

extension KMSState {
  /// The rules that keys, aliases and the queue break; none in a sound world.
  package func problems(with queue: EventQueue) -> [String] {
    var problems: [String] = []
    for (address, key) in keys { problems += KMSState.problems(of: key, at: address, queue) }
    for (address, alias) in aliases {
      if alias.address != address { problems.append("\(address.arn): stored under another name") }
      if keys[alias.targetAddress] == nil { problems.append("\(address.arn): names no key") }
    }
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
    require(created.first == key.creationDate, "the first version is not as old as the key")
    require(key.tags.count <= Tag.quota, "too many tags")
    switch key.state {
    case .enabled:
      require(
        key.rotation == nil || key.rotation?.slot.flatMap { queue.upcoming[$0] } != nil,
        "rotation is on but not scheduled")
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
    guard let key = KeyAddress(event.subject).flatMap({ keys[$0] }) else { return false }
    if case .pendingDeletion(_, let deletion) = key.state {
      return event.kind == .deleteKey && slot == deletion
    }
    return event.kind == .rotateKey && key.rotation?.slot == slot
  }
}
