package import Access
package import Kernel

/// An operation of IAM, on the identities of the environment: IAM keeps nothing else.
package protocol IAMOperation: APIOperation
where State == Void, Failure == IAMFailure {
  /// The permissions that a call needs.
  static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand]
  /// Does the work of a call that was permitted.
  static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response
}

extension IAMOperation {
  package static var service: Service { .iam }

  package static func demands(
    _ request: Request, in state: Void, _ environment: Environment, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    try demands(request, environment.identities, as: call)
  }

  package static func run(
    _ request: Request, in state: inout Void, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    try run(request, &environment, as: call)
  }

  /// CloudTrail tells what a call answers that changes something.
  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    guard effect == .write else { return nil }
    let told = Self.response.withoutSecrets(response)
    return told.isEmpty ? nil : told
  }

  /// The permission of the operation's own name.
  static func demand(
    on resource: ARN, _ values: ConditionValues = ConditionValues(), as call: Call
  ) -> [Demand] {
    [.identity("iam:\(name)", on: resource, owner: call.account, values: values)]
  }
}

/// A request that names what its call is about.
package protocol NamesResource: Sendable {
  /// The resource.
  func resource(_ identities: Identities, as call: Call) throws(IAMFailure) -> ARN
}

extension IAMOperation where Request: NamesResource {
  /// Such a call needs one permission, on what it is about.
  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: try request.resource(identities, as: call), as: call)
  }
}

/// A request that names a user, or means whoever calls.
package protocol NamesUserOrCaller: NamesResource {
  /// The user; `nil` for whoever calls.
  var user: UserName? { get }
}

extension NamesUserOrCaller {
  package func resource(
    _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> ARN {
    identities.arn(of: try identities.userName(user, call), call.account)
  }
}

/// Why IAM refuses a call; `wire` alone knows AWS's codes.
package enum IAMFailure: ServiceFailure {
  /// Something that does not exist.
  case noSuchEntity(String)
  /// A name that is taken.
  case alreadyExists(String)
  /// Something still hangs on what shall be deleted.
  case deleteConflict(String)
  /// A quota is used up.
  case limitExceeded(String)
  /// A policy cannot be read.
  case malformedPolicy(String)
  /// Input that the model does not see.
  case invalidInput(String)
  /// A policy that cannot be attached.
  case notAttachable(String)
  /// What AWS keeps, and nobody else changes.
  case forbidden(String)
  /// Input that IAM validates in its own words.
  case validation(String)
  /// AWS has it, this program has not; the text says what it has instead.
  case notSimulated(String)

  package static var denialCode: String { "AccessDenied" }
  package static var validationCode: String { "ValidationError" }
  package static var expiredCredentials: WireError { .expired("ExpiredToken") }
  package static var unknownCredentials: WireError { .unknown("InvalidClientTokenId") }

  package var wire: WireError {
    switch self {
    case .noSuchEntity(let text): WireError("NoSuchEntity", text)
    case .alreadyExists(let text): WireError("EntityAlreadyExists", text)
    case .deleteConflict(let text): WireError("DeleteConflict", text)
    case .limitExceeded(let text): WireError("LimitExceeded", text)
    case .malformedPolicy(let text): WireError("MalformedPolicyDocument", text)
    case .invalidInput(let text): WireError("InvalidInput", text)
    case .notAttachable(let text): WireError("PolicyNotAttachable", text)
    case .forbidden(let text): WireError("AccessDenied", text)
    case .validation(let text): WireError("ValidationError", text)
    case .notSimulated(let text):
      WireError("InvalidAction", text, isNotSimulated: true)
    }
  }
}
