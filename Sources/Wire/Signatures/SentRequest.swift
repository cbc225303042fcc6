package import Kernel

/// A request to a service that became no call, as far as its head tells.
package struct SentRequest: Sendable {
  /// The method.
  package let method: String
  /// The path, escaped.
  package let path: String
  /// The service that was asked; `nil` where that cannot be told.
  package let service: Service?
  /// What it says of its signature, believed or not; `nil` where nobody signed it.
  package let terms: SignedTerms?

  /// Notes a request.
  package init(_ request: HTTPRequest) {
    method = request.method
    path = String(request.path)
    service = (try? ServiceRequest(request))?.service
    terms = SignedTerms(header: request)
  }
}

extension LinkVisit {
  /// Takes a request for the visit of a link; `nil` where its address is not signed.
  package init?(_ request: HTTPRequest) {
    guard let host = request.header("host"), let link = Link("http://\(host)\(request.target)"),
      link.terms != nil
    else { return nil }
    self.init(request.method, link, headers: request.headers)
  }
}
