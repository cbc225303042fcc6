import Console
import Kernel
import Sessions
import Synchronization
import Testing
import Wire

@testable import Server

/// A session that is served and kept.
@Suite struct KeptSessionTests {
  @Test func `A call is a line before its answer leaves`() throws {
    let bench = KeptBench()
    let key = bench.call("CreateKey", "{}")
    #expect(key.status == 200)
    #expect(key.waits == [.lines(1)])
    #expect(bench.shelf.texts == [])
    let told = Told()
    bench.keeper.whenKept(1) { told.note($0) }
    #expect(told.all == [])
    bench.work.run()
    #expect(told.all == [true])
    #expect(
      bench.shelf.texts
        == [
          "call kms create-key '{}' --as arn:aws:iam::111122223333:root --region us-east-1"
            + " --access-key 111122223333 --from 127.0.0.1 --agent -"
        ].map { $0.replacing("arn:aws:iam::111122223333:root", with: "root") })
    #expect(bench.call("ListKeys", "{}").waits == [.lines(2)])
    bench.work.run()
    #expect(bench.ask("GET", "/_kmslab/clock").waits == [])
  }

  @Test func `Many lines are kept at once, in their order`() {
    let bench = KeptBench()
    for number in 0..<5 { _ = bench.call("DescribeKey", "{\"KeyId\":\"alias/\(number)\"}") }
    _ = bench.ask("POST", "/_kmslab/line", "advance 1d\necho hi")
    _ = bench.ask("POST", "/_kmslab/clock", "{\"advance\":\"1d\"}")
    bench.work.run()
    #expect(bench.shelf.batches == 1)
    let texts = bench.shelf.texts
    #expect(texts.count == 8)
    for number in 0..<5 { #expect(texts[number].contains("alias/\(number)")) }
    #expect(texts[5...] == ["advance 1d", "echo hi", "advance until 2025-01-03T00:00:00Z"])
  }

  @Test func `What was served comes back the same, undo and all`() throws {
    let bench = KeptBench()
    bench.endpoint.settle(at: "http://127.0.0.1:4566")
    let keyID = bench.call("CreateKey", "{}").text.firstMatch(of: /"KeyId":"([^"]+)"/)!.1
    _ = bench.call("Encrypt", "{\"KeyId\":\"\(keyID)\",\"Plaintext\":\"aGVsbG8=\"}")
    _ = bench.call("Decrypt", "{\"CiphertextBlob\":\"AAAA\"}")
    _ = bench.call("CreateAlias", "{\"AliasName\":\"alias/a\",\"TargetKeyId\":\"\(keyID)\"}")
    _ = bench.ask("PUT", "/papers-1", "", KeptBench.signed("s3"))
    let body = String(repeating: "it's ", count: 1000)
    #expect(bench.ask("PUT", "/papers-1/a%20b", body, KeptBench.signed("s3")).status == 200)
    #expect(bench.ask("GET", "/papers-1/a%20b", "", KeptBench.signed("s3")).text == body)
    #expect(bench.ask("GET", "/papers-1/none", "", KeptBench.signed("s3")).status == 404)
    let user = "Action=CreateUser&Version=2010-05-08&UserName=carol"
    let form = HTTPField("content-type", "application/x-www-form-urlencoded")
    #expect(bench.ask("POST", "/", user, KeptBench.signed("iam") + [form]).status == 200)
    bench.lines("undo\nundo\nhistory\ncat none\necho $? $AWS_ENDPOINT_URL\nexplain")
    bench.lines("aws s3 presign s3://papers-1/a")
    _ = bench.ask("POST", "/_kmslab/clock", "{\"advance\":\"400d\"}")
    bench.lines("redo\nhistory")
    bench.work.run()
    let served = bench.endpoint.visit(at: bench.moment) { $0.session }.result
    let resumed = Session.resumed(
      bench.shelf.lines, isCoached: false, host: .none, table: .console, companion: nil)
    #expect(resumed.warning == nil)
    #expect(resumed.session.digest == served.digest)
    #expect(resumed.session.lineCount == served.lineCount)
    var (here, there) = (resumed.session, served)
    for line in ["undo", "undo 3", "history", "trail", "timeline"] {
      #expect(here.printed(line) == there.printed(line))
    }
  }

  @Test func `undo takes back what was done last, wherever the session is served by now`() {
    let bench = KeptBench()
    bench.endpoint.settle(at: "http://127.0.0.1:4566")
    bench.lines("aws s3 mb s3://papers-1\necho a > note")
    _ = bench.call("CreateKey", "{}")
    bench.work.run()
    #expect(bench.shelf.texts.first == "serve at http://127.0.0.1:4566")
    let first = bench.shelf.lines
    let resumed = Session.resumed(
      first, isCoached: false, host: .none, table: .console, companion: nil)
    let again = KeptBench(session: resumed.session)
    again.endpoint.settle(at: "http://127.0.0.1:4567")
    #expect(again.lines("undo").contains("undone: call kms create-key"))
    #expect(again.lines("undo").contains("undone: echo a > note"))
    #expect(
      again.lines("aws s3 presign s3://papers-1/a").hasPrefix("http://127.0.0.1:4567/papers-1/a"))
    #expect(again.lines("redo").contains("done again: echo a > note"))
    again.lines("undo 9")
    #expect(again.lines("echo $AWS_ENDPOINT_URL") == "http://127.0.0.1:4567\n")
    again.work.run()
    let lines = first.lines + again.shelf.lines.lines
    let both = KeptLines(
      name: "s", configuration: SessionConfiguration(), isCoached: false,
      engine: engineGeneration, lines: lines)
    #expect(
      Session.resumed(both, isCoached: false, host: .none, table: .console, companion: nil)
        .warning == nil)
  }

  @Test func `What clients call between two lines is not the status of the first`() throws {
    let bench = KeptBench()
    bench.endpoint.settle(at: "http://127.0.0.1:4566")
    bench.lines("cat none")
    #expect(bench.call("ListKeys", "{}").status == 200)
    #expect(bench.lines("echo $?") == "1\n")
    #expect(bench.call("Decrypt", "{\"CiphertextBlob\":\"AAAA\"}").status == 400)
    bench.work.run()
    let resumed = Session.resumed(
      bench.shelf.lines, isCoached: false, host: .none, table: .console, companion: nil)
    #expect(resumed.warning == nil)
    var session = resumed.session
    guard case .done(_, let status, true) = session.execute("exit") else {
      Issue.record("the session goes on")
      return
    }
    #expect(status == 0)
  }

  @Test func `A request that became no call is no line`() {
    let bench = KeptBench()
    #expect(bench.ask("PUT", "/papers-1", "", KeptBench.signed("s3")).status == 200)
    bench.work.run()
    let elsewhere = KeptBench.signed("s3", region: "eu-west-1")
    #expect(bench.ask("GET", "/papers-1", "", elsewhere).status == 400)
    #expect(bench.ask("GET", "/papers-1").status == 403)
    #expect(bench.call("NoSuchOperation", "{}").status == 400)
    bench.work.run()
    #expect(bench.shelf.texts.count == 1)
  }

  @Test func `Nothing is answered while nothing can be kept, and nothing is lost`() {
    let bench = KeptBench()
    _ = bench.call("CreateKey", "{}")
    bench.work.run()
    bench.shelf.isFull = true
    #expect(bench.call("CreateKey", "{}").waits == [.lines(2)])
    let told = Told()
    bench.keeper.whenKept(2) { told.note($0) }
    bench.work.run()
    #expect(told.all == [false])
    for response in [
      bench.call("CreateKey", "{}"), bench.ask("GET", "/papers-1", "", KeptBench.signed("s3")),
      bench.ask("POST", "/_kmslab/line", "advance 1d"), bench.ask("GET", "/_kmslab/health"),
    ] {
      #expect(response.status == 503)
      #expect(response.text.contains("cannot be kept: the disk is full"), "\(response.text)")
      bench.work.run()
    }
    #expect(bench.shelf.texts.count == 1)
    #expect(throws: HostFailure(reason: "the disk is full")) { try bench.keeper.finish() }
    bench.shelf.isFull = false
    #expect(bench.call("CreateKey", "{}").status == 503)
    bench.work.run()
    #expect(bench.shelf.texts.count == 2)
    #expect(bench.call("CreateKey", "{}").status == 200)
    bench.work.run()
    #expect(bench.shelf.texts.count == 3)
    #expect(
      bench.notes.all == [
        "the session s cannot be kept: the disk is full; nothing is answered until it can",
        "the session s is kept again",
      ])
  }

  @Test func `A kept session does not begin anew`() {
    let bench = KeptBench()
    let response = bench.ask("POST", "/_kmslab/reset")
    #expect(response.status == 409)
    #expect(response.text.contains("the session s, which is kept: post the line reset"))
    #expect(bench.lines("reset").contains("a new world"))
  }

  @Test func `A clock that goes by itself is kept with what happens`() {
    var rules = EndpointRules()
    rules.pace = .running(3600)
    let bench = KeptBench(rules)
    let later = { bench.moment.adding(seconds: $0) }
    for second in 1...10 { bench.endpoint.tick(at: later(second)) }
    bench.work.run()
    #expect(bench.shelf.texts == [])
    _ = bench.endpoint.answer(KeptBench.request("ListKeys", "{}"), at: later(10))
    bench.work.run()
    #expect(bench.shelf.texts.first == "advance until 2025-01-01T10:00:00Z")
    #expect(bench.shelf.texts.count == 2)
    let made = bench.endpoint.answer(KeptBench.request("CreateKey", "{}"), at: later(10)).text
    let key = made.firstMatch(of: /"KeyId":"([^"]+)"/)?.1 ?? ""
    _ = bench.endpoint.answer(
      KeptBench.request("ScheduleKeyDeletion", "{\"KeyId\":\"\(key)\",\"PendingWindowInDays\":7}"),
      at: later(10))
    bench.work.run()
    let count = bench.shelf.texts.count
    bench.endpoint.tick(at: later(100))
    #expect(bench.shelf.texts.count == count)
    bench.endpoint.tick(at: later(10 + 8 * 24))
    bench.work.run()
    #expect(bench.shelf.texts.last == "advance until 2025-01-09T10:00:00Z")
    #expect(
      Session.resumed(
        bench.shelf.lines, isCoached: false, host: .none, table: .console, companion: nil
      ).warning == nil)
  }

  @Test func `A server that keeps a session forgets the lines of long ago, and their numbers not`()
  {
    let bench = KeptBench()
    for number in 0..<1500 { _ = bench.call("DescribeKey", "{\"KeyId\":\"alias/\(number)\"}") }
    bench.work.run()
    #expect(bench.shelf.texts.count == 1500)
    let counts = bench.endpoint.visit(at: bench.moment) {
      ($0.session.log.count, $0.session.lineCount)
    }.result
    #expect(counts.0 < 1300)
    #expect(counts.1 == 1500)
  }
}

