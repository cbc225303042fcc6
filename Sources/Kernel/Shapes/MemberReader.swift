/// Where a request is being read, and what was found wrong so far.
package struct MemberReader: Sendable {
  private var path: [String] = []
  private var sensitive = false
  private var violations: [Violation] = []
  private var wrongType: InvalidRequest?

  /// Makes a reader that has found nothing yet.
  package init() {}

  /// What is wrong with all that was read; a wrong type comes before broken constraints.
  package var fault: InvalidRequest? {
    wrongType ?? (violations.isEmpty ? nil : .constraints(violations))
  }

  /// Goes one step deeper; `leave` takes what it returns.
  mutating func enter(_ step: String, sensitive isSensitive: Bool = false) -> Bool {
    let outside = sensitive
    path.append(step)
    sensitive = sensitive || isSensitive
    return outside
  }

  /// Goes back where `enter` came from.
  mutating func leave(to outside: Bool) {
    path.removeLast()
    sensitive = outside
  }

  /// How much was found wrong so far.
  struct Findings {
    fileprivate let count: Int
    fileprivate let wrongType: InvalidRequest?
  }

  /// What was found wrong so far.
  var findings: Findings { Findings(count: violations.count, wrongType: wrongType) }

  /// Forgets what was found wrong since then.
  mutating func forget(all findings: Findings) {
    violations.removeSubrange(findings.count...)
    wrongType = findings.wrongType
  }

  /// Notes that the value here breaks a constraint: there is none, then.
  @discardableResult
  package mutating func violate(value: Document, _ constraint: String) -> Absent {
    violations.append(
      Violation(
        path: path.joined(separator: "."), shownValue: sensitive ? nil : MemberReader.shown(value),
        constraint: constraint))
    return Absent()
  }

  /// Notes that the value here is of another kind than the model says: there is none, then.
  package mutating func mismatch(_ expected: String) -> Absent {
    wrongType = wrongType ?? .wrongType(path: path.joined(separator: "."), expected: expected)
    return Absent()
  }

  private static func shown(_ value: Document) -> String? {
    switch value {
    case .null: "null"
    case .string(let text): "'\(text)'"
    case .bytes: nil
    case .list(let elements):
      "'[\(elements.map { shown($0) ?? "" }.joined(separator: ", "))]'"
    default: "'\(JSONWriter.text(value))'"
    }
  }
}
