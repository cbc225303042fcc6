package import Kernel

/// AccessControlPolicy: an ACL as a document.
package struct AccessControlPolicy: StructureValue {
  let grants: [Grant]?
  let owner: ACLOwner?

  package static let shape = Shape(
    AccessControlPolicy.init(grants:owner:), Member("Grants", \.grants, help: "Who may what."),
    Member("Owner", \.owner, help: "Whose it is."))

  /// Grant.
  package struct Grant: StructureValue {
    let grantee: Grantee?
    let permission: OpenEnumeration<ACLPermission>?

    package static let shape = Shape(
      Grant.init(grantee:permission:), Member("Grantee", \.grantee, help: "Who."),
      Member("Permission", \.permission, help: "FULL_CONTROL, READ, WRITE and so on."))
  }

  /// Grantee.
  package struct Grantee: StructureValue {
    let displayName: String?
    let email: String?
    let id: String?
    let type: OpenEnumeration<GranteeType>
    let uri: String?

    package static let shape = Shape(
      Grantee.init(displayName:email:id:type:uri:),
      Member("DisplayName", \.displayName, help: "S3 does not look at it."),
      Member("EmailAddress", \.email, help: "Ended in 2025."),
      Member("ID", \.id, help: "The canonical id of an account."),
      Member("Type", \.type, help: "CanonicalUser or Group."),
      Member("URI", \.uri, help: "A group of S3's own."))
  }

  /// Owner, as a request has it.
  package struct ACLOwner: StructureValue {
    let displayName: String?
    let id: String?

    package static let shape = Shape(
      ACLOwner.init(displayName:id:),
      Member("DisplayName", \.displayName, help: "S3 does not look at it."),
      Member("ID", \.id, help: "The canonical id of an account."))
  }

  /// Fails for a document that is no ACL.
  func check() throws(S3Failure) {
    guard owner?.id != nil, let grants,
      grants.allSatisfy({ $0.permission?.known != nil && $0.grantee?.type.known != nil })
    else { throw .acl(.malformed) }
  }

  /// Whether it says what holds anyway.
  func isOwners(_ account: AccountID) -> Bool {
    owner?.id == account.canonicalID && grants?.count == 1
      && grants?[0].permission?.known == .fullControl
      && grants?[0].grantee?.id == account.canonicalID
  }
}

/// What a grant of an ACL permits.
package enum ACLPermission: String, EnumerationValue {
  case fullControl = "FULL_CONTROL"
  case write = "WRITE"
  case writeACP = "WRITE_ACP"
  case read = "READ"
  case readACP = "READ_ACP"
}

/// The kinds of those to whom an ACL grants something.
package enum GranteeType: String, EnumerationValue {
  case canonicalUser = "CanonicalUser"
  case byEmail = "AmazonCustomerByEmail"
  case group = "Group"
}

/// The ACL of every bucket and object here: its owner may everything, and nobody else by it.
struct OwnersACL: ReplyStructure {
  let account: AccountID

  static let fields = Fields<OwnersACL>(.init("Owner", \.owner), .init("Grants", \.grants))

  private var owner: Owner { Owner(account: account) }
  private var grants: [OwnersGrant] { [OwnersGrant(account: account)] }
}

/// Grant, as it is told.
struct OwnersGrant: ReplyStructure {
  let account: AccountID

  static let fields = Fields<OwnersGrant>(
    .init("Grantee", \.grantee), .init("Permission", \.permission))

  private var grantee: OwnerAsGrantee { OwnerAsGrantee(account: account) }
  private var permission: String { "FULL_CONTROL" }
}

/// Grantee, as it is told.
struct OwnerAsGrantee: ReplyStructure {
  let account: AccountID

  static let fields = Fields<OwnerAsGrantee>(
    .init("ID", \.account.canonicalID), .init("Type", \.type))

  private var type: String { "CanonicalUser" }
}
