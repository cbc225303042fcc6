package import Access
package import Kernel

/// Lists the access keys of a user, without their secrets.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html
package enum ListAccessKeys: IAMOperation {
  package struct Request: NamesUserOrCaller {
    package let user: UserName?
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<AccessKeyReply>

  package static let name = "ListAccessKeys"
  package static let summary = "Lists the access keys of a user, without their secrets."
  package static let request = Shape(
    Request.init(user:marker:limit:), IdentityMembers.user(\.user),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("AccessKeyMetadata")
  package static let paging: Paging? = .identities("AccessKeyMetadata")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let name = try environment.identities.userName(request.user, call)
    let user = try environment.identities.require(name, call.account)
    return try IdentityPage(
      of: user.accessKeys.map { AccessKeyReply(userName: user.name, key: $0) },
      after: request.marker, limit: request.limit
    ) { $0.key.id }
  }
}
