/// Tells what plain texts YAML 1.2, as ruamel.yaml reads it, takes for something else than text.
enum YAMLResolver {
  /// What a plain scalar is, by the last word of its tag.
  enum Kind: String, Sendable {
    case str, null, bool, int, float, timestamp, merge, value, yaml
  }

  /// What a plain scalar of that text is.
  static func kind(of text: String) -> Kind {
    if let kind = words.first(where: { $0.texts.contains { $0.equalsByScalars(text) } })?.kind {
      return kind
    }
    if isInteger(text) { return .int }
    if isFloat(text) { return .float }
    return isTime(text) ? .timestamp : .str
  }

  private static let words: [(kind: Kind, texts: [String])] = [
    (.null, ["", "~", "null", "Null", "NULL"]),
    (.bool, ["true", "True", "TRUE", "false", "False", "FALSE"]),
    (
      .float,
      [
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
        "-.Inf", "-.INF",
      ]
    ),
    (.merge, ["<<"]), (.value, ["="]), (.yaml, ["!", "&", "*"]),
  ]

  /// `0b1_0`, `0o17`, `017`, `1_000`, `0x1F`, with a sign or without.
  private static func isInteger(_ text: String) -> Bool {
    guard let first = text.utf8.first, isDigit(first) || "+-".utf8.contains(first) else {
      return false
    }
    let digits = Array(text.utf8.drop(while: { "+-".utf8.contains($0) }))
    let signs = text.utf8.count - digits.count
    guard signs <= 1, !digits.isEmpty else { return false }
    if digits.allSatisfy({ isDigit($0) || $0 == underscore }) { return true }
    let rest = digits.dropFirst(2)
    guard digits[0] == UInt8(ascii: "0"), !rest.isEmpty else { return false }
    switch digits[1] {
    case UInt8(ascii: "b"): return rest.allSatisfy { "01_".utf8.contains($0) }
    case UInt8(ascii: "o"): return rest.allSatisfy { "01234567_".utf8.contains($0) }
    case UInt8(ascii: "x"): return rest.allSatisfy { "0123456789abcdefABCDEF_".utf8.contains($0) }
    default: return false
    }
  }

  /// `1.5`, `1_0.`, `1e5`, `1.5E-3`, `.5`, with a sign or without.
  private static func isFloat(_ text: String) -> Bool {
    var scanner = Scanner(text)
    _ = scanner.take("+-")
    let hasWhole = scanner.take("0123456789")
    if hasWhole { scanner.takeAll("0123456789_") }
    let hasPoint = scanner.take(".")
    let fraction = hasPoint ? scanner.takeAll("0123456789_") : 0
    guard hasWhole || fraction > 0 else { return false }
    if scanner.isAtEnd { return hasPoint }
    guard scanner.take("eE") else { return false }
    let hasSign = scanner.take("+-")
    // Without digits before the point the reader asks for the exponent's sign.
    guard hasWhole || hasSign else { return false }
    return scanner.takeAll("0123456789") > 0 && scanner.isAtEnd
  }

  /// `2025-01-01`, `2025-1-1T10:20:30.5+00:00`, `2025-01-01 10:20:30 Z`.
  private static func isTime(_ text: String) -> Bool {
    var scanner = Scanner(text)
    guard scanner.digits(4...4), scanner.take("-") else { return false }
    var date = scanner
    if date.digits(2...2), date.take("-"), date.digits(2...2), date.isAtEnd { return true }
    guard scanner.digits(1...2), scanner.take("-"), scanner.digits(1...2) else { return false }
    guard scanner.take("Tt") || scanner.takeAll(" \t") > 0 else { return false }
    guard scanner.digits(1...2), scanner.take(":"), scanner.digits(2...2), scanner.take(":"),
      scanner.digits(2...2)
    else { return false }
    if scanner.take(".") { scanner.takeAll("0123456789") }
    if scanner.isAtEnd { return true }
    scanner.takeAll(" \t")
    if scanner.take("Z") { return scanner.isAtEnd }
    guard scanner.take("+-"), scanner.digits(1...2) else { return false }
    if scanner.take(":") { guard scanner.digits(2...2) else { return false } }
    return scanner.isAtEnd
  }

  private static let underscore = UInt8(ascii: "_")

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Steps through a text byte by byte.
  private struct Scanner {
    private let text: [UInt8]
    private var position = 0

    init(_ text: String) { self.text = Array(text.utf8) }

    var isAtEnd: Bool { position == text.count }

    mutating func take(_ set: String) -> Bool {
      guard position < text.count, set.utf8.contains(text[position]) else { return false }
      position += 1
      return true
    }

    @discardableResult
    mutating func takeAll(_ set: String) -> Int {
      let start = position
      while take(set) {}
      return position - start
    }

    /// Takes as many digits as there are, up to the range's end.
    mutating func digits(_ count: ClosedRange<Int>) -> Bool {
      var taken = 0
      while taken < count.upperBound, take("0123456789") { taken += 1 }
      return taken >= count.lowerBound
    }
  }
}
