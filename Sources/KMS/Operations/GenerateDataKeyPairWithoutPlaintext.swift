package import Access
package import Kernel

/// Makes a key pair for use outside of KMS, its private key only encrypted.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPairWithoutPlaintext.html
package enum GenerateDataKeyPairWithoutPlaintext: GrantableOperation {
  package struct Request: GrantableRequest {
    package let context: EncryptionContext?
    package let key: KeyReference
    let spec: DataKeyPairSpec
    package let grantTokens: GrantTokens?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let ciphertext: CiphertextBlob
    let publicKey: PublicKeyBlob
    let key: ARN
    let spec: DataKeyPairSpec
    let material: String
  }

  package static let name = "GenerateDataKeyPairWithoutPlaintext"
  package static let summary =
    "Makes a key pair for use outside of KMS, its private key only encrypted."
  package static let request = Shape(
    Request.init(context:key:spec:grantTokens:dryRun:),
    Members.context(\.context), Members.keyOrAlias(\.key), DataKeyPairSpec.member(\.spec),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("PrivateKeyCiphertextBlob", \.ciphertext), .init("PublicKey", \.publicKey),
    .init("KeyId", \.key), .init("KeyPairSpec", \.spec), .init("KeyMaterialId", \.material))
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidKeyUsageException",
    "InvalidGrantTokenException", "KMSInvalidStateException", "UnsupportedOperationException",
    "DryRunOperationException",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.context, request.spec)
  }

  package static func quota(
    of request: Request, in kms: KMSState, as call: Call
  ) -> RequestQuota? { request.spec.quota }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try DataKeyPair.check(request.spec, under: key, for: name)
    if request.dryRun == true { throw .dryRun }
    let pair = try DataKeyPair(request.spec, under: key, request.context, &environment)
    return Response(
      ciphertext: pair.ciphertext, publicKey: pair.publicKey, key: key.arn, spec: request.spec,
      material: pair.material.description)
  }
}
