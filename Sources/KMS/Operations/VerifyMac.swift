package import Access
import Ciphers
package import Kernel

/// Verifies the message authentication code of a message; a wrong one is an error.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html
package enum VerifyMac: KeyOperation {
  package struct Request: Sendable {
    let message: Plaintext
    let key: KeyReference
    let algorithm: MACAlgorithm
    let mac: MAC
    let grantTokens: GrantTokens?
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
    Member(
      "Message", \.message, .length(1...4096), sensitive: true,
      help: "The message, 1 to 4,096 bytes."),
    Members.keyOrAlias(\.key), Members.macAlgorithm(\.algorithm),
    Member("Mac", \.mac, .length(1...6144), help: "The code that GenerateMac made."),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("MacValid", \.isValid), .init("MacAlgorithm", \.algorithm))
  package static let effect = Effect.read
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidKeyUsageException",
    "InvalidGrantTokenException", "KMSInvalidMacException", "KMSInvalidStateException",
    "DryRunOperationException",
  ]
  package static let access = KeyAccess<Request>(\.key, .keysAndAliases, acrossAccounts: true)

  package static func grantUse(_ request: Request) -> GrantUse {
    GrantUse(tokens: request.grantTokens)
  }

  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.macAlgorithm, request.algorithm.rawValue)
    return values
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try kms.check(request.grantTokens)
    let mac = try key.code(of: request.message, request.algorithm, for: name)
    guard constantTimeEqual(mac.bytes, request.mac.bytes) else { throw .invalidMAC }
    if request.dryRun == true { throw .dryRun }
    return Response(key: key.arn, isValid: true, algorithm: request.algorithm)
  }
}
