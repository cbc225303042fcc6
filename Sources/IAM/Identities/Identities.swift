package import Kernel

/// A policy that is attached to a user.
package struct IdentityPolicy: Sendable {
  /// The policy's name.
  package let name: String
  /// What it says.
  package let document: PolicyDocument

  /// Makes a policy.
  package init(name: String, document: PolicyDocument) {
    self.name = name
    self.document = document
  }
}

/// The accounts and users of the world, and the users' policies.
package struct Identities: Sendable {
  private var users: OrderedMap<UserAddress, [IdentityPolicy]> = [:]
  private let accounts: [AccountID]

  private struct UserAddress: Sendable, MapKey {
    let account: AccountID
    let name: String

    static func < (left: UserAddress, right: UserAddress) -> Bool {
      left.account == right.account
        ? left.name.precedesByBytes(right.name) : left.account < right.account
    }

    static func == (left: UserAddress, right: UserAddress) -> Bool {
      left.account == right.account && left.name.hasSameBytes(as: right.name)
    }
  }

  /// Alice, who may use KMS and S3 and read IAM, and bob, who may nothing, in the learner's
  /// account; beside it a partner's.
  package init(account: AccountID) {
    let allow = PolicyStatement(
      sid: nil, effect: .allow, principals: [],
      actions: ["kms:*", "s3:*", "iam:Get*", "iam:List*"].map { Wildcard($0, ignoringCase: true) },
      resources: [Wildcard("*")])
    let policy = IdentityPolicy(
      name: "LabAccess", document: PolicyDocument(statements: [allow]))
    accounts = [account, account == .partner ? .learner : .partner]
    users[UserAddress(account: account, name: "alice")] = [policy]
    users[UserAddress(account: account, name: "bob")] = []
  }

  /// The identity policies of a caller; none for the root user, who needs none.
  package func policies(of caller: Principal) -> [IdentityPolicy] {
    guard case .user(let account, let name) = caller else { return [] }
    return users[UserAddress(account: account, name: name)] ?? []
  }

  /// Replaces the policies of a user; makes the user where there is none.
  package mutating func setPolicies(
    _ policies: [IdentityPolicy], ofUser name: String, in account: AccountID
  ) {
    users[UserAddress(account: account, name: name)] = policies
  }

  /// Everybody who can call, in the order of accounts and names.
  package var principals: [Principal] {
    accounts.map { .root($0) } + users.keys.map { .user($0.account, name: $0.name) }
  }

  /// Whether there is such a caller.
  package func contains(_ principal: Principal) -> Bool {
    switch principal {
    case .root(let account): accounts.contains(account)
    case .user(let account, let name): users[UserAddress(account: account, name: name)] != nil
    }
  }

  /// Whether a policy may name this principal.
  package func contains(_ principal: PolicyPrincipal) -> Bool {
    switch principal {
    case .everyone: true
    case .account(let account): accounts.contains(account)
    case .user(let account, let name): contains(Principal.user(account, name: name))
    }
  }
}

extension Principal {
  /// AWS's own id of the identity: the account's number for root, `AIDA…` for a user.
  package var uniqueID: String {
    switch self {
    case .root(let account): return account.description
    case .user(let account, let name):
      // The form of AWS's ids, made from the name: users are the same in every world.
      var number: UInt64 = 14_695_981_039_346_656_037
      for byte in "\(account)/\(name)".utf8 {
        number = (number ^ UInt64(byte)) &* 1_099_511_628_211
      }
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
      let digits = (0..<13).map { alphabet[Int(number >> UInt64($0 * 5) & 31)] }
      return "AIDA" + String(digits) + "LAB"
    }
  }
}
