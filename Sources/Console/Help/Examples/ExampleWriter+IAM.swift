import Access
import Cloud
import IAM
import Kernel
import Sessions
import Shell
import Text

extension ExampleWriter {
  /// What stands behind an option of IAM and STS; `nil` for options that need nothing of the world.
  mutating func valueOfIAM(_ member: MemberDescription) -> String? {
    guard [.iam, .sts].contains(operation.service) else { return nil }
    switch member.name {
    case "UserName": return user()
    case "NewUserName": return "renamed"
    case "GroupName": return group()
    case "RoleName": return role()
    case "RoleArn":
      return "arn:aws:iam::\(account):role/\(role())"
    case "RoleSessionName": return "first-session"
    case "PolicyArn", "PermissionsBoundary": return policyARN()
    case "PolicyName": return operation.name == "CreatePolicy" ? newPolicy : "MayListKeys"
    case "PolicyDocument":
      return quoted(operation.name == "UpdateAssumeRolePolicy" ? trust : ExampleWriter.policy)
    case "AssumeRolePolicyDocument": return quoted(trust)
    case "VersionId": return operation.name == "DeletePolicyVersion" ? otherVersion() : "v1"
    case "AccessKeyId": return accessKey()
    case "Status": return "Inactive"
    default: return nil
    }
  }

  private static let policy = """
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*"}]}
    """

  /// A policy that trusts alice.
  private var trust: String {
    """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::\(account):user/alice"},
      "Action": "sts:AssumeRole"}]}
    """
  }

  private mutating func user() -> String {
    let carol = free("carol") { self.identities.users[$0] != nil }
    switch operation.name {
    case "CreateUser": return carol
    case "DeleteUser", "UpdateUser":
      prepare("aws iam create-user --user-name \(carol)")
      return carol
    case "RemoveUserFromGroup":
      prepare("aws iam add-user-to-group --group-name \(group()) --user-name bob")
    default: break
    }
    return attached(to: "user", "bob")
  }

  private mutating func group() -> String {
    let readers = free("readers") { self.identities.groups[$0] != nil }
    if operation.name == "CreateGroup" { return readers }
    let live = identities.groups.first { $0.value.account == account }
    if prefersLive, operation.name != "DeleteGroup", let live {
      return attached(to: "group", live.value.name)
    }
    prepare("aws iam create-group --group-name \(readers)")
    return attached(to: "group", readers)
  }

  private mutating func role() -> String {
    let app = free("App") { self.identities.roles[$0] != nil }
    if operation.name == "CreateRole" { return app }
    let live = identities.roles.first { $0.value.account == account }
    if prefersLive, !["DeleteRole", "AssumeRole"].contains(operation.name), let live {
      return attached(to: "role", live.value.name)
    }
    let isAssumed = operation.name == "AssumeRole"
    if isAssumed { prepare("as root") }
    prepare(
      "aws iam create-role --role-name \(app) --assume-role-policy-document \(quoted(trust))")
    // The root user cannot assume a role.
    if isAssumed { prepare("as alice") }
    return attached(to: "role", app)
  }

  private var identities: Identities { session.world.environment.identities }

  /// A name that nothing has yet.
  private func free(_ name: String, _ isTaken: (IdentityAddress) -> Bool) -> String {
    (1...).lazy.map { $0 == 1 ? name : "\(name)-\($0)" }
      .first { !isTaken(IdentityAddress(self.account, $0)) } ?? name
  }

  /// The name, behind what gives its bearer what the operation reads or takes away.
  private mutating func attached(to kind: String, _ name: String) -> String {
    let noun = kind.capitalizedFirst
    let bearer = "--\(kind)-name \(name)"
    switch operation.name {
    case "Get\(noun)Policy", "Delete\(noun)Policy":
      prepare(
        "aws iam put-\(kind)-policy \(bearer) --policy-name MayListKeys"
          + " --policy-document \(quoted(ExampleWriter.policy))")
    case "Detach\(noun)Policy":
      prepare("aws iam attach-\(kind)-policy \(bearer) --policy-arn \(policyARN())")
    case "Delete\(noun)PermissionsBoundary":
      prepare(
        "aws iam put-\(kind)-permissions-boundary \(bearer) --permissions-boundary \(policyARN())")
    default: break
    }
    return name
  }

  private var newPolicy: String {
    free("MayListKeys") { self.identities.policies[$0] != nil }
  }

  /// A managed policy of the account.
  private mutating func policyARN() -> String {
    let live = identities.policies.first { $0.value.arn.account == account }
    if prefersLive, operation.name != "DeletePolicy", let live { return "\(live.value.arn)" }
    prepare(
      "aws iam create-policy --policy-name \(newPolicy) --policy-document"
        + " \(quoted(ExampleWriter.policy))")
    return "arn:aws:iam::\(account):policy/\(newPolicy)"
  }

  /// A version that is not the default.
  private mutating func otherVersion() -> String {
    prepare(
      "VERSION=$(aws iam create-policy-version --policy-arn \(policyARN())"
        + " --policy-document \(quoted(ExampleWriter.policy))"
        + " --query PolicyVersion.VersionId --output text)")
    return "$VERSION"
  }

  private mutating func accessKey() -> String {
    prepare(
      "ACCESS_KEY=$(aws iam create-access-key --user-name bob"
        + " --query AccessKey.AccessKeyId --output text)")
    return "$ACCESS_KEY"
  }
}
