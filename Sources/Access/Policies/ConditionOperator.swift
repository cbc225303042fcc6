/// A condition operator: how a value of the request is compared with the policy's.
package struct ConditionOperator: Sendable, Equatable {
  /// The kinds of comparison.
  package enum Comparison: Sendable, Equatable {
    /// Texts, byte by byte.
    case string
    /// Texts, whatever the case of ASCII's letters.
    case stringIgnoringCase
    /// Texts with `*` and `?`.
    case stringLike
    /// ARNs, part by part, with `*` and `?`.
    case arn
    /// Numbers.
    case number(Order)
    /// Moments.
    case date(Order)
    /// Truth values.
    case bool
    /// Bytes, in base64.
    case binary
    /// Addresses within networks.
    case address
    /// Whether the request has the key at all.
    case null
  }

  /// How two values stand to each other.
  package enum Order: String, Sendable, Equatable {
    case equals = "Equals"
    case lessThan = "LessThan"
    case lessThanEquals = "LessThanEquals"
    case greaterThan = "GreaterThan"
    case greaterThanEquals = "GreaterThanEquals"

    /// Whether the request's value stands so to the policy's.
    func holds<Value: Comparable>(_ found: Value, _ wanted: Value) -> Bool {
      switch self {
      case .equals: found == wanted
      case .lessThan: found < wanted
      case .lessThanEquals: found <= wanted
      case .greaterThan: found > wanted
      case .greaterThanEquals: found >= wanted
      }
    }
  }

  /// How the values of a multi-valued key are taken.
  package enum Quantifier: String, Sendable, Equatable {
    /// Every value of the request must fit; true for none.
    case forAllValues = "ForAllValues"
    /// One value of the request must fit; false for none.
    case forAnyValue = "ForAnyValue"
  }

  /// The operator as the policy has it: `ForAnyValue:StringLikeIfExists`.
  package let text: String
  /// How the values of a multi-valued key are taken.
  package let quantifier: Quantifier?
  /// What is compared.
  package let comparison: Comparison
  /// Whether the values must not fit.
  package let isNegated: Bool
  /// Whether a request without the key fulfils the condition.
  package let ifExists: Bool

  /// Reads an operator; `nil` for a text that is none.
  package init?(_ text: String) {
    self.text = text
    var name = text[...]
    quantifier = name.firstIndex(of: ":").flatMap { Quantifier(rawValue: String(name[..<$0])) }
    if let quantifier { name = name.dropFirst(quantifier.rawValue.count + 1) }
    ifExists = name.hasSuffix("IfExists")
    if ifExists { name = name.dropLast("IfExists".count) }
    guard let (comparison, isNegated) = ConditionOperator.comparison(String(name)),
      !(comparison == .null && (ifExists || quantifier != nil))
    else { return nil }
    self.comparison = comparison
    self.isNegated = isNegated
  }

  private static func comparison(_ name: String) -> (Comparison, isNegated: Bool)? {
    switch name {
    case "StringEquals": (.string, false)
    case "StringNotEquals": (.string, true)
    case "StringEqualsIgnoreCase": (.stringIgnoringCase, false)
    case "StringNotEqualsIgnoreCase": (.stringIgnoringCase, true)
    case "StringLike": (.stringLike, false)
    case "StringNotLike": (.stringLike, true)
    case "ArnEquals", "ArnLike": (.arn, false)
    case "ArnNotEquals", "ArnNotLike": (.arn, true)
    case "NumericNotEquals": (.number(.equals), true)
    case "DateNotEquals": (.date(.equals), true)
    case "Bool": (.bool, false)
    case "BinaryEquals": (.binary, false)
    case "IpAddress": (.address, false)
    case "NotIpAddress": (.address, true)
    case "Null": (.null, false)
    default:
      if name.hasPrefix("Numeric"), let order = Order(rawValue: String(name.dropFirst(7))) {
        (.number(order), false)
      } else if name.hasPrefix("Date"), let order = Order(rawValue: String(name.dropFirst(4))) {
        (.date(order), false)
      } else {
        nil
      }
    }
  }

  /// The operators without quantifiers and `IfExists`, for help and suggestions.
  package static let names =
    [
      "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
      "StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike",
    ]
    + ["Numeric", "Date"].flatMap { family in
      [
        "Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals",
      ].map { family + $0 }
    } + ["Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "Null"]
}
