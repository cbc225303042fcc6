import Foundation

/// A source file as the rules read it.
struct SourceFile: Sendable {
  /// The module: the folder below Sources.
  let module: String
  /// The path from the package's root.
  let path: String
  /// The lines as they are.
  let lines: [String]
  /// The lines with comments and the contents of strings left out.
  let code: [String]
  /// The braces of the code.
  let outline: Outline

  init(path: String, text: String) {
    self.path = path
    let folders = path.split(separator: "/")
    module = folders.count > 1 ? String(folders[1]) : ""
    lines = SourceFile.split(text)
    code = SourceFile.split(Blanker.blank(text))
    outline = Outline(code)
  }

  private static func split(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The files of the package below a folder, sorted.
  static func all(in folder: String) throws -> [SourceFile] {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    var paths: [String] = []
    while let path = files?.nextObject() as? String {
      if path.hasSuffix(".swift") { paths.append("\(folder)/\(path)") }
    }
    return try paths.sorted().map { path in
      SourceFile(
        path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }
  }
}

/// Leaves out comments and the contents of strings, and keeps line breaks and interpolated code.
private struct Blanker {
  private let text: [Character]
  private var position = 0
  private var output = ""

  static func blank(_ text: String) -> String {
    var blanker = Blanker(text: Array(text))
    blanker.code(untilParenthesis: false)
    return blanker.output
  }

  private init(text: [Character]) { self.text = text }

  private func sees(_ token: String) -> Bool {
    text[position...].starts(with: token)
  }

  /// Copies code up to the end, or to the parenthesis that closes an interpolation.
  private mutating func code(untilParenthesis: Bool) {
    var depth = 0
    while position < text.count {
      let character = text[position]
      if character == "/", sees("//") {
        while position < text.count, text[position] != "\n" { position += 1 }
      } else if character == "/", sees("/*") {
        while position < text.count, !sees("*/") { skip() }
        position += 2
      } else if character == "\"" || character == "#", let hashes = stringStart() {
        string(hashes: hashes)
      } else {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        output.append(character)
        position += 1
        if untilParenthesis, depth == 0 { return }
      }
    }
  }

  /// Passes over a character; a line break stays.
  private mutating func skip() {
    if text[position] == "\n" { output.append("\n") }
    position += 1
  }

  /// The number of hashes before a string that starts here; `nil` where none starts.
  private func stringStart() -> Int? {
    let hashes = text[position...].prefix { $0 == "#" }.count
    let quote = position + hashes
    return quote < text.count && text[quote] == "\"" ? hashes : nil
  }

  private mutating func string(hashes: Int) {
    position += hashes
    let quote = sees("\"\"\"") ? "\"\"\"" : "\""
    let fence = String(repeating: "#", count: hashes)
    position += quote.count
    output += "\""
    while position < text.count, !sees(quote + fence) {
      if sees("\\" + fence + "(") {
        position += 1 + hashes
        code(untilParenthesis: true)
      } else if sees("\\" + fence) {
        position += 1 + hashes
        if position < text.count { skip() }
      } else {
        skip()
      }
    }
    position += quote.count + hashes
    output += "\""
  }
}
