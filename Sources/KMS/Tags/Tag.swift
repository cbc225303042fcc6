package import Kernel

/// A label of a key.
package struct Tag: StructureValue {
  let key: TagKey
  let value: String

  package static let shape = Shape(
    Tag.init(key:value:),
    Member("TagKey", \.key, .length(1...128), help: "The label's name."),
    Member("TagValue", \.value, .length(0...256), help: "The label's value."))

  /// Labels that a key can have.
  static let quota = 50

  /// The labels of a key after these are put on it; fails where AWS refuses one.
  static func checked(
    _ tags: [Tag], onto old: OrderedMap<String, String>
  ) throws(KMSFailure) -> OrderedMap<String, String> {
    var requested: OrderedMap<String, String> = [:]
    for tag in tags {
      guard requested[tag.key.text] == nil else { throw .tag("Duplicate tag keys") }
      guard !tag.key.text.lowercased().hasPrefix("aws:") else {
        throw .tag("Tags beginning with aws: are reserved")
      }
      requested[tag.key.text] = tag.value
    }
    var result = old
    for (key, value) in requested { result[key] = value }
    guard result.count <= quota else { throw .tag("Too many tags") }
    return result
  }
}

/// The name of a label.
package struct TagKey: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> TagKey {
    try decode(document, &reader, .length(1...128))
  }
}
