package import Access
package import Kernel

/// Tells of a group and of its users.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html
package enum GetGroup: IAMOperation {
  package struct Request: NamesIdentity {
    let group: GroupName
    let marker: IdentityMarker?
    let limit: Int?

    package var identity: GroupName { group }
  }
  package struct Response: Sendable {
    let group: GroupReply
    let users: IdentityPage<UserReply>
  }

  package static let name = "GetGroup"
  package static let summary = "Tells of a group and of its users."
  package static let request = Shape(
    Request.init(group:marker:limit:), IdentityMembers.group(\.group),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response =
    Fields<Response>(.init("Group", \.group))
    + IdentityPage<UserReply>.fields("Users").of(\.users)
  package static let paging: Paging? = .identities("Users", others: ["Group"])
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let group = try environment.identities.require(request.group, call.account)
    let users = environment.identities.users.map(\.value).filter { user in
      user.account == call.account && user.groups.contains(group.name)
    }
    return Response(
      group: GroupReply(group: group),
      users: try IdentityPage(
        of: users.map { UserReply(user: $0, isWhole: false) }, after: request.marker,
        limit: request.limit
      ) { $0.name ?? "" })
  }
}
