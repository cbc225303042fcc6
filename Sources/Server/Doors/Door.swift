import Kernel
package import Wire

/// A way into the lab beside AWS's services, under `/_kmslab/`.
struct Door: Sendable {
  /// What follows `/_kmslab/`.
  let name: String
  /// The method.
  let method: String
  /// What it does.
  let summary: String
  /// What it has to do with the world.
  let manner: Manner
  /// Answers a request.
  let answer: @Sendable (Endpoint, HTTPRequest, Timestamp) -> HTTPResponse

  /// What a door has to do with the world.
  enum Manner {
    /// Nothing: it answers whatever goes on there.
    case outside
    /// It looks into it.
    case brief
    /// It works for long, in it or aside.
    case long
  }

  /// What the paths of all doors begin with; no bucket's name can.
  private static let root = "/_kmslab"
  /// The longest content of a request to a door.
  static let mostBytes = 1 << 20
  /// The door that answers for as long as somebody listens.
  static let events = "events"

  /// All doors.
  static let all = [
    line, stop, clock, setClock, reset,
    Door(
      name: events, method: "GET", summary: "calls and events of the clock, as they happen",
      manner: .outside
    ) { endpoint, request, _ in
      // Listeners are let in before; this one is one too many.
      .json(503, ["error": .string("\(Journal.listenerLimit) listen already; end one of them")])
    },
    Door(
      name: "health", method: "GET", summary: "tells that the endpoint answers", manner: .outside
    ) { _, _, _ in .json(200, ["status": "running"]) },
    Door(
      name: "version", method: "GET", summary: "the version of kmslab", manner: .outside
    ) { endpoint, _, _ in .json(200, ["version": .string(endpoint.rules.version)]) },
    prompt, complete,
  ]

  /// Whether a request is one to a door.
  static func isDoor(_ head: HTTPRequest) -> Bool {
    let target = head.target.utf8
    guard target.starts(with: root.utf8) else { return false }
    return [nil, UInt8(ascii: "/"), UInt8(ascii: "?")].contains(
      target.dropFirst(root.utf8.count).first)
  }

  /// The name of the door that a request knocks at.
  static func name(in head: HTTPRequest) -> String {
    String(head.path.dropFirst(root.count).drop { $0 == "/" })
  }

  /// All doors in words.
  private static var list: Document {
    .list(all.map { .string("\($0.method) \(root)/\($0.name)  \($0.summary)") })
  }

  /// The door that a request opens, or why none.
  static func opened(by head: HTTPRequest) -> Result<Door, Refusal> {
    let name = name(in: head)
    let doors = all.filter { $0.name == name }
    guard !doors.isEmpty else {
      let error = "there is no door \(root)/\(name.prefix(100))"
      return .failure(Refusal(.json(404, ["error": .string(error), "doors": list])))
    }
    guard let door = doors.first(where: { $0.method == head.method }) else {
      let allowed = doors.map(\.method).joined(separator: ", ")
      var response = HTTPResponse.json(
        405, ["error": .string("\(root)/\(name) takes \(allowed)"), "doors": list])
      response.headers.append(HTTPField("Allow", allowed))
      return .failure(Refusal(response))
    }
    return .success(door)
  }

  /// A refusal as an error.
  struct Refusal: Error {
    let response: HTTPResponse

    init(_ response: HTTPResponse) { self.response = response }
  }
}

extension Endpoint {
  /// Whether a request is one to a door.
  package func isDoor(_ head: HTTPRequest) -> Bool { Door.isDoor(head) }

  /// The door that opens for a request, or why none does.
  private func door(for head: HTTPRequest) -> Result<Door, Door.Refusal> {
    if let reason = OwnSite(rules).refusal(head) {
      return .failure(Door.Refusal(.json(403, ["error": .string(reason)])))
    }
    return Door.opened(by: head)
  }

  /// Why a door refuses a request before its content is read.
  func doorRefusal(_ head: HTTPRequest) -> HTTPResponse? {
    if case .failure(let refusal) = door(for: head) { refusal.response } else { nil }
  }

  /// What a request has to do with the world; one that no door opens for has nothing.
  func manner(of request: HTTPRequest) -> Door.Manner {
    guard isDoor(request) else { return .brief }
    if case .success(let door) = door(for: request) { return door.manner }
    return .outside
  }

  /// Answers at a door.
  func answerDoor(_ request: HTTPRequest, at moment: Timestamp) -> HTTPResponse {
    switch door(for: request) {
    case .failure(let refusal): return refusal.response
    case .success(let door):
      guard request.body.count <= Door.mostBytes else {
        return refuse(request, .longBody(announced: request.body.count, most: Door.mostBytes))
      }
      return door.answer(self, request, moment)
    }
  }

  /// What somebody hears who asked for events; `nil` where the request is another.
  package func listener(_ request: HTTPRequest) -> Subscription? {
    guard isDoor(request), request.method == "GET", Door.name(in: request) == Door.events,
      doorRefusal(request) == nil
    else { return nil }
    return journal.subscribe()
  }

  /// Lets go of somebody who listened.
  package func end(_ subscription: Subscription) { journal.end(subscription) }
}

extension HTTPResponse {
  /// An answer in JSON.
  static func json(
    _ status: Int, _ document: Document, waits: [HTTPResponse.Wait] = []
  ) -> HTTPResponse {
    var response = HTTPResponse(
      status: status,
      headers: [
        HTTPField("Content-Type", "application/json"), HTTPField("Cache-Control", "no-store"),
      ], body: JSONWriter.bytes(document) + "\n".utf8)
    response.waits = waits
    return response
  }
}
