import Kernel
import Testing
import Wire

@testable import Server

/// The doors as such, the clock, and beginning anew.
@Suite struct DoorTests {
  /// Method and path, and the status.
  static let knocks: [(method: String, path: String, status: Int)] = [
    ("GET", "/_kmslab/health", 200),
    ("GET", "/_kmslab/health?x=1", 200),
    ("GET", "/_kmslab/version", 200),
    ("GET", "/_kmslab/clock", 200),
    ("POST", "/_kmslab/reset", 200),
    ("POST", "/_kmslab/line", 200),
    ("POST", "/_kmslab/stop", 200),
    ("GET", "/_kmslab/stop", 405),
    ("POST", "/_kmslab/prompt", 200),
    ("POST", "/_kmslab/complete", 400),
    ("GET", "/_kmslab/line", 405),
    ("POST", "/_kmslab/health", 405),
    ("DELETE", "/_kmslab/clock", 405),
    ("GET", "/_kmslab", 404),
    ("GET", "/_kmslab/", 404),
    ("GET", "/_kmslab/Line", 404),
    ("GET", "/_kmslab/line/", 404),
    ("GET", "/_kmslab/../line", 404),
    ("GET", "/_kmslabs/line", 403),  // no door, but a bucket's name
  ]

  @Test(arguments: knocks)
  func `a door opens by its name and method`(row: (method: String, path: String, status: Int)) {
    #expect(ServerBench().ask(row.method, row.path).status == row.status)
  }

  @Test func `who knocks at no door is told all of them`() throws {
    let bench = ServerBench()
    let missing = bench.ask("GET", "/_kmslab/nothing")
    let names = try #require(bench.member("doors", of: missing)?.elements).compactMap(\.text)
    #expect(names.count == Door.all.count)
    #expect(names.contains { $0.hasPrefix("POST /_kmslab/line ") })
    #expect(bench.ask("GET", "/_kmslab/line").header("Allow") == "POST")
    #expect(bench.ask("PUT", "/_kmslab/clock").header("Allow") == "GET, POST")
  }

  @Test func `content over a mebibyte is refused`() {
    let lines = String(repeating: "#", count: (1 << 20) + 1)
    #expect(ServerBench().ask("POST", "/_kmslab/line", lines).status == 413)
    #expect(ServerBench().ask("POST", "/_kmslab/line", String(lines.dropLast())).status == 200)
  }

  @Test func `the clock tells what comes next, and what it crosses`() throws {
    let bench = ServerBench()
    #expect(
      bench.ask("GET", "/_kmslab/clock").text
        == "{\"now\":\"2025-01-01T00:00:00Z\",\"clock\":\"still\",\"next\":null}\n")
    bench.lines(
      "aws kms enable-key-rotation --key-id $(aws kms create-key --query KeyMetadata.KeyId"
        + " --output text)")
    let clock = bench.ask("GET", "/_kmslab/clock")
    #expect(bench.member("next", of: clock)?["event"] == "RotateKey")
    let passage = bench.ask("POST", "/_kmslab/clock", "{\"until\":\"2027-06-01T12:00\"}")
    #expect(bench.member("now", of: passage) == "2027-06-01T12:00:00Z")
    #expect(bench.member("count", of: passage) == 2)
    let events = try #require(bench.member("events", of: passage)?.elements)
    #expect(events.map { $0["time"]?.text } == ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"])
    #expect(bench.member("counts", of: passage) == ["RotateKey": 2])
  }

  /// Contents that move no clock.
  static let wrongWays = [
    "", "{}", "[]", "{", "advance 1d", "{\"advance\":1}", "{\"advance\":\"\"}",
    "{\"advance\":\"1001y\"}", "{\"advance\":\"-1d\"}", "{\"until\":\"soon\"}",
    "{\"until\":\"2024-01-01\"}",  // it never goes back
    "{\"advance\":\"1d\",\"until\":\"2026-01-01\"}", "{\"advance\":\"1d\",\"what\":1}",
    String(repeating: "[", count: 10_000),
  ]

  @Test(arguments: wrongWays)
  func `a wrong way leaves the clock where it is`(content: String) {
    let bench = ServerBench()
    let response = bench.ask("POST", "/_kmslab/clock", content)
    #expect(response.status == 400)
    #expect(bench.member("error", of: response)?.text?.isEmpty == false)
    #expect(bench.ask("GET", "/_kmslab/clock").text.contains("2025-01-01T00:00:00Z"))
  }

  @Test func `a reset world makes the same keys, and others from another seed`() {
    let bench = ServerBench()
    let key = bench.lines("aws kms create-key")
    bench.lines("advance 365d")
    let same = bench.ask("POST", "/_kmslab/reset")
    #expect(same.text == "{\"seed\":1,\"now\":\"2025-01-01T00:00:00Z\"}\n")
    #expect(bench.lines("aws kms create-key") == key)
    let other = bench.ask("POST", "/_kmslab/reset", "{\"seed\":18446744073709551615}")
    #expect(other.text == "{\"seed\":18446744073709551615,\"now\":\"2025-01-01T00:00:00Z\"}\n")
    #expect(bench.lines("aws kms create-key") != key)
  }

  @Test(arguments: ["{\"seed\":-1}", "{\"seed\":1.5}", "{\"seed\":\"1\"}", "{\"sed\":1}", "7"])
  func `a seed that is none resets nothing`(content: String) {
    let bench = ServerBench()
    bench.lines("advance 1d")
    #expect(bench.ask("POST", "/_kmslab/reset", content).status == 400)
    #expect(bench.ask("GET", "/_kmslab/clock").text.contains("2025-01-02"))
  }

  @Test func `the version is the program's`() {
    var rules = EndpointRules()
    rules.version = "1.2.3"
    #expect(ServerBench(rules).ask("GET", "/_kmslab/version").text == "{\"version\":\"1.2.3\"}\n")
  }
}
