/// A response's members, in the model's order.
package struct Fields<Root: Sendable>: Sendable {
  /// One member of a response.
  package struct Field: Sendable {
    /// The name on the wire.
    package let name: String
    /// The kind of value.
    package let type: MemberType
    /// Whether its value must never reach the trail or a log.
    package let isSensitive: Bool
    let read: @Sendable (Root) -> Document?

    /// Describes a member and where its value comes from.
    package init<Value: MemberValue>(
      _ name: String, _ path: @escaping @Sendable (Root) -> Value, sensitive: Bool = false
    ) {
      self.name = name
      type = Value.type
      isSensitive = sensitive
      read = { path($0).document }
    }

    /// The member of a part, as a member of the whole.
    fileprivate init<Part: Sendable>(
      _ field: Fields<Part>.Field, _ read: @escaping @Sendable (Root) -> Document?
    ) {
      name = field.name
      type = field.type
      isSensitive = field.isSensitive
      self.read = read
    }
  }

  /// The members; none for an operation that answers with an empty body.
  package let fields: [Field]

  /// Describes a response.
  package init(_ fields: Field...) { self.fields = fields }

  private init(_ fields: [Field]) { self.fields = fields }

  /// These members and then those.
  package static func + (left: Fields, right: Fields) -> Fields {
    Fields(left.fields + right.fields)
  }

  /// The members of a part as members of the whole.
  package func of<Whole: Sendable>(
    _ path: @escaping @Sendable (Whole) -> Root
  ) -> Fields<Whole> {
    Fields<Whole>(fields.map { field in .init(field) { field.read(path($0)) } })
  }

  /// The members of a part as members of the whole; none of them where the part is absent.
  package func of<Whole: Sendable>(
    _ path: @escaping @Sendable (Whole) -> Root?
  ) -> Fields<Whole> {
    Fields<Whole>(fields.map { field in .init(field) { path($0).flatMap(field.read) } })
  }

  /// The response as a document, absent members left out.
  package func document(_ value: Root) -> DocumentObject {
    var object = DocumentObject(capacity: fields.count)
    // By their places: a page of a list reads thousands of members, and copies no description.
    for place in fields.indices { object.append(fields[place].name, fields[place].read(value)) }
    return object
  }
}
