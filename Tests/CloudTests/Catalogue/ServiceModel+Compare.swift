import Cloud
import Kernel
import Testing

extension ServiceModel.Shape {
  /// Compares a type of the catalogue with the model's.
  func compare(_ type: MemberType, _ place: String, inOrder: Bool = true) {
    switch type {
    case .string:
      #expect(self.type == "string", "\(place)")
      #expect(values.isEmpty, "\(place)")
    case .enumeration(let values, _):
      #expect(self.type == "string", "\(place)")
      #expect(values == self.values, "\(place)")
    case .integer: #expect(["integer", "long"].contains(self.type), "\(place)")
    case .boolean: #expect(self.type == "boolean", "\(place)")
    case .blob: #expect(self.type == "blob" && !isStream, "\(place)")
    case .stream: #expect(self.type == "blob" && isStream, "\(place)")
    case .timestamp: #expect(self.type == "timestamp", "\(place)")
    case .map: #expect(self.type == "map", "\(place)")
    case .list(let element):
      #expect(self.type == "list", "\(place)")
      if let inner = self.element { inner.compare(element, place + "[]", inOrder: inOrder) }
    case .structure(let members):
      #expect(self.type == "structure", "\(place)")
      compare(members, place, inOrder: inOrder)
    }
  }

  private func compare(_ members: [MemberDescription], _ place: String, inOrder: Bool) {
    let (names, known) = (members.map(\.name), self.members.map(\.name))
    #expect(inOrder ? names == known : names.sorted() == known.sorted(), "\(place)")
    #expect(members.filter(\.isRequired).map(\.name).sorted() == required.sorted(), "\(place)")
    for member in members {
      guard let inner = self.members.first(where: { $0.name == member.name }) else { continue }
      inner.compare(member.type, "\(place).\(member.name)", inOrder: inOrder)
    }
  }

  /// The members of a response that the model does not have, or has in another order.
  func faults(of response: Document, _ place: String) -> [String] {
    switch response {
    case .object(let object) where type == "structure":
      let known = members.filter { object[$0.name] != nil }
      let inner = known.flatMap { member in
        object[member.name].map { member.faults(of: $0, "\(place).\(member.name)") } ?? []
      }
      return known.map(\.name) == object.names
        ? inner : ["\(place): \(object.names) instead of \(known.map(\.name))"] + inner
    case .list(let elements) where type == "list":
      return elements.flatMap { element?.faults(of: $0, place + "[]") ?? [] }
    case .string, .null: return type == "string" ? [] : ["\(place): text"]
    case .number: return ["integer", "long"].contains(type) ? [] : ["\(place): number"]
    case .bool: return type == "boolean" ? [] : ["\(place): boolean"]
    case .bytes: return type == "blob" ? [] : ["\(place): bytes"]
    case .timestamp: return type == "timestamp" ? [] : ["\(place): time"]
    case .object: return type == "map" ? [] : ["\(place): object"]
    case .list: return ["\(place): list"]
    }
  }
}
