package import Sessions

/// A command that does not print what its lab file expects.
package struct Difference: Sendable, Equatable {
  /// The line of the command in the file, counted from 1.
  package let line: Int
  /// The command as it ran.
  package let command: String
  /// The lines below the command as the file has them, with `? N` where it has one.
  package let expected: [String]
  /// The same as they should be: what was printed, with the elisions that still match.
  package let found: [String]
  /// The lines of the file that `expected` takes, counted from 0.
  let range: Range<Int>

  init(_ exchange: LabFile.Exchange, _ command: String, found: [String], status: Int) {
    line = exchange.line
    self.command = command
    expected = exchange.output + Difference.lines(ofStatus: exchange.status)
    self.found = found + Difference.lines(ofStatus: status)
    let commandLines = exchange.command.utf8.count { $0 == 10 } + 1
    let start = exchange.line - 1 + commandLines
    range = start..<start + exchange.lineCount
  }

  private static func lines(ofStatus status: Int) -> [String] {
    status == 0 ? [] : ["? \(status)"]
  }

  /// The difference as `diff -u` shows it, with the lines of the file.
  package var diff: String { UnifiedDiff.text(expected, found, offset: range.lowerBound) }

  /// `line 12: $ command`, and the difference.
  package func report(path: String) -> String {
    let first = command.utf8.split(separator: 10).first.map { String(Substring($0)) } ?? ""
    return "\(path):\(line): $ \(first)\n--- expected\n+++ printed\n\(diff)"
  }
}

extension Replay {
  /// The text of a file with every expected output as it should be; elisions that still match stay.
  package static func updated(_ bytes: [UInt8]) throws(LabFileError) -> [UInt8] {
    let differences = try Replay(bytes).differences
    let isWindows = bytes.firstIndex(of: 10).map { $0 > 0 && bytes[$0 - 1] == 13 } ?? false
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    for difference in differences.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      lines.replaceSubrange(
        difference.range, with: difference.found.map { Array($0.utf8) + (isWindows ? [13] : []) })
    }
    return Array(lines.joined(separator: [10]))
  }
}
