package import Access
package import Kernel

/// Takes a grant away: for the administrators of the key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html
package enum RevokeGrant: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let grantID: GrantReference
    let dryRun: Bool?
  }

  package static let name = "RevokeGrant"
  package static let summary = "Takes a grant away: for the administrators of the key."
  package static let request = Shape(
    Request.init(key:grantID:dryRun:), Members.key(\.key),
    GrantReference.member(\.grantID, help: "The grant's id."), Members.dryRun(\.dryRun))
  package static let effect = Effect.write
  package static let rate = RequestRate.own(30)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "InvalidGrantIdException",
    "KMSInvalidStateException", "DryRunOperationException",
  ]
  package static let worksAcrossAccounts = true

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    let grant = try kms.grant(request.grantID.text, of: key.address)
    if request.dryRun == true { throw .dryRun }
    kms.removeGrant(grant.address, &environment)
    return EmptyResponse()
  }
}
