import Access
import Ciphers
package import Kernel

extension EventKind {
  /// Imported material has reached the end of its time.
  package static let expireMaterial = EventKind(.kms, "DeleteExpiredKeyMaterial")
}

extension Key {
  /// The longest time that imported material can be told to stay, in days.
  static let longestValidity = 365

  /// The id of imported material: the same material has the same id in every key of a family.
  func materialID(of secret: KeySecret) -> KeyMaterialID {
    let bytes = HMAC<SHA256>.authenticationCode(
      for: Array("kmslab material \(address.account) \(address.id)".utf8),
      using: secret.identifyingBytes)
    return KeyMaterialID(bytes: bytes[...])
  }

  /// Puts imported material in its place, with the end of its time.
  mutating func place(
    _ secret: KeySecret, at id: KeyMaterialID, description: String?, validTo: Timestamp?,
    _ environment: inout Environment
  ) {
    cancelExpiry(of: id, &environment)
    let expiry = validTo.map { time in
      ImportedMaterial.Expiry(
        time: time,
        slot: environment.queue.schedule(ScheduledEvent(.expireMaterial, subject: arn), at: time))
    }
    if materials[id] == nil {
      let material = KeyMaterial(
        id: id, secret: nil, createdAt: environment.now, cause: nil, imported: ImportedMaterial())
      if materials.count == 0 { materials.append(material) } else { materials.waiting = material }
    }
    materials.change(id) { material in
      material.secret = secret
      material.imported = ImportedMaterial(
        description: description ?? material.imported?.description, expiry: expiry)
    }
    if state == .pendingImport, materials.isComplete { state = .enabled }
  }

  /// Deletes imported material; a version keeps its place, the waiting one goes.
  mutating func removeMaterial(_ id: KeyMaterialID, _ environment: inout Environment) {
    cancelExpiry(of: id, &environment)
    if materials.waiting?.id == id {
      materials.waiting = nil
      return
    }
    materials.change(id) { $0.expectImport() }
    if [.enabled, .disabled].contains(state), !materials.isComplete { state = .pendingImport }
  }

  /// Takes the ends of all imported material out of the queue.
  func cancelExpiries(_ environment: inout Environment) {
    for material in materials.all { cancelExpiry(of: material.id, &environment) }
  }

  private func cancelExpiry(of id: KeyMaterialID, _ environment: inout Environment) {
    if let slot = materials[id]?.imported?.expiry?.slot { environment.queue.cancel(slot) }
  }

  /// Deletes the material whose time is over, and notes it as AWS's own event.
  mutating func expireMaterial(
    in slot: EventSlot, _ environment: inout Environment
  ) -> KeyEvent? {
    guard let material = materials.all.first(where: { $0.imported?.expiry?.slot == slot })
    else { return nil }
    removeMaterial(material.id, &environment)
    let (keyID, id) = (address.id, material.id)
    environment.recordServiceEvent(
      EventKind.expireMaterial.name, of: .kms, on: arn, account: address.account,
      region: address.region
    ) {
      ["keyId": .string(keyID.description), "keyMaterialId": .string(id.description)]
    }
    return .materialExpired
  }
}
