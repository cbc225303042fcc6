/// What names the completion may offer for a member.
package enum Suggestion: Sendable, Equatable {
  /// Key ids and key ARNs.
  case keys
  /// Key ids, key ARNs, alias names and alias ARNs.
  case keysAndAliases
  /// Alias names.
  case aliases
  /// Bucket names.
  case buckets
  /// Keys of objects.
  case objects
  /// Buckets and keys of objects, `bucket/key`.
  case bucketsAndObjects
  /// Ids of versions of an object.
  case versions
  /// Ids of open multipart uploads of a bucket.
  case uploads
  /// Names of users.
  case users
  /// Names of groups.
  case groups
  /// Names of roles.
  case roles
  /// ARNs of roles.
  case roleARNs
  /// ARNs of managed policies.
  case policies
  /// Ids of access keys.
  case accessKeys
  /// Ids of custom key stores.
  case keyStores
}

/// One argument of a request's initialiser: a member with its name on the wire and its limits, or a
/// group of members that several requests share.
package struct Member<Root: Sendable, Value: Sendable>: Sendable {
  /// The members that make the argument: one, or those of the group.
  let descriptions: [MemberDescription]
  /// Reads the argument of a request; fails after the reader was told what is wrong.
  let read: @Sendable (DocumentObject, inout MemberReader) throws(Absent) -> Value
  /// Adds the present members of a value, as a request has them.
  let writer: MemberWriter<Root>

  /// Describes a group: its members stand in the request beside the others.
  package init(_ path: @escaping @Sendable (Root) -> Value, group: Shape<Value>) {
    descriptions = group.members
    read = { object, reader throws(Absent) in try group.read(object, &reader) }
    writer = MemberWriter { root, object in group.write(path(root), &object) }
  }
}

extension Member where Value: MemberValue {
  /// Describes a member.
  package init(
    _ name: String, _ path: @escaping @Sendable (Root) -> Value, _ constraints: Constraint...,
    sensitive: Bool = false, suggests: Suggestion? = nil, help: String
  ) {
    self.init(
      name, path, constraints: constraints, sensitive: sensitive, suggests: suggests, help: help)
  }

  /// Describes a member whose limits have a home of their own.
  package init(
    _ name: String, _ path: @escaping @Sendable (Root) -> Value, constraints: [Constraint],
    sensitive: Bool = false, suggests: Suggestion? = nil, help: String
  ) {
    var reader = MemberReader()
    let description = MemberDescription(
      name: name, type: Value.type, constraints: constraints,
      isRequired: (try? Value.missing(&reader)) == nil, isSensitive: sensitive,
      suggests: suggests, help: help)
    descriptions = [description]
    read = { object, reader throws(Absent) in
      try Value.read(description, from: object, &reader)
    }
    writer = MemberWriter { root, object in object.append(name, path(root).document) }
  }
}

extension MemberValue {
  /// Reads a member of a request; fails after the reader was told what is wrong.
  fileprivate static func read(
    _ member: MemberDescription, from object: DocumentObject, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    let document = object.present(member.name)
    // Most members of most requests are absent, and nobody asks where they would stand.
    if document == nil, !member.isRequired { return try missing(&reader) }
    let outside = reader.enter(member.wirePathName, sensitive: member.isSensitive)
    defer { reader.leave(to: outside) }
    guard let document else { return try missing(&reader) }
    let value = try decode(document, &reader)
    guard !member.constraints.isEmpty, let canonical = value.document else { return value }
    let broken = member.constraints.compactMap { $0.broken(by: canonical) }
    for text in broken {
      reader.violate(value: member.type.redacted(canonical) ?? .null, text)
    }
    guard broken.isEmpty else { throw Absent() }
    return value
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
  /// Whether a call that gives it is refused, since this program has not what it asks for.
  package let isRefused: Bool

  /// The name in validation messages: `keyId`.
  package let wirePathName: String
  /// The option of AWS CLI that gives it: `--key-id`.
  package let option: String

  /// Describes a member.
  init(
    name: String, type: MemberType, constraints: [Constraint], isRequired: Bool, isSensitive: Bool,
    suggests: Suggestion?, help: String, isRefused: Bool = false
  ) {
    self.name = name
    self.type = type
    self.constraints = constraints
    self.isRequired = isRequired
    self.isSensitive = isSensitive
    self.suggests = suggests
    self.help = help
    self.isRefused = isRefused
    wirePathName = name.prefix(1).lowercased() + name.dropFirst()
    option = "--" + kebabCase(name)
  }
}

extension MemberDescription {
  /// Describes a member of an answer.
  package init(result name: String, _ type: MemberType, _ isSensitive: Bool) {
    self.init(
      name: name, type: type, constraints: [], isRequired: false, isSensitive: isSensitive,
      suggests: nil, help: "")
  }
}

extension MemberDescription: Equatable {
  /// Whether both describe the same member.
  package static func == (left: MemberDescription, right: MemberDescription) -> Bool {
    left.name == right.name && left.type == right.type
  }
}
