import Kernel

/// The conditions of a statement.
extension PolicyReader {
  func conditions(
    _ document: Document?, _ place: Place
  ) throws(PolicyFault) -> [PolicyCondition] {
    guard let document else { return [] }
    guard let operators = document.members else {
      throw place.malformed(": Condition is not an object.")
    }
    var result: [PolicyCondition] = []
    for entry in operators.entries {
      guard let comparator = ConditionOperator(entry.name) else {
        throw place.malformed(
          ": \(entry.name) is no condition operator.", .conditionOperator(entry.name))
      }
      guard let keys = entry.value.members else {
        throw place.malformed(": \(entry.name) is not an object of condition keys.")
      }
      for key in keys.entries {
        result.append(try condition(comparator, key.name, key.value, place))
      }
    }
    return result
  }

  private func condition(
    _ comparator: ConditionOperator, _ name: String, _ document: Document, _ place: Place
  ) throws(PolicyFault) -> PolicyCondition {
    guard name.contains(":") else {
      throw place.malformed(
        ": the condition key \"\(name)\" has no service before it.", .conditionKey)
    }
    guard let key = ConditionKey(name) else {
      // Of its own keys S3 knows whether they exist.
      if kind == .bucket, name.lowercasedASCII.hasPrefix("s3:") {
        throw place.malformed(": there is no condition key \(name).", .conditionKey)
      }
      throw place.unsupported("the condition key \(name)")
    }
    try checkQuantifier(comparator, key, name, place)
    let documents = document.elements ?? [document]
    let texts = documents.compactMap(\.conditionText)
    guard texts.count == documents.count, !texts.isEmpty else {
      throw place.malformed(": the values of \(name) are neither a string nor a list of them.")
    }
    do throws(PolicyCondition.ValueFault) {
      return try PolicyCondition(comparator, key, texts, hasVariables: place.hasVariables)
    } catch {
      switch error {
      case .unreadable(let text):
        throw place.malformed(": \(comparator.text) cannot compare with \"\(text)\".")
      case .variable(let variable): throw fault(variable, place)
      }
    }
  }

  /// Which keys want `ForAllValues` or `ForAnyValue`, and which may not have the former.
  private func checkQuantifier(
    _ comparator: ConditionOperator, _ key: ConditionKey, _ name: String, _ place: Place
  ) throws(PolicyFault) {
    if key.name.isMultivalued {
      // What AWS makes of several values without a quantifier is told nowhere.
      guard comparator.quantifier != nil || comparator.comparison == .null else {
        throw place.unsupported("\(name) without ForAllValues or ForAnyValue")
      }
    } else if comparator.quantifier == .forAllValues,
      [.encryptionContext, .requestTag].contains(key.name)
    {
      throw .overlyPermissive(key: name, statement: place.number)
    }
  }
}

extension Document {
  /// A value of a condition: a text, a truth value or a number.
  fileprivate var conditionText: String? {
    switch self {
    case .string(let text): text
    case .bool(let value): value ? "true" : "false"
    case .number(let number): number.literal
    default: nil
    }
  }
}
