import Sessions

/// One line of expected output: texts, elisions `[..]`, and names such as `[KEY]`.
///
/// A line with `\` before it means itself. An elision takes as little as fits, and a name that is
/// not bound yet takes as little as fits but at least one byte; the leftmost place that fits is
/// taken.
struct LinePattern: Equatable, Sendable {
  /// A part of a line.
  enum Part: Equatable, Sendable {
    case text([UInt8])
    case anything
    case name(String)
  }

  let parts: [Part]

  /// Reads a line of a console block.
  init(_ line: String) {
    let bytes = Array(line.utf8)
    parts =
      bytes.first == UInt8(ascii: "\\")
      ? [.text(Array(bytes.dropFirst()))] : LinePattern.parts(of: bytes)
  }

  /// Cuts a text at its elisions and names.
  static func parts(of bytes: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var text: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if let (part, end) = bracket(in: bytes, at: position) {
        if !text.isEmpty { parts.append(.text(text)) }
        text = []
        parts.append(part)
        position = end
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    return text.isEmpty && !parts.isEmpty ? parts : parts + [.text(text)]
  }

  /// The elision or name that starts at a place, and where it ends.
  private static func bracket(in bytes: [UInt8], at start: Int) -> (Part, Int)? {
    guard bytes[start] == UInt8(ascii: "[") else { return nil }
    // No name is longer; without a limit a line of brackets would take its length squared.
    let window = bytes[start...].prefix(66)
    guard let end = window.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let inner = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    if inner == ".." { return (.anything, end + 1) }
    return LabFile.Exchange.isName(inner[...]) ? (.name(inner), end + 1) : nil
  }

  /// Whether the line has a part that is not its own text.
  var isElided: Bool { parts.contains { if case .text = $0 { false } else { true } } }

  /// The bindings after the line was matched; `nil` where it does not match.
  func match(_ line: String, _ bindings: Bindings) -> Bindings? {
    let bytes = Array(line.utf8)
    if parts.count == 1, case .text(let text) = parts[0] { return text == bytes ? bindings : nil }
    var matcher = LineMatcher(parts: parts, bytes: bytes)
    return matcher.match(0, 0, bindings)
  }
}

/// The search for a place where a pattern fits.
private struct LineMatcher {
  let parts: [LinePattern.Part]
  let bytes: [UInt8]
  /// The last elision that was reached: what stands before it is settled.
  private var settled = -1

  init(parts: [LinePattern.Part], bytes: [UInt8]) {
    self.parts = parts
    self.bytes = bytes
  }

  mutating func match(_ part: Int, _ position: Int, _ bindings: Bindings) -> Bindings? {
    guard part < parts.count else { return position == bytes.count ? bindings : nil }
    switch parts[part] {
    case .text(let text):
      guard bytes[position...].starts(with: text) else { return nil }
      return match(part + 1, position + text.count, bindings)
    case .anything:
      settled = max(settled, part)
      return firstFit(part, position...bytes.count, bindings) { _ in bindings }
    case .name(let name):
      if let value = bindings[name] {
        guard bytes[position...].starts(with: value) else { return nil }
        return match(part + 1, position + value.count, bindings)
      }
      guard position < bytes.count else { return nil }
      let rest = bytes[position...]
      return firstFit(part, position + 1...bytes.count, bindings) { end in
        bindings.binding(name, to: Array(rest[..<end]))
      }
    }
  }

  /// Tries the ends of a part that may take several; stops where a later elision was reached.
  private mutating func firstFit(
    _ part: Int, _ ends: ClosedRange<Int>, _ bindings: Bindings, _ bound: (Int) -> Bindings
  ) -> Bindings? {
    guard part + 1 < parts.count else { return bound(bytes.count) }
    let known = settled
    for end in ends {
      if case .text(let text) = parts[part + 1], !bytes[end...].starts(with: text) { continue }
      if let result = match(part + 1, end, bound(end)) { return result }
      if settled > max(known, part) { return nil }
    }
    return nil
  }
}
