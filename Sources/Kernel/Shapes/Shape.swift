/// A request's members joined with the initialiser of its type: the one table of an operation.
///
/// A parameter pack ties each initialiser argument to the member of its type, so that a missing or
/// mistyped member does not compile.
package struct Shape<Value: Sendable>: Sendable {
  /// The members in the model's order.
  package let members: [MemberDescription]
  private let make: @Sendable (DocumentObject, inout MemberReader) -> Value?
  private let write: @Sendable (Value) -> DocumentObject

  /// Joins an initialiser and the members for its arguments, in the same order.
  package init<each Argument: Sendable>(
    _ make: @escaping @Sendable (repeat each Argument) -> Value,
    _ member: repeat Member<Value, each Argument>
  ) {
    var members: [MemberDescription] = []
    for member in repeat each member { members += member.descriptions }
    self.members = members
    self.make = { object, reader in
      let values = (repeat (each member).read(object, &reader))
      guard reader.fault == nil else { return nil }
      var arguments: (repeat each Argument)?
      func unwrap<Wrapped>(_ value: Wrapped?) throws(Absent) -> Wrapped {
        guard let value else { throw Absent() }
        return value
      }
      do throws(Absent) {
        arguments = (repeat try unwrap(each values))
      } catch {
        return nil
      }
      return arguments.map { (arguments: (repeat each Argument)) in make(repeat each arguments) }
    }
    self.write = { value in
      var object = DocumentObject()
      for member in repeat each member {
        for entry in member.write(value).entries { object[entry.name] = entry.value }
      }
      return object
    }
  }

  /// Reads a value, passing over unknown members; `nil` after the reader was told what is wrong.
  package func decode(_ document: Document, _ reader: inout MemberReader) -> Value? {
    guard let object = document.members else { return reader.mismatch("a structure") }
    return read(object, &reader)
  }

  /// Reads a value of an object's members; `nil` after the reader was told what is wrong.
  func read(_ object: DocumentObject, _ reader: inout MemberReader) -> Value? {
    make(object, &reader)
  }

  /// Reads a whole request, all violations together.
  package func decode(_ document: Document) throws(InvalidRequest) -> Value {
    var reader = MemberReader()
    let value = decode(document, &reader)
    if let fault = reader.fault { throw fault }
    guard let value else { throw .wrongType(path: "", expected: "a structure") }
    return value
  }

  /// Writes a value's present members.
  package func document(_ value: Value) -> Document { .object(write(value)) }

  /// Writes a value's present members but for the sensitive ones: what the trail may hold.
  package func redacted(_ value: Value) -> DocumentObject { members.redacted(write(value)) }
}

/// Signals that a member has no value.
private struct Absent: Error {}
