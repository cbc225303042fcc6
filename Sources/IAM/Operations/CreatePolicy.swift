package import Access
package import Kernel

/// Makes a managed policy, which can be attached to many.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
package enum CreatePolicy: IAMOperation {
  package struct Request: Sendable {
    let policy: PolicyNameText
    let path: NamePath?
    let body: PolicyBody
    let description: String?
    let tags: [IdentityTag]?
  }
  package struct Response: Sendable {
    let policy: PolicyDescription
  }

  package static let name = "CreatePolicy"
  package static let summary = "Makes a managed policy, which can be attached to many."
  package static let request = Shape(
    Request.init(policy:path:body:description:tags:), IdentityMembers.policyName(\.policy),
    IdentityMembers.policyPath(\.path), IdentityMembers.body(\.body),
    Member("Description", \.description, .length(0...1000), help: "What the policy is for."),
    IdentityMembers.tags(\.tags))
  package static let response = Fields<Response>(.init("Policy", \.policy))
  package static let effect = Effect.write
  package static let errors = [
    "InvalidInput", "LimitExceeded", "EntityAlreadyExists", "MalformedPolicyDocument",
  ]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    let path = request.path?.text.dropFirst() ?? ""
    let arn = ARN.identity("policy/\(path)\(request.policy.text)", call.account)
    return demand(on: arn, (request.tags ?? []).conditionValues, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let address = IdentityAddress(call.account, request.policy.text)
    guard environment.identities.policies[address] == nil else {
      throw .alreadyExists(
        "A policy called \(request.policy.text) already exists. Duplicate names are not allowed.")
    }
    let read = try environment.identityPolicy(
      request.policy.text, request.body, most: ManagedPolicy.quota, ManagedPolicy.excess)
    let tags = try (request.tags ?? []).checked()
    let path = request.path?.text ?? "/"
    var policy = ManagedPolicy(
      .identity("policy/\(path.dropFirst())\(request.policy.text)", call.account),
      name: request.policy.text, path: path, id: environment.drawIdentityID("ANPA"),
      description: request.description, text: read.text, document: read.document,
      creationDate: environment.now)
    policy.tags = tags
    environment.identities.policies[address] = policy
    return Response(
      policy: PolicyDescription(policy, environment.identities, in: call.account, .created))
  }
}
