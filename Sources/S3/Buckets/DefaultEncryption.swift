package import Kernel

/// How a bucket encrypts objects whose writer does not say it.
package struct DefaultEncryption: Sendable, Equatable {
  /// The kind of encryption.
  package let algorithm: ServerSideEncryption
  /// The key as it was given, which nobody has checked; `nil` for the AWS managed key.
  package let keyID: String?
  /// Whether new objects use bucket keys; `nil` where the rule did not say it.
  package let bucketKeyEnabled: Bool?
  /// The kinds of encryption that writers may not ask for.
  package let blocked: [String]
  /// Whether an owner has set it, or the bucket has it from its making.
  package let isConfigured: Bool

  /// What a new bucket has.
  static let standard = DefaultEncryption(
    algorithm: .aes256, keyID: nil, bucketKeyEnabled: false, blocked: ["SSE-C"],
    isConfigured: false)

  /// The same default with other kinds blocked.
  fileprivate func blocking(_ kinds: [String], bucketKeyEnabled: Bool?) -> DefaultEncryption {
    DefaultEncryption(
      algorithm: algorithm, keyID: keyID,
      bucketKeyEnabled: bucketKeyEnabled ?? self.bucketKeyEnabled, blocked: kinds,
      isConfigured: true)
  }

  /// Whether nobody may write under a key that S3 does not keep.
  package var blocksCustomerKeys: Bool { blocked.contains("SSE-C") }
}

/// ServerSideEncryptionConfiguration.
package struct EncryptionConfiguration: StructureValue {
  let rules: [Rule]

  package static let shape = Shape(
    EncryptionConfiguration.init(rules:), Member("Rules", \.rules, help: "Exactly one rule."))

  /// ServerSideEncryptionRule.
  package struct Rule: StructureValue {
    let byDefault: ByDefault?
    let bucketKeyEnabled: Bool?
    let blocked: BlockedTypes?

    package static let shape = Shape(
      Rule.init(byDefault:bucketKeyEnabled:blocked:),
      Member("ApplyServerSideEncryptionByDefault", \.byDefault, help: "The default."),
      Member("BucketKeyEnabled", \.bucketKeyEnabled, help: "Whether bucket keys save KMS calls."),
      Member("BlockedEncryptionTypes", \.blocked, help: "What writers may not ask for."))

    /// The kinds that writers may not ask for; `nil` where the rule does not say it.
    fileprivate func blockedKinds() throws(S3Failure) -> [String]? {
      guard let types = blocked?.types else { return nil }
      guard types.allSatisfy({ ["SSE-C", "NONE"].contains($0) }) else { throw .malformedXML }
      return types.filter { $0 != "NONE" }
    }
  }

  /// ServerSideEncryptionByDefault.
  package struct ByDefault: StructureValue {
    let algorithm: OpenEnumeration<ServerSideEncryption>
    let keyID: String?

    package static let shape = Shape(
      ByDefault.init(algorithm:keyID:),
      Member("SSEAlgorithm", \.algorithm, help: "AES256, aws:kms or aws:kms:dsse."),
      Member("KMSMasterKeyID", \.keyID, help: "Key id, ARN or alias; aws/s3 where none is given."))
  }

  /// BlockedEncryptionTypes.
  package struct BlockedTypes: StructureValue {
    let types: [String]?

    package static let shape = Shape(
      BlockedTypes.init(types:), Member("EncryptionType", \.types, help: "SSE-C or NONE."))
  }

  /// What GetBucketEncryption tells: the default as it was given.
  init(_ encryption: DefaultEncryption) {
    rules = [
      Rule(
        byDefault: ByDefault(
          algorithm: OpenEnumeration(encryption.algorithm.rawValue), keyID: encryption.keyID),
        bucketKeyEnabled: encryption.bucketKeyEnabled ?? false,
        blocked: encryption.blocked.isEmpty ? nil : BlockedTypes(types: encryption.blocked))
    ]
  }

  init(rules: [Rule]) { self.rules = rules }

  /// The default that a configuration asks for; what it does not say stays, be it about blocking
  /// or, in a rule that only blocks, about the default.
  func checked(_ present: DefaultEncryption) throws(S3Failure) -> DefaultEncryption {
    guard rules.count == 1 else { throw .malformedXML }
    let blocked = try rules[0].blockedKinds()
    guard let byDefault = rules[0].byDefault else {
      guard let blocked else { throw .malformedXML }
      return present.blocking(blocked, bucketKeyEnabled: rules[0].bucketKeyEnabled)
    }
    guard let algorithm = byDefault.algorithm.known else { throw .malformedXML }
    if algorithm == .fsx {
      throw .notSimulated("kmslab has no FSx access points; use AES256, aws:kms or aws:kms:dsse.")
    }
    if byDefault.keyID != nil, algorithm == .aes256 {
      throw .masterKeyWithoutKMS
    }
    return DefaultEncryption(
      algorithm: algorithm, keyID: byDefault.keyID,
      bucketKeyEnabled: rules[0].bucketKeyEnabled,
      blocked: blocked ?? present.blocked, isConfigured: true)
  }
}
