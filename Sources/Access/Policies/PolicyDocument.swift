import Kernel

/// A policy as the evaluator reads it.
package struct PolicyDocument: Sendable, Equatable {
  /// The content, which never changes: a decision looks at many policies, and copies none.
  private final class Content: Sendable {
    let statements: [PolicyStatement]
    /// What can be told of them from the first bytes of an action, and from a few of a resource.
    let filters: StatementFilters

    init(_ statements: [PolicyStatement]) {
      self.statements = statements
      filters = StatementFilters(statements)
    }
  }

  private let content: Content

  /// The statements in the document's order.
  package var statements: [PolicyStatement] { content.statements }

  /// Makes a document.
  package init(statements: [PolicyStatement]) { content = Content(statements) }

  /// Whether two documents have equal statements.
  package static func == (left: PolicyDocument, right: PolicyDocument) -> Bool {
    left.content === right.content || left.statements == right.statements
  }

  /// The statements, from 0, that could speak of a request, as far as a few bytes tell.
  func candidates(for context: RequestContext) -> [Int] {
    content.filters.candidates(action: context.actionNumber, resource: context.resource)
  }
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

  /// Elements that name what the statement does not speak of: NotPrincipal, NotAction, NotResource.
  package struct Exceptions: OptionSet, Sendable {
    /// The bits.
    package let rawValue: Int
    /// Makes a set of elements.
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// NotPrincipal.
    package static let principals = Exceptions(rawValue: 1)
    /// NotAction.
    package static let actions = Exceptions(rawValue: 2)
    /// NotResource.
    package static let resources = Exceptions(rawValue: 4)
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
  /// Under which conditions, all of them.
  package let conditions: [PolicyCondition]
  /// Which of these lists are of what the statement does not speak of.
  package let exceptions: Exceptions

  /// Makes a statement.
  package init(
    sid: String?, effect: Effect, principals: [PolicyPrincipal], actions: [Wildcard],
    resources: [Wildcard], conditions: [PolicyCondition] = [], exceptions: Exceptions = []
  ) {
    self.sid = sid
    self.effect = effect
    self.principals = principals
    self.actions = actions
    self.resources = resources
    self.conditions = conditions
    self.exceptions = exceptions
  }
}

/// What came of one statement for one request.
package enum StatementAnswer: Sendable, Equatable {
  /// It speaks of the request.
  case matches
  /// It speaks of the account, and leaves the rest to the account's identity policies.
  case delegates
  /// It speaks of somebody else.
  case otherPrincipal
  /// Of another action.
  case otherAction
  /// Of another resource.
  case otherResource
  /// A condition is not fulfilled; the request's values of its key, `nil` where it has none.
  case condition(PolicyCondition, found: [String]?)
}

extension PolicyStatement {
  /// The same for a caller whom it names in this way.
  func answer(_ context: RequestContext, _ naming: PolicyPrincipal.Naming) -> StatementAnswer {
    naming == .none ? .otherPrincipal : answer(context)
  }

  /// What the statement says of a request, but for the principal.
  @inline(__always)
  func answer(_ context: RequestContext) -> StatementAnswer {
    guard speaks(of: context.action, actions, .actions, context) else { return .otherAction }
    guard speaks(of: context.resource, resources, .resources, context) else {
      return .otherResource
    }
    for index in conditions.indices where !conditions[index].holds(in: context) {
      return .condition(conditions[index], found: context.values(of: conditions[index].key))
    }
    return .matches
  }

  private func speaks(
    of text: [UInt8], _ patterns: [Wildcard], _ exception: Exceptions, _ context: RequestContext
  ) -> Bool {
    for index in patterns.indices where patterns[index].matches(bytes: text, in: context) {
      return !exceptions.contains(exception)
    }
    return exceptions.contains(exception)
  }

  /// Whether a condition names a user or role by ARN; boundary and session policy then do not limit
  /// what the statement gives (IAM User Guide, "AWS JSON policy elements: Principal").
  private var asksForPrincipalARN: Bool {
    conditions.contains {
      $0.key.name == .principalARN && !$0.comparator.isNegated && $0.comparator.comparison != .null
    }
  }

  /// How the statement speaks of a caller.
  func naming(of caller: Principal) -> PolicyPrincipal.Naming {
    var naming = PolicyPrincipal.Naming.none
    for principal in principals { naming = max(naming, principal.naming(of: caller)) }
    if naming == .withinLimits, principals.contains(.everyone), asksForPrincipalARN {
      naming = .directly
    }
    guard exceptions.contains(.principals) else { return naming }
    switch effect {
    // Whoever is named in any way, if only by the account, gets nothing.
    case .allow: return naming == .none ? PolicyPrincipal.everyone.naming(of: caller) : .none
    // AWS looks at the account, the role and the session one by one: all must be excepted.
    case .deny:
      return caller.layers.allSatisfy(principals.contains) || principals.contains(.everyone)
        ? .none : .directly
    }
  }
}

extension Principal {
  /// The account, and within it the user, or the role and the session.
  fileprivate var layers: [PolicyPrincipal] {
    switch self {
    case .root(let account): [.account(account)]
    case .user(let account, let name): [.account(account), .user(account, name: name)]
    case .session(let session):
      [
        .account(session.account), .role(session.account, name: session.role),
        .session(session.account, role: session.role, name: session.name),
      ]
    }
  }
}
