package import Access
package import Kernel

/// Lists who has a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
package enum ListEntitiesForPolicy: PolicyQuestion {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let filter: EntityFilter?
    let pathPrefix: NamePath?
    let usage: PolicyUsage?
    let marker: IdentityMarker?
    let limit: Int?
  }
  package struct Response: Sendable {
    let groups: [Holder<GroupKind>]
    let users: [Holder<UserKind>]
    let roles: [Holder<RoleKind>]
    let isTruncated: Bool
    let marker: String?
  }

  package static let name = "ListEntitiesForPolicy"
  package static let summary = "Lists who has a managed policy."
  package static let request = Shape(
    Request.init(policy:filter:pathPrefix:usage:marker:limit:), IdentityMembers.policyARN(\.policy),
    Member("EntityFilter", \.filter, help: "Only users, only groups, or only roles."),
    IdentityMembers.path(\.pathPrefix, "PathPrefix"),
    Member("PolicyUsageFilter", \.usage, help: "Only policies, or only boundaries."),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Fields<Response>(
    .init("PolicyGroups", \.groups), .init("PolicyUsers", \.users), .init("PolicyRoles", \.roles),
    .init("IsTruncated", \.isTruncated), .init("Marker", \.marker))
  package static let paging: Paging? = .identities("PolicyGroups", "PolicyUsers", "PolicyRoles")

  package static func answer(
    _ request: Request, about policy: ManagedPolicy, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> Response {
    let isBoundary = request.usage == .permissionsBoundary
    let users = identities.users.map(\.value).filter { user in
      user.account == call.account && user.path.hasPrefix(request.pathPrefix?.text ?? "/")
        && (isBoundary ? user.boundary == policy.arn : user.policies.managed.contains(policy.arn))
    }
    let groups = identities.groups.map(\.value).filter { group in
      group.account == call.account && group.path.hasPrefix(request.pathPrefix?.text ?? "/")
        && !isBoundary && group.policies.managed.contains(policy.arn)
    }
    let roles = identities.roles.map(\.value).filter { role in
      role.account == call.account && role.path.hasPrefix(request.pathPrefix?.text ?? "/")
        && (isBoundary ? role.boundary == policy.arn : role.policies.managed.contains(policy.arn))
    }
    let shows = { (kind: EntityFilter) in request.filter.map { $0 == kind } ?? true }
    return Response(
      groups: shows(.group) ? groups.map { Holder(name: $0.name, id: $0.id) } : [],
      users: shows(.user) ? users.map { Holder(name: $0.name, id: $0.id) } : [],
      roles: shows(.role) ? roles.map { Holder(name: $0.name, id: $0.id) } : [],
      isTruncated: false, marker: nil)
  }

  /// Which holders are listed.
  package enum EntityFilter: String, EnumerationValue {
    case user = "User"
    case role = "Role"
    case group = "Group"
    case localManagedPolicy = "LocalManagedPolicy"
    case awsManagedPolicy = "AWSManagedPolicy"
  }

  /// The kind of a holder, which its members' names begin with.
  package protocol HolderKind: Sendable {
    /// `User`.
    static var word: String { get }
  }
  /// Users.
  package enum UserKind: HolderKind { package static let word = "User" }
  /// Groups.
  package enum GroupKind: HolderKind { package static let word = "Group" }
  /// Roles.
  package enum RoleKind: HolderKind { package static let word = "Role" }

  /// Somebody who has the policy.
  package struct Holder<Kind: HolderKind>: ReplyStructure {
    let name: String
    let id: String

    package static var fields: Fields<Holder> {
      Fields<Holder>(.init("\(Kind.word)Name", \.name), .init("\(Kind.word)Id", \.id))
    }
  }
}
