/// The number of an AWS account: twelve digits.
package struct AccountID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The twelve digits.
  package let description: String

  /// Makes an account id; `nil` unless the text is twelve digits.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    description = String(text)
  }

  /// Makes an account id of digits known to be twelve.
  private init(digits: String) { description = digits }

  /// The learner's account in AWS's own examples.
  package static let learner = AccountID(digits: "111122223333")
  /// The other account in AWS's own examples.
  package static let partner = AccountID(digits: "444455556666")

  /// Orders by digits.
  package static func < (left: AccountID, right: AccountID) -> Bool {
    left.description < right.description
  }
}
