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
  /// An alias, by name or ARN, where only keys are taken.
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
  /// A primary that waits until its last replica is gone.
  case pendingReplicaDeletion(ARN)
  /// The key has not all of its material.
  case pendingImport(ARN)
  /// A replica that is being made.
  case creating(ARN)
  /// The key and a relative are changing places.
  case updating(ARN)
  /// A key whose material comes from elsewhere.
  case wrongOrigin(ARN, OriginType)
  /// A key of a type that never rotates.
  case cannotRotate
  /// What only the primary of a multi-Region key can do.
  case notPrimary(ARN)
  /// The Region has that replica already.
  case replicaExists(ARN)
  /// A token that GetParametersForImport did not make for this key.
  case invalidImportToken
  /// A token that is older than a day.
  case expiredImportToken
  /// Material of a wrong length, or another one than belongs there.
  case incorrectKeyMaterial
  /// The key has no material of that id.
  case materialNotFound(String)
  /// Material waits for its rotation already.
  case materialWaiting(new: String, ARN, old: String)
  /// No imported material waits for a rotation.
  case noMaterialWaiting(ARN)
  /// The ciphertext is damaged or foreign, or the encryption context is another one.
  case invalidCiphertext
  /// The key that was named did not make the ciphertext.
  case incorrectKey
  /// An algorithm that does not fit the type of the key.
  case incompatibleAlgorithm(String, KeySpec)
  /// The key is for something else than the operation.
  case invalidUsage(ARN, KeyUsage, String)
  /// The code is not that of the message.
  case invalidMAC
  /// The signature is not one of the message.
  case invalidSignature
  /// No public key, or one of another curve; AWS says no word of it.
  case invalidPublicKey
  /// A key that is no pair.
  case hasNoPublicKey
  /// A type or algorithm that AWS has in its Regions in China alone.
  case onlyInChina(String)
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
  /// A text that names no principal that a grant can have.
  case invalidPrincipal(String)
  /// A text that is no id of a grant.
  case invalidGrantID
  /// The key has no such grant.
  case grantNotFound(String)
  /// A grant token that no grant handed out.
  case invalidGrantToken
  /// An automatic rotation is about to happen.
  case rotationConflict(ARN)
  /// What has to do with custom key stores.
  case keyStore(KeyStoreFailure)
  /// A way to wrap material that is none any more, or does not fit the key.
  case unsupportedWrapping(String)
  /// AWS has it, this program has not; the text says what it has instead.
  case notSimulated(String)

  package static let tooManyCalls = WireError(
    "ThrottlingException",
    "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.")

  package static let injectable = [
    WireError("KMSInternalException", nil),
    WireError(
      "DependencyTimeoutException",
      "The system timed out while trying to fulfill the request."),
    tooManyCalls,
  ]

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
    case .pendingReplicaDeletion(let arn):
      WireError("KMSInvalidStateException", "\(arn) is pending replica deletion.")
    case .pendingImport(let arn):
      WireError("KMSInvalidStateException", "\(arn) is pending import.")
    case .creating(let arn): WireError("KMSInvalidStateException", "\(arn) is creating.")
    case .updating(let arn): WireError("KMSInvalidStateException", "\(arn) is updating.")
    case .wrongOrigin(let arn, let origin):
      WireError(
        "UnsupportedOperationException",
        "\(arn) origin is \(origin.rawValue) which is not valid for this operation.")
    case .cannotRotate: WireError("UnsupportedOperationException", nil)
    case .notPrimary(let arn):
      WireError("UnsupportedOperationException", "\(arn) is not a multi-region primary key.")
    case .replicaExists(let arn):
      WireError("AlreadyExistsException", "\(arn) already exists.")
    case .invalidImportToken: WireError("InvalidImportTokenException", nil)
    case .expiredImportToken: WireError("ExpiredImportTokenException", nil)
    case .incorrectKeyMaterial: WireError("IncorrectKeyMaterialException", nil)
    case .materialNotFound(let id):
      WireError("NotFoundException", "Key material '\(id)' does not exist")
    case .materialWaiting(let new, let arn, let old):
      WireError(
        "KMSInvalidStateException",
        "New key material (id: \(new)) cannot be imported into KMS key \(arn), because another "
          + "key material (id: \(old)) is pending rotation.")
    case .noMaterialWaiting(let arn):
      WireError(
        "KMSInvalidStateException",
        "No available key material pending rotation for the key: \(arn).")
    case .invalidCiphertext: WireError("InvalidCiphertextException", nil)
    case .incorrectKey:
      WireError(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation.")
    case .incompatibleAlgorithm(let algorithm, let spec):
      WireError(
        "InvalidKeyUsageException",
        "Algorithm \(algorithm) is incompatible with key spec \(spec.rawValue).")
    case .invalidUsage(let arn, let usage, let operation):
      WireError(
        "InvalidKeyUsageException",
        "\(arn) key usage is \(usage.rawValue) which is not valid for \(operation).")
    case .invalidMAC: WireError("KMSInvalidMacException", nil)
    case .invalidSignature: WireError("KMSInvalidSignatureException", nil)
    case .invalidPublicKey: WireError("ValidationException", nil)
    case .hasNoPublicKey: WireError("UnsupportedOperationException", nil)
    case .onlyInChina(let what):
      WireError(
        "UnsupportedOperationException",
        "\(what) is only supported in AWS Regions in China.")
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
    case .invalidPrincipal(let text):
      WireError("InvalidArnException", "ARN does not refer to a valid principal: \(text)")
    case .invalidGrantID: WireError("InvalidGrantIdException", nil)
    case .grantNotFound(let id): WireError("NotFoundException", "Grant ID \(id) not found")
    case .invalidGrantToken: WireError("InvalidGrantTokenException", nil)
    case .rotationConflict(let arn):
      WireError(
        "ConflictException",
        "An automatic rotation of \(arn) is in progress or scheduled within 20 minutes.")
    case .keyStore(let failure): failure.wire
    case .unsupportedWrapping(let text): WireError("UnsupportedOperationException", text)
    case .notSimulated(let text):
      WireError("UnsupportedOperationException", text, isNotSimulated: true)
    }
  }
}
