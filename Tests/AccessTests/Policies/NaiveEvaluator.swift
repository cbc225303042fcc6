import Kernel

@testable import Access

/// A second evaluator, written from the documentation alone: it reads the JSON text of policies at
/// every decision, by recursion and without any of the real one's types.
///
/// IAM User Guide, "Policy evaluation logic"; KMS Developer Guide, "Key policies in AWS KMS".
struct NaiveEvaluator {
  /// What a request is.
  struct Request {
    let caller: String
    let account: String
    let owner: String
    let action: String
    let resource: String
    let values: [String: [String]]
  }

  let keyPolicy: String
  let identityPolicies: [String]
  let boundary: String?

  /// Whether the request is permitted.
  func permits(_ request: Request) -> Bool {
    let key = statements(keyPolicy).filter { speaks($0, of: request) }
    let own = identityPolicies.flatMap(statements).filter { speaks($0, of: request) }
    let limit = boundary.map { statements($0).filter { speaks($0, of: request) } }
    let namesCaller = { (statement: Document) in
      principals(statement).contains { $0 == "*" || $0 == request.caller }
    }
    let namesAccount = { (statement: Document) in
      principals(statement).contains {
        $0 == request.account || $0 == "arn:aws:iam::\(request.account):root"
      }
    }
    if key.contains(where: { isDeny($0) && (namesCaller($0) || namesAccount($0)) }) { return false }
    if own.contains(where: isDeny) || limit?.contains(where: isDeny) == true { return false }
    let isNamed = key.contains { !isDeny($0) && namesCaller($0) }
    let isDelegated = key.contains { !isDeny($0) && namesAccount($0) }
    let ownAllows = !own.isEmpty && (limit.map { !$0.isEmpty } ?? true)
    if request.account == request.owner { return isNamed || isDelegated && ownAllows }
    return (isNamed || isDelegated) && ownAllows
  }

  private func statements(_ text: String) -> [Document] {
    let statement = (try? JSONReader.read(text))?["Statement"]
    return statement?.elements ?? statement.map { [$0] } ?? []
  }

  private func isDeny(_ statement: Document) -> Bool { statement["Effect"] == "Deny" }

  private func texts(_ document: Document?) -> [String] {
    document?.elements?.compactMap(\.text) ?? document?.text.map { [$0] } ?? []
  }

  private func principals(_ statement: Document) -> [String] {
    texts(statement["Principal"]) + texts(statement["Principal"]?["AWS"])
  }

  private func speaks(_ statement: Document, of request: Request) -> Bool {
    let action = request.action.lowercased()
    let hasAction =
      statement["Action"].map { texts($0).contains { like($0.lowercased(), action) } }
      ?? !texts(statement["NotAction"]).contains { like($0.lowercased(), action) }
    let hasResource =
      statement["Resource"].map { texts($0).contains { like($0, request.resource) } }
      ?? !texts(statement["NotResource"]).contains { like($0, request.resource) }
    let conditions = statement["Condition"]?.members?.entries ?? []
    return hasAction && hasResource
      && conditions.allSatisfy { entry in
        (entry.value.members?.entries ?? []).allSatisfy { key in
          holds(entry.name, request.values[key.name], texts(key.value))
        }
      }
  }

  private func holds(_ name: String, _ found: [String]?, _ wanted: [String]) -> Bool {
    if name.hasPrefix("ForAllValues:") {
      let rest = String(name.dropFirst(13))
      return (found ?? []).allSatisfy { holds(rest, [$0], wanted) }
    }
    if name.hasPrefix("ForAnyValue:") {
      let rest = String(name.dropFirst(12))
      return (found ?? []).contains { holds(rest, [$0], wanted) }
    }
    if name == "Null" { return wanted.contains(found == nil ? "true" : "false") }
    if name.hasSuffix("IfExists") {
      return found == nil || holds(String(name.dropLast(8)), found, wanted)
    }
    if name.contains("Not") {
      return !holds(String(name.prefix { $0 != "N" }) + name.suffix(after: "Not"), found, wanted)
    }
    guard let value = found?.first else { return false }
    return wanted.contains { wanted in
      switch name {
      case "StringEquals": value == wanted
      case "StringEqualsIgnoreCase": value.lowercased() == wanted.lowercased()
      case "StringLike": like(wanted, value)
      case "NumericLessThan": Int(value).flatMap { left in Int(wanted).map { left < $0 } } ?? false
      case "NumericGreaterThanEquals":
        Int(value).flatMap { left in Int(wanted).map { left >= $0 } } ?? false
      case "Bool": value == wanted
      default: false
      }
    }
  }

  /// Wildcards by recursion.
  private func like(_ pattern: String, _ text: String) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = String(pattern.dropFirst())
    if first == "*" {
      return like(rest, text) || (!text.isEmpty && like(pattern, String(text.dropFirst())))
    }
    guard let character = text.first else { return false }
    return (first == "?" || first == character) && like(rest, String(text.dropFirst()))
  }
}

extension String {
  /// What stands behind a text.
  fileprivate func suffix(after text: String) -> String {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(text) { rest = rest.dropFirst() }
    return String(rest.dropFirst(text.count))
  }
}
