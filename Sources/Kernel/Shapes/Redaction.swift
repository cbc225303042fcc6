extension [MemberDescription] {
  /// What the trail may hold of a structure, even of one that breaks the model's rules: members
  /// that the model knows, of the kind that it says, and none that is sensitive.
  package func redacted(_ object: DocumentObject) -> DocumentObject {
    var told = DocumentObject()
    // By their places, so that no description is copied.
    for place in indices where !self[place].isSensitive {
      told.append(
        self[place].name, object[self[place].name].flatMap(self[place].type.redacted))
    }
    return told
  }
}

extension MemberDescription {
  /// Whether it is a secret, or a structure with one inside.
  package var holdsSecret: Bool { isSensitive || type.holdsSecret }
}

extension MemberType {
  fileprivate var holdsSecret: Bool {
    switch self {
    case .structure(let members): members.contains { $0.holdsSecret }
    case .list(let element): element.holdsSecret
    default: false
    }
  }

  /// What the trail may hold of a value.
  ///
  /// Nothing of bytes, which are data and no parameter: CloudTrail logs no ciphertext and no body
  /// either. Nothing of a value of another kind, which may be anything that strayed here, a secret
  /// too.
  package func redacted(_ document: Document) -> Document? {
    switch (self, document) {
    case (.string, .string), (.enumeration, .string), (.integer, .number), (.boolean, .bool),
      (.timestamp, .timestamp):
      document
    case (.list(let type), .list(let elements)): .list(elements.compactMap(type.redacted))
    case (.map, .object(let object)):
      .object(
        DocumentObject(
          object.entries.compactMap { $0.value.text == nil ? nil : ($0.name, $0.value) }))
    case (.structure(let members), .object(let object)): .object(members.redacted(object))
    default: nil
    }
  }
}

extension Fields {
  /// The members as those of a structure.
  package var type: MemberType {
    .structure(members.map { MemberDescription(result: $0.name, $0.type, $0.isSensitive) })
  }

  /// The response as a document without the secrets in it.
  package func withoutSecrets(_ value: Root) -> DocumentObject {
    type.withoutSecrets(.object(document(value))).members ?? [:]
  }
}

extension MemberType {
  /// A value of a response without the secrets in it.
  fileprivate func withoutSecrets(_ value: Document) -> Document {
    switch (self, value) {
    case (.list(let element), .list(let elements)): .list(elements.map(element.withoutSecrets))
    case (.structure(let members), .object(let object)):
      .object(
        DocumentObject(
          members.filter { !$0.isSensitive }.compactMap { member in
            object[member.name].map { (member.name, member.type.withoutSecrets($0)) }
          }))
    default: value
    }
  }
}
