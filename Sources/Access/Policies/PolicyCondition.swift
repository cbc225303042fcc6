import Kernel

/// A condition of a statement: an operator, a key and the policy's values.
package struct PolicyCondition: Sendable, Equatable {
  /// A value as its operator reads it.
  enum Value: Sendable, Equatable {
    /// A text, perhaps with wildcards and variables; of an ARN too.
    case pattern(Wildcard)
    case number(Double)
    case date(Timestamp)
    case bool(Bool)
    case bytes([UInt8])
    case network(IPNetwork)
  }

  /// How it compares.
  package let comparator: ConditionOperator
  /// What it asks for.
  package let key: ConditionKey
  /// The policy's values as it has them.
  package let texts: [String]
  private let values: [Value]

  /// Makes a condition; fails for a value that the operator cannot read, which it returns.
  init(
    _ comparator: ConditionOperator, _ key: ConditionKey, _ texts: [String], hasVariables: Bool
  ) throws(ValueFault) {
    self.comparator = comparator
    self.key = key
    self.texts = texts
    var values: [Value] = []
    for text in texts {
      values.append(try PolicyCondition.value(text, comparator.comparison, hasVariables))
    }
    self.values = values
  }

  /// A condition that the key's value is one of these texts, byte by byte.
  package static func stringEquals(_ key: ConditionKey, _ texts: [String]) -> PolicyCondition {
    PolicyCondition(equals: texts, key)
  }

  private init(equals texts: [String], _ key: ConditionKey) {
    comparator = ConditionOperator.stringEquals
    self.key = key
    self.texts = texts
    values = texts.map { .pattern(Wildcard($0)) }
  }

  /// Why a value is refused.
  enum ValueFault: Error {
    case unreadable(String)
    case variable(VariableFault)
  }

  private static func value(
    _ text: String, _ comparison: ConditionOperator.Comparison, _ hasVariables: Bool
  ) throws(ValueFault) -> Value {
    let variables: Wildcard.Rules = hasVariables ? .variables : []
    let value: Value?
    switch comparison {
    case .string: value = try pattern(text, variables.union(.literal))
    case .stringIgnoringCase:
      value = try pattern(text, variables.union([.literal, .ignoringCase]))
    case .stringLike, .arn: value = try pattern(text, variables)
    case .number: value = Double(text).map { .number($0) }
    case .date: value = Timestamp(policyText: text).map { .date($0) }
    case .bool, .null: value = PolicyCondition.truth(text).map { .bool($0) }
    case .binary: value = Base64.decode(text.utf8).map { .bytes($0) }
    case .address: value = IPNetwork(text).map { .network($0) }
    }
    guard let value else { throw .unreadable(text) }
    return value
  }

  private static func pattern(
    _ text: String, _ rules: Wildcard.Rules
  ) throws(ValueFault) -> Value {
    do throws(VariableFault) {
      return .pattern(try Wildcard(text, rules))
    } catch {
      throw .variable(error)
    }
  }

  private static func truth(_ text: String) -> Bool? {
    switch text.lowercasedASCII {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// Whether a request fulfils the condition.
  func holds(in context: RequestContext) -> Bool {
    let found = context.values(of: key)
    if case .null = comparator.comparison {
      return values.contains(.bool(found == nil))
    }
    guard let found else {
      // A request without the key fulfils what is negated, and ForAllValues, which finds none.
      switch comparator.quantifier {
      case .forAllValues: return true
      case .forAnyValue: return comparator.ifExists
      case nil: return comparator.ifExists || comparator.isNegated
      }
    }
    switch comparator.quantifier {
    case .forAllValues: return found.allSatisfy { fits($0, context) }
    case .forAnyValue, nil: return found.contains { fits($0, context) }
    }
  }

  /// Whether one value of the request fits: one of the policy's, or for a negated operator none.
  private func fits(_ found: String, _ context: RequestContext) -> Bool {
    values.contains { matches(found, $0, context) } != comparator.isNegated
  }

  private func matches(_ found: String, _ wanted: Value, _ context: RequestContext) -> Bool {
    switch (wanted, comparator.comparison) {
    case (.pattern(let pattern), .arn): matchesARN(found, pattern, context)
    case (.pattern(let pattern), _): pattern.matches(found, in: context)
    case (.number(let wanted), .number(let order)):
      Double(found).map { order.holds($0, wanted) } ?? false
    case (.date(let wanted), .date(let order)):
      Timestamp(policyText: found).map { order.holds($0, wanted) } ?? false
    case (.bool(let wanted), _): PolicyCondition.truth(found) == wanted
    case (.bytes(let wanted), _): Base64.decode(found.utf8) == wanted
    case (.network(let wanted), _): IPNetwork(found).map { wanted.contains($0) } ?? false
    default: false
    }
  }

  /// Compares the six parts of two ARNs one by one, so that no `*` reaches beyond its part.
  private func matchesARN(_ found: String, _ pattern: Wildcard, _ context: RequestContext) -> Bool {
    guard let tokens = pattern.resolved(in: context) else { return false }
    let wanted = tokens.split(
      separator: UInt16(UInt8(ascii: ":")), maxSplits: 5, omittingEmptySubsequences: false)
    let parts = found.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard wanted.count == 6, parts.count == 6 else { return false }
    return zip(wanted, parts).allSatisfy { Wildcard.match(Array($0), Array($1)) }
  }
}

extension ConditionOperator {
  fileprivate static let stringEquals: ConditionOperator = {
    guard let made = ConditionOperator("StringEquals") else {
      preconditionFailure("StringEquals is an operator")
    }
    return made
  }()
}

extension Timestamp {
  /// A moment as policies write it: ISO 8601, a date alone, or seconds since 1970.
  fileprivate init?(policyText text: String) {
    if let seconds = Int(text) {
      guard abs(seconds) <= Timestamp.last.secondsSinceEpoch else { return nil }
      self.init(secondsSinceEpoch: seconds)
    } else {
      self.init(text)
    }
  }
}
