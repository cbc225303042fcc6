/// A request as it came over the wire, framing taken off.
package struct HTTPRequest: Sendable {
  /// `GET`.
  package let method: String
  /// Path and query as they were sent, escaped: `/b/a%20b?versionId=x`.
  package let target: String
  /// The headers in the order in which they came, names in small letters; a name may occur twice.
  package let headers: [HTTPField]
  /// The content, still in chunks where `x-amz-content-sha256` says so.
  package let body: [UInt8]
  /// The address that it came from, as `aws:SourceIp` has it.
  package let peer: String

  /// Makes a request.
  package init(
    method: String, target: String, headers: [HTTPField], body: [UInt8] = [], peer: String
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.peer = peer
  }

  /// The first value of a header, by its name in small letters.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The path as it was sent.
  package var path: Substring { target[..<(questionMark ?? target.endIndex)] }

  /// What follows the question mark, as it was sent; empty without one.
  package var query: Substring {
    questionMark.map { target[target.utf8.index(after: $0)...] } ?? ""
  }

  /// Where the query begins: at that byte, whatever accent may follow it.
  private var questionMark: String.Index? { target.utf8.firstIndex(of: UInt8(ascii: "?")) }
}

/// A header or a trailer.
package struct HTTPField: Sendable, Equatable {
  /// The name; in small letters where it was received.
  package let name: String
  /// The value without blanks around it.
  package let value: String

  /// Makes a field.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
