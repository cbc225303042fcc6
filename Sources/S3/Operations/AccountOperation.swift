package import Access
package import Kernel

/// An operation of S3 Control: on what S3 keeps of the caller's account.
///
/// Operations here have names that S3 itself has too; on the wire they differ by the service.
package protocol AccountOperation: S3Operation where Request: AccountRequest {}

/// A request of S3 Control.
package protocol AccountRequest: Sendable {
  /// The account that it names, which must be the caller's.
  var account: NamedAccount { get }
}

extension AccountOperation {
  package static var service: Service { .s3control }

  package static var modelOrder: [Substring] { [] }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    guard request.account.text == call.account.description else {
      throw .accessDenied("Access Denied")
    }
    return permissions.map { .ofS3($0, nil, as: call) }
  }
}

/// The account that a caller names.
package struct NamedAccount: TextValue {
  /// The account's number as it was given.
  package let text: String

  /// Makes a name of any text.
  package init(_ text: String) { self.text = text }

  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> NamedAccount
  ) -> Member<Root, NamedAccount> {
    Member("AccountId", path, help: "The caller's own account.")
  }
}
