import Console

/// Why AWS refuses a call, in the coarse kinds that a learner can foresee.
enum RefusalCause: String, CaseIterable, Sendable {
  /// No policy lets the caller, or one forbids it.
  case permission
  /// The key, or what it protects, is in a state that does not allow the call.
  case state
  /// What the call names is not there, or is there already.
  case missing
  /// The request itself: a form, a size, a limit, a ciphertext that was changed.
  case input

  /// What the word stands for.
  var words: String {
    switch self {
    case .permission: "policies do not let the caller"
    case .state: "the state of the key, or of what it protects"
    case .missing: "what it names is not there, or is there already"
    case .input: "the request: its form, a limit, a wrong value or ciphertext"
    }
  }

  /// The cause behind what a command printed; `nil` where AWS was not asked at all.
  init(output: String) {
    let code = output.firstMatch(of: /An error occurred \((?:KMS\.)?([\w.]+)\) when calling/).map {
      String($0.1)
    }
    switch code {
    case let code? where code.hasPrefix("AccessDenied") || code.hasPrefix("NotAuthorized"):
      self = .permission
    case "DisabledException", "KMSInvalidStateException", "KeyUnavailableException",
      "ConflictException", "BucketNotEmpty", "InvalidObjectState", "DisabledKey":
      self = .state
    case let code? where code.contains(/^NoSuch|NotFound|AlreadyExists|AlreadyOwned|^404$/):
      self = .missing
    default: self = .input
    }
  }
}
