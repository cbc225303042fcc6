/// Writes documents as JSON, byte for byte as Python's `json.dumps(…, ensure_ascii=False)`.
package struct JSONWriter {
  /// Where line breaks and spaces go.
  package enum Layout: Sendable {
    /// `{"a":1}`: on the wire.
    case compact
    /// One member a line, indented by four spaces: AWS CLI's output.
    case indented
    /// One member a line, indented by two spaces, lists within the line: as KMS writes policies.
    case spaced
  }

  /// How times are written.
  package enum Times: Sendable {
    /// Seconds since the epoch: the wire's form.
    case epochSeconds
    /// `2025-01-01T00:00:00+00:00`: AWS CLI's form.
    case iso8601
  }

  private let layout: Layout
  private let times: Times
  /// Where to stop: nobody asks for what lies behind.
  private let mostBytes: Int
  private var output: [UInt8] = []

  /// Makes a writer.
  private init(layout: Layout, times: Times, mostBytes: Int) {
    self.layout = layout
    self.times = times
    self.mostBytes = mostBytes
  }

  /// The text of a document, without a final line break; one that is longer than `mostBytes` is cut
  /// somewhere behind them.
  package static func text(
    _ document: Document, layout: Layout = .compact, times: Times = .epochSeconds,
    mostBytes: Int = .max
  ) -> String {
    String(
      decoding: bytes(document, layout: layout, times: times, mostBytes: mostBytes), as: UTF8.self)
  }

  /// The UTF-8 bytes of that text.
  package static func bytes(
    _ document: Document, layout: Layout = .compact, times: Times = .epochSeconds,
    mostBytes: Int = .max
  ) -> [UInt8] {
    var writer = JSONWriter(layout: layout, times: times, mostBytes: mostBytes)
    writer.write(document, depth: 0)
    return writer.output
  }

  private mutating func write(_ document: Document, depth: Int) {
    switch document {
    case .null: write("null")
    case .bool(let value): write(value ? "true" : "false")
    case .number(let number): write(number.literal)
    case .string(let text): write(quoted: text)
    case .bytes(let bytes):
      output.append(UInt8(ascii: "\""))
      Base64.encode(bytes, into: &output)
      output.append(UInt8(ascii: "\""))
    case .timestamp(let time):
      switch times {
      case .epochSeconds: write(String(time.secondsSinceEpoch))
      case .iso8601: write(quoted: time.isoWithOffset)
      }
    case .list(let elements) where layout == .spaced:
      write("[ ")
      for (index, element) in elements.enumerated() {
        if index > 0 { write(", ") }
        write(element, depth: depth)
      }
      write(elements.isEmpty ? "]" : " ]")
    case .list(let elements):
      write(elements, between: "[", "]", depth: depth) { writer, element in
        writer.write(element, depth: depth + 1)
      }
    case .object(let object):
      write(object.entries, between: "{", "}", depth: depth) { writer, entry in
        writer.write(quoted: entry.name)
        writer.write(writer.layout.colon)
        writer.write(entry.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Element>(
    _ elements: [Element], between open: String, _ close: String, depth: Int,
    each: (inout JSONWriter, Element) -> Void
  ) {
    write(open)
    if layout == .spaced, elements.isEmpty { write(" ") }
    for (index, element) in elements.enumerated() where output.count <= mostBytes {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(depth: depth + 1)
      each(&self, element)
    }
    if !elements.isEmpty { breakLine(depth: depth) }
    write(close)
  }

  private mutating func breakLine(depth: Int) {
    guard layout != .compact else { return }
    output.append(UInt8(ascii: "\n"))
    output += repeatElement(UInt8(ascii: " "), count: depth * (layout == .spaced ? 2 : 4))
  }

  private mutating func write(_ text: String) { output.append(bytesOf: text) }

  private mutating func write(quoted text: String) {
    output.append(UInt8(ascii: "\""))
    let start = output.count
    write(text)
    // Few texts have anything to escape: the bytes are looked at where they are to stay.
    if output[start...].contains(where: JSONWriter.isEscaped) {
      let bytes = Array(output[start...])
      output.removeSubrange(start...)
      for byte in bytes { write(escaping: byte) }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func write(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): write("\\\"")
    case UInt8(ascii: "\\"): write("\\\\")
    case UInt8(ascii: "\n"): write("\\n")
    case UInt8(ascii: "\r"): write("\\r")
    case UInt8(ascii: "\t"): write("\\t")
    case 0x08: write("\\b")
    case 0x0C: write("\\f")
    case ..<0x20: write("\\u00" + Hex.encode([byte]))
    default: output.append(byte)
    }
  }
}

extension JSONWriter.Layout {
  /// What stands between a name and its value.
  fileprivate var colon: String {
    switch self {
    case .compact: ":"
    case .indented: ": "
    case .spaced: " : "
    }
  }
}
