import Kernel
import Sessions
import Text

extension FuzzTarget {
  /// JMESPath: expressions read, and applied to documents.
  static let jmesPath = FuzzTarget("jmespath") { dice in
    dice.once(in: 2)
      ? JMESPathInputs.mutation.mutated(JMESPathInputs.corpus, &dice)
      : Array(JMESPathInputs.expression(&dice, depth: 0).utf8)
  } checkText: { text in
    let query: JMESPath
    do throws(JMESPathError) {
      query = try JMESPath(text)
    } catch {
      let end = text.unicodeScalars.count
      return error.offset.map { (0...end).contains($0) } == true
        ? nil : "the fault lies at \(error.offset.debugDescription) of \(end): \(error)"
    }
    for document in Corpus.queries.documents {
      guard let found = try? query.search(document) else { continue }
      // Brackets, a pipe and blanks around it change nothing.
      for same in ["(\(text))", "\(text) | @", " \(text)\n"] {
        guard let again = try? JMESPath(same).search(document) else {
          // Brackets make it one deeper, a pipe one longer.
          if text.utf8.count > 90 { continue }
          return "\(same) fails"
        }
        if again != found {
          return "\(JSONWriter.text(found)), but \(same) finds \(JSONWriter.text(again))"
        }
      }
    }
    return nil
  }
}

/// Expressions of JMESPath, most of them right.
package enum JMESPathInputs {
  private static let pieces = [
    "Keys", "a", "n", "s", "people", "nested", ".", "[", "]", "[]", "[*]", "*", "[?", "[0]", "[-1]",
    "[::2]", "[1:", "{", "}", ":", ",", "(", ")", "|", "||", "&&", "!", "==", "!=", "<", ">=", "@",
    "&", "`1`", "`\"x\"`", "`[1,2]`", "`", "'x'", "'", "\"a b\"", "\"", "\\", " ", "length(",
    "sort(",
    "sort_by(", "max_by(@, &n)", "join(',', ", "to_string(@)", "contains(", "-", "1", "é", "#",
  ]
  static let mutation = Mutation(pieces, limit: 100)
  static let corpus = Corpus.queries.expressions.bytes

  private static let names = [
    "Keys", "KeyId", "Arn", "Size", "On", "Tags", "K", "V", "Meta", "b", "a", "n", "\"a b\"", "f",
    "s", "nested", "mixed", "empty", "people", "t", "missing", "c", "Truncated", "Next", "Zero",
  ]
  private static let literals = [
    "`1`", "`0`", "`true`", "`null`", "`\"a\"`", "`[1, 2]`", "`{\"a\": 1}`", "'a'", "''", "'x'",
    "`2.5`", "`-3`", "`\"\"`", "`[]`", "`{}`",
  ]
  private static let functions: [(name: String, count: Int)] = [
    ("abs", 1), ("avg", 1), ("ceil", 1), ("floor", 1), ("length", 1), ("keys", 1), ("values", 1),
    ("max", 1), ("min", 1), ("reverse", 1), ("sort", 1), ("sum", 1), ("to_array", 1),
    ("to_string", 1), ("to_number", 1), ("type", 1), ("not_null", 2), ("merge", 2),
    ("contains", 2), ("starts_with", 2), ("ends_with", 2), ("join", 2), ("nope", 1),
  ]

  /// An expression with a mistake now and then.
  package static func expression(_ dice: inout Dice, depth: Int) -> String {
    if dice.once(in: 60) { return dice.pick(pieces) }
    if depth > 3 { return dice.pick(names) }
    let inner = { (dice: inout Dice) in expression(&dice, depth: depth + 1) }
    switch dice.below(16) {
    case 0: return "@"
    case 1: return dice.pick(literals)
    case 2:
      return "\(inner(&dice)) \(dice.pick(["==", "!=", "<", "<=", ">", ">="])) \(inner(&dice))"
    case 3: return "\(inner(&dice)) \(dice.pick(["||", "&&", "|"])) \(inner(&dice))"
    case 4: return "!\(inner(&dice))"
    case 5: return "(\(inner(&dice)))"
    case 6: return "[\(inner(&dice)), \(inner(&dice))]"
    case 7: return "{x: \(inner(&dice)), \"y z\": \(inner(&dice))}"
    case 8:
      return dice.pick(names) + "[?\(inner(&dice))]" + dice.pick(["", ".\(dice.pick(names))"])
    case 9: return call(&dice, inner)
    default: return path(&dice)
    }
  }

  private static func call(_ dice: inout Dice, _ inner: (inout Dice) -> String) -> String {
    if dice.once(in: 4) {
      let by = dice.pick(["sort_by", "max_by", "min_by"])
      return "\(by)(\(inner(&dice)), &\(inner(&dice)))"
    }
    if dice.once(in: 6) { return "map(&\(inner(&dice)), \(inner(&dice)))" }
    let function = dice.pick(functions)
    let count = dice.once(in: 12) ? dice.below(4) : function.count
    return "\(function.name)(\((0..<count).map { _ in inner(&dice) }.joined(separator: ", ")))"
  }

  private static func path(_ dice: inout Dice) -> String {
    let steps = [
      "[0]", "[-1]", "[*]", "[]", "[1:]", "[::-1]", "[:2]", ".*", "[:1:2]", "[-2:]", "[9]", "[::3]",
    ]
    return dice.pick(names)
      + dice.some(upTo: 3) { dice in
        dice.once(in: 2) ? dice.pick(steps) : "." + dice.pick(names)
      }.joined()
  }
}
