package import Kernel

/// The rules of AWS's policy evaluation: explicit deny first, then what allows.
package struct Evaluator {
  /// Everybody's identity policies, boundaries and sessions.
  let identities: Identities
  /// The present moment, which conditions may ask for.
  let now: Timestamp

  /// Makes an evaluator.
  package init(identities: Identities, now: Timestamp = Timestamp(secondsSinceEpoch: 0)) {
    self.identities = identities
    self.now = now
  }

  /// Makes the evaluator of a world.
  package init(_ environment: Environment) {
    self.init(identities: environment.identities, now: environment.now)
  }

  /// Decides one demand of a call.
  package func decide(_ demand: Demand, as call: Call) -> Verdict {
    var nobody = NoRecorder()
    return decide(demand, as: call, &nobody)
  }

  /// Decides one demand of a call, and tells the recorder everything that was looked at.
  package func decide(
    _ demand: Demand, as call: Call, _ recorder: inout some DecisionRecorder
  ) -> Verdict {
    let context = RequestContext(demand, call, now, identities)
    let verdict = Decision(
      demand: demand, caller: call.principal, resource: resourceAnswer(context, &recorder),
      policies: policyAnswers(context, &recorder), grants: grantAnswer(context, &recorder)
    ).verdict
    recorder.record(.verdict(verdict))
    return verdict
  }

  private func resourceAnswer(
    _ context: RequestContext, _ recorder: inout some DecisionRecorder
  ) -> Decision.ResourceAnswer {
    var answer = Decision.ResourceAnswer()
    guard let policy = context.demand.policy else {
      if context.demand.rule != .identityPolicies { recorder.record(.noResourcePolicy) }
      return answer
    }
    recorder.record(.policy(.resource, statementCount: policy.statements.count))
    let caller = context.call.principal
    let statements = policy.statements
    var candidates = policy.candidates(for: context)[...]
    // By index, so that no statement is copied.
    for index in statements.indices {
      guard candidates.first == index else {
        recorder.record(
          .statement(
            number: index + 1, statements[index],
            statements[index].answer(context, statements[index].naming(of: caller))))
        continue
      }
      candidates.removeFirst()
      let naming = statements[index].naming(of: caller)
      let result = statements[index].answer(context, naming)
      recorder.record(
        .statement(
          number: index + 1, statements[index],
          result == .matches && naming == .delegation ? .delegates : result))
      guard case .matches = result else { continue }
      answer.add(statements[index].effect, naming)
    }
    return answer
  }

  private func policyAnswers(
    _ context: RequestContext, _ recorder: inout some DecisionRecorder
  ) -> Decision.PolicyAnswers {
    let caller = context.call.principal
    if case .root = caller {
      return Decision.PolicyAnswers(
        identity: Decision.PolicyAnswer(allows: true), boundary: nil, session: nil)
    }
    var identity = Decision.PolicyAnswer()
    identities.forEachPolicy(of: caller) { policy in
      add(policy.document, .identity(policy.name), to: &identity, context, &recorder)
    }
    var boundary: Decision.PolicyAnswer?
    if let policy = identities.boundary(of: caller) {
      var answer = Decision.PolicyAnswer()
      add(policy.document, .boundary(policy.name), to: &answer, context, &recorder)
      boundary = answer
    }
    var session: Decision.PolicyAnswer?
    if let policies = identities.session(of: caller)?.policies, !policies.isEmpty {
      var answer = Decision.PolicyAnswer()
      for policy in policies {
        add(policy.document, .session(policy.name), to: &answer, context, &recorder)
      }
      session = answer
    }
    return Decision.PolicyAnswers(identity: identity, boundary: boundary, session: session)
  }

  private func add(
    _ policy: PolicyDocument, _ source: DecisionStep.Source, to answer: inout Decision.PolicyAnswer,
    _ context: RequestContext, _ recorder: inout some DecisionRecorder
  ) {
    recorder.record(.policy(source, statementCount: policy.statements.count))
    let statements = policy.statements
    var candidates = policy.candidates(for: context)[...]
    // By index, so that no statement is copied.
    for index in statements.indices {
      guard candidates.first == index else {
        recorder.record(
          .statement(number: index + 1, statements[index], statements[index].answer(context)))
        continue
      }
      candidates.removeFirst()
      let result = statements[index].answer(context)
      recorder.record(.statement(number: index + 1, statements[index], result))
      guard case .matches = result else { continue }
      switch statements[index].effect {
      case .deny: answer.denies = true
      case .allow: answer.allows = true
      }
    }
  }

  private func grantAnswer(
    _ context: RequestContext, _ recorder: inout some DecisionRecorder
  ) -> Decision.GrantFound? {
    var found: Decision.GrantFound?
    for grant in context.demand.grants {
      recorder.record(.grant(grant))
      let naming = grant.grantee.naming(of: context.call.principal)
      guard grant.objection == nil, naming > .none, naming > found?.naming ?? .none else {
        continue
      }
      found = Decision.GrantFound(id: grant.id, naming: naming)
    }
    return found
  }
}
