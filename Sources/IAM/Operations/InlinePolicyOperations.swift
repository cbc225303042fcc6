package import Access
package import Kernel

/// An operation on inline policies of a user, a group or a role.
package protocol InlinePolicyOperation: IAMOperation
where Request: NamesIdentity, Request.Name == Name {
  /// How the identity is named.
  associatedtype Name: IdentityName
}

/// Names an identity, and gives it an inline policy.
package struct InlinePolicyPutRequest<Name: IdentityName>: NamesIdentity {
  package let identity: Name
  let policy: PolicyNameText
  let body: PolicyBody

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(
      Self.init(identity:policy:body:), name, IdentityMembers.policyName(\.policy),
      IdentityMembers.body(\.body))
  }
}

/// Gives a user, a group or a role an inline policy, or replaces it.
package protocol InlinePolicyPut: InlinePolicyOperation
where Request == InlinePolicyPutRequest<Name>, Response == EmptyResponse {}

extension InlinePolicyPut {
  package static var effect: Effect { .write }
  package static var errors: [String] {
    ["LimitExceeded", "MalformedPolicyDocument", "NoSuchEntity"]
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    let most = Name.mostInlineBytes
    let excess = "Maximum policy size of \(most) bytes exceeded for \(Name.kind) \(identity.name)"
    var policies = identity.policies
    policies.inline[request.policy.text] = try environment.identityPolicy(
      request.policy.text, request.body, most: most, excess)
    try policies.requireInline(atMost: most, excess)
    environment.identities.change(request.identity, call.account) { $0.policies = policies }
    return EmptyResponse()
  }
}

/// Names an identity and one of its inline policies.
package struct InlinePolicyRequest<Name: IdentityName>: NamesIdentity {
  package let identity: Name
  let policy: PolicyNameText

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(Self.init(identity:policy:), name, IdentityMembers.policyName(\.policy))
  }
}

/// Takes an inline policy from a user, a group or a role.
package protocol InlinePolicyDeletion: InlinePolicyOperation
where Request == InlinePolicyRequest<Name>, Response == EmptyResponse {}

extension InlinePolicyDeletion {
  package static var effect: Effect { .write }
  package static var errors: [String] { ["NoSuchEntity", "LimitExceeded"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    _ = try identity.policies.requireInline(request.policy, Name.kind)
    environment.identities.change(request.identity, call.account) {
      $0.policies.inline[request.policy.text] = nil
    }
    return EmptyResponse()
  }
}

/// An inline policy in an answer.
package struct InlinePolicyReply: Sendable {
  let identity: String
  let policy: IdentityPolicy

  /// The members; the first is the identity's name.
  static func fields(_ name: String) -> Fields<Self> {
    Fields<Self>(
      .init(name, \.identity), .init("PolicyName", \.policy.name),
      .init("PolicyDocument", \.policy.reply))
  }
}

/// Tells what an inline policy of a user, a group or a role says.
package protocol InlinePolicyGet: InlinePolicyOperation
where Request == InlinePolicyRequest<Name>, Response == InlinePolicyReply {}

extension InlinePolicyGet {
  package static var effect: Effect { .read }
  package static var errors: [String] { ["NoSuchEntity"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let identity = try environment.identities.require(request.identity, call.account)
    let policy = try identity.policies.requireInline(request.policy, Name.kind)
    return Response(identity: identity.name, policy: policy)
  }
}

/// Lists the names of the inline policies of a user, a group or a role.
package protocol InlinePolicyList: InlinePolicyOperation
where Request == IdentityListRequest<Name>, Response == IdentityPage<String> {}

private let policyNames = IdentityPage<String>.fields("PolicyNames")

extension InlinePolicyList {
  package static var response: Fields<Response> { policyNames }
  package static var paging: Paging? { .identities("PolicyNames") }
  package static var effect: Effect { .read }
  package static var errors: [String] { ["NoSuchEntity"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let identity = try environment.identities.require(request.identity, call.account)
    return try IdentityPage(
      of: Array(identity.policies.inline.keys), after: request.marker, limit: request.limit
    ) { $0 }
  }
}
