package import Access
package import Kernel

/// Takes a name away; the key stays.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html
package enum DeleteAlias: KMSOperation {
  package struct Request: Sendable { let alias: AliasName }

  package static let name = "DeleteAlias"
  package static let summary = "Takes a name away; the key stays."
  package static let request = Shape(Request.init(alias:), AliasName.member(\.alias))
  package static let effect = Effect.write
  package static let errors = ["NotFoundException", "KMSInvalidStateException"]

  package static func check(_ request: Request) throws(KMSFailure) { try request.alias.check() }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let alias = try kms.alias(request.alias.address(as: call))
    let demand = Demand.identity("kms:DeleteAlias", on: alias.address.arn, owner: call.account)
    guard let key = kms.keys[alias.targetAddress] else { return [demand] }
    return [demand, kms.demand("kms:DeleteAlias", on: key, as: call)]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    kms.remove(alias: request.alias.address(as: call))
    return EmptyResponse()
  }
}
