package import Access
package import Kernel

/// Makes a group: users who share policies.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html
package enum CreateGroup: IAMOperation {
  package struct Request: Sendable {
    let path: NamePath?
    let group: GroupName
  }
  package struct Response: Sendable {
    let group: GroupReply
  }

  package static let name = "CreateGroup"
  package static let summary = "Makes a group: users who share policies."
  package static let request = Shape(
    Request.init(path:group:), IdentityMembers.path(\.path), IdentityMembers.group(\.group))
  package static let response = Fields<Response>(.init("Group", \.group))
  package static let effect = Effect.write
  package static let errors = ["LimitExceeded", "EntityAlreadyExists", "NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: .identity(request.group, request.path, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let address = IdentityAddress(call.account, request.group.text)
    guard environment.identities.groups[address] == nil else {
      throw .alreadyExists("Group with name \(request.group.text) already exists.")
    }
    let group = Group(
      call.account, name: request.group.text, path: request.path?.text ?? "/",
      id: environment.drawIdentityID("AGPA"), creationDate: environment.now)
    environment.identities.groups[address] = group
    return Response(group: GroupReply(group: group))
  }
}
