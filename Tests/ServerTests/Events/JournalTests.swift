import Kernel
import Sessions
import Testing
import Wire

@testable import Server

/// Those who listen to what happens.
@Suite struct JournalTests {
  static func listener(_ bench: ServerBench) throws -> Subscription {
    try #require(bench.endpoint.listener(ServerBench.request("GET", "/_kmslab/events")))
  }

  /// A bench with a grant that is not in force yet.
  static func benchWithGrant() -> ServerBench {
    let bench = ServerBench()
    bench.lines(
      "set consistency realistic\nKEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)"
    )
    bench.lines(
      "aws kms create-grant --key-id $KEY --operations Decrypt --grantee-principal arn:aws:iam::111122223333:user/bob"
    )
    return bench
  }

  @Test func `a listener hears calls and events of the clock in order`() throws {
    let bench = ServerBench()
    let subscription = try Self.listener(bench)
    bench.lines(
      "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)\n"
        + "aws kms enable-key-rotation --key-id $KEY\naws kms decrypt --ciphertext-blob AAAA")
    _ = bench.ask("POST", "/_kmslab/clock", "{\"advance\":\"365d\"}")
    let events = subscription.take().split(separator: "\n\n").map(String.init)
    #expect(events.count == 4)
    #expect(events[0].hasPrefix("event: call\ndata: {\"time\":\"2025-01-01T00:00:00Z\","))
    #expect(
      events[0].contains("\"caller\":\"alice\",\"service\":\"kms\",\"operation\":\"CreateKey\""))
    #expect(events[2].contains("\"error\":\"InvalidCiphertextException\""))
    #expect(events[3].hasPrefix("event: clock\ndata: {\"time\":\"2026-01-01T00:00:00Z\""))
    #expect(events[3].contains("\"event\":\"RotateKey\""))
    #expect(subscription.take().isEmpty)
  }

  @Test func `an event of the clock that no trail has is told too, and none twice`() throws {
    let bench = Self.benchWithGrant()
    let subscription = try Self.listener(bench)
    _ = bench.ask("POST", "/_kmslab/clock", "{\"advance\":\"1h\"}")
    let text = subscription.take()
    #expect(text.split(separator: "\n\n").count == 1)
    #expect(text.contains("\"event\":\"GrantInForce\""))
  }

  @Test(arguments: ["advance 1h", "advance 30m\nadvance 30m", "advance next"])
  func `a line that moves the clock tells all that happened, as the door does`(
    line: String
  ) throws {
    let bench = Self.benchWithGrant()
    let subscription = try Self.listener(bench)
    bench.lines("advance 1h --what-if")
    #expect(subscription.take().isEmpty)
    bench.lines(line)
    let text = subscription.take()
    #expect(text.split(separator: "\n\n").count == 1)
    #expect(text.contains("\"event\":\"GrantInForce\""))
    bench.lines("echo a")
    #expect(subscription.take().isEmpty)
  }

  @Test func `a slow listener loses the oldest, and is told how many`() throws {
    let bench = ServerBench()
    let subscription = try Self.listener(bench)
    bench.lines(String(repeating: "aws kms list-keys\n", count: Subscription.mostWaiting + 5))
    let text = subscription.take()
    #expect(text.hasPrefix("event: lost\ndata: {\"count\":5}\n\nevent: call\n"))
    #expect(text.split(separator: "\n\n").count == Subscription.mostWaiting + 1)
  }

  @Test func `who has gone hears nothing, and makes room`() throws {
    let bench = ServerBench()
    let all = try (0..<Journal.listenerLimit).map { _ in try Self.listener(bench) }
    #expect(bench.endpoint.listener(ServerBench.request("GET", "/_kmslab/events")) == nil)
    #expect(bench.ask("GET", "/_kmslab/events").status == 503)
    bench.endpoint.end(all[0])
    #expect(bench.endpoint.listener(ServerBench.request("GET", "/_kmslab/events")) != nil)
    bench.lines("aws kms list-keys")
    #expect(all[0].take().isEmpty)
    #expect(!all[1].take().isEmpty)
  }

  @Test func `what was taken back is not told again`() throws {
    var rules = EndpointRules()
    rules.keepsPast = true
    let bench = ServerBench(rules)
    let subscription = try Self.listener(bench)
    bench.lines("aws kms create-key\nundo\naws kms list-keys")
    bench.lines("undo\naws kms list-aliases")
    #expect(!subscription.take().isEmpty)
  }

  @Test func `nobody listens from another site`() {
    let bench = ServerBench()
    let request = ServerBench.request(
      "GET", "/_kmslab/events", "", [HTTPField("origin", "http://example.com")])
    #expect(bench.endpoint.listener(request) == nil)
    #expect(bench.endpoint.answer(request, at: bench.moment).status == 403)
  }

  @Test func `calls are told as one line each`() throws {
    let bench = ServerBench()
    _ = bench.ask("GET", "/bucket/key?X-Amz-Signature=1")
    #expect(bench.notes.texts.count == 1)
    #expect(bench.notes.texts[0].hasPrefix("2025-01-01 00:00:00 - GET /bucket/key 400 "))
    let visit = bench.endpoint.visit(at: bench.moment) { world in
      _ = world.session.execute("aws kms create-key")
    }
    let answer = ServiceAnswer(
      response: HTTPResponse(status: 200), now: visit.now, call: visit.call,
      code: nil)
    let note = CallNote(ServerBench.request("POST", "/"), answer, at: visit.now)
    #expect(note.description == "2025-01-01 00:00:00 alice kms CreateKey 200")
  }
}
