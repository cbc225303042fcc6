import Access
import Kernel

/// A key that AWS makes in an account at its first use, for a service; nobody can change it.
package struct ManagedKey: Sendable {
  /// The service that uses it on behalf of its callers.
  let owner: Owner
  /// The alias that AWS gave it.
  package let alias: AliasAddress

  /// The AWS managed key of a service in an account and Region.
  init(_ owner: Owner, account: AccountID, region: Region) {
    self.owner = owner
    alias = AliasAddress(account: account, region: region, name: "alias/aws/\(owner.rawValue)")
  }

  /// The AWS managed key of an alias; `nil` for another alias.
  init?(_ alias: AliasAddress) {
    guard
      let owner = Owner.allCases.first(where: { alias.name == "alias/aws/\($0.rawValue)" })
    else { return nil }
    self.init(owner, account: alias.account, region: alias.region)
  }

  /// `alias/aws/s3`.
  package static let aliasOfS3 = "alias/aws/s3"

  /// A service that has such a key, by the last part of its alias.
  package enum Owner: String, Sendable, CaseIterable {
    case acm, dynamodb, ebs, elasticfilesystem, es, glue, kinesis, kinesisvideo, lambda, rds
    case redshift, s3, secretsmanager, sns, sqs, ssm, xray

    /// The service's name and what of it the key protects, in AWS's words.
    fileprivate var words: (service: String, content: String) {
      switch self {
      case .acm: ("ACM", "ACM private keys")
      case .dynamodb: ("Amazon DynamoDB", "DynamoDB data")
      case .ebs: ("EBS", "EBS volumes")
      case .elasticfilesystem: ("EFS", "EFS filesystems")
      case .es: ("Elasticsearch", "Elasticsearch data")
      case .glue: ("Glue", "Glue data")
      case .kinesis: ("Kinesis", "Kinesis data")
      case .kinesisvideo: ("Kinesis Video Streams", "Kinesis Video Streams data")
      case .lambda: ("Lambda", "Lambda functions")
      case .rds: ("RDS", "RDS database volumes")
      case .redshift: ("Redshift", "Redshift clusters")
      case .s3: ("S3", "S3 objects")
      case .secretsmanager: ("AWS Secrets Manager", "Secrets Manager data")
      case .sns: ("SNS", "SNS data")
      case .sqs: ("SQS", "SQS messages")
      case .ssm: ("SSM", "SSM parameters")
      case .xray: ("X-Ray", "X-Ray data")
      }
    }

    /// How the service calls itself in `kms:ViaService`: EBS volumes belong to EC2.
    fileprivate var endpoint: String { self == .ebs ? "ec2" : rawValue }

    /// What users of the service may have done by way of it; S3 makes no grants.
    fileprivate var useActions: [String] {
      ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
        + (self == .s3 ? [] : ["kms:CreateGrant"]) + ["kms:DescribeKey"]
    }

    /// What the account may do itself.
    fileprivate var readActions: [String] {
      ["kms:Describe*", "kms:Get*", "kms:List*"] + (self == .s3 ? [] : ["kms:RevokeGrant"])
    }
  }

  /// How AWS describes it.
  fileprivate var description: String {
    "Default key that protects my \(owner.words.content) when no other key is defined"
  }

  /// AWS's policy: everybody in the account by way of the service, and nobody else.
  var policy: KeyPolicy {
    KeyPolicy(
      text: text,
      document: PolicyDocument(statements: [
        PolicyStatement(
          sid: useSid, effect: .allow, principals: [.everyone],
          actions: owner.useActions.map { Wildcard($0, ignoringCase: true) },
          resources: [Wildcard("*")],
          conditions: [
            .stringEquals(ConditionKey(.callerAccount), [alias.account.description]),
            .stringEquals(ConditionKey(.viaService), [via]),
          ]),
        PolicyStatement(
          sid: ManagedKey.readSid, effect: .allow, principals: [.account(alias.account)],
          actions: owner.readActions.map { Wildcard($0, ignoringCase: true) },
          resources: [Wildcard("*")]),
      ]))
  }

  private var via: String { "\(owner.endpoint).\(alias.region).amazonaws.com" }
  private var useSid: String {
    let service = owner.words.service
    return "Allow access through \(service) for all principals in the account that are authorized"
      + " to use \(service)"
  }
  private static let readSid = "Allow direct access to key metadata to the account"

  private var text: String {
    let list = { (actions: [String]) in Document.list(actions.map { .string($0) }) }
    let conditions: Document = [
      "StringEquals": [
        "kms:CallerAccount": .string(alias.account.description), "kms:ViaService": .string(via),
      ]
    ]
    return JSONWriter.text(
      [
        "Version": "2012-10-17", "Id": .string("auto-\(owner.rawValue)-2"),
        "Statement": [
          [
            "Sid": .string(useSid), "Effect": "Allow", "Principal": ["AWS": "*"],
            "Action": list(owner.useActions), "Resource": "*", "Condition": conditions,
          ],
          [
            "Sid": .string(ManagedKey.readSid), "Effect": "Allow",
            "Principal": ["AWS": .string(Principal.root(alias.account).arn.description)],
            "Action": list(owner.readActions), "Resource": "*",
          ],
        ],
      ], layout: .spaced)
  }
}

extension KMSState {
  /// Makes an AWS managed key with its alias; it rotates every year, which nobody can turn off.
  mutating func make(_ managed: ManagedKey, _ environment: inout Environment, as call: Call) -> Key
  {
    let alias = managed.alias
    let address = KeyAddress(
      account: alias.account, region: alias.region, id: newID(&environment, as: call))
    var key = Key(
      address, description: managed.description, policy: managed.policy, managedBy: managed.owner,
      &environment)
    key.startRotation(periodDays: RotationSchedule.defaultPeriodDays, &environment)
    keys[address] = key
    store(
      Alias(
        address: alias, target: address.id, creationDate: environment.now,
        lastUpdatedDate: environment.now))
    environment.recordCreation(of: key)
    return key
  }
}
