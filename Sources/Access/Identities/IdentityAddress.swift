package import Kernel

/// Where an identity is kept; names differ by more than the case of their letters.
package struct IdentityAddress: Sendable, MapKey {
  /// The account.
  package let account: AccountID
  private let smallName: String

  /// The address of a name without its path.
  package init(_ account: AccountID, _ name: String) {
    self.account = account
    smallName = name.lowercasedASCII
  }

  /// Orders by account, then by name.
  package static func < (left: IdentityAddress, right: IdentityAddress) -> Bool {
    left.account == right.account
      ? left.smallName.precedesByBytes(right.smallName) : left.account < right.account
  }

  /// Whether both name one identity.
  package static func == (left: IdentityAddress, right: IdentityAddress) -> Bool {
    left.account == right.account && left.smallName.hasSameBytes(as: right.smallName)
  }
}
