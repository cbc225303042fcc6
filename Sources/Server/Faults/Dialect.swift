import Kernel
package import Wire

/// The language in which a client understands a refusal.
enum Dialect: Sendable {
  /// JSON, as KMS and CloudTrail speak it.
  case json
  /// XML with a type, as IAM and STS speak it.
  case query
  /// XML, as S3 speaks it.
  case s3
  /// The doors' own JSON.
  case door

  /// That of a request; what tells nothing is taken for S3's.
  init(_ head: HTTPRequest) {
    if Door.isDoor(head) {
      self = .door
    } else if head.header("x-amz-target") != nil {
      self = .json
    } else if head.method == "POST",
      head.header("content-type")?.hasPrefix("application/x-www-form-urlencoded") == true
    {
      self = .query
    } else {
      self = .s3
    }
  }
}

extension Endpoint {
  /// A refusal in a client's language.
  package func refuse(_ head: HTTPRequest, _ fault: ServerFault) -> HTTPResponse {
    let number = nextRequestNumber()
    let id = RequestNumber(number)
    switch Dialect(head) {
    case .door:
      // S3's status for what is too long is its own; the doors have HTTP's.
      let status = if case .longBody = fault { 413 } else { fault.status }
      return .json(status, ["error": .string(fault.wire.message ?? fault.wire.code)])
    case .json:
      let document: Document = [
        "__type": .string(fault.wire.code), "message": .string(fault.wire.message ?? ""),
      ]
      return HTTPResponse(
        status: fault.status,
        headers: [
          HTTPField("x-amzn-RequestId", id.short),
          HTTPField("Content-Type", "application/x-amz-json-1.1"),
        ], body: Array(JSONWriter.text(document).utf8))
    case .query:
      let text =
        "<ErrorResponse><Error><Type>\(fault.status < 500 ? "Sender" : "Receiver")</Type>"
        + fault.elements + "</Error><RequestId>\(id.short)</RequestId></ErrorResponse>"
      return HTTPResponse(
        status: fault.status,
        headers: [
          HTTPField("x-amzn-RequestId", id.short), HTTPField("Content-Type", "text/xml"),
        ], body: Array(text.utf8))
    case .s3:
      let text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>" + fault.elements
        + "<RequestId>\(id.short)</RequestId><HostId>\(id.long)</HostId></Error>"
      return HTTPResponse(
        status: fault.status,
        headers: [
          HTTPField("x-amz-request-id", id.short), HTTPField("x-amz-id-2", id.long),
          HTTPField("Content-Type", "application/xml"), HTTPField("Server", "AmazonS3"),
        ], body: head.method == "HEAD" ? [] : Array(text.utf8))
    }
  }
}

extension ServerFault {
  /// Code, text and details; none of them holds a sign that XML would need escaped.
  fileprivate var elements: String {
    "<Code>\(wire.code)</Code><Message>\(wire.message ?? "")</Message>"
      + wire.details.map { "<\($0.name)>\($0.value)</\($0.name)>" }.joined()
  }
}

/// What tells apart the requests that no service has seen.
private struct RequestNumber {
  /// 16 letters and digits.
  let short: String
  /// Base64.
  let long: String

  init(_ number: Int) {
    var digest = WorldDigest()
    digest.feed(number)
    let text = digest.value
    short = String(text.prefix(16)).uppercased()
    long = Base64.encode(Array(text.utf8.prefix(57)))
  }
}
