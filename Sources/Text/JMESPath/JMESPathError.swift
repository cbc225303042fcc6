/// What is wrong with a query, worded as Python's `jmespath` words it.
package struct JMESPathError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The message as AWS CLI shows it after `Bad value for --query …: `; it may span lines.
  package let description: String
  /// Where the fault lies, in code points from the start; `nil` for faults of evaluation.
  package let offset: Int?

  /// A fault that shows while a query runs.
  init(_ description: String) {
    self.description = description
    offset = nil
  }

  private init(_ description: String, offset: Int) {
    self.description = description
    self.offset = offset
  }

  /// The fault of an expression without characters.
  static let empty = JMESPathError("Invalid JMESPath expression: cannot be empty.", offset: 0)

  /// A fault found while the expression was cut into tokens.
  static func lexer(_ reason: String, in expression: String, at offset: Int) -> JMESPathError {
    let caret = String(repeating: " ", count: offset) + "^"
    return JMESPathError(
      "Bad jmespath expression: \(reason):\n\(expression)\n\(caret)", offset: offset)
  }

  /// A token where it cannot stand.
  static func parser(
    _ reason: String, in expression: String, token: JMESPath.Token, at offset: Int? = nil
  ) -> JMESPathError {
    let offset = offset ?? token.start
    let caret = String(repeating: " ", count: offset + 1) + "^"
    let kind = token.kind.rawValue.uppercased()
    return JMESPathError(
      "\(reason): Parse error at column \(offset), token \"\(token.text)\" (\(kind)), "
        + "for expression:\n\"\(expression)\"\n\(caret)", offset: offset)
  }

  /// An expression that ends too early.
  static func incomplete(_ expression: String) -> JMESPathError {
    let offset = expression.unicodeScalars.count
    let caret = String(repeating: " ", count: offset + 1) + "^"
    return JMESPathError(
      "Invalid jmespath expression: Incomplete expression:\n\"\(expression)\"\n\(caret)",
      offset: offset)
  }

  /// A result that has grown beyond what the machine should be asked for.
  static let tooLarge = JMESPathError(
    "the query makes more than \(JMESPath.mostValues) values")

  /// A reference to an expression as a result, which AWS CLI cannot print.
  static let circular = JMESPathError("Circular reference detected")

  /// A slice whose step is zero.
  static let stepOfZero = JMESPathError("slice step cannot be zero")

  /// A function that there is not.
  static func unknownFunction(_ name: String) -> JMESPathError {
    JMESPathError("Unknown function: \(name)()")
  }

  /// Too few or too many arguments.
  static func arity(
    of name: String, expected: Int, received: Int, isVariadic: Bool
  ) -> JMESPathError {
    let bound = isVariadic ? "at least " : ""
    let noun = plural("argument", expected)
    return JMESPathError(
      "Expected \(bound)\(expected) \(noun) for function \(name)(), received \(received)")
  }

  /// An argument, or an element of one, of a type that the function does not take.
  static func type(
    in name: String, value: String, expected: [String], received: String
  ) -> JMESPathError {
    JMESPathError(
      "In function \(name)(), invalid type for value: \(value), expected one of: "
        + "\(PythonText.repr(expected)), received: \"\(received)\"")
  }

  /// An order asked for between a number and a text.
  static func notOrdered(_ sign: String, _ left: String, _ right: String) -> JMESPathError {
    JMESPathError("'\(sign)' not supported between instances of '\(left)' and '\(right)'")
  }
}
