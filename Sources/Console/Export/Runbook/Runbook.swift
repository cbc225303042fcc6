import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

/// What those need who look after a world: what stands, who may what, what is due, what to do when
/// something happens; in Markdown, and read from the world itself.
struct Runbook {
  let session: Session
  /// The account that it is about.
  let home: AccountID
  /// Its keys in all Regions, but for those of AWS.
  let keys: [Key]
  let buckets: [Bucket]
  /// Its users and roles.
  let users: [User]
  let roles: [Role]

  /// Reads the world that a session is in.
  init(_ session: Session) {
    self.session = session
    let home = session.configuration.account
    self.home = home
    let world = session.world
    keys = world.storage.kms.keys.values.filter {
      $0.address.account == home && $0.managingService == nil
    }
    buckets = world.storage.s3.buckets.values.filter { $0.owner == home }
    users = world.environment.identities.users.values.filter { $0.account == home }
    roles = world.environment.identities.roles.values.filter { $0.account == home }
  }

  var world: World { session.world }

  /// The whole text.
  var markdown: String {
    let parts = [head, standing, rights, schedule, procedures]
    return parts.joined(separator: "\n")
  }

  private var head: String {
    """
    # Runbook of account \(home)

    As of \(session.now.readable), written by kmslab from the state of a simulated world: ids are
    those of the simulation. Write it again after every change.

    """
  }

  /// The alias of a key, or else its id.
  func name(of key: Key) -> String {
    world.storage.kms.aliases(of: key.address).first?.address.name ?? key.address.id.description
  }

  /// A caller in short.
  func name(of principal: Principal) -> String { principal.shortName(from: home) }
}

/// What stands.
extension Runbook {
  private var standing: String {
    "## What stands\n\n"
      + MarkdownTable.text(
        "Keys", ["key", "id", "state", "rotation", "encrypts"], keys.map(row))
      + MarkdownTable.text(
        "Buckets", ["bucket", "new objects", "versions", "lifecycle", "objects"],
        buckets.map(row))
      + MarkdownTable.text(
        "Users and roles", ["who", "who takes it on, or signs with what", "policies"],
        users.map(row) + roles.map(row))
  }

  private func row(_ key: Key) -> [String] {
    let audit = KeyAudit(of: key, in: world)
    let rotation = audit.rotation.map { "every \($0.periodDays) days, next \($0.next.date)" }
    let count = audit.loss.objects.count
    let objects = count == 0 ? "nothing here" : "\(counted(count, "object")), versions counted"
    return [
      name(of: key), "\(key.address.id) in \(key.address.region)", key.state.inWords,
      rotation ?? "by hand alone", objects,
    ]
  }

  private func row(_ bucket: Bucket) -> [String] {
    let algorithm = bucket.encryption.algorithm.rawValue
    let under = world.defaultKey(of: bucket).map { " under \(name(of: $0))" } ?? ""
    let counts = world.objectCounts(in: bucket).map { entry in
      let holder =
        switch entry.holder {
        case .s3: "S3's own key"
        case .customer: "keys of their writers"
        case .kms(let address):
          world.storage.kms.keys[address].map(name) ?? "the key \(address.id), which is gone"
        }
      return "\(entry.count.objects) under \(holder)"
    }
    let rules = bucket.lifecycle?.rules.count ?? 0
    return [
      "s3://\(bucket.name.text)", algorithm + under, bucket.versioning?.rawValue ?? "none kept",
      rules == 0 ? "none" : counted(rules, "rule"),
      counts.isEmpty ? "none" : counts.joined(separator: "; "),
    ]
  }

  private func row(_ user: User) -> [String] {
    let keys = user.accessKeys.map { "\($0.id), \($0.isActive ? "active" : "inactive")" }
    return [
      name(of: user.principal), keys.isEmpty ? "no access key" : keys.joined(separator: "; "),
      names(of: user.policies),
    ]
  }

  private func row(_ role: Role) -> [String] {
    let trusted = role.trust.document.statements.filter { $0.effect == .allow }
      .flatMap(\.principals).map { $0.shortText(from: home) }
    return [
      name(of: role.principal), trusted.isEmpty ? "nobody" : trusted.joined(separator: ", "),
      names(of: role.policies),
    ]
  }

  private func names(of policies: AttachedPolicies) -> String {
    let names = policies.inline.keys + policies.managed.map(\.description)
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}

/// Who may what: statement by statement, as the policies have it.
extension Runbook {
  private var rights: String {
    var text = "## Who may what\n\n"
    for key in keys {
      text += table("Key policy of \(name(of: key))", key.policy.document, hasPrincipals: true)
      let grants = world.storage.kms.grants(of: key.address).map { grant in
        [
          grant.address.id.description, grant.grantee.text,
          grant.operations.map(\.rawValue).joined(separator: ", "), grant.creationDate.date,
        ]
      }
      text += MarkdownTable.text(
        "Grants on \(name(of: key))", ["grant", "who", "operations", "since"], grants)
    }
    for bucket in buckets {
      guard let policy = bucket.policy else { continue }
      text += table("Policy of s3://\(bucket.name.text)", policy.document, hasPrincipals: true)
    }
    for user in users { text += tables(of: user.policies, user.principal) }
    for role in roles { text += tables(of: role.policies, role.principal) }
    return text
  }

  private func tables(of policies: AttachedPolicies, _ owner: Principal) -> String {
    policies.inline.values.map { policy in
      table("Policy \(policy.name) of \(name(of: owner))", policy.document, hasPrincipals: false)
    }.joined()
  }

  private func table(
    _ title: String, _ policy: PolicyDocument, hasPrincipals: Bool
  ) -> String {
    let rows = policy.statements.map { statement -> [String] in
      let who = statement.principals.map { $0.shortText(from: home) }
      return [statement.sid ?? "", statement.effect.rawValue]
        + (hasPrincipals ? [statement.list(who, .principals)] : [])
        + [
          statement.list(statement.actions.map(\.pattern), .actions),
          statement.list(statement.resources.map(\.pattern), .resources),
          statement.conditions.map(\.wish).joined(separator: "; "),
        ]
    }
    return MarkdownTable.text(
      title,
      ["statement", "effect"] + (hasPrincipals ? ["who"] : []) + ["what", "on", "only with"],
      rows)
  }
}

extension PolicyStatement {
  /// A list of the statement's, with what it means where it is of exceptions.
  fileprivate func list(_ texts: [String], _ element: Exceptions) -> String {
    (exceptions.contains(element) ? "all but " : "") + texts.joined(separator: ", ")
  }
}

extension PolicyPrincipal {
  /// The principal in short where it is of this world's own kinds.
  fileprivate func shortText(from home: AccountID) -> String {
    switch self {
    case .everyone: "everybody"
    case .account(let account): account == home ? "this account" : "account \(account)"
    case .user(let account, let name): account == home ? name : "\(name)@\(account)"
    case .role(let account, let name): "role/\(name)" + (account == home ? "" : "@\(account)")
    case .session, .service, .federated, .uniqueID: text
    }
  }
}

/// Tables of Markdown.
enum MarkdownTable {
  /// A heading and its table; nothing where it has no row.
  static func text(_ title: String, _ columns: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let rule = columns.map { _ in "---" }
    let lines = ([columns, rule] + rows).map { row in
      "| " + row.map(cell).joined(separator: " | ") + " |\n"
    }
    return "### \(title)\n\n" + lines.joined() + "\n"
  }

  /// A text in a cell, which ends at a `|` or a line break.
  static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
