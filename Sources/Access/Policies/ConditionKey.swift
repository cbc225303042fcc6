import Kernel

/// A condition key of a policy: what a condition asks for.
package struct ConditionKey: Sendable, Hashable {
  /// The condition keys that this program can evaluate, as AWS writes them.
  ///
  /// A name that ends in `:` or `/` takes the rest of the key as its parameter.
  package enum Name: String, Sendable, Hashable, CaseIterable {
    // Of the caller.
    case principalARN = "aws:PrincipalArn"
    case principalAccount = "aws:PrincipalAccount"
    case principalType = "aws:PrincipalType"
    case principalTag = "aws:PrincipalTag/"
    case principalIsAWSService = "aws:PrincipalIsAWSService"
    case principalServiceName = "aws:PrincipalServiceName"
    case principalOrgID = "aws:PrincipalOrgID"
    case principalOrgPaths = "aws:PrincipalOrgPaths"
    case userID = "aws:userid"
    case userName = "aws:username"
    case sourceIdentity = "aws:SourceIdentity"
    case tokenIssueTime = "aws:TokenIssueTime"
    case multiFactorAuthPresent = "aws:MultiFactorAuthPresent"
    case multiFactorAuthAge = "aws:MultiFactorAuthAge"
    // Of the call.
    case currentTime = "aws:CurrentTime"
    case epochTime = "aws:EpochTime"
    case sourceIP = "aws:SourceIp"
    case userAgent = "aws:UserAgent"
    case secureTransport = "aws:SecureTransport"
    case viaAWSService = "aws:ViaAWSService"
    case calledVia = "aws:CalledVia"
    case calledViaFirst = "aws:CalledViaFirst"
    case calledViaLast = "aws:CalledViaLast"
    case requestedRegion = "aws:RequestedRegion"
    case sourceAccount = "aws:SourceAccount"
    case sourceARN = "aws:SourceArn"
    case sourceOrgID = "aws:SourceOrgID"
    case sourceOrgPaths = "aws:SourceOrgPaths"
    case sourceOwner = "aws:SourceOwner"
    case sourceVPC = "aws:SourceVpc"
    case sourceVPCEndpoint = "aws:SourceVpce"
    case referer = "aws:Referer"
    // Of the resource and the request.
    case resourceAccount = "aws:ResourceAccount"
    case resourceOrgID = "aws:ResourceOrgID"
    case resourceOrgPaths = "aws:ResourceOrgPaths"
    case resourceTag = "aws:ResourceTag/"
    case requestTag = "aws:RequestTag/"
    case tagKeys = "aws:TagKeys"
    // Of KMS.
    case bypassPolicyLockoutSafetyCheck = "kms:BypassPolicyLockoutSafetyCheck"
    case callerAccount = "kms:CallerAccount"
    case customerMasterKeySpec = "kms:CustomerMasterKeySpec"
    case customerMasterKeyUsage = "kms:CustomerMasterKeyUsage"
    case dataKeyPairSpec = "kms:DataKeyPairSpec"
    case encryptionAlgorithm = "kms:EncryptionAlgorithm"
    case encryptionContext = "kms:EncryptionContext:"
    case encryptionContextKeys = "kms:EncryptionContextKeys"
    case expirationModel = "kms:ExpirationModel"
    case grantConstraintType = "kms:GrantConstraintType"
    case grantIsForAWSResource = "kms:GrantIsForAWSResource"
    case grantOperations = "kms:GrantOperations"
    case granteePrincipal = "kms:GranteePrincipal"
    case keyAgreementAlgorithm = "kms:KeyAgreementAlgorithm"
    case keyOrigin = "kms:KeyOrigin"
    case keySpec = "kms:KeySpec"
    case keyUsage = "kms:KeyUsage"
    case macAlgorithm = "kms:MacAlgorithm"
    case messageType = "kms:MessageType"
    case multiRegion = "kms:MultiRegion"
    case multiRegionKeyType = "kms:MultiRegionKeyType"
    case primaryRegion = "kms:PrimaryRegion"
    case reEncryptOnSameKey = "kms:ReEncryptOnSameKey"
    case recipientAttestation = "kms:RecipientAttestation:"
    case replicaRegion = "kms:ReplicaRegion"
    case requestAlias = "kms:RequestAlias"
    case resourceAliases = "kms:ResourceAliases"
    case retiringPrincipal = "kms:RetiringPrincipal"
    case rotationPeriodInDays = "kms:RotationPeriodInDays"
    case scheduleKeyDeletionPendingWindowInDays = "kms:ScheduleKeyDeletionPendingWindowInDays"
    case signingAlgorithm = "kms:SigningAlgorithm"
    case validTo = "kms:ValidTo"
    case viaService = "kms:ViaService"
    case wrappingAlgorithm = "kms:WrappingAlgorithm"
    case wrappingKeySpec = "kms:WrappingKeySpec"
    // Of S3.
    case sse = "s3:x-amz-server-side-encryption"
    case sseKMSKeyID = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    case sseCustomerAlgorithm = "s3:x-amz-server-side-encryption-customer-algorithm"
    case s3Prefix = "s3:prefix"
    case s3Delimiter = "s3:delimiter"
    case s3MaxKeys = "s3:max-keys"
    case s3VersionID = "s3:VersionId"
    case s3ExistingObjectTag = "s3:ExistingObjectTag/"
    case s3RequestObjectTag = "s3:RequestObjectTag/"
    case s3RequestObjectTagKeys = "s3:RequestObjectTagKeys"
    case s3ACL = "s3:x-amz-acl"
    case s3GrantFullControl = "s3:x-amz-grant-full-control"
    case s3GrantRead = "s3:x-amz-grant-read"
    case s3GrantReadACP = "s3:x-amz-grant-read-acp"
    case s3GrantWrite = "s3:x-amz-grant-write"
    case s3GrantWriteACP = "s3:x-amz-grant-write-acp"
    case s3CopySource = "s3:x-amz-copy-source"
    case s3MetadataDirective = "s3:x-amz-metadata-directive"
    case s3StorageClass = "s3:x-amz-storage-class"
    case s3WebsiteRedirectLocation = "s3:x-amz-website-redirect-location"
    case s3ObjectOwnership = "s3:x-amz-object-ownership"
    case s3ObjectLockMode = "s3:object-lock-mode"
    case s3ObjectLockRetainUntilDate = "s3:object-lock-retain-until-date"
    case s3ObjectLockRemainingRetentionDays = "s3:object-lock-remaining-retention-days"
    case s3ObjectLockLegalHold = "s3:object-lock-legal-hold"
    case s3LocationConstraint = "s3:locationconstraint"
    case s3IfMatch = "s3:if-match"
    case s3IfNoneMatch = "s3:if-none-match"
    case s3ObjectCreationOperation = "s3:ObjectCreationOperation"
    case s3AuthType = "s3:authType"
    case s3SignatureVersion = "s3:signatureversion"
    case s3SignatureAge = "s3:signatureAge"
    case s3ContentSHA256 = "s3:x-amz-content-sha256"
    case s3TLSVersion = "s3:TlsVersion"
    case s3ResourceAccount = "s3:ResourceAccount"
    case s3BucketTag = "s3:BucketTag/"
    case s3DataAccessPointARN = "s3:DataAccessPointArn"
    case s3DataAccessPointAccount = "s3:DataAccessPointAccount"
    case s3AccessPointNetworkOrigin = "s3:AccessPointNetworkOrigin"
    // Of IAM and STS.
    case iamPermissionsBoundary = "iam:PermissionsBoundary"
    case iamPolicyARN = "iam:PolicyARN"
    case iamResourceTag = "iam:ResourceTag/"
    case stsExternalID = "sts:ExternalId"
    case stsRoleSessionName = "sts:RoleSessionName"
    case stsSourceIdentity = "sts:SourceIdentity"
    case stsTransitiveTagKeys = "sts:TransitiveTagKeys"
    /// A key of a service that this cloud has not: no request here has a value of it.
    case foreign = ""

    /// Whether a request can have several values of it.
    package var isMultivalued: Bool {
      switch self {
      case .calledVia, .principalOrgPaths, .resourceOrgPaths, .sourceOrgPaths, .tagKeys,
        .encryptionContextKeys, .grantOperations, .resourceAliases, .s3RequestObjectTagKeys,
        .stsTransitiveTagKeys:
        true
      default: false
      }
    }

    fileprivate var takesParameter: Bool { rawValue.hasSuffix(":") || rawValue.hasSuffix("/") }
  }

  /// What is asked for.
  package let name: Name
  /// Of which pair or tag; the whole key of a foreign one.
  package let parameter: String

  /// Makes a key.
  package init(_ name: Name, _ parameter: String = "") {
    self.name = name
    self.parameter = parameter
  }

  /// Reads a key, the case of whose name does not matter; `nil` for one of a simulated service that
  /// this program cannot evaluate, and for a text that names no service.
  package init?(_ text: String) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon != text.startIndex else {
      return nil
    }
    let small = text.lowercasedASCII
    for name in Name.allCases where name != .foreign {
      let known = name.rawValue.lowercasedASCII
      if name.takesParameter {
        guard small.hasPrefix(known), small.utf8.count > known.utf8.count else { continue }
        self.init(name, String(decoding: text.utf8.dropFirst(known.utf8.count), as: UTF8.self))
        return
      }
      if small == known {
        self.init(name)
        return
      }
    }
    let service = small.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard !ConditionKey.evaluated.contains(String(decoding: service, as: UTF8.self)) else {
      return nil
    }
    self.init(.foreign, text)
  }

  /// The prefixes whose keys are all known, or else cannot be evaluated.
  private static let evaluated = ["aws", "kms", "s3", "iam", "sts"]

  /// The key as policies write it.
  package var text: String { name.rawValue + parameter }

  /// Whether both ask for the same; the names of pairs and tags ignore case.
  func asksForSame(as other: ConditionKey) -> Bool {
    name == other.name
      && (parameter.hasSameBytes(as: other.parameter)
        || parameter.lowercasedASCII == other.parameter.lowercasedASCII)
  }
}

extension String {
  /// The text with small letters of ASCII.
  package var lowercasedASCII: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
