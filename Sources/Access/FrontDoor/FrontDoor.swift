package import Kernel

/// What is wrong with the credentials of a call.
package enum CredentialFault: Sendable, Equatable {
  /// Nobody has them, or no longer.
  case unknown
  /// The session has ended.
  case expired
}

/// Why a call was refused.
package enum Refusal<Failure: ServiceFailure>: Error, Sendable {
  /// The request breaks the model's rules.
  case invalid(InvalidRequest)
  /// Nobody has the credentials of the call, or no longer.
  case unauthenticated(CredentialFault)
  /// The evaluator said no.
  case denied(AccessDenial)
  /// The account called too often.
  case throttled(RequestQuota)
  /// A switch of the lab lets it fail.
  case injected(WireError)
  /// The service said no.
  case failed(Failure)

  /// AWS's code and text.
  package var wire: WireError {
    switch self {
    case .invalid(.wrongType(let path, let expected)):
      WireError(
        "SerializationException",
        InvalidRequest.wrongType(path: path, expected: expected).message)
    case .invalid(let request): WireError(Failure.validationCode, request.message)
    case .unauthenticated(.expired): Failure.expiredCredentials
    case .unauthenticated(.unknown): Failure.unknownCredentials
    case .denied(let denial): WireError(Failure.denialCode, denial.message)
    case .throttled: Failure.tooManyCalls
    case .injected(let error): error
    case .failed(let failure): failure.wire
    }
  }
}

extension Environment {
  /// The front door: validates a request from outside and performs it.
  package mutating func perform<O: APIOperation>(
    _ operation: O.Type, _ document: Document, on state: inout O.State, as call: Call
  ) throws(Refusal<O.Failure>) -> O.Response {
    let request: O.Request
    do throws(InvalidRequest) {
      request = try O.request.decode(document)
    } catch {
      let refusal = Refusal<O.Failure>.invalid(error)
      record(
        operation, as: call, parameters: O.request.members.redacted(document.members ?? [:]),
        resources: [], error: refusal.wire)
      throw refusal
    }
    return try perform(operation, request, on: &state, as: call)
  }

  /// The front door: resolves, decides, runs and records one call.
  ///
  /// A refused call changes nothing but the trail and the stream of request ids.
  package mutating func perform<O: APIOperation>(
    _ operation: O.Type, _ request: O.Request, on state: inout O.State, as call: Call
  ) throws(Refusal<O.Failure>) -> O.Response {
    let parameters = O.request.redacted(request)
    let before = (state: state, environment: changes)
    var demands: [Demand] = []
    do throws(Refusal<O.Failure>) {
      let response: O.Response
      if let fault = credentialFault(of: call) { throw .unauthenticated(fault) }
      if let quota = usedUpQuota(operation, request, in: state, as: call) {
        throw .throttled(quota)
      }
      if let error = injectedFailure(operation) { throw .injected(error) }
      do throws(O.Failure) {
        try O.check(request)
        demands = try O.demands(request, in: state, self, as: call)
      } catch {
        throw .failed(error)
      }
      if decisions != nil { noteDecisions(demands, of: operation, as: call) }
      if let denial = denial(among: demands, as: call) { throw .denied(denial) }
      do throws(O.Failure) {
        response = try O.run(request, in: &state, &self, as: call)
      } catch {
        throw .failed(error)
      }
      O.settle(&state, &self)
      record(
        operation, as: call, parameters: parameters,
        resources: O.resources(demands, response, in: state),
        response: O.trailElements(request, response), error: nil)
      return response
    } catch {
      O.restore(&state, &self, to: before)
      record(
        operation, as: call, parameters: parameters, resources: demands.compactMap(\.resource),
        error: error.wire)
      throw error
    }
  }

  /// What a call would answer now, `nil` where it would be refused; changes nothing and leaves no
  /// record.
  package func rehearse<O: APIOperation>(
    _ operation: O.Type, _ request: O.Request, on state: O.State, as call: Call
  ) -> O.Response? {
    var (environment, state) = (self, state)
    do throws(O.Failure) {
      try O.check(request)
      let demands = try O.demands(request, in: state, environment, as: call)
      guard credentialFault(of: call) == nil, denial(among: demands, as: call) == nil else {
        return nil
      }
      return try O.run(request, in: &state, &environment, as: call)
    } catch {
      return nil
    }
  }

  /// What is wrong with a call's credentials; `nil` where they are somebody's, and in force.
  package func credentialFault(of call: Call) -> CredentialFault? {
    guard identities.contains(call.principal) else { return .unknown }
    guard case .session(let session) = call.principal, session.accessKeyID != nil else {
      return nil
    }
    guard let made = identities.session(of: call.principal),
      identities.role(session.account, session.role)?.id == made.roleID
    else { return .unknown }
    return made.expires <= now ? .expired : nil
  }

  /// The first demand that is refused; `nil` where all are permitted.
  package func denial(among demands: [Demand], as call: Call) -> AccessDenial? {
    let evaluator = Evaluator(self)
    for demand in demands {
      if case .denied(let reason) = evaluator.decide(demand, as: call) {
        return AccessDenial(
          caller: call.principal, action: demand.action, resource: demand.resourceText,
          owner: demand.owner, reason: reason, wording: demand.wording)
      }
    }
    return nil
  }
}
