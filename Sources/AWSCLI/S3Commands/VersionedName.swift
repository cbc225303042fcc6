package import S3

/// A name with perhaps a version behind it: `key?versionId=ID`, as copies and this lab write it.
package struct VersionedName {
  /// What stands before the version.
  package let name: String
  /// The version; `nil` for the current object.
  package let version: ObjectVersionID?

  private static let mark = "?versionId="

  /// Reads a text; what has no version is a name.
  package init(_ text: String) {
    let start = text.ranges(of: VersionedName.mark).first { range in
      let version = text[range.upperBound...]
      return !version.isEmpty && !version.contains(where: \.isWhitespace)
    }
    name = start.map { String(text[..<$0.lowerBound]) } ?? text
    version = start.map { ObjectVersionID(String(text[$0.upperBound...])) }
  }

  /// `?versionId=ID`; nothing for the current object.
  package var suffix: String { version.map { VersionedName.mark + $0.text } ?? "" }
}
