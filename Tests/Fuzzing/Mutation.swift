/// Spoils real things in the ways in which people and programs spoil them.
struct Mutation {
  /// Pieces that mean something in the language at hand.
  let tokens: [[UInt8]]
  /// Most bytes of a result.
  let limit: Int

  init(_ tokens: [String], limit: Int) {
    self.tokens = tokens.map { Array($0.utf8) }
    self.limit = limit
  }

  /// Bytes that are special in some language, or the first or last of their kind.
  private static let interesting: [UInt8] =
    Array("'\"\\`$(){}[]<>|&;=,:.*?#@!~-_/ \n\r\t0aA".utf8)
    + [0, 0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFF]

  /// One of the entries, somewhat changed.
  func mutated(_ entries: [[UInt8]], _ dice: inout Dice) -> [UInt8] {
    var bytes = excerpt(dice.pick(entries), &dice)
    for _ in 0..<1 + dice.below(4) { change(&bytes, entries, &dice) }
    return bytes.count > limit ? Array(bytes.prefix(limit)) : bytes
  }

  /// The whole, or a part of what is too long.
  private func excerpt(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    guard bytes.count > limit else { return bytes }
    let start = dice.below(bytes.count - limit)
    return Array(bytes[start..<start + limit])
  }

  private func change(_ bytes: inout [UInt8], _ entries: [[UInt8]], _ dice: inout Dice) {
    let start = dice.below(bytes.count + 1)
    let range = start..<min(bytes.count, start + dice.below(9))
    switch dice.below(8) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: start)
    case 2: bytes.removeSubrange(start...)
    case 3:
      let other = dice.pick(entries)
      bytes.replaceSubrange(start..., with: other.suffix(dice.below(other.count + 1)))
    case 4: bytes.replaceSubrange(range, with: dice.pick(tokens))
    case 5: bytes.insert(dice.pick(Mutation.interesting), at: start)
    default: bytes.insert(contentsOf: dice.pick(tokens), at: start)
    }
  }
}
