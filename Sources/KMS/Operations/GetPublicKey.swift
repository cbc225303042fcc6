package import Access
import Ciphers
package import Kernel

/// Hands out the public key of a pair, to encrypt or verify outside of KMS.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html
package enum GetPublicKey: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    package let grantTokens: GrantTokens?
  }
  package struct Response: Sendable {
    let key: ARN
    let publicKey: PublicKeyBlob
    let type: KeyType
  }

  package static let name = "GetPublicKey"
  package static let summary =
    "Hands out the public key of a pair, to encrypt or verify outside of KMS."
  package static let request = Shape(
    Request.init(key:grantTokens:), Members.keyOrAlias(\.key),
    Members.grantTokens(\.grantTokens))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("PublicKey", \.publicKey),
    .init("CustomerMasterKeySpec", \.type.spec), .init("KeySpec", \.type.spec),
    .init("KeyUsage", \.type.usage), .init("EncryptionAlgorithms", \.type.encryptionAlgorithms),
    .init("SigningAlgorithms", \.type.signingAlgorithms),
    .init("KeyAgreementAlgorithms", \.type.keyAgreementAlgorithms))
  package static let rate = RequestRate.own(2_000)
  package static let errors = [
    "NotFoundException", "DisabledException", "UnsupportedOperationException",
    "InvalidArnException", "InvalidGrantTokenException", "InvalidKeyUsageException",
    "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    guard key.type.spec.sort == .asymmetric else { throw .hasNoPublicKey }
    try key.requireEnabled()
    return Response(
      key: key.arn, publicKey: PublicKeyBlob(try key.privateKey().publicKey), type: key.type)
  }
}
