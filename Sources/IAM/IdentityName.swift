package import Access
package import Kernel

/// The name of a user, a group or a role as a request gives it: what operations that there are for
/// all three have in common.
package protocol IdentityName: TextValue {
  /// What is called so.
  associatedtype Identity: PolicyHolder

  /// What IAM's sentences call it: `user`.
  static var kind: String { get }
  /// What IAM calls the quota of its managed policies.
  static var managedQuota: String { get }
  /// Most bytes that its inline policies have together, blanks not counted.
  static var mostInlineBytes: Int { get }
  /// Where they all are.
  static var all: WritableKeyPath<Identities, BoxedMap<IdentityAddress, Identity>> { get }
}

/// A request that names one of them.
package protocol NamesIdentity: NamesResource {
  /// How it is named.
  associatedtype Name: IdentityName
  /// The name.
  var identity: Name { get }
}

extension NamesIdentity {
  package func resource(_ identities: Identities, as call: Call) -> ARN {
    identities.arn(of: identity, call.account)
  }
}

/// Somebody who has policies.
package protocol PolicyHolder: Sendable {
  /// The name, without its path.
  var name: String { get }
  /// The ARN.
  var arn: ARN { get }
  /// Inline and managed policies.
  var policies: AttachedPolicies { get set }
}

/// Somebody who calls, with labels and perhaps a policy as a limit.
package protocol CallingIdentity: PolicyHolder {
  /// Labels by tag key.
  var tags: OrderedMap<String, String> { get set }
  /// The policy that limits what its own policies can give.
  var boundary: ARN? { get set }
}

extension User: CallingIdentity {}
extension Group: PolicyHolder {}
extension Role: CallingIdentity {}

/// The name of a user.
package struct UserName: IdentityName {
  package let text: String
  package init(_ text: String) { self.text = text }

  package static var kind: String { "user" }
  package static var managedQuota: String { "PoliciesPerUser" }
  package static var mostInlineBytes: Int { 2048 }
  package static var all: WritableKeyPath<Identities, BoxedMap<IdentityAddress, User>> { \.users }
}

/// The name of a group.
package struct GroupName: IdentityName {
  package let text: String
  package init(_ text: String) { self.text = text }

  package static var kind: String { "group" }
  package static var managedQuota: String { "PoliciesPerGroup" }
  package static var mostInlineBytes: Int { 5120 }
  package static var all: WritableKeyPath<Identities, BoxedMap<IdentityAddress, Group>> { \.groups }
}

/// The name of a role.
package struct RoleName: IdentityName {
  package let text: String
  package init(_ text: String) { self.text = text }

  package static var kind: String { "role" }
  package static var managedQuota: String { "PoliciesPerRole" }
  package static var mostInlineBytes: Int { 10240 }
  package static var all: WritableKeyPath<Identities, BoxedMap<IdentityAddress, Role>> { \.roles }
}

extension Identities {
  /// Who is called so in an account; fails with AWS's text where nobody is.
  func require<Name: IdentityName>(
    _ name: Name, _ account: AccountID
  ) throws(IAMFailure) -> Name.Identity {
    guard let identity = self[keyPath: Name.all][IdentityAddress(account, name.text)] else {
      throw .noSuchEntity("The \(Name.kind) with name \(name.text) cannot be found.")
    }
    return identity
  }

  /// The ARN of what exists by its own, else what a name alone would make.
  func arn<Name: IdentityName>(of name: Name, _ account: AccountID) -> ARN {
    self[keyPath: Name.all][IdentityAddress(account, name.text)]?.arn
      ?? .identity("\(Name.kind)/\(name.text)", account)
  }

  /// Changes what was found by its name.
  mutating func change<Name: IdentityName>(
    _ name: Name, _ account: AccountID, _ change: (inout Name.Identity) -> Void
  ) {
    change(&self[keyPath: Name.all][found: IdentityAddress(account, name.text)])
  }
}
