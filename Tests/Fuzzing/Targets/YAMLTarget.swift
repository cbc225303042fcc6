import Kernel
import Sessions
import Text

extension FuzzTarget {
  /// YAML.
  static let yaml = FuzzTarget("yaml") { dice in
    switch dice.below(4) {
    case 0: YAMLInputs.mutation.mutated(YAMLInputs.corpus, &dice)
    case 1: Array(printed(OutputInputs.document(&dice)).utf8)
    default: Array(YAMLInputs.text(&dice).utf8)
    }
  } checkText: { text in
    guard let read = try? YAMLReader.read(text) else { return nil }
    // In a list, since AWS CLI prints a lone scalar as JSON.
    let document = Document.list([read])
    let again = printed(document)
    // Printed, bytes and moments are texts, and infinity is JSON's.
    guard !document.holdsUnprintable else { return nil }
    return (try? YAMLReader.read(again))?.sorted == document.sorted
      ? nil : "printed and read again it is another: \(again.debugDescription)"
  }
}

/// A document as AWS CLI prints it, which YAML always can.
private func printed(_ document: Document) -> String {
  (try? OutputFormat.yaml.render(document, title: "")) ?? ""
}

/// YAML, most of it right.
private enum YAMLInputs {
  static let pieces = [
    "a", "KeyId", "é", "😀", "漢", ":", ": ", "- ", "? ", "-", "[", "]", "{", "}", ", ", "#", " # x",
    "&a ", "*a", "<<: ", "!", "!!str ", "!!int ", "!!binary ", "!!x ", "|\n", ">-\n", "'", "\"",
    "\\", "\\n", "\\x", "%", "@", "`", "\n", "\n  ", "\n    ", "\t", "\r\n", "---\n", "...\n",
    "1", "0o17", "0x1F", "1_0", "-.5", ".inf", ".nan", "1e3", "2025-01-01", "true", "yes", "~",
    "null", "=", "<<", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}", "123456789012345678901",
  ]
  static let mutation = Mutation(pieces, limit: 200)
  static let corpus =
    Corpus.queries.documents.map { Array(printed($0).utf8) }
    + Corpus.json.bytes

  /// Lines of a map, and now and then anything.
  static func text(_ dice: inout Dice) -> String {
    if dice.once(in: 3) { return dice.some(upTo: 12) { $0.pick(pieces) }.joined() }
    return dice.some(upTo: 5) { dice in
      let indent = dice.pick(["", "", "", "  ", "- ", "  - "])
      let value = dice.some(upTo: 3) { $0.pick(pieces) }.joined()
      return "\(indent)\(dice.pick(["a", "b", "KeyId", "Tags", "1", "'x y'"])): \(value)\n"
    }.joined()
  }
}

extension Document {
  /// The same with members in the order of their names, as YAML prints them.
  fileprivate var sorted: Document {
    switch self {
    case .list(let elements): .list(elements.map(\.sorted))
    case .object(let object):
      .object(
        DocumentObject(
          object.entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { ($0.name, $0.value.sorted) }))
    default: self
    }
  }

  /// Whether something is in it that prints as something else.
  fileprivate var holdsUnprintable: Bool {
    switch self {
    case .bytes, .timestamp: true
    case .number(let number): Double(number.literal)?.isInfinite ?? false
    case .list(let elements): elements.contains(where: \.holdsUnprintable)
    case .object(let object): object.entries.contains { $0.value.holdsUnprintable }
    default: false
    }
  }
}
