import Kernel

extension JMESPath {
  /// Reads numbers as Python's `int` and `float` do: `" 1_000 "`, `"+5"`, `".5"`, `"1e3"`.
  enum NumberText {
    /// The number of a text, be it infinite or `nan`; null where it is none.
    static func number(_ text: String) -> Document {
      var body = Array(text.unicodeScalars)
      while let last = body.last, last.properties.isWhitespace { body.removeLast() }
      body = Array(body.drop { $0.properties.isWhitespace })
      var sign = ""
      if let first = body.first, first == "+" || first == "-" {
        sign = first == "-" ? "-" : ""
        body.removeFirst()
      }
      switch String(String.UnicodeScalarView(body)).lowercased() {
      case "inf", "infinity": return .number(Number(sign == "-" ? -Double.infinity : .infinity))
      case "nan": return .number(.nan)
      default: break
      }
      guard let plain = withoutUnderscores(body), isNumber(plain) else { return .null }
      if plain.allSatisfy(isDigit) {
        let digits = plain.drop { $0 == "0" }.map { String(Character($0)) }.joined()
        return .number(Number(validLiteral: digits.isEmpty ? "0" : sign + digits))
      }
      let literal = sign + plain.map { String(Character($0)) }.joined()
      return Double(literal).map { Quantity.floating($0).document } ?? .null
    }

    /// The text without the underscores that stand between digits; `nil` if others do.
    private static func withoutUnderscores(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
      for (index, scalar) in text.enumerated() where scalar == "_" {
        guard index > 0, index + 1 < text.count, isDigit(text[index - 1]), isDigit(text[index + 1])
        else { return nil }
      }
      return text.filter { $0 != "_" }
    }

    /// Whether this is digits, perhaps with a point, perhaps with an exponent.
    private static func isNumber(_ text: [Unicode.Scalar]) -> Bool {
      let parts = text.split(
        maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
      let mantissa = parts[0].split(
        separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard mantissa.allSatisfy({ $0.allSatisfy(isDigit) }),
        mantissa.contains(where: { !$0.isEmpty })
      else { return false }
      guard parts.count > 1 else { return true }
      let signed = parts[1].first == "+" || parts[1].first == "-"
      let exponent = signed ? parts[1].dropFirst() : parts[1]
      return !exponent.isEmpty && exponent.allSatisfy(isDigit)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  }
}
