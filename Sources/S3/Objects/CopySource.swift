import Kernel

/// The object that a copy is made of: `bucket/key`, percent-encoded.
package struct CopySource: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes a source of any text.
  package init(_ text: String) { self.text = text }

  /// Bucket and key.
  func parts() throws(S3Failure) -> (bucket: BucketName, key: ObjectKey) {
    let noKey = S3Failure.invalidArgument(
      "Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source")
    let path = text.hasPrefix("/") ? text.dropFirst() : text[...]
    let halves = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2, halves[1] != "versionId=null" {
      throw .notImplemented(
        "kmslab does not simulate versions of objects yet; leave versionId out.")
    }
    guard let plain = PercentEncoding.decode(halves[0]) else { throw noKey }
    // By bytes: a key may begin with a mark that Swift joins with the slash before it.
    let names = plain.utf8.split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard names.first?.isEmpty == false else {
      throw .invalidArgument(
        "Invalid copy source bucket name", "x-amz-copy-source", "x-amz-copy-source")
    }
    guard names.count == 2, !names[1].isEmpty else { throw noKey }
    return (
      BucketName(String(decoding: names[0], as: UTF8.self)),
      ObjectKey(String(decoding: names[1], as: UTF8.self))
    )
  }
}
