package import Access
package import Kernel

/// A request that names a managed policy.
package protocol NamesPolicy: NamesResource {
  /// The policy's ARN.
  var policy: PolicyARNText { get }
}

extension NamesPolicy {
  package func resource(_ identities: Identities, as call: Call) -> ARN {
    .policy(policy, call.account)
  }
}

/// Names a managed policy alone.
package struct PolicyRequest: NamesPolicy {
  package let policy: PolicyARNText

  /// The member.
  static let shape = Shape(Self.init(policy:), IdentityMembers.policyARN(\.policy))
}

/// Names a managed policy and one of its versions.
package struct PolicyVersionRequest: NamesPolicy {
  package let policy: PolicyARNText
  let version: VersionID

  /// The members.
  static let shape = Shape(
    Self.init(policy:version:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.version(\.version))
}

/// Names a managed policy of which something is listed, by pages.
package struct PolicyListRequest: NamesPolicy {
  package let policy: PolicyARNText
  let marker: IdentityMarker?
  let limit: Int?

  /// The members.
  static let shape = Shape(
    Self.init(policy:marker:limit:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
}

/// What somebody asks about one managed policy, which answers by itself and by who has it.
package protocol PolicyQuestion: IAMOperation where Request: NamesPolicy {
  /// The answer.
  static func answer(
    _ request: Request, about policy: ManagedPolicy, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> Response
}

extension PolicyQuestion {
  package static var effect: Effect { .read }
  package static var errors: [String] { ["NoSuchEntity", "InvalidInput"] }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let policy = try environment.identities.requirePolicy(request.policy)
    return try answer(request, about: policy, environment.identities, as: call)
  }
}
