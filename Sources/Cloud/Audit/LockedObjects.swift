import KMS
package import Kernel
import S3

extension Loss {
  /// The objects that Object Lock keeps from being deleted, and that are lost all the same.
  package func locked(at now: Timestamp) -> [LocatedObject] {
    objects.filter { $0.object.lock.protects(at: now) }
  }
}

extension BucketAudit {
  /// What there is to say of locked objects whose key goes or is gone: a lock keeps bytes alone.
  static func findings(onLocksOf objects: [LocatedObject], in world: World) -> [AuditFinding] {
    let locked = objects.filter { $0.object.lock.protects(at: world.now) }
    var ending: [(object: LocatedObject, day: Timestamp)] = []
    var lost: [LocatedObject] = []
    for object in locked {
      switch world.readability(of: object.object) {
      case .unlessDeleted(let day, nil): ending.append((object, day))
      case .lost, .forgotten: lost.append(object)
      default: break
      }
    }
    var findings: [AuditFinding] = []
    if let first = ending.min(by: { $0.day < $1.day }) {
      let key = first.object.object.envelope.key.flatMap { KeyAddress($0) }
      findings.append(
        AuditFinding(
          .high, .deletion,
          "locked, and lost with a key that is deleted on \(first.day.date):"
            + " \(BucketAudit.names(ending.map(\.object)));"
            + " a lock keeps bytes and not their meaning",
          next: key.map { "aws kms cancel-key-deletion --key-id \($0.id)" }))
    }
    if !lost.isEmpty {
      findings.append(
        AuditFinding(
          .high, .deletion,
          "locked, and lost with its key: \(BucketAudit.names(lost)); it is paid for, and cannot be"
            + " deleted before the lock is over",
          next: "inspect \(lost[0].uri)"))
    }
    return findings
  }
}
