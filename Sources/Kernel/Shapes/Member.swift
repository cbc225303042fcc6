/// What names the completion may offer for a member.
package enum Suggestion: Sendable, Equatable {
  /// Key ids and key ARNs.
  case keys
  /// Key ids, key ARNs, alias names and alias ARNs.
  case keysAndAliases
  /// Alias names.
  case aliases
}

/// One member of a request: its name on the wire, where its value goes, and its limits.
package struct Member<Root: Sendable, Value: MemberValue>: Sendable {
  let path: any KeyPath<Root, Value> & Sendable
  let description: MemberDescription

  /// Describes a member.
  package init(
    _ name: String, _ path: any KeyPath<Root, Value> & Sendable, _ constraints: Constraint...,
    sensitive: Bool = false, suggests: Suggestion? = nil, help: String
  ) {
    self.init(
      name, path, constraints: constraints, sensitive: sensitive, suggests: suggests, help: help)
  }

  /// Describes a member whose limits have a home of their own.
  package init(
    _ name: String, _ path: any KeyPath<Root, Value> & Sendable, constraints: [Constraint],
    sensitive: Bool = false, suggests: Suggestion? = nil, help: String
  ) {
    self.path = path
    var reader = MemberReader()
    description = MemberDescription(
      name: name, type: Value.type, constraints: constraints,
      isRequired: Value.missing(&reader) == nil, isSensitive: sensitive, suggests: suggests,
      help: help)
  }

  /// Reads the member of a request; `nil` after the reader was told what is wrong.
  func read(from object: DocumentObject, _ reader: inout MemberReader) -> Value? {
    reader.within(description.wirePathName, sensitive: description.isSensitive) { reader in
      guard let document = object[description.name], document != .null else {
        return Value.missing(&reader)
      }
      let value = Value.decode(document, &reader)
      guard let value, let canonical = value.document else { return value }
      let broken = description.constraints.compactMap { $0.broken(by: canonical) }
      for text in broken {
        reader.violate(value: description.type.redacted(canonical) ?? .null, text)
      }
      return broken.isEmpty ? value : nil
    }
  }
}

/// What is known of a member without its types.
package struct MemberDescription: Sendable {
  /// The name on the wire: `KeyId`.
  package let name: String
  /// The kind of value.
  package let type: MemberType
  /// The limits.
  package let constraints: [Constraint]
  /// Whether a request must have it.
  package let isRequired: Bool
  /// Whether its value must never reach the trail, the history or an error.
  package let isSensitive: Bool
  /// What completion may offer.
  package let suggests: Suggestion?
  /// One sentence for the learner.
  package let help: String

  /// The name in validation messages: `keyId`.
  package var wirePathName: String { name.prefix(1).lowercased() + name.dropFirst() }
}

extension MemberDescription: Equatable {
  /// Whether both describe the same member.
  package static func == (left: MemberDescription, right: MemberDescription) -> Bool {
    left.name == right.name && left.type == right.type
  }
}
