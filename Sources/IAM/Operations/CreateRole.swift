package import Access
package import Kernel

/// Makes a role, and says in its trust policy who may take it on.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
package enum CreateRole: IAMOperation {
  package struct Request: Sendable {
    let path: NamePath?
    let role: RoleName
    let trust: PolicyBody
    let description: String?
    let maxSessionSeconds: Int?
    let boundary: PolicyARNText?
    let tags: [IdentityTag]?
  }
  package struct Response: Sendable {
    let role: RoleReply
  }

  package static let name = "CreateRole"
  package static let summary = "Makes a role, and says in its trust policy who may take it on."
  package static let request = Shape(
    Request.init(path:role:trust:description:maxSessionSeconds:boundary:tags:),
    IdentityMembers.path(\.path), IdentityMembers.role(\.role),
    IdentityMembers.body(\.trust, "AssumeRolePolicyDocument"),
    RoleMembers.description(\.description), RoleMembers.maxSession(\.maxSessionSeconds),
    IdentityMembers.policyARN(\.boundary, "PermissionsBoundary"), IdentityMembers.tags(\.tags))
  package static let response = Fields<Response>(.init("Role", \.role))
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchEntity",
    "LimitExceeded", "InvalidInput", "EntityAlreadyExists", "MalformedPolicyDocument",
  ]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = (request.tags ?? []).conditionValues
    values.add(.iamPermissionsBoundary, request.boundary?.text)
    return demand(on: .identity(request.role, request.path, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let address = IdentityAddress(call.account, request.role.text)
    guard environment.identities.roles[address] == nil else {
      throw .alreadyExists("Role with name \(request.role.text) already exists.")
    }
    let trust = try environment.identityPolicy(
      "trust policy", request.trust, kind: .trust, most: 2048,
      "Cannot exceed quota for ACLSizePerRole: 2048")
    let boundary = try environment.identities.boundary(request.boundary, call.account)
    let tags = try (request.tags ?? []).checked()
    var role = Role(
      call.account, name: request.role.text, path: request.path?.text ?? "/",
      id: environment.drawIdentityID("AROA"), creationDate: environment.now, trust: trust)
    role.description = request.description
    role.maxSessionSeconds = request.maxSessionSeconds ?? role.maxSessionSeconds
    role.boundary = boundary
    role.tags = tags
    environment.identities.roles[address] = role
    return Response(role: RoleReply(role: role, detail: .created))
  }
}
