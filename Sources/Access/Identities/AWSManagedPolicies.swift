package import Kernel

/// The policies that AWS itself keeps and every account can attach; those whose text is known.
package enum AWSManagedPolicies {
  /// The policy of an ARN; `nil` for one that this program has not.
  package static func policy(_ arn: ARN) -> ManagedPolicy? { all.first { $0.arn == arn } }

  /// What they are called.
  package static var names: [String] { all.map(\.name) }

  /// All of them, by name.
  package static let all: [ManagedPolicy] = [
    make(
      "AdministratorAccess", id: "ANPAIWMBCKSKIEE64ZLYK",
      "Provides full access to AWS services and resources.", created: "2015-02-06T18:39:46",
      statement("*", actions: ["*"])),
    make(
      "AmazonS3FullAccess", id: "ANPAIFIR6V6BVTRAHWINE",
      "Provides full access to all buckets via the AWS Management Console.",
      created: "2015-02-06T18:40:58", number: 2,
      statement("*", actions: ["s3:*", "s3-object-lambda:*"])),
    make(
      "AmazonS3ReadOnlyAccess", id: "ANPAIZTJ4DXE7G6AGAE6M",
      "Provides read only access to all buckets via the AWS Management Console.",
      created: "2015-02-06T18:40:59", number: 3,
      statement(
        "*",
        actions: [
          "s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*",
          "s3-object-lambda:List*",
        ])),
    make(
      "AWSKeyManagementServicePowerUser", id: "ANPAJNPP7PPPPMJRV2SA4",
      "Provides access to AWS Key Management Service (KMS).", created: "2015-02-06T18:40:40",
      number: 2,
      statement(
        "*",
        actions: [
          "kms:CreateAlias", "kms:CreateKey", "kms:DeleteAlias", "kms:Describe*",
          "kms:GenerateRandom", "kms:Get*", "kms:List*", "kms:TagResource", "kms:UntagResource",
          "iam:ListGroups", "iam:ListRoles", "iam:ListUsers",
        ])),
  ]

  private static func statement(_ resource: String, actions: [String]) -> PolicyStatement {
    PolicyStatement(
      sid: nil, effect: .allow, principals: [],
      actions: actions.map { Wildcard($0, ignoringCase: true) }, resources: [Wildcard(resource)])
  }

  private static func make(
    _ name: String, id: String, _ description: String, created: String, number: Int = 1,
    _ statement: PolicyStatement
  ) -> ManagedPolicy {
    let actions = statement.actions.map { Document.string($0.pattern) }
    let text = JSONWriter.text(
      [
        "Version": "2012-10-17",
        "Statement": [
          [
            "Effect": "Allow", "Action": actions.count == 1 ? actions[0] : .list(actions),
            "Resource": "*",
          ]
        ],
      ], layout: .indented)
    return ManagedPolicy(
      ARN(service: "iam", region: nil, account: .aws, resource: "policy/\(name)"), name: name,
      path: "/", id: id, description: description, text: text,
      document: PolicyDocument(statements: [statement]),
      creationDate: Timestamp(created) ?? Timestamp(secondsSinceEpoch: 0), number: number)
  }
}
