/// The members of a request that AWS has and this program has not, as the request gave them.
///
/// They are read so that a call which gives one can be refused in words, rather than ignored.
package struct RefusedMembers: Sendable {
  /// What the request gave, by name.
  package let given: DocumentObject
  /// What it gave of members that change nothing here, and are taken.
  fileprivate let idle: DocumentObject

  /// A request that gives none.
  package static let none = RefusedMembers(given: [:], idle: [:])
}

extension Member where Value == RefusedMembers {
  /// Describes members that are refused: names and kinds, those of secrets apart; and `idle` ones,
  /// texts and lists, whose values change nothing here.
  package init(
    refused path: @escaping @Sendable (Root) -> RefusedMembers, _ texts: [String] = [],
    secrets: [String] = [], numbers: [String] = [], switches: [String] = [],
    times: [String] = [], lists: [String] = [], idle: [String] = [], idleLists: [String] = []
  ) {
    let kinds: [(names: [String], value: any MemberValue.Type, isSensitive: Bool)] = [
      (texts, String.self, false), (secrets, String.self, true), (numbers, Int.self, false),
      (switches, Bool.self, false), (times, Timestamp.self, false), (lists, [String].self, false),
    ]
    let refused = kinds.flatMap { kind in
      kind.names.map { RefusedMember($0, kind.value, isSensitive: kind.isSensitive) }
    }
    let taken =
      idle.map { RefusedMember($0, String.self, isIdle: true) }
      + idleLists.map { RefusedMember($0, [String].self, isIdle: true) }
    descriptions = (refused + taken).map(\.description)
    read = { object, reader throws(Absent) in
      RefusedMembers(given: refused.read(object, &reader), idle: taken.read(object, &reader))
    }
    writer = MemberWriter { root, object in
      let members = path(root)
      for entry in members.given.entries + members.idle.entries {
        object.append(entry.name, entry.value)
      }
    }
  }
}

extension [RefusedMember] {
  /// What a request gives of them.
  fileprivate func read(
    _ object: DocumentObject, _ reader: inout MemberReader
  ) -> DocumentObject {
    DocumentObject(
      compactMap { member in
        member.read(object, &reader).map { (member.description.name, $0) }
      })
  }
}

/// One member that is read only to be refused, or because AWS takes it.
private struct RefusedMember: Sendable {
  let description: MemberDescription
  private let value: any MemberValue.Type

  init(
    _ name: String, _ value: any MemberValue.Type, isSensitive: Bool = false, isIdle: Bool = false
  ) {
    self.value = value
    description = MemberDescription(
      name: name, type: value.type, constraints: [], isRequired: false, isSensitive: isSensitive,
      suggests: nil, help: isIdle ? "Changes nothing here." : "Not simulated: refused.",
      isRefused: !isIdle)
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
