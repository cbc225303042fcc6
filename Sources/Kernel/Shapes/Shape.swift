/// A request's members joined with the initialiser of its type: the one table of an operation.
///
/// A parameter pack ties each initialiser argument to the member of its type, so that a missing or
/// mistyped member does not compile.
package struct Shape<Value: Sendable>: Sendable {
  /// The members in the model's order.
  package let members: [MemberDescription]
  private let make: @Sendable (inout Arguments, inout MemberReader) throws(Absent) -> Value
  /// How each argument is read.
  private let readers: [any ArgumentReader]
  private let writer: MemberWriter<Value>

  /// Joins an initialiser and the members for its arguments, in the same order.
  package init<each Argument: Sendable>(
    _ make: @escaping @Sendable (repeat each Argument) -> Value,
    _ member: repeat Member<Value, each Argument>
  ) {
    var members: [MemberDescription] = []
    var readers: [any ArgumentReader] = []
    var writer = MemberWriter<Value>.nothing
    for member in repeat each member {
      members += member.descriptions
      readers.append(OneArgumentReader(read: member.read))
      writer = writer.followed(by: member.writer)
    }
    self.members = members
    self.readers = readers
    self.writer = writer
    self.make = { arguments, reader throws(Absent) in
      make(repeat try arguments.next((each Argument).self, &reader))
    }
  }

  /// Reads a value, passing over unknown members; fails after the reader was told what is wrong.
  package func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Value {
    guard let object = document.members else { throw reader.mismatch("a structure") }
    return try read(object, &reader)
  }

  /// Reads a value of an object's members; fails after the reader was told all that is wrong.
  func read(_ object: DocumentObject, _ reader: inout MemberReader) throws(Absent) -> Value {
    let before = reader.findings
    var arguments = Arguments(readers: readers, object: object)
    do throws(Absent) {
      return try make(&arguments, &reader)
    } catch {
      // It stopped at the first member that has no value.
      reader.forget(all: before)
      for argument in readers { argument.check(object, &reader) }
      throw error
    }
  }

  /// Reads a whole request, all violations together.
  package func decode(_ document: Document) throws(InvalidRequest) -> Value {
    var reader = MemberReader()
    do throws(Absent) {
      let value = try decode(document, &reader)
      // What is read only to be refused has a value whatever it is.
      if reader.fault == nil { return value }
    } catch {
      // The reader knows why.
    }
    throw reader.fault ?? .wrongType(path: "", expected: "a structure")
  }

  /// Writes a value's present members.
  package func document(_ value: Value) -> Document { .object(written(value)) }

  /// Writes a value's present members but for the sensitive ones: what the trail may hold.
  package func redacted(_ value: Value) -> DocumentObject { members.redacted(written(value)) }

  private func written(_ value: Value) -> DocumentObject {
    var object = DocumentObject()
    write(value, &object)
    return object
  }

  /// Adds a value's present members.
  func write(_ value: Value, _ object: inout DocumentObject) {
    writer.write(value, &object)
  }
}

/// Signals that a member has no value.
package struct Absent: Error {}
