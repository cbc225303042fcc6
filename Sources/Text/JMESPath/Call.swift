import Kernel

extension JMESPath {
  /// The work of the standard functions on arguments whose number and types have been checked.
  struct Call {
    let function: Function
    let arguments: [Argument]

    func value(_ index: Int) -> Document {
      if case .value(let value) = arguments[index] { value } else { .null }
    }

    func object(_ index: Int) -> DocumentObject { value(index).members ?? DocumentObject() }

    func text(_ index: Int) -> String.UnicodeScalarView {
      (value(index).printedText ?? "").unicodeScalars
    }

    private func elements(_ index: Int) -> [Document] { value(index).elements ?? [] }

    /// Takes what a function looks at: its elements as often as a sort compares them, its texts.
    func take(from budget: inout Budget) throws(JMESPathError) {
      for index in arguments.indices {
        switch value(index) {
        case .list(let elements):
          try budget.take(elements.count)
          try takeComparisons(of: elements, from: &budget)
        case .object(let object): try budget.take(object.count)
        case .string(let text): try budget.takeText(byteCount: text.utf8.count)
        case .bytes(let bytes): try budget.takeText(byteCount: bytes.count)
        case .null, .bool, .number, .timestamp: break
        }
      }
    }

    private func expression(_ index: Int) -> Expression {
      if case .expression(let expression) = arguments[index] { expression } else { .current }
    }

    private func quantity(_ document: Document) -> Quantity {
      if case .number(let number) = document { Quantity(number) } else { .whole(0) }
    }
  }
}

extension JMESPath.Call {
  /// Takes what comparing elements with each other, or with what is sought, looks at.
  private func takeComparisons(
    of elements: [Document], from budget: inout JMESPath.Budget
  ) throws(JMESPathError) {
    switch function {
    case .sort, .sortBy, .max, .min, .maxBy, .minBy:
      let turns = Int.bitWidth - elements.count.leadingZeroBitCount
      for element in elements { try budget.count(element, bytesPerValue: 16, times: turns) }
    case .contains: try budget.count(value(1), bytesPerValue: 16, times: elements.count)
    default: break
    }
  }

  var absolute: Document {
    guard case .number(let number) = value(0) else { return .null }
    guard number.isWhole else { return quantity(value(0)).magnitude.document }
    let text = PythonText.str(number)
    return .number(Number(validLiteral: text.hasPrefix("-") ? String(text.dropFirst()) : text))
  }

  var sum: JMESPath.Quantity { elements(0).reduce(.whole(0)) { $0 + quantity($1) } }

  var average: Document {
    let count = elements(0).count
    return count == 0 ? .null : JMESPath.Quantity.floating(sum.double / Double(count)).document
  }

  func rounded(_ rule: FloatingPointRoundingRule) throws(JMESPathError) -> Document {
    guard case .number(let number) = value(0), !number.isWhole else { return value(0) }
    let result = quantity(value(0)).double.rounded(rule)
    guard result.isFinite else {
      throw JMESPathError(
        "cannot convert float \(result.isNaN ? "NaN" : "infinity") to integer")
    }
    return Int(exactly: result).map { .integer($0) }
      ?? JMESPath.Quantity.floating(result).document
  }

  var number: Document {
    guard let text = value(0).printedText else {
      if case .number = value(0) { return value(0) }
      return .null
    }
    return JMESPath.NumberText.number(text)
  }
}

extension JMESPath.Call {
  func contains() throws(JMESPathError) -> Document {
    let sought = value(1)
    if let elements = value(0).elements {
      return .bool(elements.contains { $0.equalsInPython(sought) })
    }
    guard let text = sought.printedText else {
      throw JMESPathError(
        "'in <string>' requires string as left operand, not \(sought.pythonTypeName)")
    }
    return .bool(
      text.isEmpty || Array((value(0).printedText ?? "").utf8).contains(Array(text.utf8)))
  }

  func joined(_ budget: inout JMESPath.Budget) throws(JMESPathError) -> Document {
    let texts = elements(1).compactMap(\.printedText)
    let glue = value(0).printedText ?? ""
    let byteCount = texts.reduce(texts.count * glue.utf8.count) { $0 + $1.utf8.count }
    try budget.takeText(byteCount: byteCount)
    return .string(texts.joined(separator: glue))
  }

