import Kernel

extension JMESPath {
  /// Applies expressions to documents, as long as its budget lasts.
  struct Evaluator {
    /// What is left of what a query may make.
    var budget = Budget()

    /// The value of an expression where `value` is the current one.
    mutating func evaluate(
      _ expression: Expression, in value: Document
    ) throws(JMESPathError) -> Document {
      try budget.take(1)
      switch expression {
      case .current: return value
      case .field(let name): return value.members?.value(named: name) ?? .null
      case .index(let position): return Self.element(of: value, at: position)
      case .slice(let slice):
        try budget.take(value.elements?.count ?? 0)
        return try Self.elements(of: value, in: slice)
      case .literal(let literal): return try budget.counted(literal)
      case .chain(let left, let right), .indexed(let left, let right):
        let inner = try evaluate(left, in: value)
        return try evaluate(right, in: inner)
      case .projection(let base, let each):
        let elements = try evaluate(base, in: value).elements
        return try project(elements, each: each)
      case .valueProjection(let base, let each):
        let members = try evaluate(base, in: value).members
        return try project(members?.entries.map(\.value), each: each)
      case .filter(let base, let condition, let each):
        let elements = try evaluate(base, in: value).elements
        return try filter(elements, by: condition, each: each)
      case .flatten(let base):
        return try flatten(try evaluate(base, in: value))
      case .comparison(let left, let comparator, let right):
        let (first, second) = (try evaluate(left, in: value), try evaluate(right, in: value))
        return try compare(first, comparator, second)
      case .or(let left, let right): return try decide(left, right, in: value, byFalse: true)
      case .and(let left, let right): return try decide(left, right, in: value, byFalse: false)
      case .not(let operand): return .bool(Self.isFalse(try evaluate(operand, in: value)))
      case .multiselectList(let elements): return try select(elements, in: value)
      case .multiselectHash(let members): return try select(members, in: value)
      case .call(let name, let arguments): return try call(name, arguments, in: value)
      // A reference means something to functions only.
      case .reference: return .null
      }
    }

    /// The right value where the left is false, or is not; else the left one.
    private mutating func decide(
      _ left: Expression, _ right: Expression, in value: Document, byFalse: Bool
    ) throws(JMESPathError) -> Document {
      let result = try evaluate(left, in: value)
      return Self.isFalse(result) == byFalse ? try evaluate(right, in: value) : result
    }

    /// Whether the language takes a value for false: empty ones, null and false itself.
    private static func isFalse(_ value: Document) -> Bool {
      switch value {
      case .null, .bool(false): true
      case .bool(true), .number: false
      case .list(let elements): elements.isEmpty
      case .object(let object): object.isEmpty
      case .string, .bytes, .timestamp: value.printedText?.isEmpty ?? true
      }
    }
  }
}

extension JMESPath.Evaluator {
  typealias Expression = JMESPath.Expression

  private static func element(of value: Document, at position: Int) -> Document {
    guard let elements = value.elements else { return .null }
    let index = position < 0 ? position + elements.count : position
    return elements.indices.contains(index) ? elements[index] : .null
  }

  /// Elements as Python slices a list.
  private static func elements(
    of value: Document, in slice: JMESPath.Slice
  ) throws(JMESPathError) -> Document {
    guard let elements = value.elements else { return .null }
    let step = slice.step ?? 1
    if step == 0 { throw .stepOfZero }
    let bounds = step > 0 ? 0...elements.count : -1...elements.count - 1
    func clamped(_ position: Int) -> Int {
      let index = position < 0 ? position + elements.count : position
      return min(max(index, bounds.lowerBound), bounds.upperBound)
    }
    var index = slice.start.map(clamped) ?? (step > 0 ? bounds.lowerBound : bounds.upperBound)
    let end = slice.end.map(clamped) ?? (step > 0 ? bounds.upperBound : bounds.lowerBound)
    var selected: [Document] = []
    while step > 0 ? index < end : index > end {
      selected.append(elements[index])
      let (next, overflow) = index.addingReportingOverflow(step)
      if overflow { break }
      index = next
    }
    return .list(selected)
  }

  private mutating func project(
    _ elements: [Document]?, each: Expression
  ) throws(JMESPathError) -> Document {
    guard let elements else { return .null }
    var results: [Document] = []
    for element in elements {
      let result = try evaluate(each, in: element)
      if result != .null { results.append(result) }
    }
    return .list(results)
  }

  private mutating func filter(
    _ elements: [Document]?, by condition: Expression, each: Expression
  ) throws(JMESPathError) -> Document {
    guard let elements else { return .null }
    var kept: [Document] = []
    for element in elements where !Self.isFalse(try evaluate(condition, in: element)) {
      let result = try evaluate(each, in: element)
      if result != .null { kept.append(result) }
    }
    return .list(kept)
  }

  private mutating func flatten(_ value: Document) throws(JMESPathError) -> Document {
    guard let elements = value.elements else { return .null }
    let flat = elements.flatMap { $0.elements ?? [$0] }
    try budget.take(flat.count)
    return .list(flat)
  }

  private mutating func select(
    _ elements: [Expression], in value: Document
  ) throws(JMESPathError) -> Document {
    if value == .null { return .null }
    var results: [Document] = []
    for element in elements {
      if case .reference = element { throw .circular }
      results.append(try evaluate(element, in: value))
    }
    return try budget.counted(.list(results))
  }

  private mutating func select(
    _ members: [(name: String, value: Expression)], in value: Document
  ) throws(JMESPathError) -> Document {
    if value == .null { return .null }
    try budget.take(members.count * members.count / 16)
    var object = DocumentObject()
    for member in members {
      if case .reference = member.value { throw .circular }
      object[member.name] = try evaluate(member.value, in: value)
    }
    return try budget.counted(.object(object))
  }

  private mutating func call(
    _ name: String, _ arguments: [Expression], in value: Document
  ) throws(JMESPathError) -> Document {
    var resolved: [JMESPath.Argument] = []
    for argument in arguments {
      if case .reference(let operand) = argument {
        resolved.append(.expression(operand))
      } else {
        resolved.append(.value(try evaluate(argument, in: value)))
      }
    }
    guard let function = JMESPath.Function(rawValue: name) else { throw .unknownFunction(name) }
    return try function.call(resolved, &self)
  }

  private mutating func compare(
    _ left: Document, _ comparator: JMESPath.Comparator, _ right: Document
  ) throws(JMESPathError) -> Document {
    try budget.count(left)
    switch comparator {
    case .equal: return .bool(left.equalsInQuery(right))
    case .notEqual: return .bool(!left.equalsInQuery(right))
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    guard left.isOrdered, right.isOrdered else { return .null }
    guard left.printedText == nil || right.printedText != nil,
      left.printedText != nil || right.printedText == nil
    else { throw .notOrdered(comparator.rawValue, left.pythonTypeName, right.pythonTypeName) }
    switch comparator {
    case .less: return .bool(left.precedesInQuery(right))
    case .greater: return .bool(right.precedesInQuery(left))
    case .lessOrEqual: return .bool(!right.precedesInQuery(left))
    default: return .bool(!left.precedesInQuery(right))
    }
  }
}
