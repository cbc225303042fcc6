import IAM
import Kernel

/// A key that AWS makes in an account at its first use, for a service; nobody can change it.
package struct ManagedKey: Sendable {
  /// The service that uses it on behalf of its callers.
  let service: Service
  /// The alias that AWS gave it.
  package let alias: AliasAddress

  /// The AWS managed key of an alias; `nil` for another alias.
  init?(_ alias: AliasAddress) {
    guard alias.name == ManagedKey.aliasOfS3 else { return nil }
    service = .s3
    self.alias = alias
  }

  /// `alias/aws/s3`.
  package static let aliasOfS3 = "alias/aws/s3"

  /// How AWS describes it.
  fileprivate static let description =
    "Default key that protects my S3 objects when no other key is defined"

  /// AWS's policy: everybody in the account by way of the service, and nobody else.
  var policy: KeyPolicy {
    let via = "\(service.rawValue).\(alias.region).amazonaws.com"
    return KeyPolicy(
      text: text(via),
      document: PolicyDocument(statements: [
        PolicyStatement(
          sid: ManagedKey.useSid, effect: .allow, principals: [.everyone],
          actions: ManagedKey.useActions.map { Wildcard($0, ignoringCase: true) },
          resources: [Wildcard("*")],
          conditions: [
            .stringEquals(ConditionKey(.callerAccount), [alias.account.description]),
            .stringEquals(ConditionKey(.viaService), [via]),
          ]),
        PolicyStatement(
          sid: ManagedKey.readSid, effect: .allow, principals: [.account(alias.account)],
          actions: ManagedKey.readActions.map { Wildcard($0, ignoringCase: true) },
          resources: [Wildcard("*")]),
      ]))
  }

  private static let useSid =
    "Allow access through S3 for all principals in the account that are authorized to use S3"
  private static let readSid = "Allow direct access to key metadata to the account"
  private static let useActions = [
    "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey",
  ]
  private static let readActions = ["kms:Describe*", "kms:Get*", "kms:List*"]

  private func text(_ via: String) -> String {
    let list = { (actions: [String]) in actions.map { "\"\($0)\"" }.joined(separator: ", ") }
    return """
      {
        "Version" : "2012-10-17",
        "Id" : "auto-s3-2",
        "Statement" : [ {
          "Sid" : "\(ManagedKey.useSid)",
          "Effect" : "Allow",
          "Principal" : {
            "AWS" : "*"
          },
          "Action" : [ \(list(ManagedKey.useActions)) ],
          "Resource" : "*",
          "Condition" : {
            "StringEquals" : {
              "kms:CallerAccount" : "\(alias.account)",
              "kms:ViaService" : "\(via)"
            }
          }
        }, {
          "Sid" : "\(ManagedKey.readSid)",
          "Effect" : "Allow",
          "Principal" : {
            "AWS" : "\(Principal.root(alias.account).arn)"
          },
          "Action" : [ \(list(ManagedKey.readActions)) ],
          "Resource" : "*"
        } ]
      }
      """
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
      address, description: ManagedKey.description, policy: managed.policy,
      managedBy: managed.service, &environment)
    key.startRotation(periodDays: RotationSchedule.defaultPeriodDays, &environment)
    keys[address] = key
    aliases[alias] = Alias(
      address: alias, target: address.id, creationDate: environment.now,
      lastUpdatedDate: environment.now)
    environment.recordCreation(of: key)
    return key
  }
}
