package import Kernel

/// Whether an operation can change anything; CloudTrail's `readOnly`.
package enum Effect: Sendable {
  /// It changes nothing that the caller could see.
  case read
  /// It changes something.
  case write
}

/// One operation of a service, described once for everybody: command line, help, validation,
/// authorisation, trail.
package protocol APIOperation: Sendable {
  /// What the caller sends.
  associatedtype Request: Sendable
  /// What the caller gets.
  associatedtype Response: Sendable
  /// The part of the world that the operation reads and changes.
  associatedtype State: Sendable
  /// The failures of its service.
  associatedtype Failure: ServiceFailure

  /// The service.
  static var service: Service { get }
  /// The operation's name.
  static var name: String { get }
  /// One sentence for help.
  static var summary: String { get }
  /// The request's members.
  static var request: Shape<Request> { get }
  /// The names of the request's members in the order of AWS's model; none where the request has
  /// that order.
  static var modelOrder: [Substring] { get }
  /// The response's members.
  static var response: Fields<Response> { get }
  /// Whether it can change anything.
  static var effect: Effect { get }
  /// The actions that a caller may need, in the order in which they are asked for.
  static var permissions: [String] { get }
  /// AWS's codes of the refusals that are this operation's own, in the model's order; any call can
  /// also be denied or malformed.
  static var errors: [String] { get }
  /// How the answer comes page by page; `nil` for an answer of one piece.
  static var paging: Paging? { get }
  /// The member that the service itself demands in its own words, where the model does not.
  static func check(_ request: Request) throws(Failure)
  /// How often calls of its kind may be made; `nil` where that is not simulated.
  static func quota(of request: Request, in state: State, as call: Call) -> RequestQuota?
  /// The permissions that a call needs; fails where a resource that is named does not exist.
  static func demands(
    _ request: Request, in state: State, _ environment: Environment, as call: Call
  ) throws(Failure) -> [Demand]
  /// Does the work of a call that was permitted.
  static func run(
    _ request: Request, in state: inout State, _ environment: inout Environment, as call: Call
  ) throws(Failure) -> Response
  /// Takes back what a refused call did itself; calls that it made and that succeeded stand.
  static func restore(
    _ state: inout State, _ environment: inout Environment,
    to before: (state: State, environment: Environment.Changes))
  /// Schedules what a call that succeeded has made due.
  static func settle(_ state: inout State, _ environment: inout Environment)
  /// What the trail tells of a success beside the request: CloudTrail's `responseElements`.
  static func trailElements(_ request: Request, _ response: Response) -> DocumentObject?
  /// The resources that the trail names for a success, as they are after it.
  static func resources(_ demands: [Demand], _ response: Response, in state: State) -> [ARN]
  /// AWS's code and text of a refusal as the caller gets them; the trail tells the refusal itself.
  static func wire(_ refusal: Refusal<Failure>) -> WireError
}

extension APIOperation {
  /// Most operations need the permission of their own name.
  package static var permissions: [String] { ["\(service.rawValue):\(name)"] }

  /// Most requests are described in the model's order.
  package static var modelOrder: [Substring] { [] }

  /// Most operations answer in one piece.
  package static var paging: Paging? { nil }

  /// Most operations leave all checks to the model.
  package static func check(_ request: Request) throws(Failure) {}

  /// Only KMS's rates are simulated.
  package static func quota(
    of request: Request, in state: State, as call: Call
  ) -> RequestQuota? { nil }

  /// Most operations call no other service, so all is taken back.
  package static func restore(
    _ state: inout State, _ environment: inout Environment,
    to before: (state: State, environment: Environment.Changes)
  ) {
    state = before.state
    environment.takeBack(to: before.environment)
  }

  /// Most operations schedule by themselves.
  package static func settle(_ state: inout State, _ environment: inout Environment) {}

  /// Most answers are not in the trail.
  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    nil
  }

  /// Most operations touch what they need a permission for.
  package static func resources(
    _ demands: [Demand], _ response: Response, in state: State
  ) -> [ARN] {
    demands.compactMap(\.resource)
  }

  /// Most operations tell code and text of the refusal itself.
  package static func wire(_ refusal: Refusal<Failure>) -> WireError { refusal.wire }
}

extension APIOperation where Response == EmptyResponse {
  package static var response: Fields<EmptyResponse> { EmptyResponse.fields }
}

/// The answer of an operation that answers with an empty body.
package struct EmptyResponse: Sendable {
  /// Makes the answer.
  package init() {}

  /// No members.
  package static let fields = Fields<EmptyResponse>()
}
