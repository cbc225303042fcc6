import Kernel

/// Policy documents of candidates.
enum Candidate {
  static func policy(_ statements: [Document]) -> String {
    JSONWriter.text(["Version": "2012-10-17", "Statement": .list(statements)])
  }

  static func statement(
    _ principal: String?, _ action: String, _ resource: String?, sid: String? = nil,
    condition: Document? = nil
  ) -> Document {
    var object: DocumentObject = [:]
    object["Sid"] = sid.map { .string($0) }
    object["Effect"] = "Allow"
    object["Principal"] = principal.map { ["AWS": .string($0)] }
    object["Action"] = .string(action)
    object["Resource"] = resource.map { .string($0) }
    object["Condition"] = condition
    return .object(object)
  }

  /// The statements of a policy.
  static func statements(of text: String) -> [Document] {
    guard let statement = (try? JSONReader.read(text))?.members?["Statement"] else { return [] }
    return statement.elements ?? [statement]
  }

  /// A policy with a statement more.
  static func adding(_ statement: Document, _ text: String) -> String? {
    changed(text) { $0 + [statement] }
  }

  /// A policy without a statement, counted from 1; `nil` where none would be left.
  static func without(_ number: Int, _ text: String) -> String? {
    changed(text) { statements in
      guard statements.count > 1, statements.indices.contains(number - 1) else { return nil }
      var rest = statements
      rest.remove(at: number - 1)
      return rest
    }
  }

  private static func changed(
    _ text: String, _ body: ([Document]) -> [Document]?
  ) -> String? {
    guard var object = (try? JSONReader.read(text))?.members, let statement = object["Statement"],
      let changed = body(statement.elements ?? [statement])
    else { return nil }
    object["Statement"] = .list(changed)
    return JSONWriter.text(.object(object))
  }
}
