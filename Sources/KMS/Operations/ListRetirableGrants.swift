package import Access
package import Kernel

/// Lists the grants that a principal may retire, of all keys in the Region.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html
package enum ListRetirableGrants: KMSOperation {
  package struct Request: Sendable {
    let limit: Int?
    let marker: Marker?
    let retiring: GrantPrincipal?
    let retiringService: GrantService?
  }
  package typealias Response = GrantPage

  package static let name = "ListRetirableGrants"
  package static let summary =
    "Lists the grants that a principal may retire, of all keys in the Region."
  package static let request = Shape(
    Request.init(limit:marker:retiring:retiringService:), Members.limit(\.limit, 1...100),
    Members.marker(\.marker),
    GrantPrincipal.member(
      "RetiringPrincipal", \.retiring, help: "A principal of your own account."),
    GrantService.member("RetiringServicePrincipal", \.retiringService))
  package static let response = GrantPage.fields
  package static let paging: Paging? = Paging(lists: ["Grants"])
  package static let effect = Effect.read
  package static let errors = [
    "InvalidMarkerException", "InvalidArnException", "NotFoundException",
  ]

  package static func check(_ request: Request) throws(KMSFailure) {
    try request.retiringService.check()
    guard request.retiring != nil else {
      throw .validation("Either RetiringPrincipal or RetiringServicePrincipal must be specified.")
    }
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:ListRetirableGrants", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    guard let retiring = request.retiring else {
      preconditionFailure("a list without a principal is refused")
    }
    try retiring.check(environment)
    guard ARN(retiring.text).map({ $0.account == call.account }) ?? true else {
      throw .invalidPrincipal(retiring.text)
    }
    let grants = kms.grants.values.filter {
      $0.retiring == retiring && $0.address.key.region == call.region
    }
    return try GrantPage(of: grants, after: request.marker, limit: request.limit)
  }
}
