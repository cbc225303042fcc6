package import Access
package import KMS
package import Kernel
import S3

/// What stands behind a failure that AWS tells nobody, and the simulation knows.
package enum HiddenCause: Sendable, Equatable {
  /// The ciphertext was made with an encryption context that the call lacks, or has otherwise; the
  /// context itself where the caller made the ciphertext, and so may know it.
  case contextIsAnother(EncryptionContext?)
  /// The ciphertext was made without an encryption context, and the call has one.
  case contextIsNone
  /// The key, or the alias, is in another Region.
  case otherRegion(Region)
  /// The key was deleted; a related key of another Region may have what it had.
  case deleted(KeyAddress, Timestamp, related: Region?)
  /// There is no such role: AWS's answer is that of a role which does not let the caller in.
  case noRole
}

extension World {
  /// What stands behind a failed call of KMS or of AssumeRole, as far as its request tells it.
  package func hiddenCause(of request: DocumentObject, as call: Call) -> HiddenCause? {
    if let role = request["RoleArn"]?.text.flatMap({ ARN($0) }) {
      return environment.identities.role(role) == nil ? .noRole : nil
    }
    if case .bytes(let bytes)? = request["CiphertextBlob"] {
      return hiddenCause(of: CiphertextBlob(bytes), request, call)
    }
    let text = request["KeyId"]?.text ?? request["TargetKeyId"]?.text ?? ""
    let arn = ARN(text)
    let name = arn?.service == "kms" ? arn?.resource ?? text : text
    if name.hasPrefix("alias/") {
      let regions = storage.kms.aliases.keys.filter { alias in
        alias.name == name && alias.account == call.account && alias.region != call.region
      }.map(\.region)
      return regions.first.map { .otherRegion($0) }
    }
    guard let id = arn.flatMap(KeyAddress.init)?.id ?? KeyID(name) else { return nil }
    let region = arn?.region ?? call.region
    return hiddenCause(
      of: KeyAddress(account: arn?.account ?? call.account, region: region, id: id), call)
  }

  /// What stands behind a key that is not there.
  private func hiddenCause(of key: KeyAddress, _ call: Call) -> HiddenCause? {
    let relatives = storage.kms.keys.keys.filter { other in
      other.id == key.id && other.account == key.account && other.region != call.region
    }
    if storage.kms.keys[KeyAddress(account: key.account, region: call.region, id: key.id)] == nil {
      let called = KeyAddress(account: key.account, region: call.region, id: key.id)
      if let time = deletions[called] {
        return .deleted(called, time, related: relatives.first?.region)
      }
      if let region = relatives.first?.region { return .otherRegion(region) }
      // Of a key that is gone everywhere the Region hardly matters.
      if let (gone, time) = deletions.first(where: { $0.key.id == key.id }) {
        return .deleted(gone, time, related: nil)
      }
    }
    return nil
  }

  /// What stands behind a ciphertext that does not open.
  private func hiddenCause(
    of blob: CiphertextBlob, _ request: DocumentObject, _ call: Call
  ) -> HiddenCause? {
    guard let header = blob.header else { return nil }
    let address = KeyAddress(account: header.account, region: call.region, id: header.keyID)
    guard let key = storage.kms.keys[address] else { return hiddenCause(of: address, call) }
    let given = request["EncryptionContext"]?.members ?? request["SourceEncryptionContext"]?.members
    guard !key.made(blob, with: EncryptionContext(given ?? [:])) else { return nil }
    if key.made(blob, with: .empty) { return .contextIsNone }
    for (context, isOwn) in contexts(of: key.arn, usedBy: call.principal)
    where key.made(blob, with: context) {
      return .contextIsAnother(isOwn ? context : nil)
    }
    return nil
  }

  /// Records that are looked at for a context, the last ones.
  private static let mostRecords = 10_000

  /// The encryption contexts that a key was used with, the last first, and whether a caller was the
  /// one who used each.
  private func contexts(
    of key: ARN, usedBy caller: Principal
  ) -> [(context: EncryptionContext, isOwn: Bool)] {
    let trail = environment.trail
    var found: [(context: EncryptionContext, isOwn: Bool)] = []
    for (_, record) in trail.suffix(World.mostRecords) where record.error == nil {
      guard record.resources.contains(key) else { continue }
      for name in ["EncryptionContext", "DestinationEncryptionContext"] {
        guard let members = record.parameters[name]?.members else { continue }
        let context = EncryptionContext(members)
        let isOwn = record.actor == .principal(caller, via: nil)
        if let index = found.firstIndex(where: { $0.context == context }) {
          found[index].isOwn = found[index].isOwn || isOwn
        } else {
          found.append((context, isOwn))
        }
      }
    }
    return found.reversed()
  }
}

extension EncryptionContext {
  /// The context of a request's member; what is no text in it is left out.
  fileprivate init(_ members: DocumentObject) {
    self.init(
      pairs: members.entries.compactMap { entry in
        entry.value.text.map { Pair(name: entry.name, value: $0) }
      })
  }
}
