/// What a request gave of the members that AWS has and this program does not simulate.
package struct UnsimulatedMembers: Sendable {
  /// Those that the request is refused for, by name.
  package let refused: DocumentObject
  /// Those that are taken.
  fileprivate let idle: DocumentObject

  /// A request that gives none.
  package static let none = UnsimulatedMembers(refused: [:], idle: [:])
}

/// A member that AWS has and this program does not simulate, by its name and kind, and what becomes
/// of a request that gives it.
package enum UnsimulatedMember: Sendable {
  /// The request is refused in words, rather than done in another way than was asked for.
  case refused(String, any MemberValue.Type = String.self)
  /// The request is taken, since the value changes nothing here.
  case idle(String, any MemberValue.Type = String.self)
}

extension Member where Value == UnsimulatedMembers {
  /// Describes members that are read only to be refused, or because AWS takes them.
  package init(
    _ path: @escaping @Sendable (Root) -> UnsimulatedMembers, _ members: UnsimulatedMember...
  ) {
    let known = members.map(ReadMember.init)
    let refused = known.filter(\.description.isRefused)
    let idle = known.filter { !$0.description.isRefused }
    descriptions = known.map(\.description)
    read = { object, reader throws(Absent) in
      UnsimulatedMembers(refused: refused.read(object, &reader), idle: idle.read(object, &reader))
    }
    writer = MemberWriter { root, object in
      let given = path(root)
      for entry in given.refused.entries + given.idle.entries {
        object.append(entry.name, entry.value)
      }
    }
  }
}

/// One such member, as requests are read by it.
private struct ReadMember: Sendable {
  let description: MemberDescription
  private let value: any MemberValue.Type

  init(_ member: UnsimulatedMember) {
    let (name, value, help, isRefused) =
      switch member {
      case .refused(let name, let value): (name, value, "Not simulated: refused.", true)
      case .idle(let name, let value): (name, value, "Changes nothing here.", false)
      }
    self.value = value
    description = MemberDescription(
      name: name, type: value.type, constraints: [], isRequired: false, isSensitive: false,
      suggests: nil, help: help, isRefused: isRefused)
  }

  /// What a request gives; `nil` for nothing, and after the reader was told of a wrong type.
  func read(_ object: DocumentObject, _ reader: inout MemberReader) -> Document? {
    guard let document = object.present(description.name) else { return nil }
    let outside = reader.enter(description.wirePathName, sensitive: false)
    defer { reader.leave(to: outside) }
    let read: (any MemberValue)? = try? value.decode(document, &reader)
    return read == nil ? nil : document
  }
}

extension [ReadMember] {
  /// What a request gives of them.
  func read(_ object: DocumentObject, _ reader: inout MemberReader) -> DocumentObject {
    DocumentObject(
      compactMap { member in
        member.read(object, &reader).map { (member.description.name, $0) }
      })
  }
}
