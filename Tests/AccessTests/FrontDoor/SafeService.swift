import Access
import Kernel

/// A service of one safe, for tests of the front door.
struct Safe: Sendable, Equatable {
  var contents: [String] = []
}

enum SafeFailure: ServiceFailure {
  case checked, noSuchSafe, full, nested

  var wire: WireError { WireError("Safe.\(self)", "The safe says \(self).") }
}

/// What lies in an envelope.
struct Envelope: StructureValue {
  let label: String
  let pin: String?
  static let shape = Shape(
    Envelope.init(label:pin:),
    Member("Label", \.label, help: "Shown."),
    Member("Pin", \.pin, sensitive: true, help: "Secret."))
}

/// Puts something into the safe; `Mode` tells where it goes wrong.
enum Put: APIOperation {
  struct Request: Sendable {
    let mode: String
    let plaintext: String?
    let envelopes: [Envelope]?
  }
  struct Response: Sendable { let count: Int }

  static let service = Service.kms
  static let name = "Put"
  static let summary = "Puts something in."
  static let request = Shape(
    Request.init(mode:plaintext:envelopes:),
    Member("Mode", \.mode, .length(1...30), help: "What goes wrong."),
    Member("Plaintext", \.plaintext, .length(1...9), sensitive: true, help: "Data."),
    Member("Envelopes", \.envelopes, .length(0...2), help: "Envelopes."))
  static let response = Fields<Response>(.init("Count", \.count))
  static let effect = Effect.write
  static let errors: [String] = []

  static let resource = ARN(
    service: "kms", region: .usEast1, account: .learner, resource: "safe/1")

  static func check(_ request: Request) throws(SafeFailure) {
    if request.mode.contains("check") { throw .checked }
  }

  static func demands(
    _ request: Request, in state: Safe, _ environment: Environment, as call: Call
  ) throws(SafeFailure) -> [Demand] {
    if request.mode.contains("resolve") { throw .noSuchSafe }
    let action = request.mode.contains("deny") ? "safe:Put" : "kms:Put"
    return [.identity(action, on: resource, owner: .learner)]
  }

  /// Changes all that a run can change, and only then fails where it shall.
  static func run(
    _ request: Request, in state: inout Safe, _ environment: inout Environment, as call: Call
  ) throws(SafeFailure) -> Response {
    state.contents.append(request.mode)
    for stream in RandomStreams.Stream.allCases {
      _ = environment.random.bytes(8, from: stream)
    }
    _ = environment.queue.schedule(
      ScheduledEvent(EventKind(.kms, "Open"), subject: resource), at: environment.now)
    if request.mode.contains("run") {
      environment.identities = Identities(account: .partner)
      environment.clock.advance(to: .last)
      throw .full
    }
    return Response(count: state.contents.count)
  }
}

/// Puts something in through the front door, on the caller's behalf.
enum Forward: APIOperation {
  struct Request: Sendable { let mode: String }

  static let service = Service.sts
  static let name = "Forward"
  static let summary = "Passes on."
  static let request = Shape(Request.init(mode:), Member("Mode", \.mode, help: "Passed on."))
  static let response = EmptyResponse.fields
  static let effect = Effect.read
  static let errors: [String] = []

  static func demands(
    _ request: Request, in state: Safe, _ environment: Environment, as call: Call
  ) throws(SafeFailure) -> [Demand] { [] }

  static func run(
    _ request: Request, in state: inout Safe, _ environment: inout Environment, as call: Call
  ) throws(SafeFailure) -> EmptyResponse {
    let inner = Put.Request(mode: request.mode, plaintext: nil, envelopes: nil)
    do throws(Refusal<SafeFailure>) {
      _ = try environment.perform(Put.self, inner, on: &state, as: call.via(.sts, in: call.region))
    } catch {
      throw .nested
    }
    return EmptyResponse()
  }
}
