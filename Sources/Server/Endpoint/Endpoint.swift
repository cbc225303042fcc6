import Cloud
package import Kernel
package import Sessions
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
  /// What the last visitor of the world left for whoever verifies signatures.
  private let entrance: Mutex<Entrance>
  let hear: (@Sendable (CallNote) -> Void)?
  private let requestCount = Atomic<Int>(0)
  private let keys = Mutex(SigningKeys())
  private let turns = Turns()
  /// What takes long, at a door.
  let work = RunningWork()

  /// Begins to serve a session; `hear` is told each call.
  package init(
    _ session: Session, rules: EndpointRules = EndpointRules(), at moment: Timestamp,
    keeper: Keeper? = nil, hear: (@Sendable (CallNote) -> Void)? = nil
  ) {
    self.rules = rules
    self.keeper = keeper
    self.hear = hear
    let world = ServedWorld(session, rules, isKept: keeper != nil, at: moment)
    entrance = Mutex(world.entrance)
    state = Mutex(world)
  }

  /// Why a request is refused before its content is read; `nil` where it may send it.
  package func refusal(ofHead head: HTTPRequest, at moment: Timestamp) -> HTTPResponse? {
    isDoor(head) ? doorRefusal(head) : serviceRefusal(ofHead: head, at: moment)
  }

  /// The same where nothing has to be waited for; `nil` where something has.
  package func quickRefusal(
    ofHead head: HTTPRequest, at moment: Timestamp
  ) -> HTTPResponse?? {
    briefly { refusal(ofHead: head, at: moment) }
  }

  /// Answers a request where nothing has to be waited for; `nil` where something has.
  package func quickAnswer(_ request: HTTPRequest, at moment: Timestamp) -> HTTPResponse? {
    switch manner(of: request) {
    case .outside: answer(request, at: moment)
    case .brief: briefly { answer(request, at: moment) }
    case .long: nil
    }
  }

  /// Answers a request; for a thread that may wait for others.
  package func answer(_ request: HTTPRequest, at moment: Timestamp) -> HTTPResponse {
    if let reason = keeper?.failure { return refuse(request, .unkept(reason: reason)) }
    if isDoor(request) { return afterKeeping(answerDoor(request, at: moment)) }
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

  /// Begins anew with a session.
  package func begin(_ session: Session, at moment: Timestamp) {
    change { $0 = ServedWorld(session, rules, isKept: keeper != nil, at: moment) }
  }

  /// What the world tells, once whoever works in it has ended.
  func look<Result>(_ body: (World) -> Result) -> Result { state.withLock { body($0.world) } }

  /// The session as it is now; `nil` while somebody works in it.
  package var presentSession: Session? { state.withLockIfAvailable { $0.session } }

  /// Lets the session do something that may take long, alone, and tells everybody what happened.
  package func alone<Result: Sendable>(
    at moment: Timestamp, _ body: (inout Session) -> Result
  ) -> Result {
    stay(at: moment) { $0.lets(body) }.result
  }

  /// Asks lines that clients have posted to stop.
  package func stopLines() { _ = work.stop() }

  /// Tells where clients find the world: `http://127.0.0.1:4566`.
  package func settle(at address: String) {
    change { world in
      world.settle(at: address)
      handOver(&world)
    }
  }

  /// Lets the clock go on by itself, unless somebody works in the world for long; a world that is
  /// kept waits for something to happen, or each second would be a line.
  package func tick(at moment: Timestamp) {
    _ = briefly {
      let isDue = keeper == nil || state.withLock { $0.isEventDue(at: moment) }
      if isDue { _ = visit(at: moment) { _ in } }
    }
  }

  /// Lets new lines be kept, in their order.
  private func handOver(_ world: inout ServedWorld) {
    if let keeper, let lines = world.newLines() { keeper.add(lines) }
  }

  /// Does something that looks into the world, unless somebody works there for long.
  func briefly<Result>(_ body: () -> Result) -> Result? { turns.briefly(body) }

  /// The number of the next request that is answered without the world.
  func nextRequestNumber() -> Int {
    requestCount.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// The id of the next request that is answered without the world.
  func nextID() -> RequestID { RequestID(refused: nextRequestNumber()) }

  /// Does something with the access keys that signed lately, beside others who do.
  func remembering<Result, Failure>(
    _ body: (inout SigningKeys) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var keys = keys.withLock { $0 }
    let result = try body(&keys)
    self.keys.withLock { [keys] in $0 = keys }
    return result
  }

  /// What signatures are held against at a moment; nobody in the world is waited for.
  func entrance(at moment: Timestamp) -> (authenticator: Authenticator, now: Timestamp) {
    let entrance = entrance.withLock { $0 }
    return (entrance.authenticator(rules, at: moment), entrance.now(at: moment))
  }

  /// Changes the world, alone.
  private func change<Result>(_ body: (inout ServedWorld) -> Result) -> Result {
    state.withLock { world in
      let result = body(&world)
      let left = world.entrance
      entrance.withLock { $0 = left }
      return result
    }
  }

  /// Does something in the world, alone, and tells everybody what has happened.
  func visit<Result: Sendable>(
    at moment: Timestamp, _ body: (inout ServedWorld) -> Result
  ) -> Visit<Result> {
    change { world in
      let moveCount = world.clock.moveCount
      world.follow(moment)
      let result = body(&world)
      let now = world.session.now
      world.clock.note(now, at: moment)
      handOver(&world)
      let news = world.news()
      journal.tell(news)
      return Visit(
        result: result, now: now, call: news.last { $0.isCall },
        hasMoved: world.clock.moveCount != moveCount)
    }
  }

  /// The same for something that may take long, which no event loop waits for.
  func stay<Result: Sendable>(
    at moment: Timestamp, _ body: (inout ServedWorld) -> Result
  ) -> Visit<Result> {
    turns.atLength { visit(at: moment, body) }
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
  /// Whether it moved the world's clock, beyond what that goes by itself.
  let hasMoved: Bool

  /// What an answer waits for: signatures tell whole seconds, so those of before and of after a
  /// move are told apart.
  var waits: [HTTPResponse.Wait] { hasMoved ? [.second] : [] }
}
