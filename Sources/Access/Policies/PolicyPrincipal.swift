package import Kernel

/// Whom a statement of a resource policy names.
package enum PolicyPrincipal: Sendable, Equatable {
  /// `*`: everybody.
  case everyone
  /// An account, by its number or its root ARN: it delegates to that account's identity policies.
  case account(AccountID)
  /// One user; the name has its path before it.
  case user(AccountID, name: String)
  /// Everybody in a role; the name has its path before it.
  case role(AccountID, name: String)
  /// One session of a role.
  case session(AccountID, role: String, name: String)
  /// A service of AWS that calls for itself, as none of this cloud does.
  case service(String)
  /// Somebody of an identity provider, of which this cloud has none.
  case federated(String)
  /// A user or role by its unique id, or a session by that of its role: nobody, since policies keep
  /// the id of those alone who were deleted.
  case uniqueID(String)

  /// How a statement speaks of a caller.
  package enum Naming: Int, Comparable {
    /// Not at all.
    case none
    /// It names the account and leaves the rest to the account's identity policies.
    case delegation
    /// It names the role, within what boundary and session policy allow.
    case withinLimits
    /// It names the caller.
    case directly

    /// Orders from not at all to directly.
    package static func < (left: Naming, right: Naming) -> Bool { left.rawValue < right.rawValue }
  }

  /// How it names a caller.
  package func naming(of caller: Principal) -> Naming {
    switch (self, caller) {
    // What is open to everybody is open to a role, and so within the limits of its sessions.
    case (.everyone, .session): .withinLimits
    case (.everyone, _): .directly
    case (.account(let account), .root(let root)): account == root ? .directly : .none
    case (.account(let account), _): account == caller.account ? .delegation : .none
    case (.user(let account, let name), .user(let other, let otherName)):
      account == other && name.hasSameBytes(as: otherName) ? .directly : .none
    case (.role(let account, let name), .session(let session)):
      account == session.account && name.lastPathPart.hasSameBytes(as: session.role)
        ? .withinLimits : .none
    case (.session(let account, let role, let name), .session(let session)):
      account == session.account && role.hasSameBytes(as: session.role)
        && name.hasSameBytes(as: session.name) ? .directly : .none
    default: .none
    }
  }

  /// Reads a principal as a policy's `AWS` element names it; `nil` for a form that is none.
  package init?(_ text: String) {
    if text == "*" {
      self = .everyone
    } else if let account = AccountID(text) {
      self = .account(account)
    } else if text.hasPrefix("AIDA") || text.hasPrefix("AROA") {
      self = .uniqueID(text)
    } else if let arn = ARN(text), arn.region == nil, let account = arn.account,
      // The names of users are ASCII; what Swift takes for the same text is another name to AWS.
      arn.resource.utf8.allSatisfy({ $0 < 0x80 }), !arn.resource.hasSuffix("/")
    {
      let name = arn.resource.split(separator: "/", maxSplits: 1).dropFirst().first.map(String.init)
      switch (arn.service, arn.resource.split(separator: "/").first, name) {
      case ("iam", "root", nil): self = .account(account)
      case ("iam", "user", let name?): self = .user(account, name: name)
      case ("iam", "role", let name?): self = .role(account, name: name)
      case ("sts", "assumed-role", let name?):
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        self = .session(account, role: String(parts[0]), name: String(parts[1]))
      default: return nil
      }
    } else {
      return nil
    }
  }

  /// The principal as a policy writes it, with the kind before it where it is not `AWS`.
  package var text: String {
    switch self {
    case .everyone: "*"
    case .account(let account): Principal.root(account).arn.description
    case .user(let account, let name): Principal.user(account, name: name).arn.description
    case .role(let account, let name):
      ARN(service: "iam", region: nil, account: account, resource: "role/\(name)").description
    case .session(let account, let role, let name):
      RoleSession(account, role: role, name: name).arn.description
    case .service(let name), .federated(let name), .uniqueID(let name): name
    }
  }
}

extension String {
  /// What stands behind the last slash: the name of a user or role without its path.
  package var lastPathPart: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return String(self[utf8.index(after: slash)...])
  }
}
