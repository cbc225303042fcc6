package import Access
package import Kernel

/// Switches an access key off or on.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html
package enum UpdateAccessKey: IAMOperation {
  package struct Request: NamesUserOrCaller {
    package let user: UserName?
    let key: AccessKeyIDText
    let status: AccessKeyStatus
  }

  package static let name = "UpdateAccessKey"
  package static let summary = "Switches an access key off or on."
  package static let request = Shape(
    Request.init(user:key:status:), IdentityMembers.user(\.user), IdentityMembers.accessKey(\.key),
    Member("Status", \.status, help: "Active or Inactive."))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let (address, index) = try environment.identities.requireAccessKey(
      request.key, of: request.user, as: call)
    guard request.status != .expired else {
      throw .invalidInput("Status must be Active or Inactive.")
    }
    environment.identities.users[found: address].accessKeys[index].isActive =
      request.status == .active
    return EmptyResponse()
  }
}
