import Kernel
import Sessions
import Testing
import Wire

@testable import Server

/// The door that runs lines.
@Suite struct LineDoorTests {
  @Test func `explain explains what a client was refused`() {
    var rules = EndpointRules()
    rules.verifiesSignatures = false
    let bench = ServerBench(rules)
    let authorization =
      "AWS4-HMAC-SHA256 Credential=111122223333/20250101/us-east-1/kms/aws4_request,"
      + " SignedHeaders=host, Signature=x"
    let request = ServerBench.request(
      "POST", "/", "{\"KeyId\":\"alias/none\"}",
      [
        HTTPField("x-amz-target", "TrentService.DescribeKey"),
        HTTPField("x-amz-date", "20250101T000000Z"), HTTPField("authorization", authorization),
      ])
    #expect(bench.endpoint.answer(request, at: bench.moment).status == 400)
    let told = bench.ask("POST", "/_kmslab/line", "explain").text
    #expect(told.contains("NotFoundException") || told.contains("DescribeKey"), "\(told)")
  }

  @Test(arguments: [true, false])
  func `explain explains the last call of a client, whatever came of it`(keepsPast: Bool) {
    var rules = EndpointRules()
    rules.verifiesSignatures = false
    rules.keepsPast = keepsPast
    let bench = ServerBench(rules)
    func told() -> String { bench.ask("POST", "/_kmslab/line", "explain").text }
    func ask(_ method: String, _ target: String) -> Int {
      bench.endpoint.answer(
        ServerBench.request(method, target, "", KeptBench.signed("s3")), at: bench.moment
      ).status
    }
    #expect(ask("GET", "/papers/plan") == 404)
    #expect(told().contains("GetObject by root: it fails, NoSuchBucket"), "\(told())")
    #expect(ask("PUT", "/papers") == 200)
    #expect(told().contains("CreateBucket by root: permitted, and it succeeds."), "\(told())")
    #expect(told().contains("--undo or --session NAME") == !keepsPast, "\(told())")
    #expect(told().contains("s3:CreateBucket on") == keepsPast, "\(told())")
  }

  @Test func `a link that a line makes leads to the served world, also to one begun anew`() {
    let bench = ServerBench()
    bench.endpoint.settle(at: "http://127.0.0.1:4566")
    for _ in 0..<2 {
      let answer = bench.ask("POST", "/_kmslab/line", "aws s3 presign s3://b-1/k").text
      #expect(answer.hasPrefix("http://127.0.0.1:4566/b-1/k?X-Amz-Algorithm="), "\(answer)")
      #expect(bench.ask("POST", "/_kmslab/reset").status == 200)
    }
  }

  @Test func `a line prints what the prompt prints, and moves the world`() {
    let bench = ServerBench()
    let response = bench.ask("POST", "/_kmslab/line", "advance 365d\n")
    #expect(response.status == 200)
    #expect(response.text.contains("2026-01-01 00:00:00"))
    #expect(response.header("x-kmslab-status") == "0")
    #expect(response.header("x-kmslab-now") == "2026-01-01T00:00:00Z")
  }

  /// Lines, what they print, and the status of the last.
  static let scripts: [(lines: String, output: String, status: Int)] = [
    ("", "", 0),  // nothing
    ("\n\n", "", 0),
    ("echo a\necho b", "a\nb\n", 0),  // several lines
    ("X=1\necho $X", "1\n", 0),  // one world for all of them
    ("echo 'a\nb'", "a\nb\n", 0),  // a line that goes on
    ("cat <<END\na\nb\nEND\necho c", "a\nb\nc\n", 0),
    ("cat none", "cat: none: No such file or directory\n", 1),
    ("cat none >out\necho $?", "cat: none: No such file or directory\n1\n", 0),
    ("echo a\nquit\necho b", "a\n", 0),  // what follows the end is not run
    ("echo \u{1F600}", "\u{1F600}\n", 0),
  ]

  @Test(arguments: scripts)
  func `lines run one after the other`(row: (lines: String, output: String, status: Int)) {
    let response = ServerBench().ask("POST", "/_kmslab/line", row.lines)
    #expect(response.text == row.output)
    #expect(response.header("x-kmslab-status") == String(row.status))
  }

  @Test func `a text whose end is missing is refused, and what came before has run`() {
    let response = ServerBench().ask("POST", "/_kmslab/line", "echo a\necho 'b")
    #expect(response.text.hasPrefix("a\n"))
    #expect(response.text.contains("the input ends"))
    #expect(response.header("x-kmslab-status") == "2")
  }

  @Test func `whoever accepts JSON gets output, status and the clock as such`() {
    let bench = ServerBench()
    let response = bench.ask(
      "POST", "/_kmslab/line", "advance 1d\ncat none", [HTTPField("accept", "application/json")])
    #expect(bench.member("status", of: response) == .integer(1))
    #expect(bench.member("now", of: response) == .string("2025-01-02T00:00:00Z"))
    #expect(bench.member("output", of: response)?.text?.contains("2025-01-02") == true)
    #expect(response.header("Content-Type") == "application/json")
  }

  @Test func `a line that is no UTF-8 is refused with its place`() {
    let bench = ServerBench()
    let request = HTTPRequest(
      method: "POST", target: "/_kmslab/line", headers: [HTTPField("host", "localhost")],
      body: [0x61, 0xFF], peer: "127.0.0.1")
    let response = bench.endpoint.answer(request, at: bench.moment)
    #expect(response.status == 400)
    #expect(response.text.contains("byte 2"))
  }

  @Test func `lines that print too much are cut short, and say so`() {
    let bench = ServerBench()
    let lines = String(repeating: "head -c 4000000 /dev/zero | tr '\\000' a\n", count: 20)
    let response = bench.ask("POST", "/_kmslab/line", lines)
    #expect(response.body.count < 24 << 20)
    #expect(response.text.hasSuffix("the rest was not run\n"))
    #expect(response.header("x-kmslab-status") == "255")
  }

  @Test func `a server that keeps nothing forgets the lines of long ago`() {
    let bench = ServerBench()
    for _ in 0..<3 { bench.lines(String(repeating: "echo a\n", count: 800)) }
    let counts = bench.endpoint.visit(at: bench.moment) { $0.session.log.count }
    #expect(counts.result == 1000)
    for line in ["head -c 9000000 /dev/zero", "head -c 9000000 /dev/zero", "cat none"] {
      bench.lines(line)
    }
    #expect(bench.endpoint.visit(at: bench.moment) { $0.session.log.count }.result == 2)
    #expect(bench.lines("echo $?") == "1\n")
  }

  @Test func `undo takes back only where earlier worlds are kept`() {
    var rules = EndpointRules()
    let forgetful = ServerBench(rules)
    forgetful.lines("advance 365d")
    for line in ["undo", "history", "diff"] {
      #expect(forgetful.lines(line).contains("kmslab serve --undo or --session NAME"))
    }
    rules.keepsPast = true
    let keeping = ServerBench(rules)
    keeping.lines("advance 365d")
    #expect(keeping.lines("undo").contains("undone: advance 365d"))
    _ = keeping.ask("POST", "/_kmslab/clock", "{\"advance\":\"2d\"}")
    #expect(keeping.lines("undo").contains("undone: advance until 2025-01-03T00:00:00Z"))
  }
}
