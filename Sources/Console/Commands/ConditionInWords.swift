import Access

extension PolicyCondition {
  /// What the condition asks a request for: `kms:ViaService=s3.us-east-1.amazonaws.com`,
  /// `s3:max-keys less than 30`.
  var wish: String {
    let values = texts.map(\.visible).joined(separator: " or ")
    let isNot = comparator.isNegated
    switch comparator.comparison {
    case .string, .bool, .binary:
      return isNot ? "\(key.text) other than \(values)" : "\(key.text)=\(values)"
    case .stringIgnoringCase:
      return "\(key.text)\(isNot ? " other than " : "=")\(values), small letters or capitals"
    case .stringLike, .arn: return "\(key.text) \(isNot ? "unlike" : "like") \(values)"
    case .number(let order):
      return "\(key.text) \(isNot ? "other than" : order.words) \(values)"
    case .date(let order):
      return "\(key.text) \(isNot ? "other than" : order.wordsOfDates) \(values)"
    case .address: return "\(key.text) \(isNot ? "outside of" : "within") \(values)"
    case .null: return texts.first == "true" ? "no \(key.text)" : "a value of \(key.text)"
    }
  }

  /// The same, and what the request has.
  func words(found: [String]?) -> String {
    let values = (found ?? []).map(\.visible).joined(separator: ", ")
    return "wants \(wish); the call has \(values.isEmpty ? "none" : values)"
  }
}

extension String {
  /// The value of a condition key, also where it is the empty text.
  fileprivate var visible: String { isEmpty ? "\"\"" : self }
}

extension ConditionOperator.Order {
  fileprivate var words: String {
    switch self {
    case .equals: "of"
    case .lessThan: "less than"
    case .lessThanEquals: "at most"
    case .greaterThan: "more than"
    case .greaterThanEquals: "at least"
    }
  }

  fileprivate var wordsOfDates: String {
    switch self {
    case .equals: "at"
    case .lessThan: "before"
    case .lessThanEquals: "at the latest"
    case .greaterThan: "after"
    case .greaterThanEquals: "at the earliest"
    }
  }
}
