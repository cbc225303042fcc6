import Access
import Kernel

/// How S3 writes a bucket's policy anew: elements in an order of its own, accounts instead of
/// canonical users, and the Version that was left out.
extension Document {
  /// The policy as S3 writes it; `accounts` are those that canonical users can be.
  func laidOut(_ accounts: [AccountID]) -> Document {
    guard var policy = members else { return self }
    policy["Version"] = policy["Version"] ?? "2008-10-17"
    if let statement = policy["Statement"] {
      policy["Statement"] =
        statement.elements.map { .list($0.map { $0.laidOutStatement(accounts) }) }
        ?? statement.laidOutStatement(accounts)
    }
    return .object(policy.inOrder(["Version", "Id", "Statement"]))
  }

  private func laidOutStatement(_ accounts: [AccountID]) -> Document {
    guard var statement = members else { return self }
    for name in ["Principal", "NotPrincipal"] {
      if let principals = statement[name] {
        statement[name] = principals.namingAccounts(accounts)
      }
    }
    return .object(
      statement.inOrder([
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
        "NotResource", "Condition",
      ]))
  }

  /// The principals with the root user of its account for each canonical user; one that no account
  /// has stays a principal that does not exist.
  private func namingAccounts(_ accounts: [AccountID]) -> Document {
    guard var kinds = members, let users = kinds["CanonicalUser"] else { return self }
    let names = (users.elements ?? [users]).map { user in
      let account = accounts.first { $0.canonicalID == user.text }
      return account.map { .string(Principal.root($0).arn.description) } ?? user
    }
    let others = kinds["AWS"].map { $0.elements ?? [$0] } ?? []
    kinds["CanonicalUser"] = nil
    kinds["AWS"] = .list(others + names)
    return .object(kinds)
  }
}

extension DocumentObject {
  /// The members of these names first, in this order.
  fileprivate func inOrder(_ names: [String]) -> DocumentObject {
    DocumentObject(
      names.compactMap { name in self[name].map { (name, $0) } }
        + entries.filter { !names.contains($0.name) }.map { ($0.name, $0.value) })
  }
}
