package import Access
package import Kernel

/// Makes an access key of a user; its secret is told this once.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
package enum CreateAccessKey: IAMOperation {
  package struct Request: NamesUserOrCaller {
    package let user: UserName?
  }
  package struct Response: Sendable {
    let key: CreatedKey
  }

  package static let name = "CreateAccessKey"
  package static let summary = "Makes an access key of a user; its secret is told this once."
  package static let request = Shape(
    Request.init(user:), IdentityMembers.user(\.user))
  package static let response = Fields<Response>(.init("AccessKey", \.key, sensitive: false))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let name = try environment.identities.userName(request.user, call)
    let user = try environment.identities.require(name, call.account)
    guard user.accessKeys.count < 2 else {
      throw .limitExceeded("Cannot exceed quota for AccessKeysPerUser: 2")
    }
    let id = environment.drawIdentityID("AKIA", count: 16)
    let secret = Base64.encode(environment.random.bytes(30, from: .identityID))
    let key = AccessKey(id: id, secret: secret, creationDate: environment.now)
    let address = IdentityAddress(call.account, user.name)
    environment.identities.users[found: address].accessKeys.append(key)
    return Response(key: CreatedKey(userName: user.name, key: key))
  }

  /// A new key with its secret.
  package struct CreatedKey: ReplyStructure {
    let userName: String
    let key: AccessKey

    package static let fields = Fields<CreatedKey>(
      .init("UserName", \.userName), .init("AccessKeyId", \.key.id), .init("Status", \.status),
      .init("SecretAccessKey", \.key.secret, sensitive: true),
      .init("CreateDate", \.key.creationDate))

    private var status: AccessKeyStatus { .active }
  }
}
