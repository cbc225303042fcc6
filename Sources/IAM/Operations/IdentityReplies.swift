import Access
package import Kernel

/// A permissions boundary in an answer.
package struct BoundaryReply: ReplyStructure {
  let arn: ARN

  package static let fields = Fields<BoundaryReply>(
    .init("PermissionsBoundaryType", \.type), .init("PermissionsBoundaryArn", \.arn))

  private var type: String { "PermissionsBoundaryPolicy" }
}

/// A user in an answer; an account's root user has neither path nor name.
package struct UserReply: ReplyStructure {
  /// The path and the name.
  let path, name: String?
  private let id: String
  private let arn: ARN
  private let creationDate: Timestamp
  private let boundary: BoundaryReply?
  private let tags: [IdentityTag]?

  package static let fields = Fields<UserReply>(
    .init("Path", \.path), .init("UserName", \.name), .init("UserId", \.id), .init("Arn", \.arn),
    .init("CreateDate", \.creationDate), .init("PermissionsBoundary", \.boundary),
    .init("Tags", \.tags))

  /// Tells of a user, and of boundary and labels where the whole is asked for.
  init(user: User, isWhole: Bool) {
    (path, name, id, arn) = (user.path, user.name, user.id, user.arn)
    creationDate = user.creationDate
    boundary = isWhole ? user.boundary.map(BoundaryReply.init) : nil
    tags = isWhole && !user.tags.isEmpty ? user.tags.tagList : nil
  }

  /// Tells of the root user.
  init(rootOf account: AccountID) {
    (path, name, boundary, tags) = (nil, nil, nil, nil)
    id = account.description
    arn = Principal.root(account).arn
    creationDate = Identities.firstCreationDate
  }
}

/// A group in an answer.
package struct GroupReply: ReplyStructure {
  let group: Group

  package static let fields = Fields<GroupReply>(
    .init("Path", \.group.path), .init("GroupName", \.group.name), .init("GroupId", \.group.id),
    .init("Arn", \.group.arn), .init("CreateDate", \.group.creationDate))
}

/// How much an answer tells of a role or a policy.
enum ReplyDetail: Sendable { case created, listed, whole }

/// A role in an answer.
package struct RoleReply: ReplyStructure {
  let role: Role
  let detail: ReplyDetail

  package static let fields = Fields<RoleReply>(
    .init("Path", \.role.path), .init("RoleName", \.role.name), .init("RoleId", \.role.id),
    .init("Arn", \.role.arn), .init("CreateDate", \.role.creationDate),
    .init("AssumeRolePolicyDocument", \.trust), .init("Description", \.description),
    .init("MaxSessionDuration", \.maxSessionSeconds), .init("PermissionsBoundary", \.boundary),
    .init("Tags", \.tags), .init("RoleLastUsed", \.lastUsed))

  private var trust: PolicyReply { PolicyReply(text: role.trust.text) }
  private var description: String? { detail == .created ? nil : role.description }
  private var maxSessionSeconds: Int? { detail == .created ? nil : role.maxSessionSeconds }
  private var boundary: BoundaryReply? {
    detail == .listed ? nil : role.boundary.map(BoundaryReply.init)
  }
  private var tags: [IdentityTag]? {
    detail == .listed || role.tags.isEmpty ? nil : role.tags.tagList
  }
  private var lastUsed: NothingReply? { detail == .whole ? NothingReply() : nil }
}

/// A structure without members.
package struct NothingReply: ReplyStructure {
  package static let fields = Fields<NothingReply>()
}

/// A managed policy in an answer.
package struct PolicyDescription: ReplyStructure {
  let policy: ManagedPolicy
  let attachmentCount: Int
  let boundaryCount: Int
  /// How much is told; a list leaves labels out, and only `GetPolicy` tells the description.
  let detail: ReplyDetail

  init(
    _ policy: ManagedPolicy, _ identities: Identities, in account: AccountID,
    _ detail: ReplyDetail
  ) {
    self.policy = policy
    let holders = identities.holders(of: policy.arn, in: account)
    attachmentCount = holders.users.count + holders.groups.count + holders.roles.count
    boundaryCount = identities.boundaryCount(of: policy.arn, in: account)
    self.detail = detail
  }

  package static let fields = Fields<PolicyDescription>(
    .init("PolicyName", \.policy.name), .init("PolicyId", \.policy.id), .init("Arn", \.policy.arn),
    .init("Path", \.policy.path), .init("DefaultVersionId", \.versionID),
    .init("AttachmentCount", \.attachmentCount),
    .init("PermissionsBoundaryUsageCount", \.boundaryCount), .init("IsAttachable", \.isAttachable),
    .init("Description", \.description), .init("CreateDate", \.policy.creationDate),
    .init("UpdateDate", \.policy.updateDate), .init("Tags", \.tags))

  private var versionID: String { "v\(policy.defaultNumber)" }
  private var isAttachable: Bool { true }
  private var description: String? { detail == .whole ? policy.description : nil }
  private var tags: [IdentityTag]? {
    switch detail {
    case .whole: policy.tags.tagList
    case .created: policy.tags.isEmpty ? nil : policy.tags.tagList
    case .listed: nil
    }
  }
}

/// A version of a managed policy in an answer.
package struct VersionReply: ReplyStructure {
  let version: ManagedPolicy.Version
  let isDefault: Bool
  let hasDocument: Bool

  package static let fields = Fields<VersionReply>(
    .init("Document", \.body), .init("VersionId", \.version.id),
    .init("IsDefaultVersion", \.isDefault), .init("CreateDate", \.version.creationDate))

  private var body: PolicyReply? { hasDocument ? PolicyReply(text: version.policy.text) : nil }
}

/// An attached policy in an answer.
package struct AttachedReply: ReplyStructure {
  let name: String
  let arn: ARN

  package static let fields = Fields<AttachedReply>(
    .init("PolicyName", \.name), .init("PolicyArn", \.arn))
}

/// An access key in an answer, without its secret.
package struct AccessKeyReply: ReplyStructure {
  let userName: String
  let key: AccessKey

  package static let fields = Fields<AccessKeyReply>(
    .init("UserName", \.userName), .init("AccessKeyId", \.key.id), .init("Status", \.status),
    .init("CreateDate", \.key.creationDate))

  private var status: AccessKeyStatus { key.isActive ? .active : .inactive }
}
