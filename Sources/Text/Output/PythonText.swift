package import Kernel

/// Values as Python's `str()` and `repr()` show them, as AWS CLI's text and table formats do.
package enum PythonText {
  /// What `str()` makes of a value.
  package static func str(_ document: Document) -> String { document.printedText ?? repr(document) }

  /// What `repr()` makes of a value.
  package static func repr(_ document: Document) -> String {
    switch document {
    case .null: "None"
    case .bool(let value): value ? "True" : "False"
    case .number(let number): str(number)
    case .string, .bytes, .timestamp: quoted(document.printedText ?? "")
    case .list(let elements): "[" + elements.map(repr).joined(separator: ", ") + "]"
    case .object(let object):
      "{"
        + object.entries.map { "\(quoted($0.name)): \(repr($0.value))" }.joined(separator: ", ")
        + "}"
    }
  }

  /// What `repr()` makes of a list of texts.
  static func repr(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ", ") + "]"
  }

  /// What `repr()` makes of bytes: `b'\xe9'`.
  package static func repr(bytes: [UInt8]) -> String {
    let quote =
      bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    var output = "b" + quote
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): output += "\\n"
      case UInt8(ascii: "\r"): output += "\\r"
      case UInt8(ascii: "\t"): output += "\\t"
      case UInt8(ascii: "\\"): output += "\\\\"
      case UInt8(ascii: "'") where quote == "'": output += "\\'"
      case 0x20...0x7E: output += String(Character(Unicode.Scalar(byte)))
      default: output += "\\x" + hex(UInt32(byte), 2)
      }
    }
    return output + quote
  }

  /// A number as Python prints it after having read its JSON.
  static func str(_ number: Number) -> String {
    guard !number.isWhole else {
      return number.literal == "-0" ? "0" : number.literal
    }
    guard let value = Double(number.literal) else { return number.literal }
    return str(value)
  }

  /// A float as Python prints it: the shortest digits, an exponent below 1e-4 and from 1e16 on.
  static func str(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let (digits, exponent) = shortestDigits(value.magnitude)
    let sign = value.sign == .minus ? "-" : ""
    if exponent < -4 || exponent >= 16 {
      let fraction = digits.count > 1 ? "." + String(digits.dropFirst()) : ""
      let power = String(exponent.magnitude)
      let padding = power.count < 2 ? "0" : ""
      let mark = exponent < 0 ? "-" : "+"
      return sign + String(digits.prefix(1)) + fraction + "e" + mark + padding + power
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    let fraction = String(padded.dropFirst(exponent + 1))
    return sign + String(padded.prefix(exponent + 1)) + "." + (fraction.isEmpty ? "0" : fraction)
  }

  /// The significant digits of a number ≥ 0, and the power of ten of the first.
  private static func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
    guard value > 0 else { return ("0", 0) }
    let parts = value.description.split(separator: "e")
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    let all = whole + (mantissa.count > 1 ? String(mantissa[1]) : "")
    let significant = all.drop { $0 == "0" }
    let leadingZeros = all.count - significant.count
    var digits = String(significant)
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (digits, whole.count - 1 - leadingZeros + power)
  }

  /// A text in quotes, with everything that does not print escaped.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var output = String(Character(quote))
    for scalar in scalars {
      switch scalar {
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case quote: output += "\\" + String(Character(scalar))
      case _ where isPrintable(scalar): output.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x100: output += "\\x" + hex(scalar.value, 2)
      case _ where scalar.value < 0x10000: output += "\\u" + hex(scalar.value, 4)
      default: output += "\\U" + hex(scalar.value, 8)
      }
    }
    output.unicodeScalars.append(quote)
    return output
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  /// JSON with everything beyond printable ASCII escaped, as `json.dumps` writes it.
  package static func ascii(_ json: String) -> String {
    if json.utf8.allSatisfy({ $0 < 0x7F }) { return json }
    var output = ""
    for unit in json.utf16 {
      if unit < 0x7F, let scalar = Unicode.Scalar(unit) {
        output.unicodeScalars.append(scalar)
      } else {
        output += "\\u" + hex(UInt32(unit), 4)
      }
    }
    return output
  }

  /// A number in lower-case hexadecimal, with leading zeros.
  static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