/// An endpoint whose session is kept on a shelf in memory, when the test lets work be done.
struct KeptBench {
  let endpoint: Endpoint
  let keeper: Keeper
  let shelf = MemoryShelf()
  let work = Work()
  let notes = Notes()
  let moment = Timestamp(secondsSinceEpoch: 1_800_000_000)

  init(_ rules: EndpointRules = EndpointRules(), session: Session = Session()) {
    var rules = rules
    rules.verifiesSignatures = false
    let (work, notes) = (work, notes)
    keeper = Keeper("s", on: shelf, tell: { notes.note($0) }, start: { work.add($0) })
    endpoint = Endpoint(session, rules: rules, at: moment, keeper: keeper)
  }

  func ask(
    _ method: String, _ target: String, _ body: String = "", _ headers: [HTTPField] = []
  ) -> HTTPResponse {
    endpoint.answer(ServerBench.request(method, target, body, headers), at: moment)
  }

  func call(_ operation: String, _ body: String) -> HTTPResponse {
    endpoint.answer(KeptBench.request(operation, body), at: moment)
  }

  @discardableResult
  func lines(_ text: String) -> String { ask("POST", "/_kmslab/line", text).text }

  /// A call of KMS by somebody who is believed.
  static func request(_ operation: String, _ body: String) -> HTTPRequest {
    ServerBench.request(
      "POST", "/", body,
      [HTTPField("x-amz-target", "TrentService.\(operation)")] + signed("kms"))
  }

