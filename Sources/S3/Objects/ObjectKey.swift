package import Kernel

/// The name of an object in its bucket as a request gives it; an object has one that is allowed.
package struct ObjectKey: TextKey {
  /// The text as it was given.
  package let text: String

  /// Makes a key of any text.
  package init(_ text: String) { self.text = text }

  /// Most bytes of a key.
  static let mostBytes = 1024

  /// Whether an object can have it: 1,024 bytes of UTF-8 at most.
  var isAllowed: Bool { text.utf8.count <= ObjectKey.mostBytes }

  /// Fails for a key that no object can have.
  func check() throws(S3Failure) {
    guard isAllowed else { throw .keyTooLong(text.utf8.count) }
  }

  /// The member Key.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> ObjectKey
  ) -> Member<Root, ObjectKey> {
    Member(
      "Key", path, .leastLength(1), suggests: .objects,
      help: "The object's name, at most 1,024 bytes.")
  }
}

extension BucketName {
  /// The ARN of an object in this bucket.
  package func arn(of key: ObjectKey) -> ARN {
    ARN(service: "s3", region: nil, account: nil, resource: "\(text)/\(key.text)")
  }

  /// The member Bucket.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> BucketName
  ) -> Member<Root, BucketName> {
    Member("Bucket", path, suggests: .buckets, help: "The bucket's name.")
  }
}
