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
    case .some(.string("*")): return [.everyone]
    case .some(.object(let kinds)) where !kinds.isEmpty:
      var result: [PolicyPrincipal] = []
      for entry in kinds.entries {
        let texts = try texts(of: entry.name, in: kinds, place)
        switch entry.name {
        case "AWS": for text in texts { result.append(try principal(text, place)) }
        case "Service": result += texts.map { .service($0) }
        case "Federated": result += texts.map { .federated($0) }
        case "CanonicalUser": throw place.unsupported("Principal.CanonicalUser")
        default: throw place.malformed(": \(name) has an unknown element \(entry.name).")
        }
      }
      guard !result.isEmpty else { fallthrough }
      return result
    default: throw place.malformed(" needs a Principal.", .noPrincipal)
    }
  }
}
