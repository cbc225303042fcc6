/// One broken constraint of a request, in the words of AWS's model validation.
package struct Violation: Sendable, Equatable {
  /// Where, in camel case: `numberOfBytes`, `tags.1.member.tagKey`.
  package let path: String
  /// The value as the text shows it; `nil` for sensitive members.
  package let shownValue: String?
  /// `Member must have length less than or equal to 128`.
  package let constraint: String

  /// Makes a violation.
  package init(path: String, shownValue: String?, constraint: String) {
    self.path = path
    self.shownValue = shownValue
    self.constraint = constraint
  }

  /// `Value '0' at 'numberOfBytes' failed to satisfy constraint: …`.
  package var text: String {
    let value = shownValue.map { " \($0)" } ?? ""
    return "Value\(value) at '\(path)' failed to satisfy constraint: \(constraint)"
  }
}

/// What is wrong with a request as a whole; all violations together, or the first wrong type.
package enum InvalidRequest: Error, Sendable, Equatable {
  /// The members that break a constraint, in the model's order; never empty.
  case constraints([Violation])
  /// A member holds another kind of value than the model says.
  case wrongType(path: String, expected: String)

  /// AWS's text: `2 validation errors detected: …; …`.
  package var message: String {
    switch self {
    case .constraints(let violations):
      let plural = violations.count == 1 ? "error" : "errors"
      let texts = violations.map(\.text).joined(separator: "; ")
      return "\(violations.count) validation \(plural) detected: \(texts)"
    case .wrongType(let path, let expected):
      return "The value at '\(path)' can not be converted to \(expected)"
    }
  }
}
