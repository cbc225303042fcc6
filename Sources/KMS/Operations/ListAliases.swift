package import Access
package import Kernel

/// Lists the aliases of the account in the Region, or of one key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
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
  /// One alias of the list; AWS's own that was never used names no key yet.
  package struct Entry: ReplyStructure {
    let address: AliasAddress
    let alias: Alias?
    package static let fields = Fields<Entry>(
      .init("AliasName", \.address.name), .init("AliasArn", \.address.arn),
      .init("TargetKeyId", \.alias?.target.description),
      .init("CreationDate", \.alias?.creationDate),
      .init("LastUpdatedDate", \.alias?.lastUpdatedDate))
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
  package static let rate = RequestRate.own(100)
  package static let errors = [
    "InvalidMarkerException", "InvalidArnException", "NotFoundException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:ListAliases", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    var entries = kms.entries(account: call.account, region: call.region)
    if let reference = request.key {
      let key = try kms.key(reference, .keys, &environment, as: call)
      // The caller must not learn which keys another account has.
      guard key.address.account == call.account else { throw .keyNotFound(key.arn) }
      entries = kms.aliases(of: key.address).map { Entry(address: $0.address, alias: $0) }
    }
    let page = try Page(of: entries, after: request.marker, limit: request.limit ?? 50) {
      $0.address.name
    }
    return Response(aliases: page.elements, next: page.next, isTruncated: page.next != nil)
  }
}

extension KMSState {
  /// All aliases of an account in a Region in the order of their names, AWS's own among them before
  /// their first use.
  fileprivate func entries(account: AccountID, region: Region) -> [ListAliases.Entry] {
    let unmade = ManagedKey.Owner.allCases
      .map { ManagedKey($0, account: account, region: region).alias }
      .filter { aliases[$0] == nil }.map { ListAliases.Entry(address: $0, alias: nil) }
    let named = aliases(account: account, region: region)
      .map { ListAliases.Entry(address: $0.address, alias: $0) }
    return (unmade + named).sorted { $0.address < $1.address }
  }
}
