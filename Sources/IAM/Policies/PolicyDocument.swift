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
  /// Under which conditions, all of them; only AWS's own policies have any so far.
  package let conditions: [PolicyCondition]

  /// Makes a statement.
  package init(
    sid: String?, effect: Effect, principals: [PolicyPrincipal], actions: [Wildcard],
    resources: [Wildcard], conditions: [PolicyCondition] = []
  ) {
    self.sid = sid
    self.effect = effect
    self.principals = principals
    self.actions = actions
    self.resources = resources
    self.conditions = conditions
  }

  /// Whether the statement speaks of a demand in a call.
  func covers(_ demand: Demand, _ call: Call) -> Bool {
    actions.contains { $0.matches(demand.action) }
      && resources.contains { $0.matches(demand.resourceText) }
      && conditions.allSatisfy { $0.holds(in: call) }
  }
}

/// A condition of a statement: the call's value of a condition key is this text (StringEquals).
package struct PolicyCondition: Sendable, Equatable {
  /// The condition keys that can be asked for.
  package enum Key: String, Sendable {
    /// The caller's account.
    case callerAccount = "kms:CallerAccount"
    /// The service that calls on the caller's behalf; a direct call has no such value.
    case viaService = "kms:ViaService"
  }

  /// What is compared.
  package let key: Key
  /// With which text.
  package let value: String

  /// Makes a condition.
  package init(_ key: Key, equals value: String) {
    self.key = key
    self.value = value
  }

  /// Whether a call fulfils it.
  func holds(in call: Call) -> Bool {
    switch key {
    case .callerAccount: call.account.description == value
    case .viaService: call.viaService == value
    }
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
