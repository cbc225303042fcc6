package import Kernel

/// A query in the language that AWS CLI's `--query` takes, https://jmespath.org/specification.html.
///
/// Grammar, results and messages are those of Python's `jmespath` 1.1.0, which AWS CLI uses, its
/// leniencies included: commas between a function's arguments may be left out, for example.
package struct JMESPath: Sendable {
  private let expression: Expression

  /// Reads an expression.
  package init(_ expression: String) throws(JMESPathError) {
    var parser = Parser(expression)
    self.expression = try parser.parse()
  }

  /// What the expression finds in a document; null where it finds nothing.
  ///
  /// Times and bytes are compared and measured as the text that they print as.
  package func search(_ document: Document) throws(JMESPathError) -> Document {
    var budget = Budget()
    return try search(document, &budget)
  }

  /// The same for one document of several, which have one budget.
  package func search(_ document: Document, _ budget: inout Budget) throws(JMESPathError)
    -> Document
  {
    if case .reference = expression { throw .circular }
    var evaluator = Evaluator(budget: budget)
    defer { budget = evaluator.budget }
    return try evaluator.evaluate(expression, in: document)
  }
}
