package import Access
import Ciphers
package import Kernel

/// Verifies the signature of a message; a wrong one is an error.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html
package enum Verify: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    let message: Plaintext
    let messageType: MessageType?
    let signature: Signature
    let algorithm: SigningAlgorithm
    package let grantTokens: GrantTokens?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let key: ARN
    let isValid: Bool
    let algorithm: SigningAlgorithm
  }

  package static let name = "Verify"
  package static let summary = "Verifies the signature of a message; a wrong one is an error."
  package static let request = Shape(
    Request.init(key:message:messageType:signature:algorithm:grantTokens:dryRun:),
    Members.keyOrAlias(\.key), Members.signedMessage(\.message),
    Members.messageType(\.messageType),
    Member("Signature", \.signature, .length(1...6144), help: "The signature that Sign made."),
    Members.signingAlgorithm(\.algorithm), Members.grantTokens(\.grantTokens),
    Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("SignatureValid", \.isValid),
    .init("SigningAlgorithm", \.algorithm))
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidKeyUsageException",
    "InvalidGrantTokenException", "KMSInvalidSignatureException", "KMSInvalidStateException",
    "DryRunOperationException",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.algorithm, request.messageType)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let publicKey = try key.signingKey(request.algorithm, for: name).publicKey
    let message = try SignedMessage(
      request.message.bytes, request.messageType ?? .raw, for: request.algorithm)
    guard publicKey.isValid(request.signature, for: message, request.algorithm) else {
      throw .invalidSignature
    }
    if request.dryRun == true { throw .dryRun }
    return Response(key: key.arn, isValid: true, algorithm: request.algorithm)
  }
}
