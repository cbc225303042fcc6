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
  private let state: Mutex<ServedWorld>
  private let hear: (@Sendable (CallNote) -> Void)?
  private let requestCount = Atomic<Int>(0)
  private let keys = Mutex(SigningKeys())

  /// Begins to serve a session; `hear` is told each call.
  package init(
    _ session: Session, rules: EndpointRules = EndpointRules(), at moment: Timestamp,
    hear: (@Sendable (CallNote) -> Void)? = nil
  ) {
    var session = session
    session.keepsPast = rules.keepsPast
    self.rules = rules
    self.hear = hear
    state = Mutex(ServedWorld(session, pace: rules.pace, at: moment))
  }

  /// Why a request is refused before its content is read; `nil` where it may send it.
  package func refusal(ofHead head: HTTPRequest, at moment: Timestamp) -> HTTPResponse? {
    isDoor(head) ? doorRefusal(head) : serviceRefusal(ofHead: head, at: moment)
  }

  /// Answers a request.
  package func answer(_ request: HTTPRequest, at moment: Timestamp) -> HTTPResponse {
    if isDoor(request) {
      let moves = moveCount
      var response = answerDoor(request, at: moment)
      // Signatures tell whole seconds: so those of before and of after a move are told apart.
      response.waitsForSecond = moveCount != moves
      return response
    }
    let request = rules.trustsProxy ? request.forwarded : request
    let served = answerService(request, at: moment)
    if let hear {
      hear(CallNote(request, served, at: served.now))
    }
    var response = served.response
    response.headers.append(HTTPField("x-kmslab-now", served.now.description))
    return response
  }

  /// Tells where clients find the world: `http://127.0.0.1:4566`.
  package func settle(at address: String) { state.withLock { $0.settle(at: address) } }

  /// Lets the clock go on by itself.
  package func tick(at moment: Timestamp) { _ = visit(at: moment) { _ in } }

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
