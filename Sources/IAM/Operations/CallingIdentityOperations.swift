package import Access
package import Kernel

/// The name of somebody who calls: a user or a role.
package protocol CallerName: IdentityName where Identity: CallingIdentity {}

extension UserName: CallerName {}
extension RoleName: CallerName {}

/// An operation on labels or on the boundary of a user or a role.
package protocol CallingIdentityOperation: IAMOperation
where Request: NamesIdentity, Request.Name == Name {
  /// How the identity is named.
  associatedtype Name: CallerName
  /// What a request tells of condition keys.
  static func conditionValues(_ request: Request) -> ConditionValues
}

extension CallingIdentityOperation {
  /// Most requests tell none.
  package static func conditionValues(_ request: Request) -> ConditionValues { ConditionValues() }

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(
      on: identities.arn(of: request.identity, call.account), conditionValues(request), as: call)
  }
}

/// Names an identity, and labels for it.
package struct TagRequest<Name: CallerName>: NamesIdentity {
  package let identity: Name
  let tags: [IdentityTag]

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(Self.init(identity:tags:), name, IdentityMembers.tags(\.tags))
  }
}

/// Puts labels on a user or a role, or changes their values.
package protocol Tagging: CallingIdentityOperation
where Request == TagRequest<Name>, Response == EmptyResponse {}

extension Tagging {
  package static var effect: Effect { .write }
  package static var errors: [String] { ["NoSuchEntity", "LimitExceeded", "InvalidInput"] }
  package static func conditionValues(_ request: Request) -> ConditionValues {
    request.tags.conditionValues
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    let tags = try request.tags.checked(onto: identity.tags)
    environment.identities.change(request.identity, call.account) { $0.tags = tags }
    return EmptyResponse()
  }
}

/// Names an identity and those of its labels that go.
package struct UntagRequest<Name: CallerName>: NamesIdentity {
  package let identity: Name
  let keys: [IdentityTagKey]

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(
      Self.init(identity:keys:), name,
      Member("TagKeys", \.keys, .length(0...50), help: "The names of the labels to remove."))
  }
}

/// Takes labels off a user or a role.
package protocol Untagging: CallingIdentityOperation
where Request == UntagRequest<Name>, Response == EmptyResponse {}

extension Untagging {
  package static var effect: Effect { .write }
  package static var errors: [String] { ["NoSuchEntity"] }
  package static func conditionValues(_ request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.tagKeys, all: request.keys.map(\.text))
    return values
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    environment.identities.change(request.identity, call.account) {
      $0.tags = identity.tags.removing(request.keys)
    }
    return EmptyResponse()
  }
}

/// Lists the labels of a user or a role.
package protocol TagList: CallingIdentityOperation
where Request == IdentityListRequest<Name>, Response == IdentityPage<IdentityTag> {}

private let tags = IdentityPage<IdentityTag>.fields("Tags")

extension TagList {
  package static var response: Fields<Response> { tags }
  package static var paging: Paging? { .identities("Tags") }
  package static var effect: Effect { .read }
  package static var errors: [String] { ["NoSuchEntity"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let identity = try environment.identities.require(request.identity, call.account)
    return try IdentityPage(
      of: identity.tags.tagList, after: request.marker, limit: request.limit
    ) { $0.key.text }
  }
}

/// Names an identity and the policy that shall limit it.
package struct BoundaryRequest<Name: CallerName>: NamesIdentity {
  package let identity: Name
  let boundary: PolicyARNText

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(
      Self.init(identity:boundary:), name,
      IdentityMembers.policyARN(\.boundary, "PermissionsBoundary"))
  }
}

/// Limits what the policies of a user or a role can give.
package protocol BoundaryPut: CallingIdentityOperation
where Request == BoundaryRequest<Name>, Response == EmptyResponse {}

extension BoundaryPut {
  package static var effect: Effect { .write }
  package static var errors: [String] { ["NoSuchEntity", "InvalidInput", "PolicyNotAttachable"] }
  package static func conditionValues(_ request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.iamPermissionsBoundary, request.boundary.text)
    return values
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    _ = try environment.identities.require(request.identity, call.account)
    let policy = try environment.identities.requireAttachable(request.boundary, call.account)
    environment.identities.change(request.identity, call.account) { $0.boundary = policy.arn }
    return EmptyResponse()
  }
}

/// Names an identity alone.
package struct IdentityRequest<Name: IdentityName>: NamesIdentity {
  package let identity: Name

  /// The member.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(Self.init(identity:), name)
  }
}

/// Takes the permissions boundary from a user or a role.
package protocol BoundaryDeletion: CallingIdentityOperation
where Request == IdentityRequest<Name>, Response == EmptyResponse {}

extension BoundaryDeletion {
  package static var effect: Effect { .write }
  package static var errors: [String] { ["NoSuchEntity"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let identity = try environment.identities.require(request.identity, call.account)
    guard identity.boundary != nil else {
      throw .noSuchEntity("No permissions boundary is set for \(identity.arn).")
    }
    environment.identities.change(request.identity, call.account) { $0.boundary = nil }
    return EmptyResponse()
  }
}
