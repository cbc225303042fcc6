/// A request's members joined with the initialiser of its type: the one table of an operation.
///
/// A parameter pack ties each initialiser argument to the member of its type, so that a missing or
/// mistyped member does not compile.
package struct Shape<Value: Sendable>: Sendable {
  /// The members in the model's order.
  package let members: [MemberDescription]
  private let make: @Sendable (DocumentObject, inout MemberReader) throws(Absent) -> Value
  /// Tells the reader what is wrong with each argument.
  private let checks: [@Sendable (DocumentObject, inout MemberReader) -> Void]
  private let writers: [@Sendable (Value, inout DocumentObject) -> Void]

  /// Joins an initialiser and the members for its arguments, in the same order.
  ///
  /// What a call does with the members it does with closures in arrays where it can: to walk
  /// through a pack is to look up the types of all its elements, each time.
  package init<each Argument: Sendable>(
    _ make: @escaping @Sendable (repeat each Argument) -> Value,
    _ member: repeat Member<Value, each Argument>
  ) {
    var members: [MemberDescription] = []
    var checks: [@Sendable (DocumentObject, inout MemberReader) -> Void] = []
    var writers: [@Sendable (Value, inout DocumentObject) -> Void] = []
    for member in repeat each member {
      members += member.descriptions
      checks.append { object, reader in _ = try? member.read(object, &reader) }
      writers.append(member.write)
    }
    self.members = members
    self.checks = checks
    self.writers = writers
    self.make = { object, reader throws(Absent) in
      make(repeat try (each member).read(object, &reader))
    }
  }

  /// Reads a value, passing over unknown members; `nil` after the reader was told what is wrong.
  package func decode(_ document: Document, _ reader: inout MemberReader) -> Value? {
    guard let object = document.members else { return reader.mismatch("a structure") }
    return try? read(object, &reader)
  }

  /// Reads a value of an object's members; fails after the reader was told all that is wrong.
  func read(_ object: DocumentObject, _ reader: inout MemberReader) throws(Absent) -> Value {
    let before = reader.findings
    do throws(Absent) {
      return try make(object, &reader)
    } catch {
      // It stopped at the first member that has no value.
      reader.forget(all: before)
      for check in checks { check(object, &reader) }
      throw error
    }
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
    for writer in writers { writer(value, &object) }
  }
}

/// Signals that a member has no value.
package struct Absent: Error {}
