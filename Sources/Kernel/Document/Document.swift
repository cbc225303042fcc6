/// A value as services and clients exchange it: JSON's kinds, and bytes and times as themselves.
package enum Document: Sendable {
  /// JSON's null.
  case null
  /// True or false.
  case bool(Bool)
  /// A number, exact as it was written.
  case number(Number)
  /// Text.
  case string(String)
  /// Bytes; base64 on the wire and in AWS CLI's output.
  case bytes([UInt8])
  /// A moment; epoch seconds on the wire, ISO 8601 in AWS CLI's output.
  case timestamp(Timestamp)
  /// Values in order.
  case list([Document])
  /// Named values in order.
  case object(DocumentObject)

  /// A whole number.
  package static func integer(_ value: Int) -> Document { .number(Number(value)) }

  /// The object's member of that name; `nil` for a missing one and for other kinds.
  package subscript(name: String) -> Document? {
    if case .object(let object) = self { object[name] } else { nil }
  }
}

extension Document: Equatable {
  /// Whether both are of one kind and equal; texts and names byte by byte.
  package static func == (left: Document, right: Document) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.bytes(let left), .bytes(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension Document {
  /// The text, where this is text.
  package var text: String? { if case .string(let text) = self { text } else { nil } }

  /// The number, where this is a whole one.
  package var wholeNumber: Int? {
    if case .number(let number) = self { number.integer } else { nil }
  }

  /// The elements, where this is a list.
  package var elements: [Document]? { if case .list(let elements) = self { elements } else { nil } }

  /// The same value with no room for more.
  fileprivate var trimmed: Document {
    switch self {
    case .object(let object): .object(object.trimmed)
    case .list(let elements): .list(elements.map(\.trimmed))
    case .null, .bool, .number, .string, .bytes, .timestamp: self
    }
  }

  /// The members, where this is an object.
  package var members: DocumentObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

/// Members of an object in the order in which they were put in; names differ by their bytes.
package struct DocumentObject: Sendable, Equatable {
  /// Name and value of each member.
  package private(set) var entries: [Entry] = []

  /// One member.
  package struct Entry: Sendable, Equatable {
    /// The member's name.
    package let name: String
    /// The member's value.
    package var value: Document

    /// Whether name and value are equal, byte by byte.
    package static func == (left: Entry, right: Entry) -> Bool {
      left.name.hasSameBytes(as: right.name) && left.value == right.value
    }
  }

  /// Makes an object without members.
  package init() {}

  /// Makes an object of these members; of equal names the last value stays, in the first's place.
  ///
  /// Takes time in proportion to the members, however many there are.
  package init(_ members: [(String, Document)]) {
    guard members.count > 16 else {
      for (name, value) in members { self[name] = value }
      return
    }
    var places: [[UInt8]: Int] = [:]
    for (name, value) in members {
      let place = places[Array(name.utf8), default: entries.count]
      if place < entries.count {
        entries[place].value = value
      } else {
        places[Array(name.utf8)] = place
        entries.append(Entry(name: name, value: value))
      }
    }
  }

  /// Makes an object that has room for so many members.
  package init(capacity: Int) { entries.reserveCapacity(capacity) }

  /// Adds a member of a name that no other has, where there is a value.
  package mutating func append(_ name: String, _ value: Document?) {
    if let value { entries.append(Entry(name: name, value: value)) }
  }

  /// The same members with no room for more, to be kept for long.
  package var trimmed: DocumentObject {
    var object = DocumentObject()
    object.entries = entries.map { Entry(name: $0.name, value: $0.value.trimmed) }
    return object
  }

  /// The number of members.
  package var count: Int { entries.count }

  /// Whether there is no member.
  package var isEmpty: Bool { entries.isEmpty }

  /// The names in order.
  package var names: [String] { entries.map(\.name) }

  /// The value of a name; `nil` where there is none, and for JSON's null.
  func present(_ name: String) -> Document? {
    let value = self[name]
    if case .null? = value { return nil }
    return value
  }

  /// The value of a name; a new name goes to the end, `nil` removes.
  package subscript(name: String) -> Document? {
    get { entries.first { $0.name.hasSameBytes(as: name) }?.value }
    set {
      if let index = entries.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
        if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
      } else if let newValue {
        entries.append(Entry(name: name, value: newValue))
      }
    }
  }
}

extension DocumentObject: ExpressibleByDictionaryLiteral {
  /// Makes an object of the members given, in that order.
  package init(dictionaryLiteral elements: (String, Document)...) { self.init(elements) }
}

extension Document: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes text.
  package init(stringLiteral value: String) { self = .string(value) }
  /// Makes true or false.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes a whole number.
  package init(integerLiteral value: Int) { self = .integer(value) }
  /// Makes a list.
  package init(arrayLiteral elements: Document...) { self = .list(elements) }
  /// Makes an object.
  package init(dictionaryLiteral elements: (String, Document)...) {
    self = .object(DocumentObject(elements))
  }
}

/// A number as it was written, so that none loses digits on its way.
package struct Number: Sendable, Equatable {
  /// The number in JSON's notation.
  package let literal: String

  /// Makes a whole number.
  package init(_ value: Int) { literal = String(value) }

  /// Makes the number of a literal that a JSON reader has accepted.
  package init(validLiteral: String) { literal = validLiteral }

  /// The value, where it is whole and fits.
  package var integer: Int? { Int(literal) }
}
