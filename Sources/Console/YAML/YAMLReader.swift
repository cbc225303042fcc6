package import Kernel
import Yams

/// Reads YAML as AWS CLI v2 does for `--cli-input-yaml`: ruamel.yaml's safe loader of YAML 1.2,
/// over the libyaml that Yams has too.
///
/// Dates without a time are moments here, for AWS CLI a kind of their own that no member takes.
package enum YAMLReader {
  /// How often a text may refer to its own anchors, so that it cannot grow without bounds.
  static let mostAliases = 10
  private static let mostDepth = 200

  /// What a text is, where it is one document.
  package static func read(_ text: String) throws(YAMLFault) -> Document {
    guard aliasCount(text) <= mostAliases else {
      throw YAMLFault("more than \(mostAliases) aliases are not read by this lab")
    }
    let root: Node?
    do {
      // The default of the encoding asks the environment.
      root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch {
      throw YAMLFault(error)
    }
    return try root.map { node throws(YAMLFault) in try document(node, depth: 0) } ?? .null
  }

  /// How many places look like aliases: `*name` at the start of a word.
  private static func aliasCount(_ text: String) -> Int {
    let starts = " \t\n\r[{,:?-".utf8
    var count = 0
    var previous = UInt8(ascii: "\n")
    var isOpen = false
    for byte in text.utf8 {
      if isOpen, !starts.contains(byte) { count += 1 }
      isOpen = byte == UInt8(ascii: "*") && starts.contains(previous)
      previous = byte
    }
    return count
  }

  private static func document(_ node: Node, depth: Int) throws(YAMLFault) -> Document {
    guard depth < mostDepth else {
      throw YAMLFault("more than \(mostDepth) lists and maps in one another", node.mark)
    }
    switch node {
    case .scalar(let scalar): return try document(scalar)
    case .sequence(let sequence):
      try refuseTag(sequence.tag, but: "seq", sequence.mark)
      var elements: [Document] = []
      for element in sequence { elements.append(try document(element, depth: depth + 1)) }
      return .list(elements)
    case .mapping(let mapping): return .object(try object(mapping, depth: depth))
    case .alias: throw YAMLFault("found undefined alias", node.mark)
    }
  }

  /// The members of a mapping, those that `<<` merges before its own.
  private static func object(
    _ mapping: Node.Mapping, depth: Int
  ) throws(YAMLFault) -> DocumentObject {
    try refuseTag(mapping.tag, but: "map", mapping.mark)
    var merged: [(String, Document)] = []
    var own: [(String, Document)] = []
    for (key, value) in mapping {
      guard let name = key.scalar else {
        throw YAMLFault("a list or a map is no name of a member", key.mark)
      }
      if name.style == .plain, YAMLResolver.kind(of: name.string) == .merge {
        merged += try members(merging: value, depth: depth)
      } else {
        own.append((name.string, try document(value, depth: depth + 1)))
      }
    }
    return DocumentObject(merged + own)
  }

  /// What `<<` brings in: a map's members or those of several, of which the first goes before.
  private static func members(
    merging node: Node, depth: Int
  ) throws(YAMLFault) -> [(String, Document)] {
    let sources = node.sequence.map(Array.init) ?? [node]
    var members: [(String, Document)] = []
    for source in sources.reversed() {
      guard let mapping = source.mapping else {
        throw YAMLFault(
          "expected a mapping or list of mappings for merging, but found scalar", source.mark)
      }
      members += try object(mapping, depth: depth + 1).entries.map { ($0.name, $0.value) }
    }
    return members
  }

  private static func refuseTag(
    _ tag: Tag, but expected: String, _ mark: Mark?
  ) throws(YAMLFault) {
    let name = tag.rawValue
    guard !["", "!", prefix + expected].contains(name) else { return }
    throw YAMLFault.tag(name, mark)
  }

  private static let prefix = "tag:yaml.org,2002:"

  private static func document(_ scalar: Node.Scalar) throws(YAMLFault) -> Document {
    let text = scalar.string
    var tag = scalar.tag.rawValue
    if tag.isEmpty, scalar.style == .plain { tag = prefix + YAMLResolver.kind(of: text).rawValue }
    let value: Document?
    switch tag {
    case "", "!", prefix + "str": value = .string(text)
    case prefix + "null": value = .null
    case prefix + "bool": value = truth(text)
    case prefix + "int": value = integer(text)
    case prefix + "float": value = float(text)
    case prefix + "timestamp": value = timestamp(text)
    case prefix + "binary":
      value = Base64.decode(text.utf8.filter { !" \r\n\t".utf8.contains($0) }).map { .bytes($0) }
    default: throw YAMLFault.tag(tag, scalar.mark)
    }
    if let value { return value }
    throw YAMLFault("\(text.debugDescription) is none of \(tag)", scalar.mark)
  }
}

extension YAMLReader {
  private static func truth(_ text: String) -> Document? {
    switch text.lowercased() {
    case "true", "yes", "y", "on": .bool(true)
    case "false", "no", "n", "off": .bool(false)
    default: nil
    }
  }

  private static func integer(_ text: String) -> Document? {
    let digits = text.filter { $0 != "_" }
    let sign = digits.hasPrefix("-") ? "-" : ""
    let bare = digits.drop { "+-".contains($0) }
    for (mark, radix) in [("0b", 2), ("0o", 8), ("0x", 16)] where bare.hasPrefix(mark) {
      return Int(sign + bare.dropFirst(2), radix: radix).map { .integer($0) }
    }
    return number(digits)
  }

  private static func float(_ text: String) -> Document? {
    switch text.lowercased() {
    case ".inf", "+.inf": .number(Number(validLiteral: "1e999"))
    case "-.inf": .number(Number(validLiteral: "-1e999"))
    case ".nan": nil
    default: number(text.filter { $0 != "_" })
    }
  }

  private static func number(_ text: String) -> Document? {
    let number = JMESPath.NumberText.number(text)
    return number == .null ? nil : number
  }

  /// A moment of the forms that `Timestamp` reads; offsets and fractions are none of them.
  private static func timestamp(_ text: String) -> Document? {
    Timestamp(text).map { .timestamp($0) }
  }
}

/// Why a text is no YAML, in the words of ruamel.yaml.
package struct YAMLFault: Error, CustomStringConvertible {
  /// The problem, with its place.
  package let description: String

  /// A fault and its place.
  init(_ problem: String, _ mark: Mark? = nil) {
    description = problem + (mark.map(YAMLFault.place) ?? "")
  }

  /// A tag that means nothing here.
  static func tag(_ name: String, _ mark: Mark?) -> YAMLFault {
    YAMLFault("could not determine a constructor for the tag '\(name)'", mark)
  }

  /// What the parser found.
  init(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let around = context.map { context in
        let isElsewhere = (context.mark.line, context.mark.column) != (mark.line, mark.column)
        return context.text + (isElsewhere ? YAMLFault.place(context.mark) : "") + "\n"
      }
      description = (around ?? "") + problem + YAMLFault.place(mark)
    case .duplicatedKeysInMapping(let names, let context):
      description =
        "while constructing a mapping\nfound duplicate key \"\(names.first ?? "")\""
        + YAMLFault.place(context.mark)
    case .reader(let problem, let offset, let value, _):
      description =
        "unacceptable character #x\(PythonText.hex(UInt32(max(0, value)), 4)): \(problem)\n"
        + "  in \"<unicode string>\", position \(offset ?? 0)"
    default: description = "\(error)"
    }
  }

  /// The same in one line.
  var inOneLine: String {
    description.replacing("\n  in \"<unicode string>\",", with: " at")
      .replacing("\n", with: ": ")
  }

  private static func place(_ mark: Mark) -> String {
    "\n  in \"<unicode string>\", line \(mark.line), column \(mark.column)"
  }
}
