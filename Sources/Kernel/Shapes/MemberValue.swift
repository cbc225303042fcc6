/// The kind of value that a member takes, for the command line, help and messages.
package indirect enum MemberType: Sendable, Equatable {
  /// Text.
  case string
  /// One of these texts; the simulation refuses those of AWS's that it has not.
  case enumeration([String], simulated: [String])
  /// A whole number.
  case integer
  /// True or false.
  case boolean
  /// Bytes.
  case blob
  /// Bytes of any number, which the command line reads from a file or writes into one.
  case stream
  /// A moment.
  case timestamp
  /// Values of one kind in order.
  case list(MemberType)
  /// Texts by name.
  case map
  /// Named members.
  case structure([MemberDescription])
}

/// A value that can stand in a request or a response.
package protocol MemberValue: Sendable {
  /// The kind of value.
  static var type: MemberType { get }
  /// The value of a document; `nil` after the reader was told what is wrong.
  static func decode(_ document: Document, _ reader: inout MemberReader) -> Self?
  /// The value of a member that the request lacks; fails after the reader was told.
  static func missing(_ reader: inout MemberReader) throws(Absent) -> Self
  /// The document of the value; `nil` for an absent one.
  var document: Document? { get }
}

extension MemberValue {
  /// Tells the reader that a required member is missing.
  package static func missing(_ reader: inout MemberReader) throws(Absent) -> Self {
    reader.violate(value: .null, "Member must not be null")
    throw Absent()
  }
}

extension Optional: MemberValue where Wrapped: MemberValue {
  package static var type: MemberType { Wrapped.type }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> Wrapped?? {
    guard let value = Wrapped.decode(document, &reader) else { return .none }
    return .some(.some(value))
  }

  package static func missing(_ reader: inout MemberReader) throws(Absent) -> Wrapped? { nil }

  package var document: Document? { self?.document }
}

extension String: MemberValue {
  package static var type: MemberType { .string }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> String? {
    document.text ?? reader.mismatch("a string")
  }

  package var document: Document? { .string(self) }
}

extension Int: MemberValue {
  package static var type: MemberType { .integer }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> Int? {
    guard case .number(let number) = document, let value = number.integer else {
      return reader.mismatch("an integer")
    }
    return value
  }

  package var document: Document? { .integer(self) }
}

extension Bool: MemberValue {
  package static var type: MemberType { .boolean }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> Bool? {
    guard case .bool(let value) = document else { return reader.mismatch("a boolean") }
    return value
  }

  package var document: Document? { .bool(self) }
}

extension Timestamp: MemberValue {
  package static var type: MemberType { .timestamp }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> Timestamp? {
    guard case .timestamp(let value) = document else { return reader.mismatch("a timestamp") }
    return value
  }

  package var document: Document? { .timestamp(self) }
}

extension Array: MemberValue where Element: MemberValue {
  package static var type: MemberType { .list(Element.type) }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> [Element]? {
    guard let elements = document.elements else { return reader.mismatch("a list") }
    var values: [Element] = []
    for (index, element) in elements.enumerated() {
      let value = reader.within("\(index + 1).member") { reader in
        Element.decode(element, &reader)
      }
      if let value { values.append(value) }
    }
    return values.count == elements.count ? values : nil
  }

  // A key path of a generic type would be made anew for each list.
  package var document: Document? { .list(compactMap { $0.document }) }
}
