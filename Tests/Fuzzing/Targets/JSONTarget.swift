import Kernel

extension FuzzTarget {
  /// JSON.
  static let json = FuzzTarget("json") { dice in
    dice.once(in: 2)
      ? JSONInputs.mutation.mutated(JSONInputs.corpus, &dice)
      : Array(JSONInputs.text(&dice, depth: 0).utf8)
  } check: { bytes in
    do throws(JSONError) {
      let document = try JSONReader.read(bytes)
      for layout in [JSONWriter.Layout.compact, .indented] {
        let text = JSONWriter.text(document, layout: layout)
        guard (try? JSONReader.read(text)) == document else {
          return "written and read again it is another: \(text)"
        }
      }
      return nil
    } catch {
      let isInside = (0...bytes.count).contains(error.offset) && error.line > 0 && error.column > 0
      return isInside && error.character <= error.offset ? nil : "\(error) is outside the text"
    }
  }
}

/// JSON, most of it right.
enum JSONInputs {
  static let pieces = [
    "{", "}", "[", "]", "\"", ":", ",", "\"a\"", "\"a\":", "1", "-1", "0.5", "1e9", "-0", "1E-400",
    "true", "false", "null", " ", "\n", "\\", "\\u", "\\ud83d\\ude00", "\\ud800", "\\n", "é", "😀",
    "\u{FEFF}", "\u{1}", "tru", "01", "1.", ".5", "+1", "NaN", "//", "'", "12345678901234567890123",
  ]
  static let mutation = Mutation(pieces, limit: 160)
  static let corpus = Corpus.json.bytes

  private static let texts = [
    "", "a", "Keys", "é", "\\\"", "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "x y", "a/b",
    "e\u{301}",
  ]
  private static let scalars = [
    "1", "-1", "0", "2.50", "1e3", "true", "false", "null", "123456789012",
  ]

  /// A value with a mistake now and then.
  static func text(_ dice: inout Dice, depth: Int) -> String {
    if dice.once(in: 40) { return dice.pick(pieces) }
    let space = dice.once(in: 4) ? dice.pick([" ", "\n", "\t", "\r\n", "  "]) : ""
    switch dice.below(depth > 4 ? 2 : 5) {
    case 0: return space + dice.pick(scalars)
    case 1: return space + "\"\(dice.pick(texts))\""
    case 2:
      let elements = dice.some(upTo: 3) { text(&$0, depth: depth + 1) }
      return space + "[\(elements.joined(separator: ","))\(space)]"
    default:
      let members = dice.some(upTo: 3) { dice in
        "\"\(dice.pick(texts))\":\(text(&dice, depth: depth + 1))"
      }
      return space + "{\(members.joined(separator: "," + space))}"
    }
  }
}
