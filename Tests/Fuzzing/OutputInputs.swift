package import Kernel

/// Documents such as commands answer with, and such as queries make of them.
package enum OutputInputs {
  private static let names = ["Keys", "KeyId", "a", "B", "é", "a b", "Size", "", "漢"]
  private static let texts = [
    "", "x", "alias/k", "a b", "é", "漢字😀", "e\u{301}", "line\nbreak", "tab\there", "null", "1",
    "- x",
    "'q'", "\"q\"", "a very long text that is wider than a column of a table would like to be",
  ]

  /// A document, lists of alike objects among it.
  package static func document(_ dice: inout Dice, depth: Int = 0) -> Document {
    switch dice.below(depth > 3 ? 3 : 8) {
    case 0: return .string(dice.pick(texts))
    case 1:
      return .number(Number(validLiteral: dice.pick(["0", "1", "-5", "2048", "1.5", "100000"])))
    case 2: return dice.pick([.null, true, false])
    case 3:
      let names = dice.some(upTo: 3) { $0.pick(self.names) }
      return .list(
        dice.some(upTo: 4) { dice in
          .object(DocumentObject(names.map { ($0, document(&dice, depth: 4)) }))
        })
    case 4: return .list(dice.some(upTo: 4) { document(&$0, depth: depth + 1) })
    default:
      return .object(
        DocumentObject(
          dice.some(upTo: 4) { dice in (dice.pick(names), document(&dice, depth: depth + 1)) }))
    }
  }
}

/// Values in AWS CLI's shorthand, most of them right.
package enum ShorthandInputs {
  private static let pieces = [
    "a", "TagKey", "b-1", "aws:x", "é", "😀", "=", "=", ",", ",", "[", "]", "{", "}", "'", "\"",
    "\\",
    "\\,", "\\\"", "\\\\", " ", "\n", "x y", "1", "true", "@", "@=", "#", "/", "!", "~", "\u{1}",
    "\u{1F}", "\u{A0}", "\u{301}", "a=b", "c=[d,e]", "f={g=h}", "'i,j'", "\"k=l\"",
  ]

  /// A text.
  package static func text(_ dice: inout Dice) -> String {
    if dice.once(in: 2) { return dice.some(upTo: 10) { $0.pick(pieces) }.joined() }
    let pairs = (0..<1 + dice.below(3)).map { _ in "\(dice.pick(pieces))=\(value(&dice, depth: 0))"
    }
    return pairs.joined(separator: dice.pick([",", ",", ", ", ",\n"]))
  }

  private static func value(_ dice: inout Dice, depth: Int) -> String {
    switch dice.below(depth > 2 ? 2 : 6) {
    case 0: return dice.pick(pieces)
    case 1: return dice.pick(["x", "'a b'", "\"c\"", "", "d\\,e"])
    case 2: return "[\(dice.some(upTo: 3) { value(&$0, depth: depth + 1) }.joined(separator: ","))]"
    case 3:
      let pairs = dice.some(upTo: 2) { "\($0.pick(["a", "b"]))=\(value(&$0, depth: depth + 1))" }
      return "{\(pairs.joined(separator: ","))}"
    default:
      return dice.some(upTo: 3) { $0.pick(["x", "y z", "'q'", "=", "é"]) }.joined(separator: ",")
    }
  }
}
