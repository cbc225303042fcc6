package import Access
package import Kernel

/// Tells of the custom key stores of the account in the Region, or of one.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeCustomKeyStores.html
package enum DescribeCustomKeyStores: KMSOperation {
  package struct Request: Sendable {
    let id: String?
    let storeName: String?
    let limit: Int?
    let marker: Marker?
  }
  package struct Response: Sendable {
    let stores: [CustomKeyStoresEntry]
    let next: Marker?
    let isTruncated: Bool
  }

  package static let name = "DescribeCustomKeyStores"
  package static let summary =
    "Tells of the custom key stores of the account in the Region, or of one."
  package static let request = Shape(
    Request.init(id:storeName:limit:marker:),
    Member(
      "CustomKeyStoreId", \.id, .length(1...64), suggests: .keyStores, help: "One store, by its id."
    ),
    KeyStoreMembers.name("CustomKeyStoreName", \.storeName, help: "One store, by its name."),
    Members.limit(\.limit), Members.marker(\.marker))
  package static let response = Fields<Response>(
    .init("CustomKeyStores", \.stores), .init("NextMarker", \.next),
    .init("Truncated", \.isTruncated))
  package static let paging: Paging? = Paging(lists: ["CustomKeyStores"])
  package static let effect = Effect.read
  package static let errors = ["InvalidMarkerException", "CustomKeyStoreNotFoundException"]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    [.identity("kms:DescribeCustomKeyStores", owner: call.account)]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    var stores = kms.keyStores(account: call.account, region: call.region)
    switch (request.id, request.storeName) {
    case (nil, nil): break
    case (let id?, nil): stores = [try kms.keyStore(id, as: call)]
    case (nil, let name?):
      stores = stores.filter { $0.name == name }
      guard !stores.isEmpty else { throw .keyStore(.notFound(name)) }
    case (_?, _?):
      throw .validation("Specify either CustomKeyStoreId or CustomKeyStoreName, not both.")
    }
    let page = try Page(of: stores, after: request.marker, limit: request.limit ?? 100) {
      $0.address.id.description
    }
    return Response(
      stores: page.elements.map { CustomKeyStoresEntry(store: $0) }, next: page.next,
      isTruncated: page.next != nil)
  }
}
