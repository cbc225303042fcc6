/// One line that is worth typing now, and why.
package struct NextStep: Sendable, Equatable {
  /// Why, in one sentence.
  package let why: String
  /// The line; it runs as it stands.
  package let line: String

  /// Names a line and its reason.
  package init(_ why: String, _ line: String) {
    self.why = why
    self.line = line
  }
}
