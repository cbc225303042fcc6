package import Access
package import Kernel

/// Lists the account's users.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
package enum ListUsers: IAMOperation {
  package struct Request: Sendable {
    let pathPrefix: NamePath?
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<UserReply>

  package static let name = "ListUsers"
  package static let summary = "Lists the account's users."
  package static let request = Shape(
    Request.init(pathPrefix:marker:limit:), IdentityMembers.pathPrefix(\.pathPrefix),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Users")
  package static let paging: Paging? = .identities("Users")
  package static let effect = Effect.read
  package static let errors: [String] = []

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: .identity("user/", call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let all = environment.identities.users.map(\.value).filter {
      $0.account == call.account && $0.path.hasPrefix(request.pathPrefix?.text ?? "/")
    }
    return try IdentityPage(
      of: all.map { UserReply(user: $0, isWhole: false) }, after: request.marker,
      limit: request.limit
    ) { $0.name ?? "" }
  }
}
