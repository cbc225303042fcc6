package import Access
package import Kernel

/// Lists the keys of the account in the Region.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
package enum ListKeys: KMSOperation {
  package struct Request: Sendable {
    let limit: Int?
    let marker: Marker?
  }
  package struct Response: Sendable {
    let keys: [Entry]
    let next: Marker?
    let isTruncated: Bool
  }
  /// One key of the list.
  package struct Entry: ReplyStructure {
    let id: String
    let arn: ARN
    package static let fields = Fields<Entry>(.init("KeyId", \.id), .init("KeyArn", \.arn))
  }

  package static let name = "ListKeys"
  package static let summary = "Lists the keys of the account in the Region."
  package static let request = Shape(
    Request.init(limit:marker:), Members.limit(\.limit), Members.marker(\.marker))
  package static let response = Fields<Response>(
    .init("Keys", \.keys), .init("NextMarker", \.next), .init("Truncated", \.isTruncated))
  package static let paging: Paging? = Paging(lists: ["Keys"])
  package static let effect = Effect.read
  package static let rate = RequestRate.own(100)
  package static let errors = ["InvalidMarkerException"]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:ListKeys", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    let keys = kms.keys(account: call.account, region: call.region)
    let page = try Page(of: keys, after: request.marker, limit: request.limit ?? 100) {
      $0.address.id.description
    }
    return Response(
      keys: page.elements.map { Entry(id: $0.address.id.description, arn: $0.arn) },
      next: page.next, isTruncated: page.next != nil)
  }
}
