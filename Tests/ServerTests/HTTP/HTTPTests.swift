import Kernel
import Testing
import Wire

@testable import Server

/// Heads of requests and answers.
@Suite struct HTTPTests {
  static let date = DateLine(Timestamp(secondsSinceEpoch: 1_795_930_000))

  static func head(_ response: HTTPResponse, isLast: Bool = false) -> String {
    String(decoding: AnswerHead(response, date: date, isLast: isLast).bytes, as: UTF8.self)
  }

  @Test func `an answer has the machine's date and its length`() {
    let response = HTTPResponse(
      status: 200, headers: [HTTPField("ETag", "\"a\"")], body: [1, 2, 3])
    #expect(
      Self.head(response)
        == "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nDate: Sun, 29 Nov 2026 05:26:40 GMT\r\n"
        + "Content-Length: 3\r\n\r\n")
    #expect(Self.head(response, isLast: true).contains("\r\nConnection: close\r\n"))
  }

  @Test func `an answer to HEAD tells the length of what it stands for`() {
    #expect(Self.head(HTTPResponse(status: 200, toldLength: 77)).contains("Content-Length: 77\r\n"))
  }

  @Test(arguments: [204, 304])
  func `an answer that has no content tells no length`(status: Int) {
    #expect(!Self.head(HTTPResponse(status: status)).contains("Content-Length"))
  }

  @Test func `no value ends its line`() {
    let response = HTTPResponse(
      status: 200, headers: [HTTPField("A", "1\r\nB: 2\u{0}"), HTTPField("C: 3\r\nD", "\u{E9}\t")])
    let text = Self.head(response)
    #expect(text.contains("\r\nA: 1  B: 2 \r\nC- 3--D: \u{E9}\t\r\n"))
    #expect(text.split(separator: "\r\n").count == 5)
  }

  typealias Fields = [(String, String)]
  /// Heads, and what is wrong with them.
  static let heads: [(method: String, target: String, fields: Fields, fault: ServerFault?)] = [
    ("GET", "/b/k", [], nil),
    ("GET", "/b/%FF%zz", [], nil),  // S3 says what it thinks of it
    ("GET", "/b/k\u{E9}", [], .badTarget),  // what is beyond ASCII has to be escaped
    ("OPTIONS", "*", [], .badTarget),
    ("CONNECT", "b:443", [], .badTarget),
    ("GET", "b", [], .badTarget),
    ("PUT", "/b/k", [("content-length", "0")], nil),
    ("PUT", "/b/k", [("content-length", "1000")], nil),
    ("PUT", "/b/k", [("content-length", "1001")], .longBody(announced: 1001, most: 1000)),
    ("PUT", "/b/k", [], .missingLength),
    ("PUT", "/b/k", [("transfer-encoding", "chunked")], .unknownLength),
    (
      "PUT", "/b/k", [("transfer-encoding", "chunked"), ("x-amz-decoded-content-length", "1")], nil
    ),
    ("POST", "/b?delete", [], nil),
    (
      "POST", "/", [("x-amz-target", "TrentService.Encrypt"), ("transfer-encoding", "chunked")], nil
    ),
    ("PUT", "/_kmslab/line", [], nil),  // the doors speak for themselves
    ("POST", "/_kmslab/line", [("content-length", "1048576")], nil),
    (
      "POST", "/_kmslab/line", [("content-length", "1048577")],
      .longBody(announced: 1_048_577, most: 1 << 20)
    ),
    ("GET", "/", [("expect", "100-Continue")], nil),
    ("GET", "/", [("expect", "a cake")], .unknownExpectation),
  ]

  @Test(arguments: heads)
  func `a head is looked at before its content`(
    row: (method: String, target: String, fields: Fields, fault: ServerFault?)
  ) {
    var limits = ServerLimits()
    limits.bodyBytes = 1000
    let request = HTTPRequest(
      method: row.method, target: row.target, headers: row.fields.map { HTTPField($0.0, $0.1) },
      peer: "127.0.0.1")
    let isDoor = row.target.hasPrefix("/_kmslab")
    if isDoor { limits.bodyBytes = 2 << 20 }
    #expect(request.framingFault(limits) == row.fault)
  }

  /// Targets that name scheme and host, and their paths.
  static let targets = [
    ("http://127.0.0.1:4566/b/k?x", "/b/k?x"), ("HTTP://h", "/"), ("https://h?x=1", "/?x=1"),
    ("/http://h/k", "/http://h/k"), ("ftp://h/k", "ftp://h/k"), ("//b//k", "//b//k"),
  ]

  @Test(arguments: targets)
  func `a target for a proxy is its path`(target: String, path: String) {
    let request = HTTPRequest(method: "GET", target: target, headers: [], peer: "")
    #expect(request.withoutAuthority.target == path)
  }

  /// Values of `X-Forwarded-For`, and the address that is believed.
  static let chains = [
    ("203.0.113.9", "203.0.113.9"), ("10.0.0.1, 203.0.113.9", "203.0.113.9"),
    ("2001:db8::1", "2001:db8::1"), ("", "127.0.0.1"), ("unknown", "127.0.0.1"),
    ("203.0.113.9,", "203.0.113.9"), ("1.2.3.4 \"", "127.0.0.1"),
    (String(repeating: "1", count: 46), "127.0.0.1"),
  ]

  @Test(arguments: chains)
  func `a proxy tells where a call came from`(chain: String, address: String) {
    let request = ServerBench.request("GET", "/", "", [HTTPField("x-forwarded-for", chain)])
    #expect(request.forwarded.peer == address)
  }

  /// Requests, and beginnings of the refusal that their clients understand.
  static let refusals: [(target: String, fields: Fields, type: String, text: String)] = [
    (
      "/b", [], "application/xml",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code>"
    ),
    (
      "/", [("x-amz-target", "TrentService.Encrypt")], "application/x-amz-json-1.1",
      "{\"__type\":\"SlowDown\",\"message\":"
    ),
    (
      "/", [("content-type", "application/x-www-form-urlencoded; charset=utf-8")], "text/xml",
      "<ErrorResponse><Error><Type>Receiver</Type><Code>SlowDown</Code>"
    ),
    ("/_kmslab/line", [], "application/json", "{\"error\":\"Please reduce"),
  ]

  @Test(arguments: refusals)
  func `a refusal speaks the language of its client`(
    row: (target: String, fields: Fields, type: String, text: String)
  ) {
    let request = ServerBench.request(
      "POST", row.target, "", row.fields.map { HTTPField($0.0, $0.1) })
    let response = ServerBench().endpoint.refuse(request, .busy)
    #expect(response.status == 503)
    #expect(response.header("Content-Type") == row.type)
    #expect(response.text.hasPrefix(row.text))
  }

  @Test func `a budget is not exceeded, but for one who is alone`() {
    let budget = Budget(most: 100)
    #expect(budget.take(1000))
    #expect(!budget.take(1))
    budget.give(1000)
    #expect(budget.take(60))
    #expect(!budget.take(41))
    #expect(budget.take(40))
  }
}
