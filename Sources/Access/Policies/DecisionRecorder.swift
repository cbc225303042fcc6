/// Who listens while the evaluator decides.
///
/// The evaluator is generic over it: with `NoRecorder` nothing is made and nothing kept.
package protocol DecisionRecorder {
  /// Takes a step of a decision; the step is made only where somebody listens.
  mutating func record(_ step: @autoclosure () -> DecisionStep)
}

/// Nobody listens.
package struct NoRecorder: DecisionRecorder {
  /// Makes a recorder.
  package init() {}

  /// Drops the step.
  @inline(__always)
  package mutating func record(_ step: @autoclosure () -> DecisionStep) {}
}

/// All that the evaluator looked at, in its order, as `explain` tells it.
package struct DecisionRecord: DecisionRecorder, Sendable {
  /// The steps.
  package private(set) var steps: [DecisionStep] = []

  /// Makes an empty record.
  package init() {}

  /// Keeps the step.
  package mutating func record(_ step: @autoclosure () -> DecisionStep) { steps.append(step()) }
}

/// One step of a decision.
package enum DecisionStep: Sendable, Equatable {
  /// Where a policy comes from.
  package enum Source: Sendable, Equatable {
    /// The policy of the resource.
    case resource
    /// A policy of the caller, or of a group or role of the caller, by its name.
    case identity(String)
    /// The caller's permissions boundary.
    case boundary(String)
    /// A policy that the session was made with.
    case session(String)
  }

  /// A policy is looked at next; how many statements it has.
  case policy(Source, statementCount: Int)
  /// What one of its statements says; numbers count from 1.
  case statement(number: Int, PolicyStatement, StatementAnswer)
  /// The resource has no policy, or there is no such resource.
  case noResourcePolicy
  /// A grant, and whether it permits.
  case grant(GrantAnswer)
  /// The decision.
  case verdict(Verdict)
}

/// A grant of a key, as the service that keeps it judges the call.
package struct GrantAnswer: Sendable, Equatable {
  /// The grant's id.
  package let id: String
  /// To whom it is given.
  package let grantee: PolicyPrincipal
  /// Why it does not permit the call, in words; `nil` where it permits.
  package let objection: String?

  /// Makes an answer.
  package init(id: String, grantee: PolicyPrincipal, objection: String?) {
    self.id = id
    self.grantee = grantee
    self.objection = objection
  }
}
