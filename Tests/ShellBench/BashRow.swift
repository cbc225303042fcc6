/// A line with what a real bash prints for it, and its status.
package struct BashRow: Sendable {
  /// The line.
  package let line: String
  /// What bash prints.
  package let output: String
  /// The status.
  package let status: Int

  /// Describes a line.
  package init(_ line: String, _ output: String, _ status: Int) {
    self.line = line
    self.output = output
    self.status = status
  }
}
