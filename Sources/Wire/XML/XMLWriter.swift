/// Writes XML as AWS does: no line breaks behind the declaration, no empty-element tags but where
/// an element has nothing in it.
struct XMLWriter {
  /// What has been written.
  private(set) var text: String

  /// Begins a document.
  init() { text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }

  /// Begins a part of a document.
  init(part: Void) { text = "" }

  /// Writes an element and what is in it.
  mutating func element(
    _ name: String, attributes: String = "", _ content: (inout XMLWriter) -> Void
  ) {
    text += "<\(name)\(attributes)>"
    let before = text.utf8.count
    content(&self)
    if text.utf8.count == before {
      text.removeLast()
      text += "/>"
    } else {
      text += "</\(name)>"
    }
  }

  /// Writes an element with a text.
  mutating func element(_ name: String, _ content: String) {
    element(name) { $0.write(content) }
  }

  /// Writes text, escaped.
  ///
  /// What XML 1.0 has no way to say becomes U+FFFD: S3's lists say such keys with
  /// `encoding-type=url`.
  mutating func write(_ content: String) {
    guard content.utf8.contains(where: XMLWriter.isSpecial) else {
      text += content
      return
    }
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\r": text += "&#13;"
      case "\n", "\t": text.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    // The first byte of U+FFFE and U+FFFF among them.
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0..<0x20,
      0xEF:
      true
    default: false
    }
  }
}
