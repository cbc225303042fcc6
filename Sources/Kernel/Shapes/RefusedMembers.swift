/// The members of a request that AWS has and this program has not, as the request gave them.
///
/// They are read so that a call which gives one can be refused in words, rather than ignored.
package struct RefusedMembers: Sendable {
  /// What the request gave, by name.
  package let given: DocumentObject
}

extension Member where Value == RefusedMembers {
  /// Describes members that are refused: names and kinds, those of secrets apart.
  package init(
    refused path: any KeyPath<Root, RefusedMembers> & Sendable, _ texts: [String],
    secrets: [String] = [], numbers: [String] = [], switches: [String] = [],
    times: [String] = [], lists: [String] = []
  ) {
    let groups: [(names: [String], type: MemberType, isSensitive: Bool)] = [
      (texts, .string, false), (secrets, .string, true), (numbers, .integer, false),
      (switches, .boolean, false), (times, .timestamp, false), (lists, .list(.string), false),
    ]
    let members = groups.flatMap { group in
      group.names.map { name in
        MemberDescription(
          name: name, type: group.type, constraints: [], isRequired: false,
          isSensitive: group.isSensitive, suggests: nil, help: "Not simulated: refused.")
      }
    }
    descriptions = members
    read = { object, _ in
      RefusedMembers(
        given: DocumentObject(
          members.compactMap { member in object[member.name].map { (member.name, $0) } }))
    }
    write = { $0[keyPath: path].given }
  }
}
