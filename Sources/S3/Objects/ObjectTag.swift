package import Kernel

/// A label of an object or of a bucket.
package struct ObjectTag: StructureValue, Equatable {
  /// Its name.
  package let key: String
  /// Its value.
  package let value: String

  package static let shape = Shape(
    ObjectTag.init(key:value:), Member("Key", \.key, .leastLength(1), help: "The name."),
    Member("Value", \.value, help: "The value."))

  /// What has tags: an object, a bucket, a bucket that is being made.
  enum Owner {
    case object
    case bucket
    case newBucket

    /// Most tags.
    fileprivate var quota: Int { self == .object ? 10 : 50 }
    fileprivate var name: String { self == .object ? "Object" : "Bucket" }

    /// What S3 says of a tag that begins with `aws:`.
    fileprivate var refusalOfSystemTags: String {
      switch self {
      case .object: "Your TagKey cannot be prefixed with aws:"
      case .bucket: "System tags cannot be added/updated by requester"
      case .newBucket:
        "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags."
          + " Remove \"aws:\" from your tag keys and try again."
      }
    }
  }

  /// A set of tags that follows S3's rules: at most 10 of an object, 50 of a bucket.
  static func checked(
    _ tags: [ObjectTag], of owner: Owner = .object
  ) throws(S3Failure) -> [ObjectTag] {
    guard tags.count <= owner.quota else {
      throw .tags(
        code: "BadRequest", "\(owner.name) tags cannot be greater than \(owner.quota)")
    }
    for (index, tag) in tags.enumerated() {
      guard !tag.key.hasPrefix("aws:") else {
        throw .tags(code: "InvalidTag", owner.refusalOfSystemTags, key: tag.key)
      }
      guard (1...128).contains(tag.key.unicodeScalars.count), tag.key.isAllowedInTags else {
        throw .tags(code: "InvalidTag", "The TagKey you have provided is invalid")
      }
      guard tag.value.unicodeScalars.count <= 256, tag.value.isAllowedInTags else {
        throw .tags(code: "InvalidTag", "The TagValue you have provided is invalid")
      }
      guard !tags[..<index].contains(where: { $0.key.hasSameBytes(as: tag.key) }) else {
        throw .tags(
          code: "InvalidTag", "Cannot provide multiple Tags with the same key",
          key: tag.key)
      }
    }
    return tags
  }

  /// The tags of the header `x-amz-tagging`: `a=1&b=2`, each part percent-encoded.
  static func read(header: String) throws(S3Failure) -> [ObjectTag] {
    let fault = S3Failure.invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
        + " without tag name duplicates.")
    var tags: [ObjectTag] = []
    // By scalars: a mark would be joined with the separator before it.
    for part in header.unicodeScalars.split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0) }
      guard let key = PercentEncoding.decode(halves[0], plusIsSpace: true),
        let value = PercentEncoding.decode(
          halves.count == 2 ? halves[1] : "", plusIsSpace: true),
        !tags.contains(where: { $0.key.hasSameBytes(as: key) })
      else { throw fault }
      tags.append(ObjectTag(key: key, value: value))
    }
    return try checked(tags)
  }

  /// The header `x-amz-tagging` of the tags that PutObjectTagging would take as a document.
  package static func header(of tagging: Document) throws(S3Failure) -> String {
    guard let set = try? PutObjectTagging.Tagging.shape.decode(tagging) else {
      throw .malformedXML
    }
    return try checked(set.tags)
      .map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }
      .joined(separator: "&")
  }
}

extension String {
  /// Whether all characters are letters, digits, blanks or one of `+ - = . _ : / @` (Amazon S3 User
  /// Guide, "Categorizing your objects using tags").
  fileprivate var isAllowedInTags: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .spaceSeparator, .nonspacingMark,
        .spacingMark:
        true
      default: "+-=._:/@".unicodeScalars.contains(scalar)
      }
    }
  }
}
