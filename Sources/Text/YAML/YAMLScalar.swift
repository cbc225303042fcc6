import Kernel

/// A scalar of YAML: its text, and which of the styles can hold it.
struct YAMLScalar {
  /// The ways to write a scalar that AWS CLI's output uses.
  enum Style { case plain, singleQuoted, doubleQuoted }

  /// The characters.
  let scalars: [Unicode.Scalar]
  private let byteCount: Int
  private let isMultiline: Bool
  private let allowsPlain: Bool
  private let allowsSingleQuotes: Bool

  /// Makes the scalar of a value that is neither list nor object.
  init(_ document: Document) {
    let isText = document.printedText != nil
    let text = document.printedText ?? YAMLScalar.plainText(document)
    scalars = Array(text.unicodeScalars)
    byteCount = text.utf8.count
    isMultiline = scalars.contains(where: YAMLScalar.isBreak)
    let meansText = !isText || YAMLResolver.kind(of: text) == .str
    let edges = [scalars.first, scalars.last].compactMap { $0 }
    let hasBlankEdge = edges.contains { $0 == " " || YAMLScalar.isBreak($0) }
    allowsSingleQuotes =
      scalars.allSatisfy(YAMLScalar.isPrintable) && !YAMLScalar.mixesSpacesAndBreaks(scalars)
    allowsPlain =
      allowsSingleQuotes && meansText && !isMultiline && !hasBlankEdge
      && !YAMLScalar.hasIndicators(scalars)
  }

  /// Whether the scalar can be a key without `?` before it.
  var isSimpleKey: Bool { !isMultiline && byteCount <= 128 }

  /// The simplest style that holds the text.
  func style(asKey: Bool) -> Style {
    if asKey, isMultiline { return .doubleQuoted }
    if allowsPlain { return .plain }
    return allowsSingleQuotes ? .singleQuoted : .doubleQuoted
  }

  /// The text of null, truth values and numbers.
  private static func plainText(_ document: Document) -> String {
    switch document {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let number):
      let text = PythonText.str(number)
      return ["inf": ".inf", "-inf": "-.inf", "nan": ".nan"][text] ?? text
    default: return ""
    }
  }

  /// Whether a space stands next to a line break, where folding would lose it.
  private static func mixesSpacesAndBreaks(_ text: [Unicode.Scalar]) -> Bool {
    zip(text, text.dropFirst()).contains { first, second in
      (first == " " && isBreak(second)) || (isBreak(first) && second == " ")
    }
  }

  /// Whether something in the text would read as YAML's syntax.
  private static func hasIndicators(_ text: [Unicode.Scalar]) -> Bool {
    if text.starts(with: "---".unicodeScalars) || text.starts(with: "...".unicodeScalars) {
      return true
    }
    for (index, scalar) in text.enumerated() {
      let endsWord = index + 1 == text.count || isBlank(text[index + 1])
      switch scalar {
      case ":": if endsWord { return true }
      case "#": if index == 0 || isBlank(text[index - 1]) { return true }
      case "-", "?": if index == 0, endsWord { return true }
      case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
        if index == 0 { return true }
      default: break
      }
    }
    return false
  }
}

extension YAMLScalar {
  /// Whether YAML 1.1 breaks lines at this character.
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\0" || isBreak(scalar)
  }

  /// What libyaml holds for printable: no tabs, and nothing beyond the basic plane.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    default: false
    }
  }

  /// The escape that stands for a character between double quotes; `nil` if it stands for itself.
  static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0: "\\0"
    case 7: "\\a"
    case 8: "\\b"
    case 9: "\\t"
    case 0x0A: "\\n"
    case 0x0B: "\\v"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case 0x1B: "\\e"
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x85: "\\N"
    case 0x2028: "\\L"
    case 0x2029: "\\P"
    case _ where isPrintable(scalar): nil
    case ..<0x100: "\\x" + PythonText.hex(scalar.value, 2).uppercased()
    case ..<0x10000: "\\u" + PythonText.hex(scalar.value, 4).uppercased()
    default: "\\U" + PythonText.hex(scalar.value, 8).uppercased()
    }
  }
}
