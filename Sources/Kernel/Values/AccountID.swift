/// The number of an AWS account: twelve digits.
package struct AccountID: Sendable, Hashable, Comparable, MapKey {
  /// The digits as a number: a small value that many keys can hold.
  private let number: UInt64

  /// Makes an account id; `nil` unless the text is twelve digits.
  package init?(_ text: Substring) {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = UInt64(text)
    else { return nil }
    self.number = number
  }

  /// Makes an account id; `nil` unless the text is twelve digits.
  package init?(_ text: String) { self.init(text[...]) }

  /// Makes an account id of a number known to have at most twelve digits.
  private init(number: UInt64) { self.number = number }

  /// The learner's account in AWS's own examples.
  package static let learner = AccountID(number: 111_122_223_333)
  /// The other account in AWS's own examples.
  package static let partner = AccountID(number: 444_455_556_666)

  /// AWS itself, as the ARNs of its own managed policies name it.
  package static let aws = AccountID(number: .max)

  /// Orders by digits.
  package static func < (left: AccountID, right: AccountID) -> Bool { left.number < right.number }
}

extension AccountID: CustomStringConvertible {
  /// The twelve digits.
  package var description: String {
    if self == .aws { return "aws" }
    let digits = String(number)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}
