package import Kernel

/// What every call needs besides its service's state.
package struct Environment: Sendable {
  /// The simulated clock.
  package var clock: Clock
  /// All randomness.
  package var random: RandomStreams
  /// Delayed things.
  package var queue: EventQueue
  /// Who there is, and what they may do.
  package var identities: Identities
  /// How the cloud behaves beside its rules.
  package var settings = Settings()
  /// How many calls of each quota came lately.
  var rates = CallRates()
  /// What happened.
  package private(set) var trail: Trail
  /// Every decision since somebody began to listen, as `explain` does on a copy of the world;
  /// `nil` where nobody does.
  package private(set) var decisions: [DecidedDemand]?

  /// Makes the environment of a new world.
  package init(seed: UInt64, start: Timestamp, account: AccountID) {
    clock = Clock(start: start)
    random = RandomStreams(seed: seed)
    queue = EventQueue()
    identities = Identities(account: account)
    trail = Trail()
  }

  /// The present moment.
  package var now: Timestamp { clock.now }

  /// What a call can change besides its service's state and the trail.
  package struct Changes: Sendable {
    fileprivate let clock: Clock
    fileprivate let queue: EventQueue
    fileprivate let identities: Identities
    fileprivate let random: RandomStreams
  }

  /// What calls have changed so far.
  var changes: Changes {
    Changes(clock: clock, queue: queue, identities: identities, random: random)
  }

  /// Takes back what a refused call has changed; the stream of request ids goes on.
  mutating func takeBack(to before: Changes) {
    clock = before.clock
    queue = before.queue
    identities = before.identities
    random = before.random.keeping(.requestID, of: random)
  }

  /// Begins to keep every decision, and all that was looked at.
  package mutating func listenToDecisions() { decisions = [] }

  /// Decides the demands of a call up to the first that is refused, and keeps the decisions.
  mutating func noteDecisions(
    _ demands: [Demand], of operation: (some APIOperation).Type, as call: Call
  ) {
    let evaluator = Evaluator(self)
    for demand in demands where decisions != nil {
      let decided = DecidedDemand(
        demand, of: operation.name, operation.service, as: call, by: evaluator)
      decisions?.append(decided)
      if !decided.verdict.isAllowed { return }
    }
  }

  /// Notes something that AWS did by itself.
  package mutating func recordServiceEvent(
    _ name: String, of service: Service, on resource: ARN, account: AccountID, region: Region,
    details: @escaping @Sendable () -> DocumentObject
  ) {
    trail.append(
      TrailRecord(
        time: now, actor: .aws, account: account, region: region, service: service, name: name,
        isReadOnly: false, requestID: nil, eventID: random.uuid(from: .requestID),
        parameters: .details(details), resources: [resource]))
  }

  /// Notes a call and its result.
  mutating func record(
    _ operation: (some APIOperation).Type, as call: Call, parameters: DocumentObject,
    resources: [ARN], response: DocumentObject? = nil, error: WireError?
  ) {
    trail.append(
      TrailRecord(
        time: now, actor: .principal(call.principal, via: call.via), account: call.account,
        region: call.region, service: operation.service, name: operation.name,
        isReadOnly: operation.effect == .read, requestID: random.uuid(from: .requestID),
        eventID: random.uuid(from: .requestID), parameters: .request(parameters),
        resources: resources, response: response?.trimmed, error: error,
        origin: call.origin, isByLink: call.authentication != .headers))
  }
}
