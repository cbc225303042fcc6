package import Access
package import Kernel

/// Lists the groups that a user is in.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html
package enum ListGroupsForUser: IAMOperation {
  package struct Request: NamesIdentity {
    let user: UserName
    let marker: IdentityMarker?
    let limit: Int?

    package var identity: UserName { user }
  }
  package typealias Response = IdentityPage<GroupReply>

  package static let name = "ListGroupsForUser"
  package static let summary = "Lists the groups that a user is in."
  package static let request = Shape(
    Request.init(user:marker:limit:), IdentityMembers.user(\.user),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Groups")
  package static let paging: Paging? = .identities("Groups")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let user = try environment.identities.require(request.user, call.account)
    let groups = user.groups.compactMap { name in
      environment.identities.groups[IdentityAddress(call.account, name)]
    }
    return try IdentityPage(
      of: groups.map { GroupReply(group: $0) }, after: request.marker, limit: request.limit
    ) { $0.group.name }
  }
}
