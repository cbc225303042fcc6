package import IAM
package import Kernel

extension KMSState {
  /// Lets a delayed event of KMS happen; says what it means, for the learner.
  package mutating func fire(
    _ event: ScheduledEvent, in slot: EventSlot, _ environment: inout Environment
  ) -> String {
    guard let address = KeyAddress(event.subject) else { return "an event of no key" }
    return event.kind == .deleteKey
      ? delete(address, &environment) : rotate(address, &environment)
  }

  /// Makes new material and schedules the next rotation.
  private mutating func rotate(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> String {
    guard let count = keys[address]?.rotate(&environment) else { return "an event of no key" }
    return "new key material encrypts from now on (version \(count)); older ciphertexts still open"
  }

  /// Erases a key with all that hangs on it.
  private mutating func delete(
    _ address: KeyAddress, _ environment: inout Environment
  ) -> String {
    for alias in aliases(of: address) { aliases[alias.address] = nil }
    let versions = keys[address]?.materials.count ?? 0
    keys[address] = nil
    environment.recordServiceEvent(
      EventKind.deleteKey.name, of: .kms, on: address.arn, account: address.account,
      region: address.region, details: ["keyId": .string(address.id.description)])
    return
      "the key and \(versions == 1 ? "its material" : "all \(versions) versions of its material")"
      + " are erased; what it encrypted is lost for ever"
  }
}
