import Kernel

/// The object that a copy is made of: `bucket/key`, percent-encoded, and perhaps
/// `?versionId=…` behind it.
package struct CopySource: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes a source of any text.
  package init(_ text: String) { self.text = text }

  /// The header as policies see it: with a slash before it.
  var header: String { text.hasPrefix("/") ? text : "/" + text }

  /// Bucket, key and version.
  func parts() throws(S3Failure) -> Parts {
    let noKey = CopySource.fault("Invalid copy source object key")
    let path = text.hasPrefix("/") ? text.dropFirst() : text[...]
    let halves = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var version: ObjectVersionID?
    if halves.count == 2, halves[1].hasPrefix(CopySource.versionParameter) {
      version = ObjectVersionID(String(halves[1].dropFirst(CopySource.versionParameter.utf8.count)))
    }
    guard let plain = PercentEncoding.decode(halves[0]) else { throw noKey }
    // By bytes: a key may begin with a mark that Swift joins with the slash before it.
    let names = plain.utf8.split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard names.first?.isEmpty == false else {
      throw CopySource.fault("Invalid copy source bucket name")
    }
    guard names.count == 2, !names[1].isEmpty else { throw noKey }
    return Parts(
      bucket: BucketName(String(decoding: names[0], as: UTF8.self)),
      key: ObjectKey(String(decoding: names[1], as: UTF8.self)), version: version)
  }

  /// What a source names.
  struct Parts {
    let bucket: BucketName
    let key: ObjectKey
    /// A version; `nil` for the current object.
    let version: ObjectVersionID?
  }

  /// S3 tells the header's name as its value too.
  private static func fault(_ text: String) -> S3Failure {
    .invalidArgument(text, "x-amz-copy-source", "x-amz-copy-source")
  }

  private static let versionParameter = "versionId="

  /// The member CopySource of a request.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> CopySource
  ) -> Member<Root, CopySource> {
    Member(
      "CopySource", path, suggests: .bucketsAndObjects,
      help: "The source: bucket/key, or bucket/key?versionId=ID.")
  }
}

extension S3State {
  /// The object that a copy is made of; fails for one that is archived.
  func original(
    of source: CopySource.Parts, in bucket: Bucket
  ) throws(S3Failure) -> StoredObject {
    do throws(S3Failure) {
      let object = try object(source.key, source.version, in: bucket, method: "PUT")
      try object.checkReadable()
      return object
    } catch {
      if case .deleteMarker = error { throw .markerAsSource }
      throw error
    }
  }
}