  /// The headers of somebody who is believed.
  static func signed(_ service: String, region: String = "us-east-1") -> [HTTPField] {
    let scope = "111122223333/20270115/\(region)/\(service)/aws4_request"
    return [
      HTTPField("x-amz-date", "20270115T080000Z"),
      HTTPField("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
      HTTPField(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=host, Signature=x"),
    ]
  }

  /// Work that waits until the test does it.
  final class Work: Sendable {
    private let waiting = Mutex<[@Sendable () -> Void]>([])

    func add(_ body: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(body) } }

    func run() {
      while let body = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { body() }
    }
  }

  /// Words that somebody was told.
  final class Notes: Sendable {
    private let texts = Mutex<[String]>([])
    var all: [String] { texts.withLock { $0 } }
    func note(_ text: String) { texts.withLock { $0.append(text) } }
  }
}

/// Whether things were kept, as somebody was told.
final class Told: Sendable {
  private let answers = Mutex<[Bool]>([])
  var all: [Bool] { answers.withLock { $0 } }
  func note(_ isKept: Bool) { answers.withLock { $0.append(isKept) } }
}

/// A shelf in memory, which may be full.
final class MemoryShelf: SessionShelf {
  private struct State {
    var lines: [KeptLines.Line] = []
    var batches = 0
    var isFull = false
  }

