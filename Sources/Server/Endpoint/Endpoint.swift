package import Console
package import Kernel
import Synchronization
package import Wire

/// What answers requests: the world behind its lock, so that calls come one after the other.
package final class Endpoint: Sendable {
  /// What was decided for all requests.
  package let rules: EndpointRules
  /// Who listens to what happens.
  let journal = Journal()
  /// Who keeps what happens; `nil` where nothing is kept.
  let keeper: Keeper?
  private let state: Mutex<ServedWorld>
  private let hear: (@Sendable (CallNote) -> Void)?
  private let requestCount = Atomic<Int>(0)
  private let keys = Mutex(SigningKeys())

  /// Begins to serve a session; `hear` is told each call.
  ///
  /// A session that is kept runs again as it ran here, at a prompt too: so it keeps its past.
  package init(
    _ session: Session, rules: EndpointRules = EndpointRules(), at moment: Timestamp,
    keeper: Keeper? = nil, hear: (@Sendable (CallNote) -> Void)? = nil
  ) {
    var session = session
    session.keepsPast = rules.keepsPast || keeper != nil
    session.keepsCalls = keeper != nil
    self.rules = rules
    self.keeper = keeper
    self.hear = hear
    state = Mutex(ServedWorld(session, pace: rules.pace, at: moment))
  }

  /// Why a request is refused before its content is read; `nil` where it may send it.
  package func refusal(ofHead head: HTTPRequest, at moment: Timestamp) -> HTTPResponse? {
    isDoor(head) ? doorRefusal(head) : serviceRefusal(ofHead: head, at: moment)
  }

  /// Answers a request.
  package func answer(_ request: HTTPRequest, at moment: Timestamp) -> HTTPResponse {
    if let reason = keeper?.failure { return refuse(request, .unkept(reason: reason)) }
    if isDoor(request) {
      let moves = moveCount
      var response = answerDoor(request, at: moment)
      // Signatures tell whole seconds: so those of before and of after a move are told apart.
      response.waits = moveCount != moves ? [.second] : []
      return afterKeeping(response)
    }
    let request = rules.trustsProxy ? request.forwarded : request
    let served = answerService(request, at: moment)
    if let hear {
      hear(CallNote(request, served, at: served.now))
    }
    var response = served.response
    response.headers.append(HTTPField("x-kmslab-now", served.now.description))
    return afterKeeping(response)
  }

  /// An answer that leaves when all that has happened is kept.
  private func afterKeeping(_ response: HTTPResponse) -> HTTPResponse {
    guard let count = keeper?.unkept else { return response }
    var response = response
    response.waits.insert(.lines(count), at: 0)
    return response
  }

  /// Tells where clients find the world: `http://127.0.0.1:4566`.
  package func settle(at address: String) {
    state.withLock { world in
      world.settle(at: address)
      handOver(&world)
    }
  }

  /// Lets the clock go on by itself; a world that is kept waits for something to happen, or each
  /// second would be a line.
  package func tick(at moment: Timestamp) {
    let isDue = keeper == nil || state.withLock { $0.isEventDue(at: moment) }
    if isDue { _ = visit(at: moment) { _ in } }
  }

  /// Lets new lines be kept, in their order.
  private func handOver(_ world: inout ServedWorld) {
    if let keeper, let lines = world.newLines() { keeper.add(lines) }
  }

  /// The number of the next request that is answered without the world.
  func nextRequestNumber() -> Int {
    requestCount.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// The id of the next request that is answered without the world.
  func nextID() -> RequestID { RequestID(refused: nextRequestNumber()) }

  /// How often the world's clock was moved, beyond what it goes by itself.
  private var moveCount: Int { state.withLock { $0.clock.moveCount } }

  /// Does something with the access keys that signed lately, beside others who do.
  func remembering<Result, Failure>(
    _ body: (inout SigningKeys) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var keys = keys.withLock { $0 }
    let result = try body(&keys)
    self.keys.withLock { [keys] in $0 = keys }
    return result
  }

  /// Does something in the world, alone, and tells everybody what has happened.
  func visit<Result: Sendable>(
    at moment: Timestamp, _ body: (inout ServedWorld) -> Result
  ) -> Visit<Result> {
    state.withLock { world in
      world.follow(moment)
      let result = body(&world)
      let now = world.session.now
      world.clock.note(now, at: moment)
      handOver(&world)
      let news = world.news()
      journal.tell(news)
      return Visit(result: result, now: now, call: news.last { $0.isCall })
    }
  }
}

/// What came of something that was done in the world.
struct Visit<Result: Sendable>: Sendable {
  /// What it returned.
  let result: Result
  /// What the world's clock shows after it.
  let now: Timestamp
  /// The last call of it.
  let call: Happening?
}
