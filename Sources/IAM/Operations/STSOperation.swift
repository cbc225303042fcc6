import Access
package import Kernel

/// The failures of STS that are not the front door's.
package enum STSFailure: ServiceFailure {
  /// A session policy cannot be read.
  case malformedPolicy(String)
  /// Session policies and tags are too long together.
  case packedPolicyTooLarge(String)
  /// A caller whom no policy can allow it.
  case denied(String)
  /// Input that STS validates in its own words.
  case validation(String)
  /// AWS has it, this program has not; the text says what it has instead.
  case notSimulated(String)

  package static var denialCode: String { "AccessDenied" }
  package static var validationCode: String { "ValidationError" }
  package static var expiredCredentials: WireError { .expired("ExpiredToken") }
  package static var unknownCredentials: WireError { .unknown("InvalidClientTokenId") }

  package var wire: WireError {
    switch self {
    case .malformedPolicy(let text): WireError("MalformedPolicyDocument", text)
    case .packedPolicyTooLarge(let text): WireError("PackedPolicyTooLarge", text)
    case .denied(let text): WireError(STSFailure.denialCode, text)
    case .validation(let text): WireError("ValidationError", text)
    case .notSimulated(let text):
      WireError("InvalidAction", text, isNotSimulated: true)
    }
  }
}
