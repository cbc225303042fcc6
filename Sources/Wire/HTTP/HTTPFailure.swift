package import Kernel

/// A refusal with the status that goes with it over HTTP.
package struct HTTPFailure: Error, Sendable, Equatable {
  /// The status.
  package let status: Int
  /// Code, text and details.
  package let error: WireError
  /// The headers that tell more of it.
  package var headers: [HTTPField] = []

  /// Makes a refusal.
  package init(_ status: Int, _ code: String, _ text: String?, _ details: [(String, String)] = []) {
    self.status = status
    error = WireError(code, text, details: details.map { WireError.Detail($0.0, $0.1) })
  }

  /// Makes the refusal of an error.
  package init(_ status: Int, _ error: WireError) {
    self.status = status
    self.error = error
  }

  /// Makes the refusal of an error that has no details of its own.
  init(_ status: Int, _ error: WireError, _ details: [(String, String)]) {
    self.init(status, error.code, error.message, details)
  }
}

extension HTTPFailure {
  /// XML that is none, or none that S3 knows.
  static let malformedXML = HTTPFailure(
    400, "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema")
}
