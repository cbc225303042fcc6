package import Access
package import Kernel

/// Makes a key pair for use outside of KMS; the private key comes in plaintext and encrypted.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html
package enum GenerateDataKeyPair: GrantableOperation {
  package struct Request: GrantableRequest {
    package let context: EncryptionContext?
    package let key: KeyReference
    let spec: DataKeyPairSpec
    package let grantTokens: GrantTokens?
    let recipient: Recipient?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let ciphertext: CiphertextBlob
    let plaintext: Plaintext
    let publicKey: PublicKeyBlob
    let key: ARN
    let spec: DataKeyPairSpec
    let material: String
  }

  package static let name = "GenerateDataKeyPair"
  package static let summary =
    "Makes a key pair for use outside of KMS; the private key comes in plaintext and encrypted."
  package static let request = Shape(
    Request.init(context:key:spec:grantTokens:recipient:dryRun:),
    Members.context(\.context), Members.keyOrAlias(\.key), DataKeyPairSpec.member(\.spec),
    Members.grantTokens(\.grantTokens), Members.recipient(\.recipient), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("PrivateKeyCiphertextBlob", \.ciphertext),
    .init("PrivateKeyPlaintext", \.plaintext, sensitive: true),
    .init("PublicKey", \.publicKey), .init("KeyId", \.key), .init("KeyPairSpec", \.spec),
    .init("KeyMaterialId", \.material))
  package static let errors = GenerateDataKeyPairWithoutPlaintext.errors

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.context, request.spec)
  }

  package static func quota(
    of request: Request, in kms: KMSState, as call: Call
  ) -> RequestQuota? { request.spec.quota }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try request.recipient.check()
    try DataKeyPair.check(request.spec, under: key, for: name)
    if request.dryRun == true { throw .dryRun }
    let pair = try DataKeyPair(request.spec, under: key, request.context, &environment)
    return Response(
      ciphertext: pair.ciphertext, plaintext: pair.plaintext, publicKey: pair.publicKey,
      key: key.arn, spec: request.spec, material: pair.material.description)
  }
}

extension ConditionValues {
  /// The values of a request for a key pair, whose private key a symmetric key encrypts.
  init(_ context: EncryptionContext?, _ spec: DataKeyPairSpec) {
    self.init(context, nil as EncryptionAlgorithm?)
    add(.dataKeyPairSpec, spec.rawValue)
  }
}
