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

    private func expression(_ index: Int) -> Expression {
      if case .expression(let expression) = arguments[index] { expression } else { .current }
    }

    private func quantity(_ document: Document) -> Quantity {
      if case .number(let number) = document { Quantity(number) } else { .whole(0) }
    }
  }
}

extension JMESPath.Call {
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

  func joined() throws(JMESPathError) -> Document {
    let texts = elements(1).compactMap(\.printedText)
    let glue = value(0).printedText ?? ""
    let byteCount = texts.reduce(texts.count * glue.utf8.count) { $0 + $1.utf8.count }
    guard byteCount / 64 <= JMESPath.mostNodes else { throw .tooLarge }
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
  var string: String {
    if let text = value(0).printedText { return text }
    return PythonText.ascii(JSONWriter.text(value(0), layout: .compact, times: .iso8601))
  }

  var typeName: Document {
    if case .value(let value) = arguments[0] { .string(value.queryTypeName) } else { .null }
  }
}

extension JMESPath.Call {
  func mapped() throws(JMESPathError) -> Document {
    var results: [Document] = []
    for element in elements(1) {
      results.append(try JMESPath.Evaluator.evaluate(expression(0), in: element))
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
    sign: String, _ beats: (Document, Document) -> Bool
  ) throws(JMESPathError) -> Document {
    var best: (element: Document, key: Document)?
    for element in elements(0) {
      let key = try key(of: element, types: ["number", "string"])
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

  func sortedByKey() throws(JMESPathError) -> Document {
    guard let first = elements(0).first else { return value(0) }
    let type = try JMESPath.Evaluator.evaluate(expression(1), in: first).queryTypeName
    guard type == "number" || type == "string" else {
      throw .type(
        in: function.rawValue, value: PythonText.str(first), expected: ["string", "number"],
        received: type)
    }
    var keyed: [(key: Document, element: Document)] = []
    for element in elements(0) { keyed.append((try key(of: element, types: [type]), element)) }
    return .list(JMESPath.Call.stablySorted(keyed))
  }

  private func key(of element: Document, types: [String]) throws(JMESPathError) -> Document {
    let key = try JMESPath.Evaluator.evaluate(expression(1), in: element)
    guard types.contains(key.queryTypeName) else {
      throw .type(
        in: function.rawValue, value: PythonText.str(key), expected: types,
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
