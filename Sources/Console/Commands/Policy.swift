import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell

extension LabCommand {
  /// Prints key policies to start from.
  static let policy = LabCommand(
    "policy", "prints a key policy to start from", operands: "template default|admins-and-users",
    options: [
      ToolOption("--admin", value: "NAME", summary: "who administers the key; may be repeated"),
      ToolOption("--user", value: "NAME", summary: "who uses the key; may be repeated"),
    ],
    details: """
      policy template default
          what a key has that was made without a policy: it lets IAM decide
      policy template admins-and-users --admin alice --user alice
          what AWS's console writes when you choose administrators and users of a key;
          its last statement lets the users hand the key on to services of AWS, by
          grants

      policy template default >p.json
      aws kms put-key-policy --key-id KEY-ID --policy file://p.json
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 2, of: "policy")
    let words = arguments.operands
    guard words.count == 2, words[0].text == "template" else {
      throw Fault(
        "policy prints templates: policy template NAME", range: words.first?.range,
        next: "policy template admins-and-users --admin alice --user alice")
    }
    let account = session.present.caller.account
    switch words[1].text {
    case "default": return LabAnswer(KeyPolicyTemplate.standard(account))
    case "admins-and-users":
      return LabAnswer(
        KeyPolicyTemplate.adminsAndUsers(
          account, admins: try session.arns("--admin", arguments),
          users: try session.arns("--user", arguments)))
    default:
      throw Fault(
        "no template \(quoted(words[1].text)); there are default and admins-and-users",
        range: words[1].range, next: "policy template default")
    }
  }
}

extension LabAnswer {
  /// A policy: text for a file, and data.
  fileprivate init(_ policy: Document) {
    self.init(document: policy, text: JSONWriter.text(policy, layout: .indented) + "\n")
  }
}

extension Session {
  /// The users that an option names; at least one.
  fileprivate func arns(_ option: String, _ arguments: ToolArguments) throws(Fault) -> [Document] {
    let account = present.caller.account
    let names = arguments.options.filter { $0.name == option }
      .flatMap { $0.value.split(separator: ",").map(String.init) }
    guard !names.isEmpty else {
      throw Fault(
        "the template needs \(option)",
        next: "policy template admins-and-users --admin alice --user alice")
    }
    var arns: [Document] = []
    for name in names {
      guard let principal = present.caller(named: name), principal.account == account else {
        let near = present.nearestCaller(to: name)
        throw Fault(
          "there is no user \(quoted(name)) in account \(account)"
            + (near.map { "; the nearest is \($0)" } ?? "")
            + "; AWS refuses a policy that names nobody",
          next: near.map { line(with: $0, for: name) ?? "whoami" } ?? "as root", status: 1)
      }
      arns.append(.string(world.environment.identities.principalARN(of: principal).description))
    }
    return arns
  }
}

/// Key policies as AWS writes them.
enum KeyPolicyTemplate {
  /// The policy of a key that was made without one.
  static func standard(_ account: AccountID) -> Document {
    ["Version": "2012-10-17", "Id": "key-default-1", "Statement": .list([delegation(account)])]
  }

  /// What the console writes for administrators and users.
  static func adminsAndUsers(
    _ account: AccountID, admins: [Document], users: [Document]
  ) -> Document {
    [
      "Version": "2012-10-17", "Id": "key-consolepolicy-3",
      "Statement": .list([
        delegation(account),
        statement("Allow access for Key Administrators", admins, administration),
        statement("Allow use of the key", users, use),
        statement(
          "Allow attachment of persistent resources", users, attachment,
          condition: ["Bool": ["kms:GrantIsForAWSResource": true]]),
      ]),
    ]
  }

  private static let administration = [
    "kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Put*", "kms:Update*",
    "kms:Revoke*", "kms:Disable*", "kms:Get*", "kms:Delete*", "kms:TagResource",
    "kms:UntagResource", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion",
    "kms:RotateKeyOnDemand",
  ]
  private static let use = [
    "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey",
  ]

  private static let attachment = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]

  private static func delegation(_ account: AccountID) -> Document {
    [
      "Sid": "Enable IAM User Permissions", "Effect": "Allow",
      "Principal": ["AWS": .string(Principal.root(account).arn.description)],
      "Action": "kms:*", "Resource": "*",
    ]
  }

  private static func statement(
    _ sid: String, _ principals: [Document], _ actions: [String], condition: Document? = nil
  ) -> Document {
    var object: DocumentObject = [
      "Sid": .string(sid), "Effect": "Allow",
      "Principal": ["AWS": principals.count == 1 ? principals[0] : .list(principals)],
      "Action": .list(actions.map { .string($0) }), "Resource": "*",
    ]
    object["Condition"] = condition
    return .object(object)
  }
}
