package import Access
package import Kernel

/// Gives a managed policy a new version; five at most.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
package enum CreatePolicyVersion: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let body: PolicyBody
    let isDefault: Bool?
  }
  package struct Response: Sendable {
    let version: VersionReply
  }

  package static let name = "CreatePolicyVersion"
  package static let summary = "Gives a managed policy a new version; five at most."
  package static let request = Shape(
    Request.init(policy:body:isDefault:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.body(\.body),
    Member(
      "SetAsDefault", \.isDefault, help: "Whether the new version counts from now on."))
  package static let response = Fields<Response>(.init("PolicyVersion", \.version))
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchEntity", "MalformedPolicyDocument", "InvalidInput", "LimitExceeded",
  ]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    var policy = try environment.identities.requireOwnPolicy(request.policy, call.account)
    let read = try environment.identityPolicy(
      policy.name, request.body, most: ManagedPolicy.quota, ManagedPolicy.excess)
    guard policy.versions.count < 5 else {
      throw .limitExceeded(
        "A managed policy can have up to 5 versions. Before you create a new version, you must"
          + " delete an existing version.")
    }
    let version = ManagedPolicy.Version(
      number: policy.nextNumber, policy: read, creationDate: environment.now)
    policy.versions.append(version)
    policy.nextNumber += 1
    if request.isDefault == true { policy.defaultNumber = version.number }
    policy.updateDate = environment.now
    environment.identities.policies[IdentityAddress(call.account, policy.name)] = policy
    return Response(
      version: VersionReply(
        version: version, isDefault: request.isDefault == true, hasDocument: false))
  }
}
