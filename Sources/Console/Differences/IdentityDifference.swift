import AWSCLI
import Access
import Cloud
import Kernel
import Text

extension MomentDifference {
  /// Users, groups, roles, their policies, and sessions.
  mutating func addIdentities() {
    let (before, after) = (old.world.environment.identities, new.world.environment.identities)
    for pair in paired(before.users, after.users) { addUser(pair) }
    for pair in paired(before.groups, after.groups) {
      let name = name(pair.key.account, (pair.new ?? pair.old)?.name ?? "")
      addNamed("group", name, pair)
      if let new = pair.new {
        addPolicies("group", name, pair.old?.policies ?? AttachedPolicies(), new.policies)
      }
    }
    for pair in paired(before.roles, after.roles) { addRole(pair) }
    for pair in paired(before.policies, after.policies) { addManaged(pair) }
    add(
      "session",
      paired(before.sessions, after.sessions).compactMap { pair in
        let session = pair.new ?? pair.old
        guard let session, pair.old == nil || pair.new == nil else { return nil }
        let until = pair.new == nil ? "" : ", until \(session.expires.readable)"
        return "\(pair.new == nil ? "-" : "+") \(shortName(.session(session.session)))\(until)"
      })
  }

  private func shortName(_ principal: Principal) -> String { principal.shortName(from: home) }

  private func name(_ account: AccountID, _ name: String) -> String {
    account == home ? name : "\(account)/\(name)"
  }

  private mutating func addNamed<Value>(
    _ label: String, _ name: String, _ pair: Pair<IdentityAddress, Value>
  ) {
    if pair.old == nil { add(label, "+ \(name)") }
    if pair.new == nil { add(label, "- \(name)") }
  }

  private mutating func addUser(_ pair: Pair<IdentityAddress, User>) {
    let name = name(pair.key.account, (pair.new ?? pair.old)?.name ?? "")
    addNamed("user", name, pair)
    guard let old = pair.old, let new = pair.new else {
      if let new = pair.new { addPolicies("user", name, AttachedPolicies(), new.policies) }
      return
    }
    let keys = { (user: User) in
      OrderedMap<String, String>(
        pairs: user.accessKeys.map { ($0.id, $0.isActive ? "active" : "inactive") })
    }
    add(
      "user", name,
      [became("path", old.path, new.path), boundary(old.boundary, new.boundary)]
        + signed("group", old.groups, new.groups) + tagChanges(old.tags, new.tags)
        + paired(keys(old), keys(new)).map { pair in
          pair.old == pair.new
            ? nil : "access key \(pair.key) \(pair.new ?? "gone")"
        })
    addPolicies("user", name, old.policies, new.policies)
  }

  private mutating func addRole(_ pair: Pair<IdentityAddress, Role>) {
    let name = "role/" + name(pair.key.account, (pair.new ?? pair.old)?.name ?? "")
    addNamed("role", name, pair)
    guard let new = pair.new else { return }
    guard let old = pair.old else {
      addPolicy("trust", name, "+", new.trust.document)
      return addPolicies("role", name, AttachedPolicies(), new.policies)
    }
    add(
      "role", name,
      [
        became("description", old.description ?? "", new.description ?? "") {
          "\"\($0.onOneLine)\""
        },
        became("sessions of", old.maxSessionSeconds, new.maxSessionSeconds) { "\($0) seconds" },
        boundary(old.boundary, new.boundary),
      ] + tagChanges(old.tags, new.tags))
    addPolicy("trust", name, old.trust.text, new.trust.text) {
      (old.trust.document, new.trust.document)
    }
    addPolicies("role", name, old.policies, new.policies)
  }

  /// A customer managed policy: its versions, and what the current one says.
  private mutating func addManaged(_ pair: Pair<IdentityAddress, ManagedPolicy>) {
    let name = name(pair.key.account, (pair.new ?? pair.old)?.name ?? "")
    addNamed("policy", name, pair)
    guard let new = pair.new, let now = new.current else { return }
    guard let old = pair.old, let before = old.current else {
      return addPolicy("policy", name, "+", now.document)
    }
    let ids = { (policy: ManagedPolicy) in policy.versions.map(\.id) }
    add(
      "policy", name,
      signed("version", ids(old), ids(new))
        + [became("default", old.defaultNumber, new.defaultNumber) { "v\($0)" }]
        + tagChanges(old.tags, new.tags))
    addPolicy("policy", name, before.text, now.text) { (before.document, now.document) }
  }

  /// The policies of an identity: those within it, statement by statement, and those attached.
  private mutating func addPolicies(
    _ label: String, _ name: String, _ old: AttachedPolicies, _ new: AttachedPolicies
  ) {
    let names = { (policies: AttachedPolicies) in policies.managed.map(\.description) }
    add(label, name, signed("policy", names(old), names(new)))
    for pair in paired(old.inline, new.inline) {
      let title = "\(name) \(pair.key)"
      switch (pair.old, pair.new) {
      case (nil, let policy?): addPolicy("policy", title, "+", policy.document)
      case (let policy?, nil): addPolicy("policy", title, "-", policy.document)
      case (let before?, let after?):
        addPolicy("policy", title, before.text, after.text) { (before.document, after.document) }
      case (nil, nil): break
      }
    }
  }

  private func boundary(_ old: ARN?, _ new: ARN?) -> String? {
    became("boundary", old, new) { $0.map(\.description) ?? "none" }
  }

  /// The names that came and went.
  private func signed(_ what: String, _ old: [String], _ new: [String]) -> [String?] {
    new.filter { !old.contains($0) }.map { "\(what) + \($0)" }
      + old.filter { !new.contains($0) }.map { "\(what) - \($0)" }
  }
}
