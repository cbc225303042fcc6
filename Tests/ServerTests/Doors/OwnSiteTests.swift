import Testing
import Wire

@testable import Server

/// Who may come in at the doors: programs of this computer, and no page of another site.
@Suite struct OwnSiteTests {
  /// Headers, and whether the doors open.
  static let visitors: [(headers: [(String, String)], isIn: Bool)] = [
    ([("host", "127.0.0.1:4566")], true),
    ([("host", "127.0.0.1")], true),
    ([("host", "127.1.2.3:80")], true),
    ([("host", "localhost:4566")], true),
    ([("host", "LOCALHOST")], true),
    ([("host", "[::1]:4566")], true),
    ([("host", "[::1]")], true),
    ([("host", "example.com")], false),  // a name that was bound to this computer
    ([("host", "localhost.example.com")], false),
    ([("host", "bucket.localhost:4566")], false),
    ([("host", "127.0.0.1.example.com")], false),
    ([("host", "127.0.0.256")], false),
    ([("host", "127.0.0")], false),
    ([("host", "128.0.0.1")], false),
    ([("host", "[::2]")], false),
    ([("host", "[::1].example.com")], false),
    ([("host", "localhost:")], false),
    ([("host", "localhost:x")], false),
    ([("host", "localhost:4566:1")], false),
    ([("host", "")], false),
    ([("host", "localhost"), ("host", "example.com")], false),
    ([("host", "localhost:1"), ("origin", "http://localhost:1")], true),
    ([("host", "localhost:1"), ("origin", "HTTP://Localhost:1")], true),
    ([("host", "localhost:1"), ("origin", "http://localhost:2")], false),
    ([("host", "localhost:1"), ("origin", "https://localhost:1")], false),
    ([("host", "localhost:1"), ("origin", "https://example.com")], false),
    ([("host", "localhost:1"), ("origin", "null")], false),
    ([("host", "localhost:1"), ("origin", "")], false),
    ([("host", "localhost:1"), ("sec-fetch-site", "same-origin")], true),
    ([("host", "localhost:1"), ("sec-fetch-site", "none")], true),
    ([("host", "localhost:1"), ("sec-fetch-site", "same-site")], false),
    ([("host", "localhost:1"), ("sec-fetch-site", "cross-site")], false),
  ]

  @Test(arguments: visitors)
  func `a door asks where a request may come from`(
    row: (headers: [(String, String)], isIn: Bool)
  ) {
    let request = HTTPRequest(
      method: "POST", target: "/_kmslab/line", headers: row.headers.map { HTTPField($0.0, $0.1) },
      body: Array("advance 1d".utf8), peer: "127.0.0.1")
    let bench = ServerBench()
    let response = bench.endpoint.answer(request, at: bench.moment)
    #expect(response.status == (row.isIn ? 200 : 403))
    #expect((bench.endpoint.refusal(ofHead: request, at: bench.moment) == nil) == row.isIn)
    #expect(bench.ask("GET", "/_kmslab/clock").text.contains("2025-01-02") == row.isIn)
  }

  @Test func `an open server has names that it does not know, but no foreign pages`() {
    var rules = EndpointRules()
    rules.isOpen = true
    let bench = ServerBench(rules)
    let host = HTTPField("host", "kmslab:4566")
    #expect(bench.ask("GET", "/_kmslab/health", "", [host]).status == 200)
    let origin = HTTPField("origin", "http://example.com")
    #expect(bench.ask("GET", "/_kmslab/health", "", [host, origin]).status == 403)
  }

  @Test func `nobody without a host comes in`() {
    let request = HTTPRequest(
      method: "GET", target: "/_kmslab/health", headers: [], peer: "127.0.0.1")
    let bench = ServerBench()
    #expect(bench.endpoint.answer(request, at: bench.moment).status == 403)
  }
}
