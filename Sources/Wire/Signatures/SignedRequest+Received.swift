import Kernel
import S3

extension HTTPRequest {
  /// The parameters behind the question mark, as a service reads them; none where one is broken.
  func parameters(for service: Service) -> [HTTPField] {
    S3Address.parameters(query, plusIsSpace: !service.signsAsS3) ?? []
  }

  /// The headers of these names, as often as they are named and in that order: of one that came
  /// several times the values joined, and of one that did not come an empty one.
  func headers(named names: [String]) -> [HTTPField] {
    var values: [String: String] = [:]
    for header in headers {
      values[header.name] = values[header.name].map { "\($0),\(header.value)" } ?? header.value
    }
    return names.map { HTTPField($0, values[$0] ?? "") }
  }
}

extension SignedRequest {
  /// A request that was received, as the signature that it tells should see it.
  init(
    _ claim: SignatureClaim.Version4, _ request: HTTPRequest, _ parameters: [HTTPField],
    _ payload: Payload, _ service: Service
  ) {
    self.init(
      method: request.method,
      path: service.signsAsS3 ? String(request.path) : SignatureV4.normalized(request.path),
      query: parameters.filter { $0.name != Link.Name.signature },
      headers: request.headers(named: claim.signedHeaders), payload: payload.signedText)
  }
}
