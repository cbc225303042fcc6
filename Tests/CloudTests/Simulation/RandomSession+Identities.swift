import Cloud
import Kernel

/// Requests of IAM and STS: few names, so that steps meet; never alice's and bob's, whom the model
/// knows.
extension StepSource {
  /// Operations without which the others find nothing.
  static let commonOfIdentities = [
    "CreateUser", "CreateUser", "CreateGroup", "CreateRole", "CreateRole", "CreatePolicy",
    "CreatePolicyVersion", "CreatePolicyVersion", "AttachUserPolicy", "AttachGroupPolicy",
    "AttachRolePolicy", "PutUserPolicy", "PutGroupPolicy", "PutRolePolicy", "AddUserToGroup",
    "CreateAccessKey", "AssumeRole", "DetachUserPolicy", "DetachGroupPolicy", "DetachRolePolicy",
    "DeleteUserPolicy", "DeleteGroupPolicy", "DeleteRolePolicy", "RemoveUserFromGroup",
    "GetRolePolicy", "UpdateAccessKey", "UpdateAssumeRolePolicy", "DetachGroupPolicy",
  ]

  /// A trust policy.
  static let trust = Document.string(
    #"{"Statement": {"Effect": "Allow", "Principal": {"AWS": ["111122223333", "#
      + #""arn:aws:iam::111122223333:user/alice"]}, "Action": "sts:*"}}"#)

  /// How often a request has a member that it need not have, in per cent.
  static func chanceOfIdentities(_ name: String) -> Int {
    switch name {
    case "UserName": 100
    case "PermissionsBoundary", "SetAsDefault": 30
    case "Marker", "MaxItems", "Policy": 10
    case "SerialNumber", "TokenCode", "ProvidedContexts", "SourceIdentity", "ExternalId": 1
    default: 15
    }
  }

  /// The value of a member; `nil` for one without a rule of its own.
  mutating func identityValue(_ member: MemberDescription) -> Document? {
    let number = dice.below(2)
    switch member.name {
    case "UserName", "NewUserName": return .string("user\(number)")
    case "GroupName": return .string("group\(number)")
    case "RoleName": return .string("role\(number)")
    case "PolicyName": return .string("policy\(number)")
    case "PolicyArn", "PermissionsBoundary":
      return .string("arn:aws:iam::111122223333:policy/policy\(number)")
    case "RoleArn": return .string("arn:aws:iam::111122223333:role/role\(number)")
    case "PolicyArns": return [["arn": "arn:aws:iam::111122223333:policy/policy0"]]
    case "Path", "NewPath", "PathPrefix": return "/"
    case "PolicyDocument", "Policy":
      if member.name == "PolicyDocument", dice.happens(5) { return "{}" }
      return
        #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#
    case "AssumeRolePolicyDocument": return StepSource.trust
    case "Tags": return [["Key": .string("t\(number)"), "Value": "v"]]
    case "TagKeys", "TransitiveTagKeys": return [.string("t\(number)")]
    case "VersionId": return .string("v\(1 + dice.below(4))")
    case "AccessKeyId": return .string("<access\(number)>")
    case "RoleSessionName": return "session"
    case "DurationSeconds": return .integer(dice.pick([900, 3600, 7200]) ?? 900)
    case "MaxSessionDuration": return 7200
    default: return nil
    }
  }
}
