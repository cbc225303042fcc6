package import Access
package import Kernel

/// Computes the message authentication code of up to 4,096 bytes under an HMAC key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
package enum GenerateMac: KeyOperation {
  package struct Request: Sendable {
    let message: Plaintext
    let key: KeyReference
    let algorithm: MACAlgorithm
    let grantTokens: GrantTokens?
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let mac: MAC
    let algorithm: MACAlgorithm
    let key: ARN
  }

  package static let name = "GenerateMac"
  package static let summary =
    "Computes the message authentication code of up to 4,096 bytes under an HMAC key."
  package static let request = Shape(
    Request.init(message:key:algorithm:grantTokens:dryRun:),
    Member(
      "Message", \.message, .length(1...4096), sensitive: true,
      help: "The message, 1 to 4,096 bytes."),
    Members.keyOrAlias(\.key), Members.macAlgorithm(\.algorithm),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("Mac", \.mac), .init("MacAlgorithm", \.algorithm), .init("KeyId", \.key))
  package static let effect = Effect.read
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidKeyUsageException",
    "InvalidGrantTokenException", "KMSInvalidStateException", "DryRunOperationException",
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
    if request.dryRun == true { throw .dryRun }
    return Response(mac: mac, algorithm: request.algorithm, key: key.arn)
  }
}
