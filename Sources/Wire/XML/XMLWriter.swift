import Kernel

/// Writes XML as AWS does: no line breaks behind the declaration, no empty-element tags but where
/// an element has nothing in it.
struct XMLWriter {
  /// What has been written, in UTF-8.
  private(set) var bytes: [UInt8] = []

  /// Begins a document.
  init() { write(markup: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

  /// Begins a part of a document.
  init(part: Void) {}

  /// Writes an element and what is in it.
  mutating func element(
    _ name: String, attributes: String = "", _ content: (inout XMLWriter) -> Void
  ) {
    write(markup: "<")
    write(markup: name)
    write(markup: attributes)
    write(markup: ">")
    let start = bytes.count
    content(&self)
    if bytes.count == start {
      bytes.removeLast()
      write(markup: "/>")
    } else {
      write(markup: "</")
      write(markup: name)
      write(markup: ">")
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
      write(markup: content)
      return
    }
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": write(markup: "&amp;")
      case "<": write(markup: "&lt;")
      case ">": write(markup: "&gt;")
      case "\"": write(markup: "&quot;")
      case "\r": write(markup: "&#13;")
      case "\n", "\t": write(markup: String(scalar))
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        write(markup: "\u{FFFD}")
      default: write(markup: String(scalar))
      }
    }
  }

  private mutating func write(markup: String) { bytes.append(bytesOf: markup) }

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
