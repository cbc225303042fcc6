package import IAM
package import Kernel

/// What a delayed event of KMS did.
package enum KeyEvent: Sendable {
  /// The key has another version of its material, the one of that number.
  case rotated(version: Int)
  /// The key is gone, with that many versions of its material.
  case deleted(versions: Int)

  /// What it means, for the learner.
  package var meaning: String {
    switch self {
    case .rotated(let version):
      "new key material encrypts from now on (version \(version)); older ciphertexts still open"
    case .deleted(let versions):
      "the key and \(versions == 1 ? "its material" : "all \(versions) versions of its material")"
        + " are erased; what it encrypted is lost for ever"
    }
  }
}

extension KMSState {
  /// Lets a delayed event of KMS happen; `nil` for one of no key.
  package mutating func fire(
    _ event: ScheduledEvent, in slot: EventSlot, _ environment: inout Environment
  ) -> KeyEvent? {
    guard let address = KeyAddress(event.subject) else { return nil }
    return event.kind == .deleteKey
      ? delete(address, &environment) : rotate(address, &environment)
  }

  /// Makes new material and schedules the next rotation.
  private mutating func rotate(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> KeyEvent? {
    keys[address]?.rotate(&environment)
  }

  /// Erases a key with all that hangs on it.
  private mutating func delete(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> KeyEvent? {
    for alias in aliases(of: address) { aliases[alias.address] = nil }
    guard let key = keys.removeValue(forKey: address) else { return nil }
    environment.recordServiceEvent(
      EventKind.deleteKey.name, of: .kms, on: key.arn, account: address.account,
      region: address.region
    ) { ["keyId": .string(address.id.description)] }
    return .deleted(versions: key.materials.count)
  }
}
