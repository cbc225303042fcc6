package import Kernel

extension Document {
  /// Whether two values are equal for `==`: as in Python, but that no number is a truth value.
  func equalsInQuery(_ other: Document) -> Bool {
    switch (self, other) {
    case (.bool, .number), (.number, .bool): false
    default: equalsInPython(other)
    }
  }

  /// Whether two values are equal to Python, for which true is 1 and false 0: text by code points,
  /// objects in any order.
  func equalsInPython(_ other: Document) -> Bool {
    if let text = printedText, let otherText = other.printedText {
      return text.equalsByScalars(otherText)
    }
    switch (self, other) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)):
      return left == right && left != .nan || JMESPath.Quantity(left) == JMESPath.Quantity(right)
    case (.bool(let truth), .number(let number)), (.number(let number), .bool(let truth)):
      return JMESPath.Quantity(number) == .whole(truth ? 1 : 0)
    case (.list(let left), .list(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { $0.equalsInPython($1) }
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.entries.allSatisfy { entry in
          right.value(named: entry.name).map(entry.value.equalsInPython) ?? false
        }
    default: return false
    }
  }

  /// Whether `<` and its like apply: to numbers and to text.
  var isOrdered: Bool {
    if case .number = self { true } else { printedText != nil }
  }

  /// Whether one number or text comes before another of the same kind.
  func precedesInQuery(_ other: Document) -> Bool {
    if case .number(let left) = self, case .number(let right) = other {
      return JMESPath.Quantity(left) < JMESPath.Quantity(right)
    }
    return (printedText ?? "").precedesByScalars(other.printedText ?? "")
  }

  /// The name of the value's type in the query language.
  var queryTypeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string, .bytes, .timestamp: "string"
    case .list: "array"
    case .object: "object"
    }
  }

  /// The name of the type that holds the value in Python, which some messages show.
  var pythonTypeName: String {
    switch self {
    case .null: "NoneType"
    case .bool: "bool"
    case .number(let number): number.isWhole ? "int" : "float"
    case .string, .bytes, .timestamp: "str"
    case .list: "list"
    case .object: "dict"
    }
  }
}

extension DocumentObject {
  /// The value under exactly that name, code point by code point.
  func value(named name: String) -> Document? {
    entries.first { $0.name.equalsByScalars(name) }?.value
  }
}

extension Number {
  /// Whether the number is written without point and exponent, and is none of Python's others.
  package var isWhole: Bool { !literal.utf8.contains { ".eENI".utf8.contains($0) } }

  /// Python's number that is none, as it stands in Python's JSON.
  static let nan = Number(validLiteral: "NaN")

  /// A float as Python writes it into JSON, which then may be no JSON.
  init(_ value: Double) {
    self.init(
      validLiteral: value.isNaN
        ? "NaN" : value.isFinite ? PythonText.str(value) : value < 0 ? "-Infinity" : "Infinity")
  }
}

extension JMESPath {
  /// A number to reckon with: whole where it is and fits, floating otherwise.
  enum Quantity {
    case whole(Int)
    case floating(Double)

    init(_ number: Number) {
      if number.isWhole, let value = number.integer {
        self = .whole(value)
      } else {
        self = .floating(Double(number.literal) ?? 0)
      }
    }

    /// The value, rounded to the nearest that a `Double` holds.
    var double: Double {
      switch self {
      case .whole(let value): Double(value)
      case .floating(let value): value
      }
    }

    /// The distance from zero.
    var magnitude: Quantity {
      switch self {
      case .whole(let value): value == .min ? .floating(-Double(value)) : .whole(abs(value))
      case .floating(let value): .floating(value.magnitude)
      }
    }

    /// The number.
    var document: Document {
      switch self {
      case .whole(let value): .integer(value)
      case .floating(let value): .number(Number(value))
      }
    }

    /// The sum, floating where it would not fit.
    static func + (left: Quantity, right: Quantity) -> Quantity {
      if case .whole(let first) = left, case .whole(let second) = right {
        let (sum, overflow) = first.addingReportingOverflow(second)
        if !overflow { return .whole(sum) }
      }
      return .floating(left.double + right.double)
    }
  }
}

extension JMESPath.Quantity: Comparable {
  static func == (left: Self, right: Self) -> Bool {
    if case .whole(let first) = left, case .whole(let second) = right { return first == second }
    return left.double == right.double
  }

  static func < (left: Self, right: Self) -> Bool {
    if case .whole(let first) = left, case .whole(let second) = right { return first < second }
    return left.double < right.double
  }
}
