/// A text with a meaning of its own; conforming types keep two such members from being swapped.
package protocol TextValue: MemberValue, Equatable {
  /// The text as it was given.
  var text: String { get }
  /// Makes the value of a text.
  init(_ text: String)
}

extension TextValue {
  package static var type: MemberType { .string }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    Self(try String.decode(document, &reader))
  }

  package var document: Document? { .string(text) }

  /// The value of a text within limits that it has in lists too, where no member could carry them.
  package static func decode(
    _ document: Document, _ reader: inout MemberReader, _ constraints: Constraint...
  ) throws(Absent) -> Self {
    let text = try String.decode(document, &reader)
    for constraint in constraints {
      if let broken = constraint.broken(by: .string(text)) {
        throw reader.violate(value: .string(text), broken)
      }
    }
    return Self(text)
  }
}

/// A text under which something is kept: names are sorted, and told from others, by their bytes.
package protocol TextKey: TextValue, MapKey, CustomStringConvertible {}

extension TextKey {
  /// The text.
  package var description: String { text }

  /// Whether the bytes of one come before those of the other.
  @inlinable package static func < (left: Self, right: Self) -> Bool {
    String.precedes(left.text, right.text)
  }

  /// Whether both have the same bytes.
  @inlinable package static func == (left: Self, right: Self) -> Bool {
    String.isSame(left.text, right.text)
  }
}

/// Bytes with a meaning of their own.
package protocol BlobValue: MemberValue, Equatable {
  /// The bytes.
  var bytes: [UInt8] { get }
  /// Makes the value of bytes.
  init(_ bytes: [UInt8])
}

extension BlobValue {
  package static var type: MemberType { .blob }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    if case .bytes(let bytes) = document { return Self(bytes) }
    guard case .string(let text) = document, let bytes = Base64.decode(text.utf8) else {
      throw reader.mismatch("a blob")
    }
    return Self(bytes)
  }

  package var document: Document? { .bytes(bytes) }
}

/// Bytes of any number, such as an object's; they never reach the trail.
package protocol StreamValue: BlobValue {}

extension StreamValue {
  package static var type: MemberType { .stream }
}

/// One of a set of texts that the service checks itself, in its own words.
package struct OpenEnumeration<Known: EnumerationValue>: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static var type: MemberType { Known.type }

  /// The value; `nil` for a text that the service does not know.
  package var known: Known? { Known(rawValue: text) }
}

/// One of a closed set of texts.
package protocol EnumerationValue: MemberValue, CaseIterable, RawRepresentable, Equatable
where RawValue == String {
  /// The values that the simulation has; it knows AWS's others and refuses them.
  static var simulated: [Self] { get }
}

extension EnumerationValue {
  package static var type: MemberType {
    .enumeration(allCases.map(\.rawValue), simulated: simulated.map(\.rawValue))
  }

  package static var simulated: [Self] { Array(allCases) }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    guard let text = document.text else { throw reader.mismatch("a string") }
    if let value = Self(rawValue: text) { return value }
    let values = allCases.map(\.rawValue).joined(separator: ", ")
    throw reader.violate(value: document, "Member must satisfy enum value set: [\(values)]")
  }

  package var document: Document? { .string(rawValue) }
}

/// A structure inside requests or responses, described by its own shape.
package protocol StructureValue: MemberValue {
  /// The members.
  static var shape: Shape<Self> { get }
}

extension StructureValue {
  package static var type: MemberType { .structure(shape.members) }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    try shape.decode(document, &reader)
  }

  package var document: Document? { Self.shape.document(self) }
}

/// A structure that only responses carry.
package protocol ReplyStructure: MemberValue {
  /// The members.
  static var fields: Fields<Self> { get }
}

extension ReplyStructure {
  package static var type: MemberType { fields.type }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    throw reader.mismatch("a value that only responses carry")
  }

  package var document: Document? { .object(Self.fields.document(self)) }
}
