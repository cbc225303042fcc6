/// The members of a request that AWS has and this program has not, as the request gave them.
///
/// They are read so that a call which gives one can be refused in words, rather than ignored.
package struct RefusedMembers: Sendable {
  /// What the request gave, by name.
  package let given: DocumentObject

  /// A request that gives none.
  package static let none = RefusedMembers(given: [:])
}

extension Member where Value == RefusedMembers {
  /// Describes members that are refused: names and kinds, those of secrets apart.
  package init(
    refused path: @escaping @Sendable (Root) -> RefusedMembers, _ texts: [String],
    secrets: [String] = [], numbers: [String] = [], switches: [String] = [],
    times: [String] = [], lists: [String] = []
  ) {
    let kinds: [(names: [String], value: any MemberValue.Type, isSensitive: Bool)] = [
      (texts, String.self, false), (secrets, String.self, true), (numbers, Int.self, false),
      (switches, Bool.self, false), (times, Timestamp.self, false), (lists, [String].self, false),
    ]
    let members = kinds.flatMap { kind in
      kind.names.map { RefusedMember($0, kind.value, isSensitive: kind.isSensitive) }
    }
    descriptions = members.map(\.description)
    read = { object, reader throws(Absent) in
      RefusedMembers(
        given: DocumentObject(
          members.compactMap { member in
            member.read(object, &reader).map { (member.description.name, $0) }
          }))
    }
    writer = MemberWriter { root, object in
      for entry in path(root).given.entries { object.append(entry.name, entry.value) }
    }
  }
}

/// One member that is read only to be refused.
private struct RefusedMember: Sendable {
  let description: MemberDescription
  private let value: any MemberValue.Type

  init(_ name: String, _ value: any MemberValue.Type, isSensitive: Bool) {
    self.value = value
    description = MemberDescription(
      name: name, type: value.type, constraints: [], isRequired: false, isSensitive: isSensitive,
      suggests: nil, help: "Not simulated: refused.", isRefused: true)
  }

  /// What a request gives; `nil` for nothing, and after the reader was told of a wrong type.
  func read(_ object: DocumentObject, _ reader: inout MemberReader) -> Document? {
    guard let document = object.present(description.name) else { return nil }
    let outside = reader.enter(description.wirePathName, sensitive: description.isSensitive)
    defer { reader.leave(to: outside) }
    let read: (any MemberValue)? = try? value.decode(document, &reader)
    return read == nil ? nil : document
  }
}
