import Console
import Kernel
import Sessions
import Synchronization
import Testing
import Wire

@testable import Server

/// An endpoint without sockets, and the machine's clock in the test's hand.
struct ServerBench {
  let endpoint: Endpoint
  let notes = Notes()
  var moment = Timestamp(secondsSinceEpoch: 1_800_000_000)

  init(_ rules: EndpointRules = EndpointRules()) {
    endpoint = Endpoint(Session(), rules: rules, at: moment, hear: notes.hear)
  }

  /// What the endpoint answers.
  func ask(
    _ method: String, _ target: String, _ body: String = "", _ headers: [HTTPField] = []
  ) -> HTTPResponse {
    endpoint.answer(ServerBench.request(method, target, body, headers), at: moment)
  }

  /// What the lines print.
  @discardableResult
  func lines(_ text: String) -> String { ask("POST", "/_kmslab/line", text).text }

  /// A member of an answer in JSON.
  func member(_ name: String, of response: HTTPResponse) -> Document? {
    (try? JSONReader.read(response.body))?[name]
  }

  /// A request from this computer.
  static func request(
    _ method: String, _ target: String, _ body: String = "", _ headers: [HTTPField] = []
  ) -> HTTPRequest {
    HTTPRequest(
      method: method, target: target,
      headers: (headers.contains { $0.name == "host" } ? [] : [HTTPField("host", "127.0.0.1:4566")])
        + headers, body: Array(body.utf8), peer: "127.0.0.1")
  }

  /// The calls that the endpoint told.
  final class Notes: Sendable {
    private let all = Mutex<[CallNote]>([])

    var texts: [String] { all.withLock { $0.map(\.description) } }

    var hear: @Sendable (CallNote) -> Void {
      { note in self.all.withLock { $0.append(note) } }
    }
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
