#if Server
  import Console
  import Kernel
  import Sessions
  import Testing

  @testable import Server

  /// A server on a free port of this computer.
  final class SocketBench {
    let endpoint: Endpoint
    let listener: Listener

    init(_ change: (inout ServerLimits) -> Void = { _ in }) throws {
      var limits = ServerLimits()
      // Nobody is cut off for being slow, however busy the machine is: `PaceTests` has a clock.
      limits.patience = 3_600_000
      change(&limits)
      endpoint = Endpoint(Session(), at: Machine.now)
      listener = try Listener(endpoint, port: 0, limits: limits)
    }

    deinit { stop() }

    func stop() { listener.stop() }

    func client() throws -> RawClient { try RawClient(listener.port, of: self) }

    /// A request with a host, and with content where there is some.
    static func request(
      _ line: String, _ fields: [String] = [], body: String? = nil
    ) -> String {
      var lines = ["\(line) HTTP/1.1", "Host: localhost"] + fields
      if let body { lines.append("Content-Length: \(body.utf8.count)") }
      return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    /// What the world's clock shows.
    var now: String { endpoint.visit(at: Machine.now) { _ in }.now.date }
  }
#endif
