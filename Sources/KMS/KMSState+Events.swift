package import Access
package import Kernel

/// What a delayed event of KMS did.
package enum KeyEvent: Sendable {
  /// The key has another version of its material, the one of that number.
  case rotated(version: Int)
  /// The key is gone, with that many versions of its material; a related key may keep the same.
  case deleted(versions: Int, heir: Region?)

  /// Imported material is gone, and can be imported again.
  case materialExpired
  /// A grant works without its token.
  case grantInForce
  /// A replica or a new primary is ready.
  case settled
  /// A custom key store is connected, with so many keys.
  case storeConnected(keys: Int)
  /// Connecting a custom key store did not work.
  case storeFailed(ConnectionErrorCode)
  /// A custom key store is disconnected, and can be connected again.
  case storeDisconnected

  /// What it means, for the learner.
  package var meaning: String {
    switch self {
    case .rotated(let version):
      "new key material encrypts from now on (version \(version)); older ciphertexts still open"
    case .deleted(_, let heir?):
      "the key is erased in this Region; \(heir) keeps the same material as long as the key is"
        + " there: what it encrypted opens there, and here once it is replicated again"
    case .deleted(let versions, nil):
      "the key and \(versions == 1 ? "its material" : "all \(versions) versions of its material")"
        + " are erased; what it encrypted is lost for ever"
    case .materialExpired:
      "imported key material is deleted; an import of the same material brings it back"
    case .grantInForce: "a grant is in force everywhere; it works without its token from now on"
    case .settled: "the multi-Region key is ready"
    case .storeConnected(0): "the key store is CONNECTED: keys can be made in it"
    case .storeConnected: "the key store is CONNECTED, and its keys work"
    case .storeFailed(let code):
      "the key store is FAILED, \(code.rawValue): disconnect it, mend what is wrong, connect it"
    case .storeDisconnected: "the key store is DISCONNECTED, and can be connected again"
    }
  }
}

extension KMSState {
  /// Lets a delayed event of KMS happen; `nil` for one of no key.
  package mutating func fire(
    _ event: ScheduledEvent, in slot: EventSlot, _ environment: inout Environment
  ) -> KeyEvent? {
    if let store = CustomKeyStoreAddress(event.subject) {
      return settleConnection(of: store, at: environment.now)
    }
    guard let address = KeyAddress(event.subject) else { return nil }
    return switch event.kind {
    case .deleteKey: delete(address, &environment)
    case .expireMaterial: keys[address]?.expireMaterial(in: slot, &environment)
    case .grantInForce: enforceGrant(of: address, in: slot)
    case .synchronizeKey, .updatePrimary: settle(address, &environment)
    default: rotate(address, &environment)
    }
  }

  /// Makes new material and schedules the next rotation.
  private mutating func rotate(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> KeyEvent? {
    let event = keys[address]?.rotate(&environment)
    shareMaterial(of: address, &environment)
    return event
  }

  /// Ends the time in which a replica is made or a key changes its place.
  private mutating func settle(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> KeyEvent? {
    guard let key = keys[address] else { return nil }
    switch key.state {
    case .creating:
      environment.recordSynchronization(of: key)
      keys[found: address].state = key.materials.isComplete ? .enabled : .pendingImport
    case .updating: keys[found: address].state = .enabled
    default: return nil
    }
    return .settled
  }

  /// Erases a key with all that hangs on it.
  private mutating func delete(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> KeyEvent? {
    for alias in aliases(of: address) { remove(alias: alias.address) }
    for grant in Array(grants(of: address)) { removeGrant(grant.address, &environment) }
    guard let key = keys.removeValue(forKey: address) else { return nil }
    let heir = heir(of: address)
    key.cancelExpiries(&environment)
    leaveFamily(key, &environment)
    environment.recordServiceEvent(
      EventKind.deleteKey.name, of: .kms, on: key.arn, account: address.account,
      region: address.region
    ) { ["keyId": .string(address.id.description)] }
    return .deleted(versions: key.materials.count, heir: heir)
  }
}
