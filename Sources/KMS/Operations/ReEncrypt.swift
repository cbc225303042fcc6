package import Access
package import Kernel

/// Decrypts a ciphertext and encrypts it under another key or context, inside KMS.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
package enum ReEncrypt: KMSOperation {
  package struct Request: Sendable {
    let ciphertext: CiphertextBlob?
    let sourceContext: EncryptionContext?
    let sourceKey: KeyReference?
    let destinationKey: KeyReference
    let destinationContext: EncryptionContext?
    let sourceAlgorithm: EncryptionAlgorithm?
    let destinationAlgorithm: EncryptionAlgorithm?
    let grantTokens: GrantTokens?
    let dryRun: Bool?
    let dryRunModifiers: [DryRunModifier]?
  }
  package struct Response: Sendable {
    let ciphertext: CiphertextBlob
    let sourceKey: ARN
    let key: ARN
    let sourceAlgorithm: EncryptionAlgorithm
    let destinationAlgorithm: EncryptionAlgorithm
    let sourceMaterial: String?
    let destinationMaterial: String?
  }

  package static let name = "ReEncrypt"
  package static let summary =
    "Decrypts a ciphertext and encrypts it under another key or context, inside KMS."
  package static let request = Shape(
    Request.init(
      ciphertext:sourceContext:sourceKey:destinationKey:destinationContext:sourceAlgorithm:
      destinationAlgorithm:grantTokens:dryRun:dryRunModifiers:),
    Member(
      "CiphertextBlob", \.ciphertext, .length(1...6144), help: "The ciphertext, 1 to 6,144 bytes."),
    Members.context(\.sourceContext, "SourceEncryptionContext"),
    Member(
      "SourceKeyId", \.sourceKey, .length(1...2048), suggests: .keysAndAliases,
      help: "The key that made the ciphertext; symmetric ciphertexts name it anyway."),
    Members.keyOrAlias(\.destinationKey, "DestinationKeyId"),
    Members.context(\.destinationContext, "DestinationEncryptionContext"),
    Members.algorithm(\.sourceAlgorithm, "SourceEncryptionAlgorithm"),
    Members.algorithm(\.destinationAlgorithm, "DestinationEncryptionAlgorithm"),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun),
    DryRunModifier.member(\.dryRunModifiers))
  package static let response = Fields<Response>(
    .init("CiphertextBlob", \.ciphertext), .init("SourceKeyId", \.sourceKey),
    .init("KeyId", \.key), .init("SourceEncryptionAlgorithm", \.sourceAlgorithm),
    .init("DestinationEncryptionAlgorithm", \.destinationAlgorithm),
    .init("SourceKeyMaterialId", \.sourceMaterial),
    .init("DestinationKeyMaterialId", \.destinationMaterial))
  package static let effect = Effect.read
  package static let rate = RequestRate.cryptographic
  package static let permissions = ["kms:ReEncryptFrom", "kms:ReEncryptTo"]
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidCiphertextException",
    "IncorrectKeyException", "InvalidKeyUsageException", "InvalidGrantTokenException",
    "KMSInvalidStateException", "DryRunOperationException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    var from = try kms.demand(
      "kms:ReEncryptFrom", on: request.source, valuesOfSource(request),
      tokens: request.grantTokens, as: call)
    var to = try kms.demand(
      "kms:ReEncryptTo", on: request.destinationKey, .keysAndAliases, worksAcrossAccounts: true,
      valuesOfDestination(request),
      GrantUse(tokens: request.grantTokens, context: request.destinationContext), as: call)
    let isSameKey = from.resource == to.resource
    from.values.add(.reEncryptOnSameKey, isSameKey)
    to.values.add(.reEncryptOnSameKey, isSameKey)
    return [from, to]
  }

  package static func usedKey(_ request: Request, in kms: KMSState, as call: Call) -> Key? {
    kms.existingKey(request.destinationKey, as: call)
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    try kms.check(request.grantTokens)
    let source = try kms.key(of: request.source, &environment, as: call)
    let destination = try kms.key(
      request.destinationKey, .keysAndAliases, &environment, as: call)
    let algorithm = request.destinationAlgorithm ?? .symmetricDefault
    try destination.requireEncryption(
      by: algorithm, request.destinationContext, for: "ReEncryptTo")
    let opened = try request.source.open(with: source, for: "ReEncryptFrom")
    try destination.requireEnabled()
    guard let opened else { throw .dryRun }
    try destination.requireRoom(for: opened.plaintext, by: algorithm)
    if request.dryRun == true { throw .dryRun }
    let sealed = try destination.encrypt(
      opened.plaintext, by: algorithm, request.destinationContext, &environment)
    return Response(
      ciphertext: sealed.ciphertext,
      sourceKey: source.arn, key: destination.arn, sourceAlgorithm: request.source.algorithm,
      destinationAlgorithm: algorithm, sourceMaterial: opened.material?.description,
      destinationMaterial: sealed.material?.description)
  }
}

extension ReEncrypt.Request {
  fileprivate var source: CiphertextSource {
    CiphertextSource(
      ciphertext: ciphertext, context: sourceContext, key: sourceKey,
      algorithm: sourceAlgorithm ?? .symmetricDefault, dryRun: dryRun,
      dryRunModifiers: dryRunModifiers)
  }
}
