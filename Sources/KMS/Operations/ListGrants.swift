package import Access
package import Kernel

/// Lists the grants of a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
package enum ListGrants: KeyOperation {
  package struct Request: NamesKey {
    let limit: Int?
    let marker: Marker?
    package let key: KeyReference
    let grantID: GrantReference?
    let grantee: GrantPrincipal?
    let granteeService: GrantService?
  }
  package typealias Response = GrantPage

  package static let name = "ListGrants"
  package static let summary = "Lists the grants of a key."
  package static let request = Shape(
    Request.init(limit:marker:key:grantID:grantee:granteeService:),
    Members.limit(\.limit, 1...100),
    Members.marker(\.marker), Members.key(\.key),
    GrantReference.member(\.grantID, help: "Only the grant of this id."),
    GrantPrincipal.member(
      "GranteePrincipal", \.grantee, help: "Only the grants of this principal."),
    GrantService.member("GranteeServicePrincipal", \.granteeService))
  package static let response = GrantPage.fields
  package static let paging: Paging? = Paging(lists: ["Grants"])
  package static let effect = Effect.read
  package static let rate = RequestRate.own(100)
  package static let errors = [
    "NotFoundException", "InvalidMarkerException", "InvalidGrantIdException",
    "InvalidArnException", "KMSInvalidStateException",
  ]
  package static let worksAcrossAccounts = true

  package static func check(_ request: Request) throws(KMSFailure) {
    try request.granteeService.check()
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    var grants = Array(kms.grants(of: key.address))
    if let id = request.grantID { grants = [try kms.grant(id.text, of: key.address)] }
    if let grantee = request.grantee { grants = grants.filter { $0.grantee == grantee } }
    return try GrantPage(of: grants, after: request.marker, limit: request.limit)
  }
}

/// One page of grants.
package struct GrantPage: Sendable {
  let grants: [Entry]
  let next: Marker?
  let isTruncated: Bool

  /// One grant of the list.
  package struct Entry: ReplyStructure {
    let grant: Grant
    package static let fields = Fields<Entry>(
      .init("KeyId", \.grant.address.key.arn), .init("GrantId", \.grant.address.id.description),
      .init("Name", \.name), .init("CreationDate", \.grant.creationDate),
      .init("GranteePrincipal", \.grant.grantee), .init("RetiringPrincipal", \.grant.retiring),
      .init("IssuingAccount", \.issuer), .init("Operations", \.grant.operations),
      .init("Constraints", \.grant.constraints), .init("GranteeServicePrincipal", \.noService),
      .init("RetiringServicePrincipal", \.noService))

    private var noService: GrantService? { nil }
    private var name: String { grant.name ?? "" }
    private var issuer: ARN { Principal.root(grant.issuer).arn }
  }

  static let fields = Fields<GrantPage>(
    .init("Grants", \.grants), .init("NextMarker", \.next), .init("Truncated", \.isTruncated))

  /// Takes a page of grants in the order of their keys and ids.
  init(of grants: [Grant], after marker: Marker?, limit: Int?) throws(KMSFailure) {
    let page = try Page(of: grants, after: marker, limit: limit ?? 50) {
      "\($0.address.key.arn) \($0.address.id)"
    }
    self.grants = page.elements.map(Entry.init)
    next = page.next
    isTruncated = page.next != nil
  }
}

/// The id of a grant as a request gives it.
package struct GrantReference: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The member GrantId.
  static func member<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, help: String
  ) -> Member<Root, Value> { Member("GrantId", path, .length(1...128), help: help) }
}
