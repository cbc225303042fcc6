package import Kernel

/// Why KMS refuses a call; `wire` alone knows AWS's codes and texts.
package enum KMSFailure: ServiceFailure {
  /// No such key in the called Region.
  case keyNotFound(ARN)
  /// A text that is no key id.
  case invalidKeyID(String)
  /// An ARN of another Region, or of no key.
  case invalidARN(String)
  /// No such alias.
  case aliasNotFound(ARN)
  /// An alias ARN where only keys are taken.
  case aliasesNotSupported
  /// An alias name without its prefix.
  case aliasWithoutPrefix
  /// An alias name with characters that AWS does not take.
  case invalidAliasName(String)
  /// An alias that is reserved for AWS.
  case reservedAlias
  /// The alias exists already.
  case aliasExists(ARN)
  /// The key is disabled.
  case disabled(ARN)
  /// The key waits for its deletion.
  case pendingDeletion(ARN)
  /// The key does not wait for a deletion that could be cancelled.
  case notPendingDeletion(ARN)
  /// The ciphertext is damaged or foreign, or the encryption context is another one.
  case invalidCiphertext
  /// The key that was named did not make the ciphertext.
  case incorrectKey
  /// An algorithm that does not fit the key.
  case incompatibleAlgorithm(EncryptionAlgorithm)
  /// All was right, but the caller asked for a rehearsal.
  case dryRun
  /// The policy cannot be read; the text says why.
  case malformedPolicy(String)
  /// The policy would lock its author out.
  case policyLockout
  /// Anything that the validation of a single member does not see.
  case validation(String)
  /// A member that the model does not require but the service does.
  case missingMember(String)
  /// A tag that breaks a rule.
  case tag(String)
  /// A quota is used up.
  case limitExceeded(String)
  /// A policy of another name than `default`.
  case noSuchPolicy
  /// A paging token that no list handed out.
  case invalidMarker
  /// A grant token that no grant handed out.
  case invalidGrantToken
  /// An automatic rotation is about to happen.
  case rotationConflict(ARN)
  /// AWS has it, this program has not; the text says what it has instead.
  case unsupported(String)

  package var wire: WireError {
    switch self {
    case .keyNotFound(let arn): WireError("NotFoundException", "Key '\(arn)' does not exist")
    case .invalidKeyID(let text): WireError("NotFoundException", "Invalid keyId '\(text)'")
    case .invalidARN(let text): WireError("NotFoundException", "Invalid arn \(text)")
    case .aliasNotFound(let arn): WireError("NotFoundException", "Alias \(arn) is not found.")
    case .aliasesNotSupported:
      WireError("InvalidArnException", "Key Aliases are not supported for this operation")
    case .aliasWithoutPrefix:
      WireError(
        "ValidationException",
        "Alias must start with the prefix \"alias/\". Please see "
          + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html")
    case .invalidAliasName(let name):
      WireError("InvalidAliasNameException", "Alias name \(name) is not valid.")
    case .reservedAlias: WireError("NotAuthorizedException", nil)
    case .aliasExists(let arn):
      WireError("AlreadyExistsException", "An alias with the name \(arn) already exists")
    case .disabled(let arn): WireError("DisabledException", "\(arn) is disabled.")
    case .pendingDeletion(let arn):
      WireError("KMSInvalidStateException", "\(arn) is pending deletion.")
    case .notPendingDeletion(let arn):
      WireError("KMSInvalidStateException", "\(arn) is not pending deletion.")
    case .invalidCiphertext: WireError("InvalidCiphertextException", nil)
    case .incorrectKey:
      WireError(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation.")
    case .incompatibleAlgorithm(let algorithm):
      WireError(
        "InvalidKeyUsageException",
        "Algorithm \(algorithm.rawValue) is incompatible with key spec SYMMETRIC_DEFAULT.")
    case .dryRun:
      WireError(
        "DryRunOperationException",
        "The request would have succeeded, but the DryRun option is set.")
    case .malformedPolicy(let text): WireError("MalformedPolicyDocumentException", text)
    case .policyLockout:
      WireError(
        "MalformedPolicyDocumentException",
        "The new key policy will not allow you to update the key policy in the future.")
    case .validation(let text): WireError("ValidationException", text)
    case .missingMember(let path):
      WireError(
        "ValidationException",
        InvalidRequest.constraints([
          Violation(path: path, shownValue: "null", constraint: "Member must not be null")
        ]).message)
    case .tag(let text): WireError("TagException", text)
    case .limitExceeded(let text): WireError("LimitExceededException", text)
    case .noSuchPolicy: WireError("NotFoundException", "No such policy exists")
    case .invalidMarker: WireError("InvalidMarkerException", nil)
    case .invalidGrantToken: WireError("InvalidGrantTokenException", nil)
    case .rotationConflict(let arn):
      WireError(
        "ConflictException",
        "An automatic rotation of \(arn) is in progress or scheduled within 20 minutes.")
    case .unsupported(let text): WireError("UnsupportedOperationException", text)
    }
  }
}
