#if Server
  import Kernel
  import Testing

  @testable import Server

  /// Lines that take long, and whoever comes meanwhile.
  @Suite struct LongWorkTests {
    /// Some minutes of a build that is not optimized.
    private static let line =
      "openssl enc -aes-256-cbc -pass pass:x -pbkdf2 -iter 1000000 -in /dev/null -out f"

    /// A server in which the line runs, and who waits for it.
    private func start() throws -> (bench: SocketBench, waiting: RawClient) {
      let bench = try SocketBench()
      let client = try bench.client()
      let content = "{\"lines\":\"echo a > g; \(Self.line)\",\"name\":\"a\"}"
      client.send(SocketBench.request("POST /_kmslab/prompt", body: content))
      // It runs when nobody sees the session any more.
      while bench.endpoint.presentSession != nil {}
      return (bench, client)
    }

    @Test func `a long line keeps nobody from health, and waits for nobody`() throws {
      let (bench, waiting) = try start()
      // More than there are event loops.
      let others = try (0..<20).map { _ in try bench.client() }
      for (number, client) in others.enumerated() {
        let fields = number % 2 == 0 ? [] : ["Expect: 100-continue", "Content-Length: 1"]
        let method = number % 2 == 0 ? "GET" : "PUT"
        client.send(SocketBench.request("\(method) /bucket/key", fields))
      }
      for _ in 0..<20 {
        let client = try bench.client()
        client.send(ConnectionTests.health)
        #expect(client.status() == 200)
        client.send(SocketBench.request("GET /_kmslab/version"))
        #expect(client.status() == 200)
      }
      let client = try bench.client()
      client.send(SocketBench.request("POST /_kmslab/stop", body: "{\"name\":\"b\"}"))
      #expect(client.answer().body == "{\"stopped\":0}\n")
      client.send(SocketBench.request("POST /_kmslab/stop", body: "{\"name\":\"a\"}"))
      #expect(client.answer().body == "{\"stopped\":1}\n")
      let stopped = waiting.answer().body
      #expect(stopped.contains("stopped; everything is as it was before the line"))
      #expect(stopped.contains("\"status\":130"))
      for client in others { #expect(client.status() == 403) }
      client.send(SocketBench.request("POST /_kmslab/line", body: "cat g"))
      #expect(client.answer().body.contains("No such file"))
    }

    @Test func `the server ends when running lines have had their time`() throws {
      let bench = try SocketBench { $0.grace = 1 }
      let client = try bench.client()
      client.send(SocketBench.request("POST /_kmslab/line", body: Self.line))
      while bench.endpoint.presentSession != nil {}
      bench.stop()
      #expect(client.rest().isEmpty)
    }

    @Test func `a line that waits for its turn is stopped before it begins`() throws {
      let (bench, first) = try start()
      let second = try bench.client()
      second.send(SocketBench.request("POST /_kmslab/line", body: "advance 1d"))
      while bench.endpoint.work.count < 2 {}
      let client = try bench.client()
      client.send(SocketBench.request("POST /_kmslab/stop"))
      #expect(client.answer().body == "{\"stopped\":2}\n")
      #expect(first.answer().body.contains("stopped"))
      #expect(second.answer().head.hasPrefix("HTTP/1.1 200 "))
      #expect(bench.now == "2025-01-01")
    }
  }
#endif
