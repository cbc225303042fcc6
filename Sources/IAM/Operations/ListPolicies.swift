package import Access
package import Kernel

/// Lists managed policies: those of the account and those of AWS that kmslab has.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html
package enum ListPolicies: IAMOperation {
  package struct Request: Sendable {
    let scope: Scope?
    let onlyAttached: Bool?
    let pathPrefix: NamePath?
    let usage: PolicyUsage?
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<PolicyDescription>

  package static let name = "ListPolicies"
  package static let summary =
    "Lists managed policies: those of the account and those of AWS that kmslab has."
  package static let request = Shape(
    Request.init(scope:onlyAttached:pathPrefix:usage:marker:limit:),
    Member("Scope", \.scope, help: "All, AWS or Local."),
    Member("OnlyAttached", \.onlyAttached, help: "Only those that somebody has."),
    IdentityMembers.policyPath(\.pathPrefix, "PathPrefix"),
    Member("PolicyUsageFilter", \.usage, help: "Only policies, or only boundaries."),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Policies")
  package static let paging: Paging? = .identities("Policies")
  package static let effect = Effect.read
  package static let errors: [String] = []

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: .identity("policy/", call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let own = environment.identities.policies.map(\.value).filter { $0.arn.account == call.account }
    let scope = request.scope ?? .all
    let all = (scope == .aws ? [] : own) + (scope == .local ? [] : AWSManagedPolicies.all)
    let told = all.filter { $0.path.hasPrefix(request.pathPrefix?.text ?? "/") }
      .map { PolicyDescription($0, environment.identities, in: call.account, .listed) }
      .filter { policy in
        switch request.usage {
        case .permissionsBoundary: policy.boundaryCount > 0
        case .permissionsPolicy where request.onlyAttached == true: policy.attachmentCount > 0
        default:
          request.onlyAttached != true || policy.attachmentCount > 0 || policy.boundaryCount > 0
        }
      }
    return try IdentityPage(of: told, after: request.marker, limit: request.limit) {
      $0.policy.arn.description
    }
  }

  /// Whose policies are listed.
  package enum Scope: String, EnumerationValue {
    case all = "All"
    case aws = "AWS"
    case local = "Local"
  }
}
