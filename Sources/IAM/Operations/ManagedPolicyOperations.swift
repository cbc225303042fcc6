package import Access
package import Kernel

/// Names an identity and a managed policy.
package struct ManagedPolicyRequest<Name: IdentityName>: NamesIdentity {
  package let identity: Name
  let policy: PolicyARNText

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(Self.init(identity:policy:), name, IdentityMembers.policyARN(\.policy))
  }
}

/// An operation on a managed policy of a user, a group or a role.
package protocol ManagedPolicyOperation: IAMOperation
where Request == ManagedPolicyRequest<Name>, Response == EmptyResponse {
  /// How the identity is named.
  associatedtype Name: IdentityName
}

extension ManagedPolicyOperation {
  package static var effect: Effect { .write }

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.iamPolicyARN, request.policy.text)
    return demand(on: identities.arn(of: request.identity, call.account), values, as: call)
  }
}

/// Gives a user, a group or a role a managed policy.
package protocol PolicyAttachment: ManagedPolicyOperation {}

extension PolicyAttachment {
  package static var errors: [String] {
    ["NoSuchEntity", "LimitExceeded", "InvalidInput", "PolicyNotAttachable"]
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    let policy = try environment.identities.requireAttachable(request.policy, call.account)
    guard !identity.policies.managed.contains(policy.arn) else { return EmptyResponse() }
    guard identity.policies.managed.count < AttachedPolicies.quota else {
      throw .limitExceeded(
        "Cannot exceed quota for \(Name.managedQuota): \(AttachedPolicies.quota)")
    }
    environment.identities.change(request.identity, call.account) {
      $0.policies.managed.append(policy.arn)
    }
    return EmptyResponse()
  }
}

/// Takes a managed policy from a user, a group or a role.
package protocol PolicyDetachment: ManagedPolicyOperation {}

extension PolicyDetachment {
  package static var errors: [String] { ["NoSuchEntity", "LimitExceeded", "InvalidInput"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    let policy = try environment.identities.requirePolicy(request.policy)
    guard identity.policies.managed.contains(policy.arn) else {
      throw .noSuchEntity("Policy \(policy.arn) was not found.")
    }
    environment.identities.change(request.identity, call.account) {
      $0.policies.managed.removeAll { $0 == policy.arn }
    }
    return EmptyResponse()
  }
}

/// Names an identity whose managed policies are asked for, by pages.
package struct ManagedPoliciesRequest<Name: IdentityName>: NamesIdentity {
  package let identity: Name
  let pathPrefix: NamePath?
  let marker: IdentityMarker?
  let limit: Int?

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(
      Self.init(identity:pathPrefix:marker:limit:), name,
      IdentityMembers.policyPath(\.pathPrefix, "PathPrefix"), IdentityMembers.marker(\.marker),
      IdentityMembers.limit(\.limit))
  }
}

/// Lists the managed policies of a user, a group or a role.
package protocol ManagedPolicyList: IAMOperation
where Request == ManagedPoliciesRequest<Name>, Response == IdentityPage<AttachedReply> {
  /// How the identity is named.
  associatedtype Name: IdentityName
}

private let attachedPolicies = IdentityPage<AttachedReply>.fields("AttachedPolicies")

extension ManagedPolicyList {
  package static var response: Fields<Response> { attachedPolicies }
  package static var paging: Paging? { .identities("AttachedPolicies") }
  package static var effect: Effect { .read }
  package static var errors: [String] { ["NoSuchEntity", "InvalidInput"] }

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(of: request.identity, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let identity = try environment.identities.require(request.identity, call.account)
    let policies = identity.policies.managed
      .compactMap { environment.identities.managedPolicy($0) }
      .filter { $0.path.hasPrefix(request.pathPrefix?.text ?? "/") }
    return try IdentityPage(
      of: policies.map { AttachedReply(name: $0.name, arn: $0.arn) }, after: request.marker,
      limit: request.limit
    ) { $0.arn.description }
  }
}
