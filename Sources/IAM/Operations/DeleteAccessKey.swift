package import Access
package import Kernel

/// Deletes an access key.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html
package enum DeleteAccessKey: IAMOperation {
  package struct Request: NamesUserOrCaller {
    package let user: UserName?
    let key: AccessKeyIDText
  }

  package static let name = "DeleteAccessKey"
  package static let summary = "Deletes an access key."
  package static let request = Shape(
    Request.init(user:key:), IdentityMembers.user(\.user), IdentityMembers.accessKey(\.key))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let (address, index) = try environment.identities.requireAccessKey(
      request.key, of: request.user, as: call)
    environment.identities.users[found: address].accessKeys.remove(at: index)
    return EmptyResponse()
  }
}
