import Foundation
import Testing

@testable import Terminal

/// What is remembered, and its file.
@Suite final class HistoryTests {
  /// Where the files of the test are.
  private let directory: URL

  /// The history file.
  private var path: String { directory.appendingPathComponent("history").path }

  /// Makes a directory for the files of one test.
  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  /// Removes what the test left.
  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  /// Remembers lines in the file.
  private func write(_ lines: [String]) {
    var file = HistoryFile(path: path)
    for line in lines { _ = file.remember(line) }
  }

  @Test func `Entries survive the file whatever they hold`() throws {
    let lines = ["plain", "two\nlines", "back\\slash \\n", "\\", "é 日本\t\r", "\n"]
    write(lines)
    #expect(HistoryFile(path: path).entries.lines == lines)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["history"])
  }

  @Test func `Repeated and empty lines are left out and old ones forgotten`() {
    var entries = HistoryEntries()
    for line in ["a", "a", "", "b", "a"] { _ = entries.remember(line) }
    #expect(entries.lines == ["a", "b", "a"])
    for number in 1...1000 { _ = entries.remember("\(number)") }
    #expect(entries.lines.count == HistoryEntries.limit)
    #expect(entries.lines.first == "1")
  }

  @Test func `A link keeps pointing to the file`() throws {
    let target = directory.appendingPathComponent("elsewhere")
    try Data().write(to: target)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target.path)
    write(["a"])
    #expect(try String(contentsOf: target, encoding: .utf8) == "a\n")
  }

  @Test(arguments: ["/dev/null", "none/such"])
  func `A link to no file keeps nothing, and stays`(target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    write(["a"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == target)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["history"])
  }

  @Test func `What is no file is left alone`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    write(["a"])
    #expect(HistoryFile(path: path).entries.lines == [])
    #expect(HistoryFile(path: directory.path + "/none/history").entries.lines == [])
  }
}
