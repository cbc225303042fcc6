import Cloud
import Kernel
import S3

/// The answers of AWS's query protocol: IAM and STS.
enum QueryResponse {
  /// The answer of a call that succeeded.
  static func success(
    _ operation: AnyOperation, _ members: DocumentObject, id: RequestID
  ) -> HTTPResponse {
    response(200, id) { writer in
      writer.element(
        operation.name + "Response", attributes: namespace(of: operation.service)
      ) { writer in
        if !operation.results.isEmpty || emptyResults.contains(operation.name) {
          writer.element(operation.name + "Result") { writer in
            for result in operation.results {
              guard let value = members[result.name] else { continue }
              writer.queryMember(result.name, value, result.type)
            }
          }
        }
        writer.element("ResponseMetadata") { $0.element("RequestId", id.long) }
      }
    }
  }

  /// The answer of a call that failed; without a service where nobody found out which it was for.
  static func failure(
    _ failure: HTTPFailure, of service: Service?, id: RequestID
  ) -> HTTPResponse {
    response(failure.status, id) { writer in
      let attributes = service.map(namespace) ?? ""
      writer.element("ErrorResponse", attributes: attributes) { writer in
        writer.element("Error") { writer in
          writer.element("Type", failure.status < 500 ? "Sender" : "Receiver")
          writer.element("Code", failure.error.code)
          if let message = failure.error.message { writer.element("Message", message) }
        }
        writer.element("RequestId", id.long)
      }
    }
  }

  /// The operations whose answer has a result with nothing in it, by the service model.
  private static let emptyResults: Set<String> = ["UpdateRole"]

  private static func response(
    _ status: Int, _ id: RequestID, _ write: (inout XMLWriter) -> Void
  ) -> HTTPResponse {
    var writer = XMLWriter(part: ())
    write(&writer)
    writer.write("\n")
    return HTTPResponse(
      status: status,
      headers: [HTTPField("x-amzn-RequestId", id.long), HTTPField("Content-Type", "text/xml")],
      body: writer.bytes)
  }

  private static func namespace(of service: Service) -> String {
    " xmlns=\"https://\(service.rawValue).amazonaws.com/doc/\(version(of: service))/\""
  }

  /// The version of a service's API.
  static func version(of service: Service) -> String {
    service == .iam ? "2010-05-08" : "2011-06-15"
  }

  /// The status of an error, by the service models of IAM and STS; 400 for those without one.
  static func status(of code: String) -> Int {
    switch code {
    case "AccessDenied", "ExpiredToken", "IDPRejectedClaim", "InvalidAuthenticationCode",
      "InvalidClientTokenId", "MissingAuthenticationToken", "RegionDisabledException",
      "SignatureDoesNotMatch":
      403
    case "NoSuchEntity": 404
    case "ConcurrentModification", "DeleteConflict", "EntityAlreadyExists",
      "EntityTemporarilyUnmodifiable", "LimitExceeded":
      409
    case "InternalFailure", "ServiceFailure": 500
    case "ServiceUnavailable": 503
    default: 400
    }
  }
}

extension XMLWriter {
  /// Writes a member: items of lists as `member`, entries of maps as `entry`.
  fileprivate mutating func queryMember(_ name: String, _ value: Document, _ type: MemberType) {
    switch (type, value) {
    case (.structure(let members), .object(let object)):
      element(name) { writer in
        for member in members {
          guard let value = object[member.name] else { continue }
          writer.queryMember(member.name, value, member.type)
        }
      }
    case (.list(let kind), .list(let elements)):
      element(name) { writer in
        for element in elements { writer.queryMember("member", element, kind) }
      }
    case (.map, .object(let object)):
      element(name) { writer in
        for entry in object.entries {
          writer.element("entry") { writer in
            writer.element("key", entry.name)
            writer.queryMember("value", entry.value, .string)
          }
        }
      }
    // Policies are texts in answers, escaped as parts of URLs.
    case (_, .object), (_, .list):
      element(name, PercentEncoding.encodeAll(JSONWriter.text(value)))
    case (_, .timestamp(let moment)): element(name, "\(moment)")
    default: element(name, XMLWriter.text(value))
    }
  }
}
