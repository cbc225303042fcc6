package import S3

extension BucketName: ExpressibleByStringLiteral {
  /// The name that stands in a test.
  package init(stringLiteral text: String) { self.init(text) }
}

extension ObjectKey: ExpressibleByStringLiteral {
  /// The key that stands in a test.
  package init(stringLiteral text: String) { self.init(text) }
}
