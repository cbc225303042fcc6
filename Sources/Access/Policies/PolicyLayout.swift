package import Kernel

/// How AWS keeps the policy of a resource or of a role's trust: not as the text that was put, but
/// with its principals in a form of AWS's own.
extension Document {
  /// The policy with each principal of kind `AWS` written anew, and lists of one principal as that
  /// one; `rewrite` gives `nil` for what stays as it is.
  func rewritingPrincipals(_ rewrite: (String) -> String?) -> Document {
    guard var policy = members, let statement = policy["Statement"] else { return self }
    if let statements = statement.elements {
      policy["Statement"] = .list(statements.map { $0.statement(rewritingPrincipals: rewrite) })
    } else {
      policy["Statement"] = statement.statement(rewritingPrincipals: rewrite)
    }
    return .object(policy)
  }

  private func statement(rewritingPrincipals rewrite: (String) -> String?) -> Document {
    guard var statement = members else { return self }
    for name in ["Principal", "NotPrincipal"] {
      guard var kinds = statement[name]?.members else { continue }
      for kind in kinds.names {
        let texts = kinds[kind]?.elements?.compactMap(\.text) ?? [kinds[kind]?.text ?? ""]
        let rewritten = texts.map { Document.string(kind == "AWS" ? rewrite($0) ?? $0 : $0) }
        kinds[kind] = rewritten.count == 1 ? rewritten[0] : .list(rewritten)
      }
      statement[name] = .object(kinds)
    }
    return .object(statement)
  }
}

extension Identities {
  /// A policy as AWS keeps it, of a document that was read without fault: an account's number is
  /// its root's ARN, and the unique id of somebody who is there that user's or role's ARN.
  package func kept(_ policy: Document) -> Document {
    policy.rewritingPrincipals { text in
      switch PolicyPrincipal(text) {
      case .account(let account): Principal.root(account).arn.description
      case .uniqueID(let id): arn(ofID: id)
      default: nil
      }
    }
  }

  /// The ARN of the user or role that has an id, of the session for a role's id with a session's
  /// name behind it; `nil` where nobody has it.
  func arn(ofID text: String) -> String? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let id = String(parts[0])
    if parts.count == 1, let user = users.first(where: { $0.value.id == id })?.value {
      return user.arn.description
    }
    guard let role = roles.first(where: { $0.value.id == id })?.value else { return nil }
    guard parts.count == 2 else { return role.arn.description }
    return RoleSession(role.account, role: role.name, name: String(parts[1])).arn.description
  }
}

extension PolicyReader {
  /// Reads a policy that AWS keeps, and so has no fault, whoever may be gone whom it names.
  package static func kept(_ policy: Document, kind: Kind) -> PolicyDocument {
    do throws(PolicyFault) {
      return try read(JSONWriter.text(policy), kind: kind) { _ in true }
    } catch {
      preconditionFailure("a policy that was stored: \(error)")
    }
  }
}

/// Somebody whom policies name is called something else, or is gone.
package struct PrincipalChange: Sendable {
  /// The user or role, by its name until now.
  let old: PolicyPrincipal
  /// What policies show from now on: another ARN, or the unique id of somebody who is gone.
  let new: String

  /// What policies show for a principal from now on; `nil` for what stays as it is.
  package func text(for text: String) -> String? {
    switch (PolicyPrincipal(text), old) {
    case (old, _): new
    case (.session(let account, let role, let name), .role(let owner, let roleName))
    where account == owner && role.hasSameBytes(as: roleName.lastPathPart):
      "\(new):\(name)"
    default: nil
    }
  }

  /// The policy as it shows from now on; `nil` where it does not speak of that user or role.
  package func applied(to text: String) -> Document? {
    guard let policy = try? JSONReader.read(text) else { return nil }
    let changed = policy.rewritingPrincipals(self.text(for:))
    return changed == policy ? nil : changed
  }
}

extension Identities {
  /// Notes that a user has another name or path; who is named by policies stays the same.
  package mutating func rename(_ old: User, to new: User) {
    guard old.arn != new.arn, case .user(let account, let name) = old.principal else { return }
    note(PrincipalChange(old: .user(account, name: name), new: new.arn.description))
  }

  /// Notes that a user is gone; whoever gets the name is somebody else.
  package mutating func forget(_ user: User) {
    guard case .user(let account, let name) = user.principal else { return }
    note(PrincipalChange(old: .user(account, name: name), new: user.id))
  }

  /// Notes that a role is gone; whatever gets the name is another one.
  package mutating func forget(_ role: Role) {
    note(
      PrincipalChange(
        old: .role(role.account, name: role.path.dropFirst() + role.name), new: role.id))
  }

  private mutating func note(_ change: PrincipalChange) {
    principalChanges.append(change)
    for (address, role) in roles {
      guard let policy = change.applied(to: role.trust.text) else { continue }
      roles[found: address].trust = IdentityPolicy(
        name: role.trust.name, text: JSONWriter.text(policy, layout: .indented),
        document: PolicyReader.kept(policy, kind: .trust))
    }
  }
}
