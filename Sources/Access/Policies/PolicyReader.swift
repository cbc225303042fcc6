package import Kernel

/// Reads policy documents into what the evaluator evaluates.
///
/// What cannot be evaluated is refused, never ignored.
package struct PolicyReader {
  /// To what a policy is attached.
  package enum Kind: Sendable {
    /// To a resource: every statement names principals.
    case resource
    /// To a bucket: every statement names principals, actions and resources.
    case bucket
    /// To a user, group, role or session: no statement names principals.
    case identity
    /// To a role, for those who may take it on.
    case trust
  }

  /// The language's two versions; only the newer one knows policy variables.
  private static let versions = ["2012-10-17", "2008-10-17"]
  private static let known = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
    "Condition",
  ]

  let kind: Kind
  let exists: (PolicyPrincipal) -> Bool

  /// Reads the text of a policy; `exists` tells which named users, roles and accounts there are.
  package static func read(
    _ text: String, kind: Kind, exists: (PolicyPrincipal) -> Bool
  ) throws(PolicyFault) -> PolicyDocument {
    try read(try json(text), kind: kind, exists: exists)
  }

  /// Reads a policy that was read as JSON.
  package static func read(
    _ document: Document, kind: Kind, exists: (PolicyPrincipal) -> Bool
  ) throws(PolicyFault) -> PolicyDocument {
    try withoutActuallyEscaping(exists) { (exists) throws(PolicyFault) -> PolicyDocument in
      try PolicyReader(kind: kind, exists: exists).policy(document)
    }
  }

  /// Reads the text of a policy as JSON alone.
  package static func json(_ text: String) throws(PolicyFault) -> Document {
    do throws(JSONError) {
      return try JSONReader.read(text)
    } catch {
      throw .notJSON(error)
    }
  }

  private func policy(_ document: Document) throws(PolicyFault) -> PolicyDocument {
    guard let object = document.members else {
      throw .malformed("The policy is not a JSON object.")
    }
    for name in object.names where !["Version", "Id", "Statement"].contains(name) {
      throw .malformed("The policy has an unknown element \(name).")
    }
    if let version = object["Version"] {
      guard let text = version.text, PolicyReader.versions.contains(text) else {
        throw .malformed(
          "The policy's Version must be \"2012-10-17\" or \"2008-10-17\".", rule: .version)
      }
    }
    if let id = object["Id"], id.text == nil {
      throw .malformed("The policy's Id is not a string.")
    }
    let statements: [Document]
    switch object["Statement"] {
    case .list(let list): statements = list
    case .some(let single) where single.members != nil: statements = [single]
    case .some: throw .malformed("The policy's Statement is neither an object nor a list of them.")
    case .none: throw .malformed("The policy has no Statement.", rule: .missing("Statement"))
    }
    let hasVariables = object["Version"] == "2012-10-17"
    var result: [PolicyStatement] = []
    for (index, document) in statements.enumerated() {
      result.append(try statement(document, Place(number: index + 1, hasVariables: hasVariables)))
    }
    try checkDistinct(result.compactMap(\.sid))
    return PolicyDocument(statements: result)
  }

  /// Where the reader is.
  struct Place {
    let number: Int
    let hasVariables: Bool
    var sid: String?

    func unsupported(_ element: String) -> PolicyFault {
      .unsupported(element: element, statement: number, sid: sid)
    }

    func malformed(_ text: String, _ rule: PolicyRule = .syntax) -> PolicyFault {
      .malformed("Statement \(number)\(text)", rule: rule)
    }
  }

  private func checkDistinct(_ sids: [String]) throws(PolicyFault) {
    let sorted = sids.sorted { $0.precedesByBytes($1) }
    // An empty Sid is as good as none, and tools write it again and again.
    for (sid, next) in zip(sorted, sorted.dropFirst())
    where !sid.isEmpty && sid.hasSameBytes(as: next) {
      throw .malformed(
        "Statement ids (Sid) must be unique; \"\(sid)\" stands twice.", rule: .sameSid)
    }
  }

  private func statement(_ document: Document, _ start: Place) throws(PolicyFault)
    -> PolicyStatement
  {
    var place = start
    guard let object = document.members else {
      throw place.malformed(" is not a JSON object.")
    }
    place.sid = try text(of: "Sid", in: object, place)
    if let sid = place.sid, kind != .resource, kind != .bucket,
      !sid.utf8.allSatisfy(\.isAlphanumeric)
    {
      throw place.malformed(": a Sid of IAM has letters and digits only.", .sid)
    }
    for name in object.names where !PolicyReader.known.contains(name) {
      throw place.malformed(" has an unknown element \(name).")
    }
    for name in ["Principal", "Action", "Resource"]
    where object[name] != nil && object["Not\(name)"] != nil {
      throw place.malformed(" has both \(name) and Not\(name).")
    }
    let effectText = try text(of: "Effect", in: object, place)
    guard let effect = effectText.flatMap(PolicyStatement.Effect.init) else {
      throw place.malformed(
        " needs an Effect, \"Allow\" or \"Deny\".",
        effectText.map { .effect($0) } ?? .missing("Effect"))
    }
    var exceptions: PolicyStatement.Exceptions = []
    if object["NotPrincipal"] != nil { exceptions.insert(.principals) }
    if object["NotAction"] != nil { exceptions.insert(.actions) }
    if object["NotResource"] != nil { exceptions.insert(.resources) }
    return PolicyStatement(
      sid: place.sid, effect: effect, principals: try principals(object, place),
      actions: try actions(object, place), resources: try resources(object, place),
      conditions: try conditions(object["Condition"], place), exceptions: exceptions)
  }

  private func actions(_ object: DocumentObject, _ place: Place) throws(PolicyFault) -> [Wildcard] {
    let name = object["NotAction"] == nil ? "Action" : "NotAction"
    let texts = try texts(of: name, in: object, place)
    guard kind == .resource || !texts.isEmpty else {
      throw place.malformed(" needs an Action.", .noActions)
    }
    for text in texts where text != "*" && !text.contains(":") && kind != .resource {
      throw place.malformed(": the action \"\(text)\" has no service before it.", .vendor)
    }
    for text in texts where kind == .trust && !text.lowercasedASCII.hasPrefix("sts:") {
      throw place.malformed(": \"\(text)\" is no action of STS.", .actionInTrust)
    }
    return texts.map { Wildcard($0, ignoringCase: true) }
  }

  private func resources(
    _ object: DocumentObject, _ place: Place
  ) throws(PolicyFault) -> [Wildcard] {
    let name = object["NotResource"] == nil ? "Resource" : "NotResource"
    if kind == .trust {
      // A trust policy speaks of its role.
      guard object[name] == nil else {
        throw place.malformed(" has a \(name), which trust policies may not.", .resourceInTrust)
      }
      return [Wildcard("*")]
    }
    guard kind != .resource || name == "Resource" else {
      throw place.malformed(" has a NotResource, which key policies may not.")
    }
    let texts = try texts(of: name, in: object, place)
    guard kind == .resource || !texts.isEmpty else {
      throw place.malformed(" needs a Resource.", .noResources)
    }
    var result: [Wildcard] = []
    for text in texts {
      guard kind == .resource || text == "*" || PolicyReader.isARN(text) else {
        throw place.malformed(
          ": the resource \"\(text)\" is neither an ARN nor \"*\".", .resourceFormat(text))
      }
      do throws(VariableFault) {
        result.append(try Wildcard(text, place.hasVariables ? .variables : []))
      } catch {
        throw fault(error, place)
      }
    }
    return result
  }

  /// Whether a text has the six parts of an ARN, whose every part may have wildcards.
  private static func isARN(_ text: String) -> Bool {
    text.hasPrefix("arn:") && text.utf8.count { $0 == UInt8(ascii: ":") } >= 5
      || text.hasPrefix("*")
  }

  /// Why a variable is refused: what is wrong in AWS's eyes, or what this program cannot evaluate.
  func fault(_ error: VariableFault, _ place: Place) -> PolicyFault {
    switch error.reason {
    case .unclosed: place.malformed(": the variable \(error.variable) has no closing brace.")
    case .unquotedDefault:
      place.malformed(": the default of \(error.variable) must stand in single quotes.")
    case .multivalued:
      place.malformed(": \(error.variable) can have several values, so it is no variable.")
    case .unknownKey: place.unsupported("the policy variable \(error.variable)")
    }
  }

  func text(
    of name: String, in object: DocumentObject, _ place: Place
  ) throws(PolicyFault) -> String? {
    guard let document = object[name] else { return nil }
    guard let text = document.text else {
      throw place.malformed(": \(name) is not a string.")
    }
    return text
  }

  /// One text or a list of texts; none where the element is missing.
  func texts(
    of name: String, in object: DocumentObject, _ place: Place
  ) throws(PolicyFault) -> [String] {
    switch object[name] {
    case .none: return []
    case .some(.string(let text)): return [text]
    case .some(.list(let list)):
      let texts = list.compactMap(\.text)
      guard texts.count == list.count else { fallthrough }
      return texts
    case .some:
      throw place.malformed(": \(name) is neither a string nor a list of them.")
    }
  }
}

extension UInt8 {
  /// Whether it is a letter or a digit of ASCII.
  fileprivate var isAlphanumeric: Bool {
    switch self {
    case 48...57, 65...90, 97...122: true
    default: false
    }
  }
}
