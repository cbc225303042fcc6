/// A member's value whose document is made once, for a list that tells it with each element.
package struct Prepared<Value: MemberValue>: MemberValue {
  /// The document of the value.
  package let document: Document?

  /// Makes the document of a value.
  package init(_ value: Value) { document = value.document }

  package static var type: MemberType { Value.type }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Prepared {
    Prepared(try Value.decode(document, &reader))
  }
}
