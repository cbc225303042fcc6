#if Server
  import Foundation
  import Testing

  @testable import Server

  /// How the server ends, and why it does not begin.
  @Suite struct StopTests {
    @Test func `a running call ends, and no other begins`() throws {
      let bench = try SocketBench { $0.grace = 3_600_000 }
      let (running, idle) = (try bench.client(), try bench.client())
      idle.send(ConnectionTests.health)
      #expect(idle.status() == 200)
      running.send(
        SocketBench.request(
          "POST /_kmslab/line", ["Expect: 100-continue", "Content-Length: 12"]))
      #expect(running.text(through: "\r\n\r\n").hasPrefix("HTTP/1.1 100 "))
      // A thread of its own: a task might wait for the other tests.
      let (listener, stopped) = (bench.listener, DispatchSemaphore(value: 0))
      Thread.detachNewThread {
        listener.stop()
        stopped.signal()
      }
      #expect(idle.rest().isEmpty)
      running.send("advance 365d")
      #expect(running.rest().hasPrefix("HTTP/1.1 200 "))
      stopped.wait()
      #expect(bench.now == "2026-01-01")
      #expect(throws: RawClient.Refused.self) { try bench.client() }
    }

    @Test func `a call that does not end is cut off`() throws {
      let bench = try SocketBench { $0.grace = 1 }
      let client = try bench.client()
      client.send(
        SocketBench.request(
          "POST /_kmslab/line", ["Expect: 100-continue", "Content-Length: 12"]))
      #expect(client.text(through: "\r\n\r\n").hasPrefix("HTTP/1.1 100 "))
      bench.stop()
      #expect(client.rest().isEmpty)
      #expect(bench.now == "2025-01-01")
    }

    @Test func `a port in use is told as such, and an address that is not here`() throws {
      let bench = try SocketBench()
      #expect(throws: ListenFailure.portInUse) {
        try Listener(bench.endpoint, port: bench.listener.port)
      }
      #expect(throws: ListenFailure.unknownAddress) {
        try Listener(bench.endpoint, address: "192.0.2.1", port: 0)
      }
    }
  }
#endif
