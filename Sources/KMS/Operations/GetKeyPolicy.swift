package import Access
package import Kernel

/// Returns the policy of a key as text.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
package enum GetKeyPolicy: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let policyName: PolicyName?
  }
  package struct Response: Sendable {
    let policy: String
    let policyName: String
  }

  package static let name = "GetKeyPolicy"
  package static let summary = "Returns the policy of a key as text."
  package static let request = Shape(
    Request.init(key:policyName:), Members.key(\.key), PolicyName.member(\.policyName))
  package static let response = Fields<Response>(
    .init("Policy", \.policy), .init("PolicyName", \.policyName))
  package static let effect = Effect.read
  package static let rate = RequestRate.own(100)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try request.policyName.check()
    return Response(policy: key.policy.text, policyName: KeyPolicy.name)
  }
}
