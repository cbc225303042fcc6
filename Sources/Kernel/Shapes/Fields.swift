/// A response's members, in the model's order.
package struct Fields<Root: Sendable>: Sendable {
  /// One member of a response.
  package struct Field: Sendable {
    fileprivate let description: ResultDescription
    fileprivate let writer: MemberWriter<Root>

    /// Describes a member and where its value comes from.
    package init<Value: MemberValue>(
      _ name: String, _ path: @escaping @Sendable (Root) -> Value, sensitive: Bool = false
    ) {
      description = ResultDescription(name: name, type: Value.type, isSensitive: sensitive)
      writer = MemberWriter { root, object in object.append(name, path(root).document) }
    }
  }

  /// What is known of the members; none for an operation that answers with an empty body.
  package let members: [ResultDescription]
  private let writer: MemberWriter<Root>

  /// Describes a response.
  package init(_ fields: Field...) {
    self.init(
      fields.map(\.description), fields.reduce(.nothing) { $0.followed(by: $1.writer) })
  }

  private init(_ members: [ResultDescription], _ writer: MemberWriter<Root>) {
    self.members = members
    self.writer = writer
  }

  /// These members and then those.
  package static func + (left: Fields, right: Fields) -> Fields {
    Fields(left.members + right.members, left.writer.followed(by: right.writer))
  }

  /// The members of a part as members of the whole.
  package func of<Whole: Sendable>(
    _ path: @escaping @Sendable (Whole) -> Root
  ) -> Fields<Whole> {
    Fields<Whole>(members, MemberWriter { writer.write(path($0), &$1) })
  }

  /// The members of a part as members of the whole; none of them where the part is absent.
  package func of<Whole: Sendable>(
    _ path: @escaping @Sendable (Whole) -> Root?
  ) -> Fields<Whole> {
    Fields<Whole>(
      members, MemberWriter { if let part = path($0) { writer.write(part, &$1) } })
  }

  /// The response as a document, absent members left out.
  package func document(_ value: Root) -> DocumentObject {
    var object = DocumentObject(capacity: members.count)
    writer.write(value, &object)
    return object
  }
}

/// What is known of a member of a response without its types.
package struct ResultDescription: Sendable {
  /// Its name on the wire.
  package let name: String
  /// The kind of value.
  package let type: MemberType
  /// Whether its value must never reach the trail or a log.
  package let isSensitive: Bool
  /// Whether the command line writes it into a file.
  package var isStream: Bool { type == .stream }
}
