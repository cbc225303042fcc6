/// What the names of a lab file stand for, `[KEY]` for instance.
struct Bindings: Equatable, Sendable {
  /// The names in the order in which they were bound.
  private(set) var entries: [(name: String, value: [UInt8])] = []

  /// What a name stands for; `nil` before its first use.
  subscript(name: String) -> [UInt8]? { entries.first { $0.name == name }?.value }

  /// The bindings with one more.
  func binding(_ name: String, to value: [UInt8]) -> Bindings {
    var result = self
    result.entries.append((name, value))
    return result
  }

  /// A command with the values of its names; names that nothing bound stay as they are.
  func filling(_ command: String) -> String {
    guard !entries.isEmpty, command.utf8.contains(UInt8(ascii: "[")) else { return command }
    var bytes: [UInt8] = []
    for part in LinePattern.parts(of: Array(command.utf8)) {
      switch part {
      case .text(let text): bytes += text
      case .anything: bytes += "[..]".utf8
      case .name(let name): bytes += self[name] ?? Array("[\(name)]".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A line of output with the names of long values in their place.
  func naming(_ line: String) -> String {
    var line = line
    // A line with a mark means itself, and the frame of a table would not close any more.
    guard line.utf8.first != UInt8(ascii: "\\"), line.utf8.last != UInt8(ascii: "|") else {
      return line
    }
    for (name, value) in entries where value.count >= Bindings.leastNamedBytes {
      line = line.replacing(String(decoding: value, as: UTF8.self), with: "[\(name)]")
    }
    return line
  }

  /// Shorter values may stand in a line by chance.
  private static let leastNamedBytes = 12

  static func == (left: Bindings, right: Bindings) -> Bool {
    left.entries.elementsEqual(right.entries) { $0 == $1 }
  }
}
