package import Access
package import Kernel

/// Lists the names of a key's policies: always the one, default.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html
package enum ListKeyPolicies: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let limit: Int?
    let marker: Marker?
  }
  package struct Response: Sendable {
    let names: [String]
    let next: Marker?
    let isTruncated: Bool
  }

  package static let name = "ListKeyPolicies"
  package static let summary = "Lists the names of a key's policies: always the one, default."
  package static let request = Shape(
    Request.init(key:limit:marker:), Members.key(\.key), Members.limit(\.limit),
    Members.marker(\.marker))
  package static let response = Fields<Response>(
    .init("PolicyNames", \.names), .init("NextMarker", \.next),
    .init("Truncated", \.isTruncated))
  package static let paging: Paging? = Paging(lists: ["PolicyNames"])
  package static let effect = Effect.read
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let page = try Page(of: [KeyPolicy.name], after: request.marker, limit: request.limit ?? 100) {
      $0
    }
    return Response(names: page.elements, next: page.next, isTruncated: page.next != nil)
  }
}
