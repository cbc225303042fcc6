package import Kernel

/// Why a policy document is refused.
package enum PolicyFault: Error, Sendable, Equatable {
  /// The text is no JSON.
  case notJSON(JSONError)
  /// The document breaks a rule of the language; the text says which, and where.
  case malformed(String)
  /// A statement names somebody who does not exist.
  case invalidPrincipal(statement: Int, text: String)
  /// The document is right, but this program does not evaluate that element yet.
  case unsupported(element: String, statement: Int, sid: String?)
}

/// Reads policy documents: Effect, Principal, Action, Resource.
///
/// What the evaluator does not know yet (conditions, NotAction, policy variables and so on) is
/// refused, never ignored.
package struct PolicyReader {
  /// To what a policy is attached.
  package enum Kind: Sendable {
    /// To a resource: every statement names principals.
    case resource
    /// To a user: no statement names principals.
    case identity
  }

  /// The language's two versions; only the newer one knows policy variables.
  private static let versions = ["2012-10-17", "2008-10-17"]
  private static let known = ["Sid", "Effect", "Principal", "Action", "Resource"]
  private static let unsupported = ["NotPrincipal", "NotAction", "NotResource", "Condition"]
  private static let unsupportedPrincipals = ["Service", "Federated", "CanonicalUser"]

  private let kind: Kind
  private let exists: (PolicyPrincipal) -> Bool

  /// Reads the text of a policy; `exists` tells which named users and accounts there are.
  package static func read(
    _ text: String, kind: Kind, exists: (PolicyPrincipal) -> Bool
  ) throws(PolicyFault) -> PolicyDocument {
    let document: Document
    do throws(JSONError) {
      document = try JSONReader.read(text)
    } catch {
      throw .notJSON(error)
    }
    return try withoutActuallyEscaping(exists) { (exists) throws(PolicyFault) -> PolicyDocument in
      try PolicyReader(kind: kind, exists: exists).policy(document)
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
        throw .malformed("The policy's Version must be \"2012-10-17\" or \"2008-10-17\".")
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
    case .none: throw .malformed("The policy has no Statement.")
    }
    let hasVariables = object["Version"] == "2012-10-17"
    var result: [PolicyStatement] = []
    for (index, document) in statements.enumerated() {
      result.append(try statement(document, number: index + 1, hasVariables: hasVariables))
    }
    try checkDistinct(result.compactMap(\.sid))
    return PolicyDocument(statements: result)
  }

  private func checkDistinct(_ sids: [String]) throws(PolicyFault) {
    let sorted = sids.sorted { $0.precedesByBytes($1) }
    // An empty Sid is as good as none, and tools write it again and again.
    for (sid, next) in zip(sorted, sorted.dropFirst())
    where !sid.isEmpty && sid.hasSameBytes(as: next) {
      throw .malformed("Statement ids (Sid) must be unique; \"\(sid)\" stands twice.")
    }
  }

  private func statement(
    _ document: Document, number: Int, hasVariables: Bool
  ) throws(PolicyFault) -> PolicyStatement {
    guard let object = document.members else {
      throw .malformed("Statement \(number) is not a JSON object.")
    }
    let sid = try text(of: "Sid", in: object, number)
    for name in object.names where !PolicyReader.known.contains(name) {
      guard PolicyReader.unsupported.contains(name) else {
        throw .malformed("Statement \(number) has an unknown element \(name).")
      }
      throw .unsupported(element: name, statement: number, sid: sid)
    }
    let effectText = try text(of: "Effect", in: object, number)
    guard let effect = effectText.flatMap(PolicyStatement.Effect.init) else {
      throw .malformed("Statement \(number) needs an Effect, \"Allow\" or \"Deny\".")
    }
    let resources = try texts(of: "Resource", in: object, number)
    guard !hasVariables || !resources.contains(where: { $0.contains("${") }) else {
      throw .unsupported(element: "a policy variable in Resource", statement: number, sid: sid)
    }
    return PolicyStatement(
      sid: sid, effect: effect, principals: try principals(object, number, sid: sid),
      actions: try texts(of: "Action", in: object, number).map { Wildcard($0, ignoringCase: true) },
      resources: resources.map { Wildcard($0) })
  }

  private func principals(
    _ object: DocumentObject, _ number: Int, sid: String?
  ) throws(PolicyFault) -> [PolicyPrincipal] {
    guard kind == .resource else {
      guard object["Principal"] == nil else {
        throw .malformed("Statement \(number) has a Principal, which identity policies may not.")
      }
      return []
    }
    switch object["Principal"] {
    case .some(.string("*")): return [.everyone]
    case .some(.object(let kinds)) where !kinds.isEmpty:
      for name in kinds.names where name != "AWS" {
        guard PolicyReader.unsupportedPrincipals.contains(name) else {
          throw .malformed("Statement \(number): Principal has an unknown element \(name).")
        }
        throw .unsupported(element: "Principal.\(name)", statement: number, sid: sid)
      }
      let texts = try texts(of: "AWS", in: kinds, number)
      guard !texts.isEmpty else { throw .malformed("Statement \(number) needs a Principal.") }
      var result: [PolicyPrincipal] = []
      for text in texts { result.append(try principal(text, number)) }
      return result
    default: throw .malformed("Statement \(number) needs a Principal.")
    }
  }

  private func principal(_ text: String, _ number: Int) throws(PolicyFault) -> PolicyPrincipal {
    guard let principal = PolicyPrincipal(text), exists(principal) else {
      throw .invalidPrincipal(statement: number, text: text)
    }
    return principal
  }

  private func text(
    of name: String, in object: DocumentObject, _ number: Int
  ) throws(PolicyFault) -> String? {
    guard let document = object[name] else { return nil }
    guard let text = document.text else {
      throw .malformed("Statement \(number): \(name) is not a string.")
    }
    return text
  }

  /// One text or a list of texts; none where the element is missing.
  private func texts(
    of name: String, in object: DocumentObject, _ number: Int
  ) throws(PolicyFault) -> [String] {
    switch object[name] {
    case .none: return []
    case .some(.string(let text)): return [text]
    case .some(.list(let list)):
      let texts = list.compactMap(\.text)
      guard texts.count == list.count else { fallthrough }
      return texts
    case .some:
      throw .malformed("Statement \(number): \(name) is neither a string nor a list of them.")
    }
  }
}

extension PolicyPrincipal {
  /// Reads a principal as a policy's `AWS` element names it; `nil` for a form that this program
  /// does not know.
  package init?(_ text: String) {
    if text == "*" {
      self = .everyone
    } else if let account = AccountID(text) {
      self = .account(account)
    } else if let arn = ARN(text), arn.service == "iam", arn.region == nil,
      let account = arn.account
    {
      if arn.resource == "root" {
        self = .account(account)
      } else if arn.resource.hasPrefix("user/"), arn.resource.utf8.count > 5,
        // The names of users are ASCII; what Swift takes for the same text is another name to AWS.
        arn.resource.utf8.allSatisfy({ $0 < 0x80 })
      {
        self = .user(account, name: String(arn.resource.dropFirst(5)))
      } else {
        return nil
      }
    } else {
      return nil
    }
  }
}
