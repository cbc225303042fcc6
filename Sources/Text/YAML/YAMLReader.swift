package import Kernel

/// Reads YAML as AWS CLI v2 does for `--cli-input-yaml`: ruamel.yaml's safe loader of YAML 1.2,
/// over the same libyaml.
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
    let root = try YAMLComposer.document(Array(text.utf8))
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

  /// Refuses what is nested so deep that reading it could exhaust the stack.
  static func checkDepth(_ depth: Int, _ mark: YAMLMark) throws(YAMLFault) {
    guard depth < mostDepth else {
      throw YAMLFault("more than \(mostDepth) lists and maps in one another", mark)
    }
  }

  private static func document(_ node: YAMLNode, depth: Int) throws(YAMLFault) -> Document {
    // Once more than in composing: what an alias stands for may be deep too.
    try checkDepth(depth, node.mark)
    switch node {
    case .scalar(let scalar): return try document(scalar)
    case .sequence(let nodes, let tag, let mark):
      try refuseTag(tag, but: "seq", mark)
      var elements: [Document] = []
      for node in nodes { elements.append(try document(node, depth: depth + 1)) }
      return .list(elements)
    case .mapping(let pairs, let tag, let mark):
      try refuseTag(tag, but: "map", mark)
      return .object(try object(pairs, depth: depth))
    }
  }

  /// The members of a mapping, those that `<<` merges before its own.
  private static func object(
    _ pairs: [(key: YAMLNode, value: YAMLNode)], depth: Int
  ) throws(YAMLFault) -> DocumentObject {
    var merged: [(String, Document)] = []
    var own: [(String, Document)] = []
    for (key, value) in pairs {
      guard case .scalar(let name) = key else {
        throw YAMLFault("a list or a map is no name of a member", key.mark)
      }
      if name.isPlain, YAMLResolver.kind(of: name.text) == .merge {
        merged += try members(merging: value, depth: depth)
      } else {
        own.append((name.text, try document(value, depth: depth + 1)))
      }
    }
    return DocumentObject(merged + own)
  }

  /// What `<<` brings in: a map's members or those of several, of which the first goes before.
  private static func members(
    merging node: YAMLNode, depth: Int
  ) throws(YAMLFault) -> [(String, Document)] {
    let sources = if case .sequence(let nodes, _, _) = node { nodes } else { [node] }
    var members: [(String, Document)] = []
    for source in sources.reversed() {
      guard case .mapping(let pairs, let tag, let mark) = source else {
        throw YAMLFault(
          "expected a mapping or list of mappings for merging, but found scalar", source.mark)
      }
      try refuseTag(tag, but: "map", mark)
      members += try object(pairs, depth: depth + 1).entries.map { ($0.name, $0.value) }
    }
    return members
  }

  private static func refuseTag(
    _ tag: String?, but expected: String, _ mark: YAMLMark
  ) throws(YAMLFault) {
    guard let tag, !["!", prefix + expected].contains(tag) else { return }
    throw YAMLFault.tag(tag, mark)
  }

  private static let prefix = "tag:yaml.org,2002:"

  private static func document(_ scalar: YAMLNode.Scalar) throws(YAMLFault) -> Document {
    let text = scalar.text
    let plainKind = scalar.isPlain ? YAMLResolver.kind(of: text) : .str
    let tag = scalar.tag ?? prefix + plainKind.rawValue
    let value: Document?
    switch tag {
    case "!", prefix + "str": value = .string(text)
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

  /// A fault and its place, and what was being done where that is worth telling.
  init(
    _ problem: String, _ mark: YAMLMark? = nil, while context: String? = nil,
    _ start: YAMLMark? = nil
  ) {
    var lines: [String] = []
    if let context {
      lines.append(context + (start == mark ? "" : start.map(YAMLFault.place) ?? ""))
    }
    lines.append(problem + (mark.map(YAMLFault.place) ?? ""))
    description = lines.joined(separator: "\n")
  }

  /// A tag that means nothing here.
  static func tag(_ name: String, _ mark: YAMLMark) -> YAMLFault {
    YAMLFault("could not determine a constructor for the tag '\(name)'", mark)
  }

  /// The same in one line.
  package var inOneLine: String {
    description.replacing("\n  in \"<unicode string>\",", with: " at")
      .replacing("\n", with: ": ")
  }

  private static func place(_ mark: YAMLMark) -> String {
    "\n  in \"<unicode string>\", line \(mark.line), column \(mark.column)"
  }
}
