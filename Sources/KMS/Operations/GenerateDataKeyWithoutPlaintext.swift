package import Access
package import Kernel

/// Makes a data key and returns it only encrypted under a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html
package enum GenerateDataKeyWithoutPlaintext: KeyOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let context: EncryptionContext?
    let keySpec: DataKeySpec?
    let byteCount: Int?
    let grantTokens: GrantTokens?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let ciphertext: CiphertextBlob
    let key: ARN
    let material: String
  }

  package static let name = "GenerateDataKeyWithoutPlaintext"
  package static let summary = "Makes a data key and returns it only encrypted under a key."
  package static let request = Shape(
    Request.init(key:context:keySpec:byteCount:grantTokens:dryRun:),
    Members.keyOrAlias(\.key), Members.context(\.context),
    Member("KeySpec", \.keySpec, help: "The length of the data key: AES_256 or AES_128."),
    Member(
      "NumberOfBytes", \.byteCount, .range(1...1024),
      help: "The length of the data key, 1 to 1,024."),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("CiphertextBlob", \.ciphertext),
    .init("KeyId", \.key), .init("KeyMaterialId", \.material))
  package static let effect = Effect.read
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidKeyUsageException",
    "InvalidGrantTokenException", "KMSInvalidStateException", "DryRunOperationException",
  ]
  package static let access = KeyAccess<Request>(\.key, .keysAndAliases, acrossAccounts: true)

  package static func check(_ request: Request) throws(KMSFailure) {
    _ = try DataKey.byteCount(request.keySpec, request.byteCount)
  }

  package static func grantUse(_ request: Request) -> GrantUse {
    GrantUse(tokens: request.grantTokens, context: request.context)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try kms.check(request.grantTokens)
    try key.requireSymmetricEncryption(for: name)
    try key.requireEnabled()
    if request.dryRun == true { throw .dryRun }
    let dataKey = try DataKey(
      DataKey.byteCount(request.keySpec, request.byteCount), under: key, request.context,
      &environment)
    return Response(
      ciphertext: dataKey.ciphertext, key: key.arn,
      material: dataKey.material.description)
  }
}
