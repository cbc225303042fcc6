extension Predicate {
  /// An object, `s3://bucket/key`.
  struct ObjectName: Sendable {
    let bucket: String
    let key: String
    /// Which of its versions, 1 the oldest that there is, delete markers not counted; `nil` for
    /// the current one.
    var version: Int?

    init?(_ text: String) {
      guard text.hasPrefix("s3://") else { return nil }
      let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1)
      guard let bucket = parts.first else { return nil }
      self.bucket = String(bucket)
      key = parts.count == 2 ? String(parts[1]) : ""
    }

    var uri: String { "s3://\(bucket)/\(key)" }

    /// The name as claims have it.
    var text: String { (version.map { "version \($0) of " } ?? "") + uri }

    /// `bucket/key`, as an ARN has it.
    var path: String { key.isEmpty ? bucket : "\(bucket)/\(key)" }
  }
}
