import Kernel
import Wire

/// The status line and the headers of an answer as bytes, RFC 9112.
struct AnswerHead {
  /// The bytes, the empty line included.
  private(set) var bytes: [UInt8] = []

  /// Writes the head of an answer, with the machine's date and the length of the content.
  init(_ response: HTTPResponse, date: DateLine, isLast: Bool) {
    begin(response, date: date)
    if AnswerHead.hasLength(response.status) {
      add("Content-Length", String(response.toldLength ?? response.body.count))
    }
    if isLast { add("Connection", "close") }
    bytes += AnswerHead.lineBreak
  }

  /// Writes the head of an answer that goes on until the connection ends.
  init(endless response: HTTPResponse, date: DateLine) {
    begin(response, date: date)
    add("Connection", "close")
    bytes += AnswerHead.lineBreak
  }

  private static let lineBreak = Array("\r\n".utf8)

  private mutating func begin(_ response: HTTPResponse, date: DateLine) {
    bytes.reserveCapacity(512)
    bytes += "HTTP/1.1 \(response.status) \(AnswerHead.reason(response.status))\r\n".utf8
    for field in response.headers { add(field.name, field.value) }
    bytes += date.bytes
  }

  /// Adds a header; what would end its line becomes a blank.
  private mutating func add(_ name: String, _ value: String) {
    add(name.utf8) { AnswerHead.isPlain($0) && $0 != UInt8(ascii: ":") ? $0 : UInt8(ascii: "-") }
    bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
    add(value.utf8) { AnswerHead.isPlain($0) || $0 == 9 ? $0 : UInt8(ascii: " ") }
    bytes += AnswerHead.lineBreak
  }

  /// Adds text whose bytes are made harmless, if any is not.
  private mutating func add(_ text: String.UTF8View, _ harmless: (UInt8) -> UInt8) {
    if text.allSatisfy({ harmless($0) == $0 }) {
      bytes += text
    } else {
      bytes += text.map(harmless)
    }
  }

  /// Whether a byte steers nothing.
  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F }

  /// Whether answers of a status have content, be it empty.
  private static func hasLength(_ status: Int) -> Bool {
    status >= 200 && status != 204 && status != 304
  }

  /// The words behind a status; clients read the number.
  private static func reason(_ status: Int) -> String {
    switch status {
    case 100: "Continue"
    case 200: "OK"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    case 200..<300: "OK"
    case 300..<400: "See Other"
    case 400..<500: "Client Error"
    default: "Server Error"
    }
  }
}

/// The header `Date` as bytes, which stay the same for a second.
struct DateLine {
  /// `Date: Fri, 23 Dec 2026 00:00:00 GMT`, with its line's end.
  let bytes: [UInt8]
  private let time: Timestamp

  /// Writes the line of a moment.
  init(_ time: Timestamp) {
    bytes = Array("Date: \(time.httpDate)\r\n".utf8)
    self.time = time
  }

  /// This line, or that of another moment.
  func at(_ time: Timestamp) -> DateLine { time == self.time ? self : DateLine(time) }
}
