import Kernel

/// The account that a caller expects to own a bucket.
package struct ExpectedOwner: TextValue {
  /// The account's number as it was given.
  package let text: String

  /// Makes an expectation of any text.
  package init(_ text: String) { self.text = text }

  /// The member of nearly every operation.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> ExpectedOwner?, _ name: String = "ExpectedBucketOwner"
  ) -> Member<Root, ExpectedOwner?> {
    Member(name, path, help: "The account that must own the bucket.")
  }
}

extension ExpectedOwner? {
  /// Fails where somebody else owns the bucket.
  func check(_ bucket: Bucket) throws(S3Failure) {
    guard let expected = self, expected.text != bucket.owner.description else { return }
    guard AccountID(expected.text) != nil else {
      throw .invalidOwner(expected.text)
    }
    throw .accessDenied("Access Denied")
  }
}
