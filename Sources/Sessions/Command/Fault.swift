package import Shell

/// What is wrong with something typed: where, why, and one runnable line that would be right.
package struct Fault: Error, Sendable {
  /// What is wrong, in one sentence without its full stop.
  package let message: String
  /// The bytes at fault in the typed text.
  package let range: Range<Int>?
  /// One runnable line.
  package let next: String?
  /// What to do, where no single line can be named.
  package let hint: String?
  /// The status.
  package let status: Int

  /// Describes a fault.
  package init(
    _ message: String, range: Range<Int>? = nil, next: String? = nil, hint: String? = nil,
    status: Int = 2
  ) {
    self.message = message
    self.range = range
    self.next = next
    self.hint = hint
    self.status = status
  }
}

extension Session {
  /// A fault as it is told: caret, reason and next line for a learner; one line in a pipe.
  package func told(_ fault: Fault) -> CommandResult {
    let hint = fault.hint.map { "; \($0)" } ?? ""
    guard isCoached else {
      return CommandResult(errors: "kmslab: \(fault.message)\(hint)\n", status: fault.status)
    }
    var text = ""
    if let range = fault.range, let caret = Caret(line.text, range) {
      let remark = fault.message + hint
      let fits = caret.pointer.count + remark.count <= 76
      text += "  \(caret.line)\n  \(caret.pointer)\(fits ? " " : "\n  ")\(remark)\n"
    } else {
      text += "  \(fault.message)\(hint)\n"
    }
    if let next = fault.next { text += "  next: \(next)\n" }
    var result = CommandResult(errors: text, status: fault.status)
    result.next = fault.next
    return result
  }
}
