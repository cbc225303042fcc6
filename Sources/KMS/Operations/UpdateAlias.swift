package import Access
package import Kernel

/// Lets an alias name another key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html
package enum UpdateAlias: KMSOperation {
  package struct Request: Sendable {
    let alias: AliasName
    let target: KeyReference
  }

  package static let name = "UpdateAlias"
  package static let summary = "Lets an alias name another key."
  package static let request = Shape(
    Request.init(alias:target:), AliasName.member(\.alias), Members.key(\.target, "TargetKeyId"))
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "LimitExceededException", "KMSInvalidStateException",
  ]

  package static func check(_ request: Request) throws(KMSFailure) { try request.alias.check() }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let alias = try kms.alias(request.alias.address(as: call))
    var demands = [
      Demand.identity("kms:UpdateAlias", on: alias.address.arn, owner: call.account)
    ]
    if let old = kms.keys[alias.targetAddress] {
      demands.append(kms.demand("kms:UpdateAlias", on: old, as: call))
    }
    demands.append(
      try kms.demand(
        "kms:UpdateAlias", on: request.target, .targets, worksAcrossAccounts: false, as: call))
    return demands
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    var alias = try kms.alias(request.alias.address(as: call))
    let key = try kms.key(request.target, .targets, &environment, as: call)
    try key.requireNotPendingDeletion()
    if let old = kms.keys[alias.targetAddress],
      old.type.usage != key.type.usage || old.type.spec.sort != key.type.spec.sort
    {
      throw .validation(
        "Alias \(alias.address.name) cannot be updated to a KMS key of another type or usage.")
    }
    if alias.target != key.address.id { try kms.requireRoomForAlias(on: key) }
    alias.target = key.address.id
    alias.lastUpdatedDate = environment.now
    kms.store(alias)
    return EmptyResponse()
  }
}
