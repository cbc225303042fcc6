package import Access
import Ciphers
package import Kernel

/// Verifies the message authentication code of a message; a wrong one is an error.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html
package enum VerifyMac: GrantableOperation {
  package struct Request: GrantableRequest {
    let message: Plaintext
    package let key: KeyReference
    let algorithm: MACAlgorithm
    let mac: MAC
    package let grantTokens: GrantTokens?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let key: ARN
    let isValid: Bool
    let algorithm: MACAlgorithm
  }

  package static let name = "VerifyMac"
  package static let summary =
    "Verifies the message authentication code of a message; a wrong one is an error."
  package static let request = Shape(
    Request.init(message:key:algorithm:mac:grantTokens:dryRun:),
    Members.codedMessage(\.message), Members.keyOrAlias(\.key),
    Members.macAlgorithm(\.algorithm),
    Member("Mac", \.mac, .length(1...6144), help: "The code that GenerateMac made."),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("MacValid", \.isValid), .init("MacAlgorithm", \.algorithm))
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidKeyUsageException",
    "InvalidGrantTokenException", "KMSInvalidMacException", "KMSInvalidStateException",
    "DryRunOperationException",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.algorithm)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let mac = try key.code(of: request.message, request.algorithm, for: name)
    guard constantTimeEqual(mac.bytes, request.mac.bytes) else { throw .invalidMAC }
    if request.dryRun == true { throw .dryRun }
    return Response(key: key.arn, isValid: true, algorithm: request.algorithm)
  }
}
