package import Access
package import Kernel

/// Gives a key another name.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
package enum CreateAlias: KMSOperation {
  package struct Request: Sendable {
    let alias: AliasName
    let target: KeyReference
  }

  package static let name = "CreateAlias"
  package static let summary = "Gives a key another name."
  package static let request = Shape(
    Request.init(alias:target:), AliasName.member(\.alias), Members.key(\.target, "TargetKeyId"))
  package static let effect = Effect.write
  package static let errors = [
    "AlreadyExistsException", "NotFoundException", "InvalidAliasNameException",
    "LimitExceededException", "KMSInvalidStateException",
  ]

  package static func check(_ request: Request) throws(KMSFailure) { try request.alias.check() }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let alias = request.alias.address(as: call)
    return [
      .identity("kms:CreateAlias", on: alias.arn, owner: call.account),
      try kms.demand(
        "kms:CreateAlias", on: request.target, .targets, worksAcrossAccounts: false, as: call),
    ]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    let address = request.alias.address(as: call)
    let key = try kms.key(request.target, .targets, &environment, as: call)
    try key.requireNotPendingDeletion()
    guard kms.aliases[address] == nil else { throw .aliasExists(address.arn) }
    try kms.requireRoomForAlias(on: key)
    kms.store(
      Alias(
        address: address, target: key.address.id, creationDate: environment.now,
        lastUpdatedDate: environment.now))
    return EmptyResponse()
  }
}
