/// The first eight bytes of an action pattern as one number: what is not equal here need not be
/// looked at, which spares most statements of most decisions.
struct ActionFilter: Sendable, Equatable {
  /// The statement of the pattern, from 0.
  let statement: Int
  private let value, mask: UInt64

  /// The filter of a pattern; `nil` lets everything through, as NotAction does.
  init(_ statement: Int, _ pattern: Wildcard?) {
    self.statement = statement
    let literal = pattern?.literalPrefix ?? []
    value = ActionFilter.number(literal)
    mask = ActionFilter.number(literal.prefix(8).map { _ in 0xFF })
  }

  /// Whether an action of this number could match.
  @inline(__always)
  func lets(_ number: UInt64) -> Bool { number & mask == value }

  /// The first eight bytes of an action in small letters.
  static func number(_ bytes: [UInt8]) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<8 { number = number << 8 | UInt64(index < bytes.count ? bytes[index] : 0) }
    return number
  }
}
