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
      _ name: String, _ path: any KeyPath<Root, Value> & Sendable, sensitive: Bool = false
    ) {
      self.name = name
      type = Value.type
      isSensitive = sensitive
      read = { $0[keyPath: path].document }
    }
  }

  /// The members; none for an operation that answers with an empty body.
  package let fields: [Field]

  /// Describes a response.
  package init(_ fields: Field...) { self.fields = fields }

  /// The response as a document, absent members left out.
  package func document(_ value: Root) -> DocumentObject {
    DocumentObject(
      fields.compactMap { field in field.read(value).map { (field.name, $0) } })
  }
}
