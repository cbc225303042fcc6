/// A limit that the model sets on a member.
package enum Constraint: Sendable {
  /// Characters of a text, bytes of a blob, elements of a list or entries of a map.
  case length(ClosedRange<Int>)
  /// The same without a greatest length in the model.
  case leastLength(Int)
  /// Values of a number.
  case range(ClosedRange<Int>)
  /// Texts that a pattern matches; the pattern in AWS's notation, the check in ours.
  case pattern(String, @Sendable (String) -> Bool)

  /// The sentence that tells why a document breaks this constraint; `nil` where it does not.
  package func broken(by document: Document) -> String? {
    switch self {
    case .length(let range):
      guard let length = Constraint.length(of: document) else { return nil }
      return Constraint.bounds(length, range, "have length")
    case .leastLength(let least): return Constraint.length(least...Int.max).broken(by: document)
    case .range(let range):
      guard case .number(let number) = document, let value = number.integer else { return nil }
      return Constraint.bounds(value, range, "have value")
    case .pattern(let pattern, let matches):
      guard let text = document.text, !matches(text) else { return nil }
      return "Member must satisfy regular expression pattern: \(pattern)"
    }
  }

  /// What `length` counts; `nil` for kinds without a length.
  package static func length(of document: Document) -> Int? {
    switch document {
    case .string(let text): text.unicodeScalars.count
    case .bytes(let bytes): bytes.count
    case .list(let elements): elements.count
    case .object(let object): object.count
    default: nil
    }
  }

  private static func bounds(_ value: Int, _ range: ClosedRange<Int>, _ verb: String) -> String? {
    if value < range.lowerBound {
      "Member must \(verb) greater than or equal to \(range.lowerBound)"
    } else if value > range.upperBound {
      "Member must \(verb) less than or equal to \(range.upperBound)"
    } else {
      nil
    }
  }
}