  var length: Int {
    switch value(0) {
    case .list(let elements): elements.count
    case .object(let object): object.count
    default: text(0).count
    }
  }

  var reversed: Document {
    if let elements = value(0).elements { return .list(elements.reversed()) }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: self.text(0).reversed())
    return .string(String(text))
  }

  var merged: Document {
    var merged = DocumentObject()
    for index in arguments.indices {
      for entry in object(index).entries { merged[entry.name] = entry.value }
    }
    return .object(merged)
  }

  var firstNotNull: Document {
    arguments.indices.lazy.map(value).first { $0 != .null } ?? .null
  }

  /// The value's text, or its JSON with everything beyond ASCII escaped.
  func string(_ budget: inout JMESPath.Budget) throws(JMESPathError) -> Document {
    if let text = value(0).printedText { return .string(text) }
    try budget.count(value(0), bytesPerValue: 4)
    let text = PythonText.ascii(JSONWriter.text(value(0), layout: .compact, times: .iso8601))
    try budget.takeText(byteCount: text.utf8.count)
    return .string(text)
  }

  var typeName: Document {
    if case .value(let value) = arguments[0] { .string(value.queryTypeName) } else { .null }
  }
}

extension JMESPath.Call {
  func mapped(_ evaluator: inout JMESPath.Evaluator) throws(JMESPathError) -> Document {
    var results: [Document] = []
    for element in elements(1) {
      results.append(try evaluator.evaluate(expression(0), in: element))
    }
    return .list(results)
  }

  /// The first element that none beats.
  func extreme(_ beats: (Document, Document) -> Bool) -> Document {
    guard var best = elements(0).first else { return .null }
    for element in elements(0).dropFirst() where beats(element, best) { best = element }
    return best
  }

  /// The first element whose key none beats.
  func extremeByKey(
    _ evaluator: inout JMESPath.Evaluator, sign: String, _ beats: (Document, Document) -> Bool
  ) throws(JMESPathError) -> Document {
    var best: (element: Document, key: Document)?
    for element in elements(0) {
      let key = try key(of: element, types: ["number", "string"], &evaluator)
      if let current = best {
        guard key.queryTypeName == current.key.queryTypeName else {
          throw .notOrdered(sign, key.pythonTypeName, current.key.pythonTypeName)
        }
        if !beats(key, current.key) { continue }
      }
      best = (element, key)
    }
    return best?.element ?? .null
  }

  var sorted: Document {
    .list(JMESPath.Call.stablySorted(elements(0).map { (key: $0, element: $0) }))
  }

  func sortedByKey(
    _ evaluator: inout JMESPath.Evaluator
  ) throws(JMESPathError) -> Document {
    guard let first = elements(0).first else { return value(0) }
    let type = try evaluator.evaluate(expression(1), in: first).queryTypeName
    guard type == "number" || type == "string" else {
      throw .type(
        in: function.rawValue, value: JMESPathError.shown(first), expected: ["string", "number"],
        received: type)
    }
    var keyed: [(key: Document, element: Document)] = []
    for element in elements(0) {
      keyed.append((try key(of: element, types: [type], &evaluator), element))
    }
    return .list(JMESPath.Call.stablySorted(keyed))
  }

  private func key(
    of element: Document, types: [String], _ evaluator: inout JMESPath.Evaluator
  ) throws(JMESPathError) -> Document {
    let key = try evaluator.evaluate(expression(1), in: element)
    guard types.contains(key.queryTypeName) else {
      throw .type(
        in: function.rawValue, value: JMESPathError.shown(key), expected: types,
        received: key.queryTypeName)
    }
    return key
  }

  /// Sorts by keys; equal ones keep their order, which Swift's `sort` does not promise.
  private static func stablySorted(_ keyed: [(key: Document, element: Document)]) -> [Document] {
    keyed.enumerated().sorted { left, right in
      if left.element.key.precedesInQuery(right.element.key) { return true }
      if right.element.key.precedesInQuery(left.element.key) { return false }
      return left.offset < right.offset
    }.map(\.element.element)
  }
}
