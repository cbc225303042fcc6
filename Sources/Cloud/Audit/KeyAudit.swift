import Access
package import KMS
package import Kernel
import S3

/// What an auditor asks of a key: who may, who did, how old, how safe.
package struct KeyAudit: Sendable {
  /// The key.
  package let key: Key
  /// Its aliases.
  package let aliases: [String]
  /// Who may change the key or its policy.
  package let administrators: [Principal]
  /// Who may encrypt or decrypt with it, or make and verify codes.
  package let users: [Principal]
  /// Whether material is made by itself, and how often; `nil` where it is not.
  package let rotation: RotationSchedule?
  /// Since when the present material encrypts; `nil` before the first import.
  package let materialSince: Timestamp?
  /// The last successful use; `nil` where there was none.
  package let lastUse: TrailRecord?
  /// Its grants.
  package let grants: [Grant]
  /// Principals of other accounts that the key policy names, and whether it is open to everybody.
  package let foreigners: [String]
  /// Whether a statement lets everybody in without a condition.
  package let isPublic: Bool
  /// What hangs on it.
  package let loss: Loss
  /// What an auditor would ask about, the worst first.
  package private(set) var findings: [AuditFinding] = []

  /// Days after which a key without a use counts as unused.
  static let unusedDays = 90
  /// Days before its end at which imported material is a finding.
  static let expiryDays = 30

  /// Audits a key.
  package init(of key: Key, in world: World) {
    let kms = world.storage.kms
    self.key = key
    aliases = kms.aliases(of: key.address).map(\.address.name)
    administrators = world.principals(allowed: KeyAudit.managing, on: key)
    users = world.principals(
      allowed: key.type.usage == .generateVerifyMAC ? KeyAudit.coding : KeyAudit.encrypting,
      on: key)
    rotation = kms.primary(of: key).rotation
    materialSince = key.materials.current?.createdAt
    lastUse = world.environment.trail.lastUse(of: key.arn)
    grants = Array(kms.grants(of: key.address))
    let openings = key.policy.document.openings(for: key.address.account)
    foreigners = openings.foreigners
    isPublic = openings.isPublic
    loss = world.loss(with: key.arn)
    findings = (exposure + lifetime(world.now) + duties(world)).enumerated()
      .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
      .map(\.element)
  }

  private static let managing = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:CreateGrant"]
  private static let encrypting = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
  private static let coding = ["kms:GenerateMac", "kms:VerifyMac"]

  /// The name for lines that can be run.
  private var id: String { key.address.id.description }

  private var exposure: [AuditFinding] {
    var findings: [AuditFinding] = []
    if isPublic {
      findings.append(
        AuditFinding(
          .high, .exposure,
          "the key policy lets everybody in: Principal \"*\" without a condition",
          next: "aws kms get-key-policy --key-id \(id)"))
    }
    for name in foreigners {
      findings.append(
        AuditFinding(
          .medium, .foreignAccess, "the key policy names \(name), of another account",
          next: "aws kms get-key-policy --key-id \(id)"))
    }
    let home = key.address.account
    for grant in grants {
      guard let account = grant.grantee.account, account != home else { continue }
      findings.append(
        AuditFinding(
          .medium, .foreignAccess,
          "a grant lets \(grant.grantee.text), of another account, use the key",
          next: revocation(of: grant)))
    }
    return findings
  }

  private func revocation(of grant: Grant) -> String {
    "aws kms revoke-grant --key-id \(id) --grant-id \(grant.address.id)"
  }

  private func lifetime(_ now: Timestamp) -> [AuditFinding] {
    guard key.managingService == nil else { return [] }
    var findings = ending(now)
    for material in key.materials.all {
      guard let end = material.imported?.expiry?.time,
        end <= now.adding(days: KeyAudit.expiryDays)
      else { continue }
      findings.append(
        AuditFinding(.medium, .availability, "imported material is deleted on \(end.date)"))
    }
    if key.type == .symmetric, rotation == nil {
      findings.append(
        AuditFinding(
          .medium, .rotation, "automatic rotation is off",
          next: "aws kms enable-key-rotation --key-id \(id)"))
    }
    let since = lastUse?.time ?? key.creationDate
    if since <= now.adding(days: -KeyAudit.unusedDays) {
      findings.append(
        AuditFinding(
          .low, .unusedKeys,
          lastUse.map { "the last use was on \($0.time.date)" } ?? "the key was never used",
          next: "aws kms get-key-last-usage --key-id \(id)"))
    }
    return findings
  }

  /// What the state of the key says of its end.
  private func ending(_ now: Timestamp) -> [AuditFinding] {
    var findings: [AuditFinding] = []
    switch key.state {
    case .pendingDeletion(let date, _):
      let count = loss.heir == nil ? loss.objects.count : 0
      let locked = loss.locked(at: now).count
      findings.append(
        AuditFinding(
          count > 0 ? .high : .medium, .deletion,
          "the key is deleted on \(date.date)"
            + (count > 0
              ? "; what it protects would be lost with it (\(count) in S3"
                + (locked > 0 ? ", \(locked) of them locked: a lock keeps bytes alone)" : ")")
              : ""),
          next: "aws kms cancel-key-deletion --key-id \(id)"))
    case .pendingReplicaDeletion:
      findings.append(
        AuditFinding(
          .medium, .deletion, "the key is deleted after its last replica",
          next: "aws kms cancel-key-deletion --key-id \(id)"))
    case .pendingImport where key.materials.count > 0:
      findings.append(
        AuditFinding(
          .high, .availability, "imported material is missing: nothing under the key can be read"))
    case .unavailable:
      findings.append(
        AuditFinding(
          .high, .availability,
          "its key store is not connected: nothing under the key can be read",
          next: "aws kms describe-custom-key-stores"))
    default: break
    }
    if key.custody?.isLost == true {
      findings.append(
        AuditFinding(
          .high, .availability,
          "its key outside of AWS is gone: nothing under the key can ever be read again"))
    }
    return findings
  }

  private func duties(_ world: World) -> [AuditFinding] {
    guard key.managingService == nil else { return [] }
    let orphaned = grants.filter { grant in
      grant.grantee.principal.map { !world.environment.identities.contains($0) } ?? true
    }
    let both = administrators.filter { principal in
      if case .root = principal { return false }
      return users.contains(principal)
    }
    return orphaned.map { grant in
      AuditFinding(
        .medium, .leastPrivilege,
        "a grant is for \(grant.grantee.text), who does not exist any more",
        next: revocation(of: grant))
    }
      + both.map { principal in
        AuditFinding(
          .low, .separation,
          "\(principal.shortName(from: key.address.account)) may both manage the key and use it")
      }
  }
}

