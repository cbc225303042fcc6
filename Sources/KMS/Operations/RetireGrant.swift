package import Access
package import Kernel

/// Gives a grant back: for its retiring principal, its grantee, and the account that made it.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html
package enum RetireGrant: KMSOperation {
  package struct Response: Sendable { let grant: Grant }
  package struct Request: Sendable {
    let token: GrantTokenText?
    let key: KeyReference?
    let grantID: GrantReference?
    let dryRun: Bool?
  }

  package static let name = "RetireGrant"
  package static let summary =
    "Gives a grant back: for its retiring principal, its grantee, and the account that made it."
  package static let request = Shape(
    Request.init(token:key:grantID:dryRun:),
    Member("GrantToken", \.token, .length(1...8192), help: "The token of the grant."),
    Member("KeyId", \.key, .length(1...2048), suggests: .keys, help: "The key ARN, with GrantId."),
    GrantReference.member(\.grantID, help: "The grant's id, with KeyId."),
    Members.dryRun(\.dryRun))
  package static let response = Fields<Response>()
  package static let effect = Effect.write
  package static let rate = RequestRate.own(30)
  package static let errors = [
    "InvalidArnException", "InvalidGrantTokenException", "InvalidGrantIdException",
    "NotFoundException", "KMSInvalidStateException", "DryRunOperationException",
  ]

  package static func check(_ request: Request) throws(KMSFailure) {
    switch (request.token, request.key, request.grantID) {
    case (_?, nil, nil), (nil, _?, _?): break
    default:
      throw .validation("Please specify either a grant token, or a key ID and a grant ID.")
    }
  }

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    ["GrantId": .string(response.grant.address.id.description)]
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let grant = try kms.grant(of: request, as: call)
    guard let key = kms.keys[grant.address.key] else {
      throw .keyNotFound(grant.address.key.arn)
    }
    return [kms.demandToRetire(grant, of: key, as: call)]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    let grant = try kms.grant(of: request, as: call)
    if request.dryRun == true { throw .dryRun }
    kms.removeGrant(grant.address, &environment)
    return Response(grant: grant)
  }
}

extension KMSState {
  /// The grant that a request names, by its token or by key and id.
  fileprivate func grant(
    of request: RetireGrant.Request, as call: Call
  ) throws(KMSFailure) -> Grant {
    if let token = request.token {
      guard let grant = grant(ofToken: token.text) else { throw .invalidGrantToken }
      return grant
    }
    guard let reference = request.key, let id = request.grantID else { throw .invalidGrantID }
    switch try resolve(reference, .keys, as: call) {
    case .key(let key): return try grant(id.text, of: key.address)
    case .hidden(let arn): throw .keyNotFound(arn)
    case .unmade(let managed): throw .keyNotFound(managed.alias.arn)
    }
  }
}

/// A grant token as a request gives it.
package struct GrantTokenText: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }
}
