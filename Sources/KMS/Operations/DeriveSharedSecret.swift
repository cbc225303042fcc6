package import Access
import Ciphers
package import Kernel

/// Agrees with the owner of another public key on a secret, which both can derive.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html
package enum DeriveSharedSecret: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    let algorithm: KeyAgreementAlgorithm
    let publicKey: PublicKeyBlob
    package let grantTokens: GrantTokens?
    let dryRun: Bool?
    let recipient: Recipient?
  }
  package struct Response: Sendable {
    let key: ARN
    let secret: Plaintext
    let algorithm: KeyAgreementAlgorithm
    let origin: OriginType
  }

  package static let name = "DeriveSharedSecret"
  package static let summary =
    "Agrees with the owner of another public key on a secret, which both can derive."
  package static let request = Shape(
    Request.init(key:algorithm:publicKey:grantTokens:dryRun:recipient:),
    Members.keyOrAlias(\.key), Member("KeyAgreementAlgorithm", \.algorithm, help: "ECDH."),
    Member(
      "PublicKey", \.publicKey, .length(1...8192),
      help: "The other side's public key on the same curve, as DER."),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun), Members.recipient(\.recipient))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("SharedSecret", \.secret, sensitive: true),
    .init("KeyAgreementAlgorithm", \.algorithm), .init("KeyOrigin", \.origin))
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidGrantTokenException",
    "InvalidKeyUsageException", "KMSInvalidStateException", "DryRunOperationException",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.keyAgreementAlgorithm, request.algorithm.rawValue)
    return values
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try request.recipient.check()
    try key.require(.keyAgreement, for: name)
    try key.requireEnabled()
    let secret = try key.sharedSecret(with: request.publicKey)
    if request.dryRun == true { throw .dryRun }
    return Response(
      key: key.arn, secret: Plaintext(secret), algorithm: request.algorithm,
      origin: key.type.origin)
  }
}

extension Key {
  /// The secret that this key and another one on its curve have together, SP 800-56A §5.7.1.2.
  fileprivate func sharedSecret(with other: PublicKeyBlob) throws(KMSFailure) -> [UInt8] {
    guard case .ellipticCurve(let own) = try privateKey() else { throw .hasNoPublicKey }
    do throws(CipherError) {
      guard case .ellipticCurve(let other) = try PublicKey(subjectPublicKeyInfo: other.bytes) else {
        throw .invalidEncoding
      }
      return try own.sharedSecret(with: other)
    } catch {
      throw .invalidPublicKey
    }
  }
}
