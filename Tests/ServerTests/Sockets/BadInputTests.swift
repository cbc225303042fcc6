#if Server
  import Testing

  @testable import Server

  /// What no client should send: AWS's error or an ended connection, and the same world.
  @Suite struct BadInputTests {
    static let put = "PUT /bucket/key"

    /// What is sent, and a part of what comes before the connection ends.
    static let refused: [(sent: String, status: String, code: String)] = [
      ("hello\r\n\r\n", "400", "BadRequest"),
      ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "400", "BadRequest"),  // TLS
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", ""),
      ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", "400", "BadRequest"),
      ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "400", "BadRequest"),
      (
        SocketBench.request(put, ["Content-Length: 1", "Content-Length: 2"]), "400", "BadRequest"
      ),
      (
        SocketBench.request(put, ["Content-Length: 99999999999999999999999"]), "400", "BadRequest"
      ),
      (SocketBench.request(put, ["Content-Length: 9999999999"]), "400", "EntityTooLarge"),
      (
        SocketBench.request(put, ["Content-Length: 1", "Transfer-Encoding: chunked"]), "400",
        "BadRequest"
      ),
      (SocketBench.request(put), "411", "MissingContentLength"),
      (SocketBench.request("PUT /bucket"), "411", "MissingContentLength"),
      (SocketBench.request(put, ["Transfer-Encoding: chunked"]), "501", "NotImplemented"),
      (
        SocketBench.request("POST /", ["Transfer-Encoding: chunked"])
          + "FFFFFFFFFFFFFFFFFF\r\nabc", "400", "BadRequest"
      ),
      (
        SocketBench.request("POST /", ["Transfer-Encoding: chunked"]) + "5\r\nabcdefgh\r\n",
        "400", "BadRequest"
      ),
      (
        SocketBench.request("POST /", ["Transfer-Encoding: chunked"]) + "x\r\n", "400", "BadRequest"
      ),
      (SocketBench.request("GET /", ["Expect: a cake"]), "417", "ExpectationFailed"),
      (SocketBench.request("OPTIONS *"), "400", "InvalidURI"),
      (
        SocketBench.request("GET /", (0..<10_000).map { "a\($0): b" }), "400",
        "RequestHeaderSectionTooLarge"
      ),
      (
        SocketBench.request("GET /", ["a: " + String(repeating: "b", count: (64 << 10) + 1)]),
        "400", "RequestHeaderSectionTooLarge"
      ),
      (
        SocketBench.request("GET /" + String(repeating: "b", count: (64 << 10) + 1)), "400",
        "RequestHeaderSectionTooLarge"
      ),
      (SocketBench.request("GET /", [": b"]), "400", "BadRequest"),
      (SocketBench.request("GET /", ["a\u{0}: b"]), "400", "BadRequest"),
    ]

    @Test(arguments: refused)
    func `what cannot be answered is refused, and the connection ends`(
      row: (sent: String, status: String, code: String)
    ) throws {
      let client = try SocketBench().client()
      client.send(row.sent)
      let text = client.rest()
      #expect(client.isEnded)
      guard !row.status.isEmpty else { return }
      #expect(text.hasPrefix("HTTP/1.1 \(row.status) "))
      #expect(text.contains("<Code>\(row.code)</Code>"))
      #expect(text.contains("\r\nConnection: close\r\n"))
    }

    @Test func `a path that is no UTF-8 is refused, one that is escaped is not`() throws {
      let bench = try SocketBench()
      let client = try bench.client()
      client.send(Array("GET /b/".utf8) + [0xFF, 0xFE])
      client.send(" HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(client.rest().contains("<Code>BadRequest</Code>"))
      let other = try bench.client()
      other.send(SocketBench.request("GET /b/%FF%FE%00/../x", ["Connection: close"]))
      #expect(other.rest().contains("<Code>InvalidURI</Code>"))
    }

    /// Beginnings of a request that would move the clock.
    static let halves = [
      "POST /_kmsl",
      "POST /_kmslab/line HTTP/1.1\r\nHost: localhost\r\nContent-Le",
      "POST /_kmslab/line HTTP/1.1\r\nHost: localhost\r\nContent-Length: 13\r\n\r\nadvance 365d",
      "POST /_kmslab/line HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "C\r\nadvance 365d\r\n",
    ]

    @Test(arguments: halves)
    func `half a request changes nothing, however its sender goes`(half: String) throws {
      let bench = try SocketBench()
      let polite = try bench.client()
      polite.send(half)
      polite.endSending()
      let text = polite.rest()
      #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 400 "))
      #expect(polite.isEnded)
      let killed = try bench.client()
      killed.send(half)
      killed.reset()
      // Its socket is closed with it; the next request is answered by another connection.
      let client = try bench.client()
      client.send(ConnectionTests.health)
      #expect(client.status() == 200)
      #expect(bench.now == "2025-01-01")
    }

    @Test func `content beyond its length is no part of it`() throws {
      let bench = try SocketBench()
      let client = try bench.client()
      client.send(SocketBench.request("POST /_kmslab/line", ["Content-Length: 10"]))
      client.send("advance 1dadvance 365d")
      #expect(client.answer().body.contains("2025-01-02"))
      #expect(client.rest().hasPrefix("HTTP/1.1 400 "))
      #expect(bench.now == "2025-01-02")
    }

    @Test func `content that grows beyond the limit is cut off`() throws {
      let client = try SocketBench { $0.bodyBytes = 1000 }.client()
      client.send(SocketBench.request("POST /", ["Transfer-Encoding: chunked"]))
      client.send("400\r\n" + String(repeating: "a", count: 1024) + "\r\n0\r\n\r\n")
      let text = client.rest()
      #expect(text.contains("<Code>EntityTooLarge</Code>"))
      #expect(text.contains("<MaxSizeAllowed>1000</MaxSizeAllowed>"))
    }

    @Test func `what is on its way over all connections is bounded`() throws {
      let bench = try SocketBench { $0.allBytes = 1000 }
      let first = try bench.client()
      // Of a service that signs the content, nothing is refused before that is there.
      let target = "X-Amz-Target: TrentService.ListKeys"
      let fields = [target, "Expect: 100-continue", "Content-Length: 900"]
      first.send(SocketBench.request("POST /", fields))
      #expect(first.text(through: "\r\n\r\n").hasPrefix("HTTP/1.1 100 "))
      first.send(String(repeating: "a", count: 800))
      // It is there when this has been answered, since both go through one budget and one loop or
      // another: asked again until it is.
      var text = ""
      for _ in 0..<1000 where !text.contains("SlowDown") {
        let second = try bench.client()
        second.send(
          SocketBench.request(
            "POST /", [target, "Connection: close"], body: String(repeating: "b", count: 500)))
        text = second.rest()
      }
      #expect(text.hasPrefix("HTTP/1.1 503 "))
      first.send(String(repeating: "a", count: 100))
      #expect(first.status() == 400)
      let third = try bench.client()
      third.send(SocketBench.request("POST /", [target], body: String(repeating: "b", count: 500)))
      #expect(third.status() == 400)
    }

    @Test func `one connection too many is ended, and makes no trouble for the others`() throws {
      let bench = try SocketBench { $0.connections = 2 }
      let (first, second) = (try bench.client(), try bench.client())
      for client in [first, second] {
        client.send(ConnectionTests.health)
        #expect(client.status() == 200)
      }
      let third = try bench.client()
      third.send(ConnectionTests.health)
      #expect(third.rest().isEmpty)
      first.send(ConnectionTests.health)
      #expect(first.status() == 200)
    }
  }
#endif
