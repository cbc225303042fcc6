import Cloud
import Kernel
import S3

/// Object Lock in random sessions: what is locked is still there, and locked as firmly.
extension Simulation {
  /// What a call may do with locks.
  struct LockRights {
    /// Whether it passes over governance.
    var bypasses = false
    /// Whether it may end a legal hold.
    var endsHolds = false

    /// Time alone may do nothing.
    static let none = LockRights()

    init() {}

    init(_ name: String, _ request: DocumentObject) {
      bypasses = request["BypassGovernanceRetention"] == true
      endsHolds = name == "PutObjectLegalHold"
    }
  }

  /// What was locked before a step, would be still, and is not.
  static func brokenLocks(_ before: World, _ after: World, _ rights: LockRights) -> [String] {
    var problems: [String] = []
    let now = after.now
    for (name, bucket) in before.storage.s3.buckets where bucket.objectLock != nil {
      let present = after.storage.s3.buckets[name]
      bucket.walkObjects { key, object, _ in
        guard object.lock.protects(at: now) else { return }
        let found = present?.version(object.version.ordinal, of: key)?.object
        guard let found else {
          if !object.lock.permitsDeletion(at: now, bypassing: rights.bypasses) {
            problems.append("\(name)/\(key) is gone, which was locked")
          }
          return
        }
        if object.lock.legalHold == .on, found.lock.legalHold != .on, !rights.endsHolds {
          problems.append("\(name)/\(key) is held no more")
        }
        guard let old = object.lock.retention(at: now) else { return }
        let new = found.lock.retention
        let isKept = new.map { $0.mode == old.mode && $0.until >= old.until } ?? false
        if !isKept, !(old.mode == .governance && rights.bypasses) {
          problems.append("\(name)/\(key) is locked less than before")
        }
      }
      if present.map({ $0.objectLock == nil || $0.versioning != .enabled }) ?? false {
        problems.append("\(name) has lost Object Lock")
      }
    }
    return problems
  }
}

extension StepSource {
  /// The value of a member about locks; `nil` for any other.
  mutating func lockValue(_ member: MemberDescription) -> Document? {
    switch member.name {
    case "ObjectLockMode": return mode()
    case "ObjectLockRetainUntilDate": return "<until40>"
    case "ObjectLockLegalHoldStatus": return dice.happens(50) ? "ON" : "OFF"
    case "LegalHold": return ["Status": dice.happens(40) ? "ON" : "OFF"]
    case "Retention":
      guard dice.happens(80) else { return [:] }
      return [
        "Mode": mode(),
        "RetainUntilDate": .string("<until\(dice.pick([5, 40, 365, 400]) ?? 5)>"),
      ]
    case "ObjectLockConfiguration":
      guard dice.happens(60) else { return ["ObjectLockEnabled": "Enabled"] }
      return [
        "ObjectLockEnabled": "Enabled",
        "Rule": [
          "DefaultRetention": ["Mode": mode(), "Days": .integer(dice.pick([0, 1, 30]) ?? 1)]
        ],
      ]
    default: return nil
    }
  }

  private mutating func mode() -> Document { dice.happens(70) ? "GOVERNANCE" : "COMPLIANCE" }

  /// Lets one bucket have Object Lock mostly, and some of its new versions a lock.
  mutating func lock(_ name: String, _ request: inout DocumentObject) {
    switch name {
    case "CreateBucket" where request["Bucket"] == "sim-1" && dice.happens(60):
      request["ObjectLockEnabledForBucket"] = true
    case "PutObject" where request["Bucket"] == "sim-1" && dice.happens(30),
      "CopyObject" where request["Bucket"] == "sim-1" && dice.happens(10),
      "CreateMultipartUpload" where request["Bucket"] == "sim-1" && dice.happens(10):
      request["ObjectLockMode"] = mode()
      request["ObjectLockRetainUntilDate"] = "<until40>"
      if dice.happens(30) { request["ObjectLockLegalHoldStatus"] = "ON" }
    case "PutObjectRetention", "GetObjectRetention", "PutObjectLegalHold", "GetObjectLegalHold",
      "PutObjectLockConfiguration", "GetObjectLockConfiguration":
      if dice.happens(80) { request["Bucket"] = "sim-1" }
    default: break
    }
  }
}
