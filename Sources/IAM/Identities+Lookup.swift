import Access
import Kernel

/// What operations of IAM look up; each fails with AWS's text.
extension Identities {
  private func policyARN(_ text: PolicyARNText) throws(IAMFailure) -> ARN {
    guard let arn = ARN(text.text), arn.service == "iam", arn.resource.hasPrefix("policy/") else {
      throw .invalidInput("ARN \(text.text) is not valid.")
    }
    return arn
  }

  func requirePolicy(_ text: PolicyARNText) throws(IAMFailure) -> ManagedPolicy {
    let arn = try policyARN(text)
    guard let policy = managedPolicy(arn) else {
      throw .noSuchEntity("Policy \(text.text) was not found.")
    }
    return policy
  }

  /// A policy that can be attached in an account.
  func requireAttachable(
    _ text: PolicyARNText, _ account: AccountID
  ) throws(IAMFailure) -> ManagedPolicy {
    let arn = try policyARN(text)
    guard let policy = managedPolicy(arn), [account, .aws].contains(arn.account) else {
      guard arn.account != .aws else {
        let names = AWSManagedPolicies.names.joined(separator: ", ")
        throw .notSimulated("kmslab has of AWS's managed policies \(names) only.")
      }
      throw .noSuchEntity("Policy \(text.text) does not exist or is not attachable.")
    }
    return policy
  }

  /// A policy that its account may change; AWS's own nobody may.
  func requireOwnPolicy(
    _ text: PolicyARNText, _ account: AccountID
  ) throws(IAMFailure) -> ManagedPolicy {
    let policy = try requirePolicy(text)
    guard policy.arn.account == account else {
      throw .forbidden("Cannot perform the operation on the protected policy \(policy.arn).")
    }
    return policy
  }

  /// The user that a request names, or else the caller.
  func userName(_ name: UserName?, _ call: Call) throws(IAMFailure) -> UserName {
    if let name { return name }
    guard case .user(_, let own) = call.principal else {
      throw .validation("Must specify userName when calling with non-User credentials")
    }
    return UserName(own.lastPathPart)
  }

  /// Where an access key is: whose, and which of theirs.
  func requireAccessKey(
    _ key: AccessKeyIDText, of name: UserName?, as call: Call
  ) throws(IAMFailure) -> (user: IdentityAddress, index: Int) {
    let user = try require(userName(name, call), call.account)
    guard let index = user.accessKeys.firstIndex(where: { $0.id == key.text }) else {
      throw .noSuchEntity("The Access Key with id \(key.text) cannot be found.")
    }
    return (IdentityAddress(call.account, user.name), index)
  }

  /// The permissions boundary of somebody who is made.
  func boundary(_ text: PolicyARNText?, _ account: AccountID) throws(IAMFailure) -> ARN? {
    guard let text else { return nil }
    return try requireAttachable(text, account).arn
  }

  /// Who has a managed policy.
  func holders(
    of policy: ARN, in account: AccountID
  ) -> (users: [User], groups: [Group], roles: [Role]) {
    (
      users.map(\.value).filter {
        $0.account == account && $0.policies.managed.contains(policy)
      },
      groups.map(\.value).filter {
        $0.account == account && $0.policies.managed.contains(policy)
      },
      roles.map(\.value).filter { $0.account == account && $0.policies.managed.contains(policy) }
    )
  }

  /// How many users and roles have a policy as their permissions boundary.
  func boundaryCount(of policy: ARN, in account: AccountID) -> Int {
    users.count { $0.value.account == account && $0.value.boundary == policy }
      + roles.count { $0.value.account == account && $0.value.boundary == policy }
  }
}

extension ARN {
  /// An ARN of IAM.
  static func identity(_ resource: String, _ account: AccountID) -> ARN {
    ARN(service: "iam", region: nil, account: account, resource: resource)
  }

  /// The ARN of somebody who is made.
  static func identity<Name: IdentityName>(
    _ name: Name, _ path: NamePath?, _ account: AccountID
  ) -> ARN {
    .identity("\(Name.kind)/\(path?.text.dropFirst() ?? "")\(name.text)", account)
  }

  /// The ARN of a policy as a request names it; that of all policies for another text.
  static func policy(_ text: PolicyARNText, _ account: AccountID) -> ARN {
    ARN(text.text) ?? .identity("policy/*", account)
  }
}

extension Environment {
  /// Draws an id of IAM: a prefix that tells the kind, and 17 characters of base32; keys have 16.
  mutating func drawIdentityID(_ prefix: String, count: Int = 17) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    return prefix + String(random.bytes(count, from: .identityID).map { alphabet[Int($0 & 31)] })
  }

  /// Reads an identity policy of at most so many characters, blanks not counted.
  func identityPolicy(
    _ name: String, _ body: PolicyBody, kind: PolicyReader.Kind = .identity, most: Int,
    _ excess: String
  ) throws(IAMFailure) -> IdentityPolicy {
    guard body.text.utf8.count(where: { ![9, 10, 13, 32].contains($0) }) <= most else {
      throw .limitExceeded(excess)
    }
    do throws(PolicyFault) {
      let document = try PolicyReader.read(body.text, kind: kind) { identities.contains($0) }
      guard kind == .trust, let given = try? JSONReader.read(body.text) else {
        return IdentityPolicy(name: name, text: body.text, document: document)
      }
      let kept = identities.kept(given)
      return IdentityPolicy(
        name: name, text: kept == given ? body.text : JSONWriter.text(kept, layout: .indented),
        document: PolicyReader.kept(kept, kind: kind))
    } catch {
      throw .malformedPolicy(error.textOfIAM)
    }
  }
}

extension AttachedPolicies {
  /// Most managed policies of one identity.
  static let quota = 10

  /// Fails where any policy is left.
  func requireNone() throws(IAMFailure) {
    guard inline.isEmpty else {
      throw .deleteConflict("Cannot delete entity, must delete policies first.")
    }
    guard managed.isEmpty else {
      throw .deleteConflict("Cannot delete entity, must detach all policies first.")
    }
  }

  /// The inline policy of a name.
  func requireInline(
    _ name: PolicyNameText, _ kind: String
  ) throws(IAMFailure) -> IdentityPolicy {
    guard let policy = inline[name.text] else {
      throw .noSuchEntity("The \(kind) policy with name \(name.text) cannot be found.")
    }
    return policy
  }

  /// Fails where the inline policies together are too long; blanks do not count.
  func requireInline(atMost most: Int, _ excess: String) throws(IAMFailure) {
    let count = inline.reduce(0) { sum, entry in
      sum + entry.value.text.utf8.count { ![9, 10, 13, 32].contains($0) }
    }
    guard count <= most else { throw .limitExceeded(excess) }
  }
}

extension ManagedPolicy {
  /// Most characters of a managed policy, blanks not counted.
  static let quota = 6144
  /// What IAM says of a longer one.
  static let excess = "Cannot exceed quota for PolicySize: \(quota)"

  /// The version of an id.
  func require(_ id: VersionID) throws(IAMFailure) -> Version {
    guard let version = versions.first(where: { $0.id == id.text }) else {
      throw .noSuchEntity("Policy \(arn) version \(id.text) does not exist or is not attachable.")
    }
    return version
  }
}

extension IdentityPolicy {
  /// The document as an answer has it.
  var reply: PolicyReply { PolicyReply(text: text) }
}
