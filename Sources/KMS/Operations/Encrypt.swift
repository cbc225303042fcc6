package import Access
package import Kernel

/// Encrypts up to 4,096 bytes under a symmetric key, or fewer under an RSA key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
package enum Encrypt: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    let plaintext: Plaintext
    package let context: EncryptionContext?
    package let grantTokens: GrantTokens?
    let algorithm: EncryptionAlgorithm?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let ciphertext: CiphertextBlob
    let key: ARN
    let algorithm: EncryptionAlgorithm
  }

  package static let name = "Encrypt"
  package static let summary =
    "Encrypts up to 4,096 bytes under a symmetric key, or fewer under an RSA key."
  package static let request = Shape(
    Request.init(key:plaintext:context:grantTokens:algorithm:dryRun:),
    Members.keyOrAlias(\.key),
    Member(
      "Plaintext", \.plaintext, .length(1...4096), sensitive: true,
      help: "The data to encrypt, 1 to 4,096 bytes."),
    Members.context(\.context), Members.grantTokens(\.grantTokens),
    Members.algorithm(\.algorithm), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("CiphertextBlob", \.ciphertext), .init("KeyId", \.key),
    .init("EncryptionAlgorithm", \.algorithm))
  package static let rate = RequestRate.cryptographic

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let (plaintext, algorithm) = (
      request.plaintext.bytes, request.algorithm ?? .symmetricDefault
    )
    try key.requireEncryption(by: algorithm, request.context, for: name)
    try key.requireRoom(for: plaintext, by: algorithm)
    try key.requireEnabled()
    if request.dryRun == true { throw .dryRun }
    let sealed = try key.encrypt(plaintext, by: algorithm, request.context, &environment)
    return Response(ciphertext: sealed.ciphertext, key: key.arn, algorithm: algorithm)
  }
}
