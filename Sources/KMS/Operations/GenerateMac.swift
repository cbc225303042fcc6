package import Access
package import Kernel

/// Computes the message authentication code of up to 4,096 bytes under an HMAC key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
package enum GenerateMac: GrantableOperation {
  package struct Request: GrantableRequest {
    let message: Plaintext
    package let key: KeyReference
    let algorithm: MACAlgorithm
    package let grantTokens: GrantTokens?
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
    Members.codedMessage(\.message), Members.keyOrAlias(\.key),
    Members.macAlgorithm(\.algorithm),
    Members.grantTokens(\.grantTokens), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("Mac", \.mac), .init("MacAlgorithm", \.algorithm), .init("KeyId", \.key))
  package static let rate = RequestRate.cryptographic

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.algorithm)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let mac = try key.code(of: request.message, request.algorithm, for: name)
    if request.dryRun == true { throw .dryRun }
    return Response(mac: mac, algorithm: request.algorithm, key: key.arn)
  }
}

extension Members {
  /// The message of a code.
  static func codedMessage<Root>(
    _ path: @escaping @Sendable (Root) -> Plaintext
  ) -> Member<Root, Plaintext> {
    Member(
      "Message", path, .length(1...4096), sensitive: true, help: "The message, 1 to 4,096 bytes.")
  }
}

extension ConditionValues {
  /// The values of a request about a code.
  init(_ algorithm: MACAlgorithm) {
    self.init()
    add(.macAlgorithm, algorithm.rawValue)
  }
}