  private let state = Mutex(State())

  var isFull: Bool {
    get { state.withLock { $0.isFull } }
    set { state.withLock { $0.isFull = newValue } }
  }
  var batches: Int { state.withLock { $0.batches } }
  var texts: [String] { state.withLock { $0.lines.map(\.text) } }
  var lines: KeptLines {
    KeptLines(
      name: "s", configuration: SessionConfiguration(), isCoached: false,
      engine: engineGeneration, lines: state.withLock { $0.lines })
  }

  func keep(_ lines: NewLines) throws(HostFailure) {
    let isKept = state.withLock { state in
      guard !state.isFull else { return false }
      state.batches += 1
      state.lines += lines.entries.map {
        KeptLines.Line(text: $0.text, imports: $0.imports, digest: $0.digest)
      }
      return true
    }
    guard isKept else { throw HostFailure(reason: "the disk is full") }
  }

  func sessions() -> [KeptSession] { [] }
  func open(_ name: String) -> KeptLines { lines }
  func read(_ name: String) -> KeptLines { lines }
  func create(_ name: String?, _ configuration: SessionConfiguration, isCoached: Bool) -> String {
    "s"
  }
  func delete(_ name: String) {}
  func retell(_ session: Session) {}
  func keep(_ session: Session) {}
  func record() -> LearnerRecord { LearnerRecord() }
}

extension Session {
  /// The digest of its world.
  fileprivate var digest: Substring? {
    SessionFile.text(of: self).split(separator: "\n").first { $0.hasPrefix("digest: ") }
  }

  /// What a line prints.
  fileprivate mutating func printed(_ line: String) -> String {
    _ = execute(line)
    return log.last?.output ?? ""
  }
}
