package import Kernel

/// A permissions boundary in an answer.
package struct BoundaryReply: ReplyStructure {
  let arn: ARN

  package static let fields = Fields<BoundaryReply>(
    .init("PermissionsBoundaryType", \.type), .init("PermissionsBoundaryArn", \.arn))

  private var type: String { "PermissionsBoundaryPolicy" }
}

/// A user in an answer.
package struct UserReply: ReplyStructure {
  let user: User
  /// Whether boundary and labels are told too.
  let isWhole: Bool

  package static let fields = Fields<UserReply>(
    .init("Path", \.user.path), .init("UserName", \.user.name), .init("UserId", \.user.id),
    .init("Arn", \.user.arn), .init("CreateDate", \.user.creationDate),
    .init("PermissionsBoundary", \.boundary), .init("Tags", \.tags))

  private var boundary: BoundaryReply? { isWhole ? user.boundary.map(BoundaryReply.init) : nil }
  private var tags: [IdentityTag]? {
    isWhole && !user.tags.isEmpty ? user.tags.tagList : nil
  }
}

/// A group in an answer.
package struct GroupReply: ReplyStructure {
  let group: Group

  package static let fields = Fields<GroupReply>(
    .init("Path", \.group.path), .init("GroupName", \.group.name), .init("GroupId", \.group.id),
    .init("Arn", \.group.arn), .init("CreateDate", \.group.creationDate))
}

/// A role in an answer.
package struct RoleReply: ReplyStructure {
  /// How much is told.
  enum Detail: Sendable { case created, listed, whole }

  let role: Role
  let detail: Detail

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
  /// Whether description and labels are told too.
  let isWhole: Bool

  init(_ policy: ManagedPolicy, _ identities: Identities, in account: AccountID, isWhole: Bool) {
    self.policy = policy
    let holders = identities.holders(of: policy.arn, in: account)
    attachmentCount = holders.users.count + holders.groups.count + holders.roles.count
    boundaryCount = identities.boundaryCount(of: policy.arn, in: account)
    self.isWhole = isWhole
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
  private var description: String? { isWhole ? policy.description : nil }
  private var tags: [IdentityTag]? { isWhole ? policy.tags.tagList : nil }
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
