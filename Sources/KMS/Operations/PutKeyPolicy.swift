package import Access
package import Kernel

/// Replaces the policy of a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
package enum PutKeyPolicy: KMSOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let policyName: PolicyName?
    let policy: PolicyText
    let bypass: Bool?
  }

  package static let name = "PutKeyPolicy"
  package static let summary = "Replaces the policy of a key."
  package static let request = Shape(
    Request.init(key:policyName:policy:bypass:), Members.key(\.key),
    PolicyName.member(\.policyName), PolicyText.member(\.policy, help: "The new policy, JSON."),
    PolicyText.bypassMember(\.bypass))
  package static let effect = Effect.write
  package static let rate = RequestRate.own(15)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "MalformedPolicyDocumentException",
    "UnsupportedOperationException", "LimitExceededException", "KMSInvalidStateException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    [
      try kms.demand(
        "kms:PutKeyPolicy", on: request.key, .keys, worksAcrossAccounts: false,
        conditionValues(of: request), as: call)
    ]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    let key = try kms.key(request.key, .keys, &environment, as: call)
    try request.policyName.check()
    kms.keys[found: key.address].policy = try KeyPolicy.checked(
      request.policy.text, for: key.arn, bypassing: request.bypass ?? false, environment, as: call)
    return EmptyResponse()
  }
}
