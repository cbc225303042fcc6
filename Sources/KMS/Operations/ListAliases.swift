package import IAM
package import Kernel

/// Lists the aliases of the account in the Region, or of one key.
package enum ListAliases: KMSOperation {
  package struct Request: Sendable {
    let key: KeyReference?
    let limit: Int?
    let marker: Marker?
  }
  package struct Response: Sendable {
    let aliases: [Entry]
    let next: Marker?
    let isTruncated: Bool
  }
  /// One alias of the list.
  package struct Entry: ReplyStructure {
    let alias: Alias
    package static let fields = Fields<Entry>(
      .init("AliasName", \.alias.address.name), .init("AliasArn", \.alias.address.arn),
      .init("TargetKeyId", \.alias.target.description),
      .init("CreationDate", \.alias.creationDate),
      .init("LastUpdatedDate", \.alias.lastUpdatedDate))
  }

  package static let name = "ListAliases"
  package static let summary = "Lists the aliases of the account in the Region, or of one key."
  package static let request = Shape(
    Request.init(key:limit:marker:),
    Member(
      "KeyId", \.key, .length(1...2048), suggests: .keys,
      help: "Key ID or key ARN; only the aliases of this key."),
    Members.limit(\.limit, 1...100), Members.marker(\.marker))
  package static let response = Fields<Response>(
    .init("Aliases", \.aliases), .init("NextMarker", \.next), .init("Truncated", \.isTruncated))
  package static let paging: Paging? = Paging(lists: ["Aliases"])
  package static let effect = Effect.read
  package static let errors = [
    "InvalidMarkerException", "InvalidArnException", "NotFoundException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:ListAliases", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    var aliases = kms.aliases(account: call.account, region: call.region)
    if let reference = request.key {
      let key = try kms.key(reference, .keys, &environment, as: call)
      // The caller must not learn which keys another account has.
      guard key.address.account == call.account else { throw .keyNotFound(key.arn) }
      aliases = kms.aliases(of: key.address)
    }
    let page = try Page(of: aliases, after: request.marker, limit: request.limit ?? 50) {
      $0.address.name
    }
    return Response(
      aliases: page.elements.map(Entry.init), next: page.next, isTruncated: page.next != nil)
  }
}
