package import Kernel

/// The form in which a client understands a refusal.
package enum RefusalForm: Sendable {
  /// XML, as S3 has it; an answer to HEAD has its headers alone.
  case s3(isHead: Bool)
  /// JSON, as KMS and CloudTrail have it.
  case json
  /// XML with a type, as IAM and STS have it; without a service where none is known.
  case query(Service?)

  /// The answer that tells a refusal.
  package func response(
    to failure: HTTPFailure, id: RequestID, headers: [HTTPField] = []
  ) -> HTTPResponse {
    switch self {
    case .s3(let isHead):
      RESTResponse.failure(failure, id: id, isHead: isHead, headers: headers)
    case .json: JSONProtocol.failure(failure, id: id)
    case .query(let service): QueryResponse.failure(failure, of: service, id: id)
    }
  }
}
