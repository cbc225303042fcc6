#if Server
  import Console
  import Kernel
  import NIOCore
  import NIOEmbedded
  import Sessions
  import Testing

  @testable import Server

  /// Those who are too slow, by a clock in the test's hand.
  @Suite struct PaceTests {
    /// A connection without a socket.
    private struct Line {
      let channel = EmbeddedChannel()
      let endpoint = Endpoint(Session(), at: Timestamp(secondsSinceEpoch: 1_800_000_000))
      let budget = Budget(most: 1_000_000)

      init() throws {
        try channel.pipeline.syncOperations.addConnection(endpoint, ServerLimits(), budget)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
      }

      func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

      func wait(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

      /// What the server has sent.
      var text: String {
        var text = ""
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) {
          text += String(buffer: buffer)
        }
        return text
      }
    }

    @Test func `a connection on which nothing comes is ended`() throws {
      let line = try Line()
      try line.send(ConnectionTests.health)
      #expect(line.text.hasPrefix("HTTP/1.1 200 "))
      line.wait(30)
      #expect(line.channel.isActive)
      line.wait(30)
      #expect(!line.channel.isActive)
      #expect(line.text.isEmpty)
    }

    @Test func `a head that does not end is cut off`() throws {
      let line = try Line()
      try line.send("GET / HTTP/1.1\r\nHost: ")
      for _ in 0..<70 {
        line.wait(1)
        guard line.channel.isActive else { break }
        try line.send("a")
      }
      #expect(line.text.contains("<Code>RequestTimeout</Code>"))
      #expect(!line.channel.isActive)
    }

    @Test func `content that comes at a byte a second is cut off`() throws {
      let line = try Line()
      try line.send(SocketBench.request("PUT /b/k", ["Content-Length: 900"]))
      var seconds = 0
      while line.channel.isActive, seconds < 300 {
        try line.send("a")
        line.wait(1)
        seconds += 1
      }
      #expect(seconds < 100)
      #expect(line.text.contains("<Code>RequestTimeout</Code>"))
      // What it had come with is given back.
      #expect(line.budget.take(1) && line.budget.take(999_999))
    }

    @Test func `content that comes slowly, but comes, is waited for`() throws {
      let line = try Line()
      let size = 300 * 1000
      try line.send(SocketBench.request("POST /_kmslab/line", ["Content-Length: \(size)"]))
      for _ in 0..<300 {
        try line.send("#" + String(repeating: "a", count: 999))
        line.wait(1)
      }
      #expect(line.text.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `a listener is told that the server lives`() throws {
      let line = try Line()
      try line.send(SocketBench.request("GET /_kmslab/events"))
      _ = line.text
      line.wait(300)
      #expect(line.channel.isActive)
      #expect(line.text.hasPrefix(": "))
      line.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
      line.channel.embeddedEventLoop.run()
      #expect(!line.channel.isActive)
    }
  }
#endif
