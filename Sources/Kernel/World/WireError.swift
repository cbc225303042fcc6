/// A failure as it leaves a service: AWS's code and text, and what else AWS tells with them.
package struct WireError: Error, Sendable, Equatable {
  /// `NotFoundException`.
  package let code: String
  /// AWS's text; some errors have none.
  package let message: String?
  /// What stands beside code and text in an answer of S3, in AWS's order.
  package let details: [Detail]
  /// Whether AWS does what is refused, and only kmslab does not.
  package let isNotSimulated: Bool

  /// An element of an error's body: `BucketName`, and which.
  package struct Detail: Sendable, Equatable {
    /// The element.
    package let name: String
    /// Its text.
    package let value: String

    /// Makes a detail.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes an error.
  package init(
    _ code: String, _ message: String?, details: [Detail] = [], isNotSimulated: Bool = false
  ) {
    self.code = code
    self.message = message
    self.details = details
    self.isNotSimulated = isNotSimulated
  }
}

/// A failure of one service, which knows its own wire form.
package protocol ServiceFailure: Error, Sendable, Equatable {
  /// AWS's code and text.
  var wire: WireError { get }
  /// The code of a refusal by a policy.
  static var denialCode: String { get }
  /// The code of a request that breaks the model's rules.
  static var validationCode: String { get }
  /// Code and text of a call with a session that has ended.
  static var expiredCredentials: WireError { get }
  /// Code and text of a call with credentials that nobody has.
  static var unknownCredentials: WireError { get }
  /// Code and text of calls that come too often.
  static var tooManyCalls: WireError { get }
  /// Failures of the service itself, which the lab can let happen.
  static var injectable: [WireError] { get }
}

extension ServiceFailure {
  /// The code that services of JSON and query protocols have.
  package static var denialCode: String { "AccessDeniedException" }
  package static var validationCode: String { "ValidationException" }
  package static var expiredCredentials: WireError { .expired("ExpiredTokenException") }
  package static var unknownCredentials: WireError { .unknown("UnrecognizedClientException") }
  package static var tooManyCalls: WireError { WireError("ThrottlingException", "Rate exceeded") }
  /// Most services fail by their callers alone.
  package static var injectable: [WireError] { [] }
}

extension WireError {
  /// A session that has ended, under a service's code.
  package static func expired(_ code: String) -> WireError {
    WireError(code, "The security token included in the request is expired")
  }

  /// Credentials that nobody has, under a service's code.
  package static func unknown(_ code: String) -> WireError {
    WireError(code, "The security token included in the request is invalid.")
  }
}
