import Kernel

extension XMLElement {
  /// What the element says, read as a kind of value.
  ///
  /// - Throws: MalformedXML, for elements that S3 does not know here and for texts of another kind.
  func document(as type: MemberType) throws(HTTPFailure) -> Document {
    switch type {
    case .structure(let members): return .object(try object(members))
    case .string, .enumeration: return .string(text)
    case .integer:
      guard let value = Int(trimmed) else { throw .malformedXML }
      return .integer(value)
    case .boolean:
      switch trimmed.lowercased() {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: throw .malformedXML
      }
    case .timestamp:
      guard let moment = Timestamp(wire: trimmed) else { throw .malformedXML }
      return .timestamp(moment)
    case .blob, .stream:
      guard let bytes = Base64.decode(trimmed.utf8) else { throw .malformedXML }
      return .bytes(bytes)
    case .list, .map: throw .malformedXML
    }
  }

  /// The members that the elements inside are.
  private func object(_ members: [MemberDescription]) throws(HTTPFailure) -> DocumentObject {
    var object = DocumentObject()
    var lists: [String: [Document]] = [:]
    for child in children {
      guard
        let member = members.first(where: { S3Element(of: $0, in: name).name == child.name })
      else { throw .malformedXML }
      let place = S3Element(of: member, in: name)
      guard case .list(let kind) = member.type else {
        guard object[member.name] == nil else { throw .malformedXML }
        object.append(member.name, try child.document(as: member.type))
        continue
      }
      var items = lists[member.name] ?? []
      for item in place.isFlat ? [child] : child.children {
        guard item.name == place.item else { throw .malformedXML }
        items.append(try item.document(as: kind))
      }
      lists[member.name] = items
      object[member.name] = .list(items)
    }
    for member in members {
      let place = S3Element(of: member, in: name)
      if place.isAttribute, let value = attributes.first(where: { $0.name == "type" })?.value {
        object[member.name] = .string(value)
      }
      if member.isRequired, object[member.name] == nil { throw .malformedXML }
    }
    return object
  }
}

extension XMLWriter {
  /// Writes a value as an element; bytes in base64, moments as S3's documents have them.
  mutating func element(_ name: String, _ value: Document, _ structure: S3Structure?) {
    guard let structure, let object = value.members else {
      element(name, XMLWriter.text(value))
      return
    }
    var attributes = ""
    for member in structure.members where member.place.isAttribute {
      guard let text = object[member.name]?.text else { continue }
      attributes +=
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"\(text)\""
    }
    element(name, attributes: attributes) { $0.members(object, structure) }
  }

  /// Writes the members of a structure that are elements.
  mutating func members(_ object: DocumentObject, _ structure: S3Structure) {
    for member in structure.members where !member.place.isAttribute {
      guard let value = object[member.name] else { continue }
      self.member(member.place, value, member.structure)
    }
  }

  /// Writes a member as S3 names it; the structure is that of its elements where it is a list.
  mutating func member(_ place: S3Element, _ value: Document, _ structure: S3Structure?) {
    guard let elements = value.elements else {
      element(place.name, value, structure)
      return
    }
    let write = { (writer: inout XMLWriter) in
      for element in elements { writer.element(place.item, element, structure) }
    }
    if place.isFlat { write(&self) } else { element(place.name, write) }
  }

  /// The text of a plain value.
  static func text(_ value: Document) -> String {
    switch value {
    case .string(let text): text
    case .bool(let value): value ? "true" : "false"
    case .number(let number): number.literal
    case .timestamp(let moment): moment.text("yyyy-MM-ddThh:mm:ss.000Z")
    case .bytes(let bytes): Base64.encode(bytes)
    case .null, .list, .object: ""
    }
  }
}
