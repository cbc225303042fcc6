/// The end of what a resource pattern begins with: where a resource has other bytes there, its
/// statement need not be looked at.
///
/// Names in one policy begin alike, `arn:aws:s3:::papers/team-1/*`, and differ at this end.
struct ResourceFilter: Sendable, Equatable {
  /// The statement of the pattern, from 0.
  let statement: Int
  /// Where the end begins in a resource.
  private let offset: Int
  /// At most eight bytes, the last one lowest.
  private let end: UInt64
  private let length: Int

  /// The filter of a pattern; `nil` lets everything through, as NotResource does.
  init(_ statement: Int, _ pattern: Wildcard?) {
    self.statement = statement
    let literal = pattern?.literalPrefix ?? []
    length = min(literal.count, 8)
    offset = literal.count - length
    end = literal.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether a resource could match.
  @inline(__always)
  func lets(_ resource: [UInt8]) -> Bool {
    guard offset + length <= resource.count else { return false }
    var rest = end
    for index in (offset..<offset + length).reversed() {
      guard resource[index] == UInt8(truncatingIfNeeded: rest) else { return false }
      rest >>= 8
    }
    return true
  }
}