extension GrantPrincipal {
  /// The account of the principal.
  fileprivate var account: AccountID? { ARN(text)?.account ?? AccountID(text) }
}

extension World {
  /// Everybody who may do one of some actions on a key, alone by who they are.
  fileprivate func principals(allowed actions: [String], on key: Key) -> [Principal] {
    environment.identities.principals.filter { principal in
      actions.contains { action in
        let question = PermissionQuestion(
          principal, action, on: .key(key.address, alias: nil), region: key.address.region)
        if case .allowed = verdict(question) { return true }
        return false
      }
    }
  }
}

extension PolicyDocument {
  /// Whom of outside an Allow names: principals of other accounts, and everybody.
  func openings(for home: AccountID) -> (foreigners: [String], isPublic: Bool) {
    var foreigners: [String] = []
    var isPublic = false
    for statement in statements where statement.effect == .allow {
      for principal in statement.principals {
        if principal == .everyone, statement.conditions.isEmpty { isPublic = true }
        guard let name = principal.foreignName(home), !foreigners.contains(name) else { continue }
        foreigners.append(name)
      }
    }
    return (foreigners, isPublic)
  }
}

extension PolicyPrincipal {
  /// The ARN of a principal of another account; `nil` for one at home and for no principal.
  fileprivate func foreignName(_ home: AccountID) -> String? {
    let (account, resource, service): (AccountID, String, String)
    switch self {
    case .account(let id): (account, resource, service) = (id, "root", "iam")
    case .user(let id, let name): (account, resource, service) = (id, "user/\(name)", "iam")
    case .role(let id, let name): (account, resource, service) = (id, "role/\(name)", "iam")
    case .session(let id, let role, let name):
      (account, resource, service) = (id, "assumed-role/\(role)/\(name)", "sts")
    default: return nil
    }
    guard account != home else { return nil }
    return ARN(service: service, region: nil, account: account, resource: resource).description
  }
}
