#if Server
  import Testing

  @testable import Server

  /// What goes well on connections.
  @Suite struct ConnectionTests {
    static let health = SocketBench.request("GET /_kmslab/health")

    @Test func `a connection takes one request after the other`() throws {
      let client = try SocketBench().client()
      for _ in 0..<3 {
        client.send(Self.health)
        let answer = client.answer()
        #expect(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.body == "{\"status\":\"running\"}\n")
      }
    }

    @Test func `requests that come at once are answered in their order`() throws {
      let bench = try SocketBench()
      let client = try bench.client()
      let lines = (1...50).map {
        SocketBench.request("POST /_kmslab/line", body: "echo \($0)")
      }
      client.send(lines.joined())
      for number in 1...50 { #expect(client.answer().body == "\(number)\n") }
    }

    @Test func `whoever reads late gets all answers`() throws {
      let client = try SocketBench().client()
      let line = SocketBench.request("POST /_kmslab/line", body: "head -c 300000 /dev/zero")
      // More answers than the system holds: the server waits, and does not pile them up.
      client.send(String(repeating: line, count: 40))
      for _ in 0..<40 { #expect(client.answer().body.utf8.count == 300_000) }
    }

    @Test func `a request that comes byte by byte is one`() throws {
      let client = try SocketBench().client()
      for byte in SocketBench.request("POST /_kmslab/line", body: "echo a").utf8 {
        client.send([byte])
      }
      #expect(client.answer().body == "a\n")
    }

    @Test func `content in chunks is put together`() throws {
      let client = try SocketBench().client()
      client.send(
        SocketBench.request("POST /_kmslab/line", ["Transfer-Encoding: chunked"])
          + "5\r\necho \r\n2;x=y\r\nab\r\n0\r\nTrailer: 1\r\n\r\n")
      #expect(client.answer().body == "ab\n")
      client.send(Self.health)
      #expect(client.status() == 200)
    }

    @Test func `a copy has no content, and need not announce any`() throws {
      let client = try SocketBench().client()
      let source = "x-amz-copy-source: bucket/key"
      client.send(SocketBench.request("PUT /bucket/copy", [source]))
      #expect(client.status() == 403, "nobody signed it")
      client.send(SocketBench.request("PUT /bucket/copy", [source, "Transfer-Encoding: chunked"]))
      #expect(client.status() == 501)
    }

    /// Requests after which the server ends the connection.
    static let last = [
      "GET /_kmslab/health HTTP/1.0\r\nHost: localhost\r\n\r\n",
      SocketBench.request("GET /_kmslab/health", ["Connection: close"]),
      SocketBench.request(
        "GET /_kmslab/health", ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"]),
    ]

    @Test(arguments: last)
    func `the last request of a connection is answered before it ends`(request: String) throws {
      let client = try SocketBench().client()
      client.send(request)
      let text = client.rest()
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(text.contains("\r\nConnection: close\r\n"))
      #expect(text.hasSuffix("{\"status\":\"running\"}\n"))
      #expect(client.isEnded)
    }

    @Test func `who sends no more still gets the answer`() throws {
      let client = try SocketBench().client()
      client.send(Self.health)
      client.endSending()
      #expect(client.rest().hasSuffix("{\"status\":\"running\"}\n"))
    }

    @Test func `a target for a proxy is answered`() throws {
      let client = try SocketBench().client()
      client.send(SocketBench.request("GET http://localhost/_kmslab/health"))
      #expect(client.status() == 200)
    }

    @Test func `who waits to be asked is asked, and content that is not wanted never comes`() throws
    {
      let client = try SocketBench().client()
      let fields = ["Expect: 100-continue", "Content-Length: 6"]
      client.send(SocketBench.request("POST /_kmslab/line", fields))
      #expect(client.text(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      client.send("echo a")
      #expect(client.answer().body == "a\n")
      client.send(SocketBench.request("POST /_kmslab/nothing", fields))
      let text = client.rest()
      #expect(text.hasPrefix("HTTP/1.1 404 "))
      #expect(text.contains("\r\nConnection: close\r\n"))
    }

    @Test func `events are told as they happen, until the listener goes`() throws {
      let bench = try SocketBench()
      let listener = try bench.client()
      listener.send(SocketBench.request("GET /_kmslab/events"))
      #expect(listener.text(through: "\r\n\r\n").contains("Content-Type: text/event-stream\r\n"))
      let client = try bench.client()
      client.send(SocketBench.request("POST /_kmslab/line", body: "aws kms list-keys"))
      #expect(client.status() == 200)
      let event = listener.text(through: "\n\n")
      #expect(event.hasPrefix("event: call\ndata: {"))
      #expect(event.contains("\"operation\":\"ListKeys\""))
      bench.stop()
      #expect(listener.rest().isEmpty)
      #expect(listener.isEnded)
    }
  }
#endif
