import Kernel

/// The principals of a statement.
extension PolicyReader {
  func principals(
    _ object: DocumentObject, _ place: Place
  ) throws(PolicyFault) -> [PolicyPrincipal] {
    let name = object["NotPrincipal"] == nil ? "Principal" : "NotPrincipal"
    guard kind != .identity else {
      guard object[name] == nil else {
        throw place.malformed(" has a \(name), which identity policies may not.", .principal)
      }
      return []
    }
    switch object[name] {
    case .none: throw place.malformed(" needs a Principal.", .noPrincipal)
    case .some(.string("*")): return [.everyone]
    case .some(.string(let text)) where kind == .bucket && !text.isEmpty:
      throw .invalidPrincipal(statement: place.number, text: text)
    case .some(.object(let kinds)) where !kinds.isEmpty:
      var result: [PolicyPrincipal] = []
      for entry in kinds.entries {
        let texts = try texts(of: entry.name, in: kinds, place)
        switch entry.name {
        case "AWS", "Service", "Federated":
          for text in texts { result.append(try principal(text, entry.name, place)) }
        case "CanonicalUser": throw place.unsupported("Principal.CanonicalUser")
        default: throw place.malformed(": \(name) has an unknown element \(entry.name).")
        }
      }
      guard !result.isEmpty else { fallthrough }
      return result
    default: throw place.malformed(" needs a Principal.", .emptyPrincipal)
    }
  }

  private func principal(
    _ text: String, _ kind: String, _ place: Place
  ) throws(PolicyFault) -> PolicyPrincipal {
    let principal: PolicyPrincipal? =
      switch kind {
      case "Service": .service(text)
      case "Federated": .federated(text)
      default: PolicyPrincipal(text)
      }
    guard let principal, exists(principal) else {
      throw .invalidPrincipal(statement: place.number, text: text, kind: kind)
    }
    return principal
  }
}
