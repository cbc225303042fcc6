package import Access
package import Kernel

/// Why a call comes out as it does: every decision on its way, and what came of it.
package struct Explanation: Sendable {
  /// The operation.
  package let operation: AnyOperation
  /// Its request.
  package let request: Document
  /// Who calls.
  package let call: Call
  /// The decisions in order, those of calls that a service made on the caller's behalf too.
  package let decisions: [DecidedDemand]
  /// What came of the call.
  package internal(set) var outcome: Outcome
  /// What came of its objects, where each is decided by itself; their decisions are told above too.
  package var objects: [ExplainedObject] = []

  /// Whether the call succeeds, for each of its objects too.
  package var hasSucceeded: Bool {
    guard case .success = outcome else { return false }
    return objects.allSatisfy(\.explanation.hasSucceeded)
  }

  /// The decision that refused the call, or the first of its objects that was; `nil` where no
  /// policy did.
  package var denial: DecidedDemand? { decisions.first { !$0.verdict.isAllowed } }

  /// The first of its objects that a policy refused; `nil` where none was, or where it has none.
  package var refusedObject: ExplainedObject? { objects.first { $0.explanation.denial != nil } }
}

extension World {
  /// Makes a call on a copy of the world, and tells every decision.
  package func explain(
    _ operation: AnyOperation, _ request: Document, as call: Call
  ) -> Explanation {
    var copy = self
    let whole = copy.explained(operation, request, as: call)
    guard case .success = whole.outcome else { return whole }
    let objects = objects(of: operation, request, as: call)
    return Explanation(
      operation: operation, request: request, call: call,
      decisions: whole.decisions + objects.flatMap(\.explanation.decisions),
      outcome: whole.outcome, objects: objects)
  }

  /// Makes a call, and tells every decision.
  mutating func explained(
    _ operation: AnyOperation, _ request: Document, as call: Call
  ) -> Explanation {
    environment.listenToDecisions()
    let outcome = handle(operation, request, as: call)
    return Explanation(
      operation: operation, request: request, call: call,
      decisions: environment.decisions ?? [], outcome: outcome)
  }
}

/// What decided a demand, as far as single statements did.
package struct DecisiveStatement: Sendable, Equatable {
  /// The policy.
  package let source: DecisionStep.Source
  /// From 1.
  package let number: Int
  /// The statement.
  package let statement: PolicyStatement
  /// What it said.
  package let answer: StatementAnswer
}

extension DecisionRecord {
  /// Every statement with the policy that it stands in.
  package var statements: [DecisiveStatement] {
    var source = DecisionStep.Source.resource
    var found: [DecisiveStatement] = []
    for step in steps {
      switch step {
      case .policy(let next, _): source = next
      case .statement(let number, let statement, let answer):
        found.append(
          DecisiveStatement(
            source: source, number: number, statement: statement, answer: answer))
      default: break
      }
    }
    return found
  }

  /// The statements that speak of the request with an effect.
  package func matching(_ effect: PolicyStatement.Effect) -> [DecisiveStatement] {
    statements.filter {
      $0.statement.effect == effect && ($0.answer == .matches || $0.answer == .delegates)
    }
  }

  /// The statements of the resource's own policy that forbid.
  var forbiddenByResource: [DecisiveStatement] {
    matching(.deny).filter { $0.source == .resource }
  }
}

extension DecisionRecord {
  /// The statements that would permit, speak of the caller and do not apply.
  ///
  /// What lacks least comes first. Most of the caller's own speak of other actions, and are left
  /// out.
  package var nearMisses: [DecisiveStatement] {
    func lack(_ found: DecisiveStatement) -> Int? {
      switch found.answer {
      case .condition: 0
      case .otherResource: 1
      case .otherAction: found.source == .resource ? 2 : nil
      case .matches, .delegates, .otherPrincipal: nil
      }
    }
    return statements.filter { $0.statement.effect == .allow }
      .compactMap { found in lack(found).map { (found, $0) } }
      .sorted { ($0.1, $0.0.number) < ($1.1, $1.0.number) }.map(\.0)
  }
}

extension DecidedDemand {
  /// What in this decision could not be verified against AWS, in words; nothing for most.
  package var doubts: [String] {
    var doubts: [String] = []
    let matching = record.matching(.allow) + record.matching(.deny)
    if matching.contains(where: { $0.statement.exceptions.contains(.principals) }) {
      doubts.append("how NotPrincipal takes account, role and session one by one")
    }
    if case .session = call.principal,
      matching.contains(where: {
        $0.source == .resource && $0.statement.principals.contains(.everyone)
      })
    {
      doubts.append("whether Principal \"*\" reaches beyond a session's limits")
    }
    let keys = record.statements.flatMap(\.statement.conditions).map(\.key.name)
    if keys.contains(where: { [.calledVia, .calledViaFirst, .calledViaLast].contains($0) }) {
      doubts.append("whether aws:CalledVia names S3")
    }
    if keys.contains(.sourceIP), call.via != nil {
      doubts.append("aws:SourceIp of calls that a service makes")
    }
    if verdict == .denied(.resourceHidden), demand.wording == .associatedWithCiphertext {
      doubts.append("AWS's text where only a ciphertext names the key")
    }
    return doubts
  }
}
