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
    let form: RefusalForm
    switch Dialect(head) {
    case .door:
      // S3's status for what is too long is its own; the doors have HTTP's.
      if case .longBody(_, let most) = fault {
        return .json(413, ["error": .string("what is sent here has at most \(most) bytes")])
      }
      return .json(fault.status, ["error": .string(fault.wire.message ?? fault.wire.code)])
    case .json: form = .json
    case .query: form = .query(nil)
    case .s3: form = .s3(isHead: head.method == "HEAD")
    }
    return form.response(to: HTTPFailure(fault.status, fault.wire), id: nextID())
  }
}
