package import Access
package import Kernel

/// Decrypts what Encrypt, GenerateDataKey or ReEncrypt made; the ciphertext of a symmetric key
/// names its key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
package enum Decrypt: KMSOperation {
  package struct Request: Sendable {
    let ciphertext: CiphertextBlob?
    let context: EncryptionContext?
    let grantTokens: GrantTokens?
    let key: KeyReference?
    let algorithm: EncryptionAlgorithm?
    let recipient: Recipient?
    let dryRun: Bool?
    let dryRunModifiers: [DryRunModifier]?
  }
  package struct Response: Sendable {
    /// The key that decrypted.
    package let key: ARN
    /// What was encrypted.
    package let plaintext: Plaintext
    let algorithm: EncryptionAlgorithm
    let material: String?
  }

  package static let name = "Decrypt"
  package static let summary =
    "Decrypts what Encrypt, GenerateDataKey or ReEncrypt made."
  package static let request = Shape(
    Request.init(
      ciphertext:context:grantTokens:key:algorithm:recipient:dryRun:dryRunModifiers:),
    Member(
      "CiphertextBlob", \.ciphertext, .length(1...6144), help: "The ciphertext, 1 to 6,144 bytes."),
    Members.context(\.context), Members.grantTokens(\.grantTokens),
    Member(
      "KeyId", \.key, .length(1...2048), suggests: .keysAndAliases,
      help: "The key that made the ciphertext; symmetric ciphertexts name it anyway."),
    Members.algorithm(\.algorithm), Members.recipient(\.recipient), Members.dryRun(\.dryRun),
    DryRunModifier.member(\.dryRunModifiers))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("Plaintext", \.plaintext, sensitive: true),
    .init("EncryptionAlgorithm", \.algorithm), .init("KeyMaterialId", \.material))
  package static let effect = Effect.read
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidCiphertextException",
    "IncorrectKeyException", "InvalidKeyUsageException", "InvalidGrantTokenException",
    "KMSInvalidStateException", "DryRunOperationException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    [
      try kms.demand(
        "kms:Decrypt", on: request.source, conditionValues(of: request),
        tokens: request.grantTokens, as: call)
    ]
  }

  package static func usedKey(_ request: Request, in kms: KMSState, as call: Call) -> Key? {
    kms.existingKey(of: request.source, as: call)
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    try kms.check(request.grantTokens)
    try request.recipient.check()
    let key = try kms.key(of: request.source, &environment, as: call)
    let opened = try request.source.open(with: key, for: name)
    guard let opened, request.dryRun != true else { throw .dryRun }
    return Response(
      key: key.arn, plaintext: Plaintext(opened.plaintext), algorithm: request.source.algorithm,
      material: opened.material?.description)
  }
}

extension Decrypt.Request {
  /// Asks for a data key, as services do for their callers.
  package init(_ ciphertext: CiphertextBlob, context: EncryptionContext) {
    self.init(
      ciphertext: ciphertext, context: context, grantTokens: nil, key: nil, algorithm: nil,
      recipient: nil, dryRun: nil, dryRunModifiers: nil)
  }

  /// Asks for what was encrypted under a key that its ciphertexts do not name.
  package init(_ ciphertext: CiphertextBlob, under key: ARN, by algorithm: EncryptionAlgorithm) {
    self.init(
      ciphertext: ciphertext, context: nil, grantTokens: nil,
      key: KeyReference(key.description), algorithm: algorithm, recipient: nil, dryRun: nil,
      dryRunModifiers: nil)
  }

  fileprivate var source: CiphertextSource {
    CiphertextSource(
      ciphertext: ciphertext, context: context, key: key,
      algorithm: algorithm ?? .symmetricDefault, dryRun: dryRun, dryRunModifiers: dryRunModifiers)
  }
}
