package import Access
package import Kernel

/// Tells who calls; needs no permission.
///
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
package enum GetCallerIdentity: APIOperation {
  package struct Request: Sendable {}

  package struct Response: Sendable {
    let userID: String
    let account: String
    let arn: String
  }

  package static let service = Service.sts
  package static let name = "GetCallerIdentity"
  package static let summary = "Tells whose credentials a call uses."
  package static let request = Shape(Request.init)
  package static let response = Fields<Response>(
    .init("UserId", \.userID), .init("Account", \.account), .init("Arn", \.arn))
  package static let effect = Effect.read
  package static let permissions: [String] = []
  package static let errors: [String] = []

  package static func demands(
    _ request: Request, in state: Void, _ environment: Environment, as call: Call
  ) throws(STSFailure) -> [Demand] { [] }

  package static func run(
    _ request: Request, in state: inout Void, _ environment: inout Environment, as call: Call
  ) throws(STSFailure) -> Response {
    Response(
      userID: environment.identities.uniqueID(of: call.principal),
      account: call.account.description,
      arn: call.principal.arn.description)
  }
}
