package import Access
package import Kernel

/// Who signed a request, for where, and how.
package struct Signer: Sendable, Equatable {
  /// The caller.
  package let principal: Principal
  /// The access key, as the trail tells it.
  package let accessKeyID: String
  /// The Region of the signature; `nil` for one of version 2, which names none.
  package let region: Region?
  /// Whether headers or a link carry the signature, and how old that is.
  package let authentication: Call.Authentication

  /// Fails where what is called is in another Region than that of the signature.
  package func check(_ expected: Region) throws(SignatureFault) {
    guard let region, region != expected else { return }
    throw .otherRegion(
      authentication == .headers ? .header : .query, region.description, expecting: expected)
  }
}

/// A request and who signed it.
package struct AuthenticRequest: Sendable {
  /// Who signed it.
  package let signer: Signer
  /// The request with its content out of the chunks, with the trailers among its headers, and
  /// without the word `aws-chunked`.
  package let request: HTTPRequest
  /// What its signature tells S3 of the content; `nil` where it tells nothing, as in most links,
  /// and for other services.
  package let contentHash: String?
}

/// What a request is for, as far as its signature and its content depend on it.
package struct Addressee: Sendable {
  /// The service.
  package let service: Service
  /// Whether the content may come in chunks: that of an object or a part.
  package let takesChunks: Bool

  /// Makes an addressee.
  package init(_ service: Service, takesChunks: Bool = false) {
    self.service = service
    self.takesChunks = takesChunks
  }
}

/// An access key that a served world is told of from outside (`--access-key`).
package struct GivenKey: Sendable {
  /// Whose it is.
  package let principal: Principal
  /// Id and secret.
  package let credentials: Credentials

  /// Makes a key.
  package init(_ principal: Principal, id: String, secret: String) {
    self.principal = principal
    credentials = Credentials(accessKeyID: id, secret: secret, token: nil)
  }
}
