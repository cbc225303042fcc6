package import Access
import Kernel

/// A key's policy: the text in AWS's own layout, and what it says.
package struct KeyPolicy: Sendable {
  /// The text that GetKeyPolicy returns.
  package let text: String
  /// What the evaluator reads.
  package let document: PolicyDocument

  /// The only name that a key policy can have.
  static let name = "default"
  /// Most bytes of a policy.
  static let byteLimit = 32_768

  /// The policy of a key that was made without one: it delegates to the account.
  static func standard(for account: AccountID) -> KeyPolicy {
    let statement = PolicyStatement(
      sid: "Enable IAM User Permissions", effect: .allow, principals: [.account(account)],
      actions: [Wildcard("kms:*", ignoringCase: true)], resources: [Wildcard("*")])
    return KeyPolicy(
      text: """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "\(Principal.root(account).arn)"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }
        """,
      document: PolicyDocument(statements: [statement]))
  }

  /// Reads a policy, and unless bypassed checks that the caller could still change it afterwards.
  static func checked(
    _ text: String, for key: ARN, bypassing bypass: Bool, _ environment: Environment, as call: Call
  ) throws(KMSFailure) -> KeyPolicy {
    guard text.utf8.count <= byteLimit else {
      throw .limitExceeded("The size of the policy exceeds the limit of \(byteLimit) bytes.")
    }
    let document: PolicyDocument
    let given: Document
    do throws(PolicyFault) {
      document = try PolicyReader.read(text, kind: .resource) { principal in
        environment.identities.contains(principal)
      }
      given = try PolicyReader.json(text)
    } catch {
      throw .malformedPolicy(error.message)
    }
    let demand = Demand.onResource(
      "kms:PutKeyPolicy", key, owner: call.account, policy: document, worksAcrossAccounts: false)
    guard bypass || Evaluator(environment).decide(demand, as: call).isAllowed else {
      throw .policyLockout
    }
    return KeyPolicy(keeping: environment.identities.kept(given))
  }
}

extension KeyPolicy {
  /// The policy as AWS keeps it.
  private init(keeping policy: Document) {
    self.init(
      text: JSONWriter.text(policy, layout: .spaced),
      document: PolicyReader.kept(policy, kind: .resource))
  }

  /// The policy after somebody whom it names got another name, or is gone; `nil` where it speaks of
  /// others.
  func following(_ change: PrincipalChange) -> KeyPolicy? {
    change.applied(to: text).map(KeyPolicy.init(keeping:))
  }
}

extension KMSState {
  /// The policy of a new key: that of the request, checked, or else the standard one, which all
  /// keys of an account share.
  mutating func policy(
    of text: String?, for key: ARN, bypassing bypass: Bool, _ environment: Environment,
    as call: Call
  ) throws(KMSFailure) -> KeyPolicy {
    if let text {
      return try KeyPolicy.checked(text, for: key, bypassing: bypass, environment, as: call)
    }
    if let policy = standardPolicies[call.account] { return policy }
    let policy = KeyPolicy.standard(for: call.account)
    standardPolicies[call.account] = policy
    return policy
  }

  /// Lets key policies and grants name those who have another name, or are gone, as AWS does.
  package mutating func follow(_ change: PrincipalChange) {
    for (address, key) in keys {
      if let policy = key.policy.following(change) { keys[found: address].policy = policy }
    }
    for (address, grant) in grants {
      if let grantee = change.text(for: grant.grantee.text) {
        grants[found: address].grantee = GrantPrincipal(grantee)
      }
      if let retiring = grant.retiring.flatMap({ change.text(for: $0.text) }) {
        grants[found: address].retiring = GrantPrincipal(retiring)
      }
    }
  }
}

extension PolicyFault {
  /// The text of the refusal: AWS's where it is known, else the program's own.
  fileprivate var message: String {
    switch self {
    case .invalidPrincipal: "Policy contains a statement with one or more invalid principals."
    default: explanation
    }
  }
}
