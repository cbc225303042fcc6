import Kernel

extension JMESPath.Function {
  /// The types that each parameter takes, spelt as messages spell them; no types mean any.
  private var parameters: [[String]] {
    switch self {
    case .abs, .ceil, .floor: [["number"]]
    case .avg, .sum: [["array-number"]]
    case .contains: [["array", "string"], []]
    case .endsWith, .startsWith: [["string"], ["string"]]
    case .join: [["string"], ["array-string"]]
    case .keys, .values, .merge: [["object"]]
    case .length: [["string", "array", "object"]]
    case .map: [["expref"], ["array"]]
    case .max, .min: [["array-number", "array-string"]]
    case .sort: [["array-string", "array-number"]]
    case .maxBy, .minBy, .sortBy: [["array"], ["expref"]]
    case .reverse: [["array", "string"]]
    case .notNull, .toArray, .toString, .toNumber, .type: [[]]
    }
  }

  private var isVariadic: Bool { self == .merge || self == .notNull }

  /// Checks the number of arguments, then the type of each.
  func check(_ arguments: [JMESPath.Argument]) throws(JMESPathError) {
    let expected = parameters.count
    guard isVariadic ? arguments.count >= expected : arguments.count == expected else {
      throw .arity(
        of: rawValue, expected: expected, received: arguments.count, isVariadic: isVariadic)
    }
    for (index, argument) in arguments.enumerated() {
      // Further arguments of a variadic function are of the last parameter's type.
      let types = parameters[Swift.min(index, expected - 1)]
      if !types.isEmpty { try check(argument, types: types) }
    }
  }

  private func check(_ argument: JMESPath.Argument, types: [String]) throws(JMESPathError) {
    switch argument {
    case .expression:
      guard types.contains("expref") else {
        throw .type(in: rawValue, value: "&expression", expected: types, received: "expref")
      }
    case .value(let value):
      let name = value.queryTypeName
      guard types.contains(where: { $0 == name || $0.hasPrefix(name + "-") }) else {
        throw .type(
          in: rawValue, value: JMESPathError.shown(value), expected: types, received: name)
      }
      let elementTypes = types.compactMap { $0.split(separator: "-").dropFirst().first }
      if let elements = value.elements, let first = elements.first, !elementTypes.isEmpty {
        // All elements are of the same type, that of the first where several are possible.
        let firstType = first.queryTypeName
        let wanted = elementTypes.contains { $0 == firstType } ? firstType : nil
        for element in elements where element.queryTypeName != wanted {
          throw .type(
            in: rawValue, value: JMESPathError.shown(element), expected: types,
            received: element.pythonTypeName)
        }
      }
    }
  }
}
