import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Text

extension MomentDifference {
  /// Keys: new ones, those that are gone, and what is otherwise with the rest.
  mutating func addKeys() {
    let pairs = paired(old.world.storage.kms.keys, new.world.storage.kms.keys)
    var (made, gone) = ([String](), [String]())
    for pair in pairs {
      if pair.old == nil, let key = pair.new { made.append("+ \(described(key))") }
      if pair.new == nil, let key = pair.old {
        gone.append("- \(old.readableName(of: key.arn))\(regionNote(key.address.region)), gone")
      }
    }
    add("key", made)
    add("key", gone)
    for pair in pairs {
      guard let before = pair.old, let after = pair.new else { continue }
      let name = name(of: pair.key)
      add("key", name, changes(before, after))
      addPolicy("policy", name, before.policy.text, after.policy.text) {
        (before.policy.document, after.policy.document)
      }
    }
  }

  /// A new key, with what is peculiar to it.
  private func described(_ key: Key) -> String {
    var notes = [key.state.name]
    if key.managingService != nil { notes.append("managed by AWS") }
    if key.type != .symmetric {
      notes.append("\(key.type.spec.rawValue), \(key.type.origin.rawValue)")
    }
    if let family = key.family {
      notes.append(key.isReplica ? "replica of \(family.primary)" : "multi-Region")
    }
    return new.readableName(of: key.arn) + regionNote(key.address.region) + ", "
      + notes.joined(separator: ", ")
  }

  private func changes(_ old: Key, _ new: Key) -> [String?] {
    var changes = [became("", old.state.name, new.state.name)]
    if case .pendingDeletion(let date, _) = new.state, old.state != new.state {
      changes.append("to be deleted on \(date.date)")
    }
    changes += materialChanges(old.materials, new.materials)
    changes.append(rotationChange(old.rotation, new.rotation))
    if old.family?.primary != new.family?.primary, let primary = new.family?.primary {
      changes.append("its primary is in \(primary)")
    }
    changes.append(
      became("description", old.description, new.description) { "\"\($0.onOneLine)\"" })
    return changes + tagChanges(old.tags, new.tags)
  }

  private func rotationChange(_ old: RotationSchedule?, _ new: RotationSchedule?) -> String? {
    guard let new else { return old == nil ? nil : "rotation off" }
    let next = "next on \(new.next.date)"
    guard let old else { return "rotation every \(new.periodDays) days, \(next)" }
    if old.periodDays != new.periodDays {
      return "rotation every \(old.periodDays) days became every \(new.periodDays), \(next)"
    }
    return old.next == new.next ? nil : "rotation \(next)"
  }

  private func materialChanges(_ old: KeyMaterials, _ new: KeyMaterials) -> [String?] {
    let missing = { (materials: KeyMaterials) in materials.all.count { $0.secret == nil } }
    let expiry = { (materials: KeyMaterials) in
      materials.all.compactMap { $0.imported?.expiry?.time }.min()
    }
    var changes = [
      old.count == new.count
        ? nil : "\(counted(old.count, "version")) of key material became \(new.count)"
    ]
    if missing(old) < missing(new) { changes.append("key material gone: import it again") }
    if missing(old) > missing(new) { changes.append("key material imported again") }
    if new.waiting != nil, old.waiting == nil {
      changes.append("new material waits for a rotation")
    }
    if let time = expiry(new), time != expiry(old) {
      changes.append("key material until \(time.readable)")
    }
    return changes
  }
}

extension MomentDifference {
  /// Grants: made, in force, gone.
  mutating func addGrants() {
    let pairs = paired(old.world.storage.kms.grants, new.world.storage.kms.grants)
    add(
      "grant",
      pairs.compactMap { pair in
        switch (pair.old, pair.new) {
        case (nil, let grant?): "+ \(described(grant))" + (grant.pending == nil ? "" : ", pending")
        case (let grant?, nil): "- \(described(grant))"
        case (let before?, let after?) where before.pending != nil && after.pending == nil:
          "\(described(after)): in force"
        default: nil
        }
      })
  }

  private func described(_ grant: Grant) -> String {
    let operations = grant.operations.map(\.rawValue).joined(separator: ", ")
    let name = grant.name.map { "\"\($0.onOneLine)\" " } ?? ""
    let limits = grant.constraints.map { constraints in
      let pairs = (constraints.equals ?? constraints.subset)?.pairs ?? []
      let words = pairs.map { "\($0.name)=\($0.value)".onOneLine }.joined(separator: ", ")
      return pairs.isEmpty ? "" : ", only with \(words)"
    }
    return "\(name)\(operations) with \(self.name(of: grant.address.key)) for"
      + " \(grant.grantee.text)\(limits ?? "")"
  }

  /// Aliases and where they lead.
  mutating func addAliases() {
    let pairs = paired(old.world.storage.kms.aliases, new.world.storage.kms.aliases)
    add(
      "alias",
      pairs.compactMap { pair in
        let name = pair.key.name + regionNote(pair.key.region)
        switch (pair.old, pair.new) {
        case (nil, let alias?): return "+ \(name), key \(alias.target)"
        case (_?, nil): return "- \(name)"
        case (let before?, let after?) where before.target != after.target:
          return "\(name): key \(before.target) became \(after.target)"
        default: return nil
        }
      })
  }
}
