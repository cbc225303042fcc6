package import Access
package import Kernel

/// Lists the labels of a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html
package enum ListResourceTags: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let limit: Int?
    let marker: Marker?
  }
  package struct Response: Sendable {
    let tags: [Tag]
    let next: Marker?
    let isTruncated: Bool
  }

  package static let name = "ListResourceTags"
  package static let summary = "Lists the labels of a key."
  package static let request = Shape(
    Request.init(key:limit:marker:), Members.key(\.key), Members.limit(\.limit, 1...50),
    Members.marker(\.marker))
  package static let response = Fields<Response>(
    .init("Tags", \.tags), .init("NextMarker", \.next), .init("Truncated", \.isTruncated))
  package static let paging: Paging? = Paging(lists: ["Tags"])
  package static let effect = Effect.read
  package static let errors = [
    "NotFoundException", "InvalidArnException", "InvalidMarkerException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let page = try Page(of: key.tags, after: request.marker, limit: request.limit ?? 50) { $0.key }
    return Response(
      tags: page.elements.map { Tag(key: TagKey($0.key), value: $0.value) }, next: page.next,
      isTruncated: page.next != nil)
  }
}
