import Sessions

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

  /// The cause behind a refusal of AWS.
  init(_ refusal: Complaint) {
    // S3 passes KMS's errors on with the service's name before them.
    let code = refusal.code.trimmingPrefix("KMS.")
    switch code {
    case _ where code.hasPrefix("AccessDenied") || code.hasPrefix("NotAuthorized"), "403":
      self = .permission
    case "DisabledException", "KMSInvalidStateException", "KeyUnavailableException",
      "ConflictException", "BucketNotEmpty", "InvalidObjectState", "DisabledKey",
      "CustomKeyStoreInvalidStateException", "CustomKeyStoreHasCMKsException",
      "CloudHsmClusterNotActiveException", "CloudHsmClusterInUseException":
      self = .state
    case _ where code.contains(/^NoSuch|NotFound|AlreadyExists|AlreadyOwned|^404$/):
      self = .missing
    default: self = .input
    }
  }
}
