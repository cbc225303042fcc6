import Kernel

/// What the server itself refuses, before a service has seen it; worded as S3 words it.
package enum ServerFault: Sendable, Equatable {
  /// What came is no HTTP.
  case noHTTP
  /// It is HTTP of another version.
  case wrongVersion
  /// The head is longer than this.
  case longHead(most: Int)
  /// The target is no path in UTF-8.
  case badTarget
  /// The content is longer than this, or will be.
  case longBody(announced: Int?, most: Int)
  /// It must be said how long the content is.
  case missingLength
  /// Content comes in chunks whose sum nobody has told.
  case unknownLength
  /// Something is expected that cannot be done.
  case unknownExpectation
  /// The content ended before its announced length.
  case shortBody
  /// Nothing came for too long.
  case slow
  /// Too much is on its way at once.
  case busy
  /// What happens cannot be kept, though somebody relies on that.
  case unkept(reason: String)

  /// The status.
  var status: Int {
    switch self {
    case .noHTTP, .longHead, .badTarget, .longBody, .shortBody, .slow: 400
    case .missingLength: 411
    case .unknownExpectation: 417
    case .unknownLength: 501
    case .busy, .unkept: 503
    case .wrongVersion: 505
    }
  }

  /// AWS's code and text.
  var wire: WireError {
    switch self {
    case .noHTTP: WireError("BadRequest", "An error occurred when parsing the HTTP request.")
    case .wrongVersion:
      WireError("HttpVersionNotSupported", "The HTTP version specified is not supported.")
    case .longHead(let most):
      WireError(
        "RequestHeaderSectionTooLarge",
        "Your request header section exceeds the maximum allowed size.",
        details: [.init("MaxSizeAllowed", String(most))])
    case .badTarget: WireError("InvalidURI", "Couldn't parse the specified URI.")
    case .longBody(let announced, let most):
      WireError(
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
        details: (announced.map { [.init("ProposedSize", String($0))] } ?? [])
          + [.init("MaxSizeAllowed", String(most))])
    case .missingLength:
      WireError("MissingContentLength", "You must provide the Content-Length HTTP header.")
    case .unknownLength:
      WireError(
        "NotImplemented", "A header you provided implies functionality that is not implemented",
        details: [.init("Header", "Transfer-Encoding")])
    case .unknownExpectation:
      WireError("ExpectationFailed", "The only expectation that is met is 100-continue.")
    case .shortBody:
      WireError(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header")
    case .slow:
      WireError(
        "RequestTimeout",
        "Your socket connection to the server was not read from or written to within the timeout"
          + " period. Idle connections will be closed.")
    case .busy: WireError("SlowDown", "Please reduce your request rate.")
    case .unkept(let reason):
      WireError("ServiceUnavailable", "The session cannot be kept: \(reason)")
    }
  }
}
