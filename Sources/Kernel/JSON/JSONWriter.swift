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
  private var output = ""

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
    var writer = JSONWriter(layout: layout, times: times, mostBytes: mostBytes)
    writer.write(document, depth: 0)
    return writer.output
  }

  private mutating func write(_ document: Document, depth: Int) {
    switch document {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .number(let number): output += number.literal
    case .string(let text): write(quoted: text)
    case .bytes(let bytes): write(quoted: Base64.encode(bytes))
    case .timestamp(let time):
      switch times {
      case .epochSeconds: output += String(time.secondsSinceEpoch)
      case .iso8601: write(quoted: time.isoWithOffset)
      }
    case .list(let elements) where layout == .spaced:
      output += "[ "
      for (index, element) in elements.enumerated() {
        if index > 0 { output += ", " }
        write(element, depth: depth)
      }
      output += elements.isEmpty ? "]" : " ]"
    case .list(let elements):
      write(elements, between: "[", "]", depth: depth) { writer, element in
        writer.write(element, depth: depth + 1)
      }
    case .object(let object):
      write(object.entries, between: "{", "}", depth: depth) { writer, entry in
        writer.write(quoted: entry.name)
        writer.output += writer.layout.colon
        writer.write(entry.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Element>(
    _ elements: [Element], between open: String, _ close: String, depth: Int,
    each: (inout JSONWriter, Element) -> Void
  ) {
    output += open
    if layout == .spaced, elements.isEmpty { output += " " }
    for (index, element) in elements.enumerated() where output.utf8.count <= mostBytes {
      if index > 0 { output += "," }
      breakLine(depth: depth + 1)
      each(&self, element)
    }
    if !elements.isEmpty { breakLine(depth: depth) }
    output += close
  }

  private mutating func breakLine(depth: Int) {
    guard layout != .compact else { return }
    output += "\n"
    output += String(repeating: layout == .spaced ? "  " : "    ", count: depth)
  }

  private mutating func write(quoted text: String) {
    output += "\""
    defer { output += "\"" }
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
      output += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{8}": output += "\\b"
      case "\u{C}": output += "\\f"
      case _ where scalar.value < 0x20: output += "\\u00" + Hex.encode([UInt8(scalar.value)])
      default: output.unicodeScalars.append(scalar)
      }
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
