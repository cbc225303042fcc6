package import Access
package import Kernel

/// Makes a data key and returns it twice: in plaintext, and encrypted under a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
package enum GenerateDataKey: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    package let context: EncryptionContext?
    let byteCount: Int?
    let keySpec: DataKeySpec?
    package let grantTokens: GrantTokens?
    let recipient: Recipient?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    /// The data key, encrypted.
    package let ciphertext: CiphertextBlob
    /// The data key itself.
    package let plaintext: Plaintext
    /// The key that encrypted it.
    package let key: ARN
    let material: String
  }

  package static let name = "GenerateDataKey"
  package static let summary =
    "Makes a data key and returns it twice: in plaintext, and encrypted under a key."
  package static let request = Shape(
    Request.init(key:context:byteCount:keySpec:grantTokens:recipient:dryRun:),
    Members.keyOrAlias(\.key), Members.context(\.context),
    Member(
      "NumberOfBytes", \.byteCount, .range(1...1024),
      help: "The length of the data key, 1 to 1,024."),
    Member("KeySpec", \.keySpec, help: "The length of the data key: AES_256 or AES_128."),
    Members.grantTokens(\.grantTokens), Members.recipient(\.recipient), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("CiphertextBlob", \.ciphertext), .init("Plaintext", \.plaintext, sensitive: true),
    .init("KeyId", \.key), .init("KeyMaterialId", \.material))
  package static let rate = RequestRate.cryptographic

  package static func check(_ request: Request) throws(KMSFailure) {
    _ = try DataKey.byteCount(request.keySpec, request.byteCount)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try request.recipient.check()
    try key.requireSymmetricEncryption(for: name)
    try key.requireEnabled()
    if request.dryRun == true { throw .dryRun }
    let dataKey = try DataKey(
      DataKey.byteCount(request.keySpec, request.byteCount), under: key, request.context,
      &environment)
    return Response(
      ciphertext: dataKey.ciphertext, plaintext: dataKey.plaintext, key: key.arn,
      material: dataKey.material.description)
  }
}

extension GenerateDataKey.Request {
  /// Asks for an AES-256 key, as services do for their callers.
  package init(key: KeyReference, context: EncryptionContext) {
    self.init(
      key: key, context: context, byteCount: nil, keySpec: .aes256, grantTokens: nil,
      recipient: nil, dryRun: nil)
  }
}
