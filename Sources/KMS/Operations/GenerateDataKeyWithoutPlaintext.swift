package import Access
package import Kernel

/// Makes a data key and returns it only encrypted under a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html
package enum GenerateDataKeyWithoutPlaintext: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    package let context: EncryptionContext?
    let keySpec: DataKeySpec?
    let byteCount: Int?
    package let grantTokens: GrantTokens?
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
  package static let rate = RequestRate.cryptographic

  package static func check(_ request: Request) throws(KMSFailure) {
    _ = try DataKey.byteCount(request.keySpec, request.byteCount)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
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
