package import Access
import Kernel

/// A request that grants can permit.
package protocol GrantableRequest: NamesKey {
  /// The encryption context, which a grant can ask for.
  var context: EncryptionContext? { get }
  /// Tokens of grants that are not in force everywhere yet.
  var grantTokens: GrantTokens? { get }
}

extension GrantableRequest {
  /// Most requests have none.
  package var context: EncryptionContext? { nil }
}

/// An operation that uses one key and leaves it as it is; grants can permit it, to any account.
package protocol GrantableOperation: KeyOperation where Request: GrantableRequest {}

extension GrantableOperation {
  package static var effect: Effect { .read }
  package static var forms: KeyReference.Forms { .keysAndAliases }
  package static var worksAcrossAccounts: Bool { true }

  /// The refusals of most cryptographic operations.
  package static var errors: [String] {
    [
      "NotFoundException", "DisabledException", "InvalidKeyUsageException",
      "InvalidGrantTokenException", "KMSInvalidStateException", "DryRunOperationException",
    ]
  }

  package static func grantUse(_ request: Request) -> GrantUse {
    GrantUse(tokens: request.grantTokens, context: request.context)
  }
}
