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
  /// The value of a document; fails after the reader was told what is wrong.
  static func decode(_ document: Document, _ reader: inout MemberReader) throws(Absent) -> Self
  /// The value of a member that the request lacks; fails after the reader was told.
  static func missing(_ reader: inout MemberReader) throws(Absent) -> Self
  /// The document of the value; `nil` for an absent one.
  var document: Document? { get }
}

extension MemberValue {
  /// Tells the reader that a required member is missing.
  package static func missing(_ reader: inout MemberReader) throws(Absent) -> Self {
    throw reader.violate(value: .null, "Member must not be null")
  }
}

extension Optional: MemberValue where Wrapped: MemberValue {
  package static var type: MemberType { Wrapped.type }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Wrapped? {
    try Wrapped.decode(document, &reader)
  }

  package static func missing(_ reader: inout MemberReader) throws(Absent) -> Wrapped? { nil }

  package var document: Document? { self?.document }
}

extension String: MemberValue {
  package static var type: MemberType { .string }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> String {
    guard let text = document.text else { throw reader.mismatch("a string") }
    return text
  }

  package var document: Document? { .string(self) }
}

extension Int: MemberValue {
  package static var type: MemberType { .integer }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Int {
    guard case .number(let number) = document, let value = number.integer else {
      throw reader.mismatch("an integer")
    }
    return value
  }

  package var document: Document? { .integer(self) }
}

extension Bool: MemberValue {
  package static var type: MemberType { .boolean }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Bool {
    guard case .bool(let value) = document else { throw reader.mismatch("a boolean") }
    return value
  }

  package var document: Document? { .bool(self) }
}

extension Timestamp: MemberValue {
  package static var type: MemberType { .timestamp }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Timestamp {
    guard case .timestamp(let value) = document else { throw reader.mismatch("a timestamp") }
    return value
  }

  package var document: Document? { .timestamp(self) }
}

extension Array: MemberValue where Element: MemberValue {
  package static var type: MemberType { .list(Element.type) }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> [Element] {
    guard let elements = document.elements else { throw reader.mismatch("a list") }
    var values: [Element] = []
    for (index, element) in elements.enumerated() {
      let outside = reader.enter("\(index + 1).member")
      defer { reader.leave(to: outside) }
      do throws(Absent) {
        values.append(try Element.decode(element, &reader))
      } catch {
        // What is wrong with the others is told too.
      }
    }
    guard values.count == elements.count else { throw Absent() }
    return values
  }

  package var document: Document? {
    // Neither `compactMap` nor `indices`, which ask the runtime for types of their own.
    var documents: [Document] = []
    documents.reserveCapacity(count)
    for index in 0..<count {
      if let document = self[index].document { documents.append(document) }
    }
    return .list(documents)
  }
}
