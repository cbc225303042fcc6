package import Kernel

/// A policy as the evaluator reads it.
package struct PolicyDocument: Sendable, Equatable {
  /// The statements in the document's order.
  package let statements: [PolicyStatement]

  /// Makes a document.
  package init(statements: [PolicyStatement]) { self.statements = statements }
}

/// One statement of a policy.
package struct PolicyStatement: Sendable, Equatable {
  /// What a matching statement says.
  package enum Effect: String, Sendable {
    /// It permits.
    case allow = "Allow"
    /// It forbids, whatever else permits.
    case deny = "Deny"
  }

  /// The statement's name.
  package let sid: String?
  /// What it says.
  package let effect: Effect
  /// For whom; empty in identity policies, which speak for their owner.
  package let principals: [PolicyPrincipal]
  /// For which actions; a key policy's statement without any has no effect.
  package let actions: [Wildcard]
  /// On which resources; the same holds.
  package let resources: [Wildcard]

  /// Makes a statement.
  package init(
    sid: String?, effect: Effect, principals: [PolicyPrincipal], actions: [Wildcard],
    resources: [Wildcard]
  ) {
    self.sid = sid
    self.effect = effect
    self.principals = principals
    self.actions = actions
    self.resources = resources
  }

  /// Whether the statement speaks of an action on a resource.
  func covers(_ action: String, on resource: String) -> Bool {
    actions.contains { $0.matches(action) } && resources.contains { $0.matches(resource) }
  }
}

/// Whom a statement of a resource policy names.
package enum PolicyPrincipal: Sendable, Equatable {
  /// `*`: everybody.
  case everyone
  /// An account, by its number or its root ARN: it delegates to that account's identity policies.
  case account(AccountID)
  /// One user.
  case user(AccountID, name: String)

  /// Whether the caller is named without any delegation.
  func names(_ caller: Principal) -> Bool {
    switch (self, caller) {
    case (.everyone, _): true
    case (.account(let account), .root(let root)): account == root
    case (.user(let account, let name), .user(let other, let otherName)):
      account == other && name.hasSameBytes(as: otherName)
    default: false
    }
  }
}
