package import Kernel

/// The name of an object in its bucket.
package struct ObjectKey: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes a key of any text.
  package init(_ text: String) { self.text = text }

  /// Most bytes of a key.
  static let mostBytes = 1024

  /// Fails for keys of more than 1,024 bytes of UTF-8.
  func check() throws(S3Failure) {
    guard text.utf8.count <= ObjectKey.mostBytes else { throw .keyTooLong(text.utf8.count) }
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
