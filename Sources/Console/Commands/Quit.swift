import Kernel
import Sessions
import Shell

extension LabCommand {
  /// Ends the session.
  static let quit = LabCommand(
    "quit", "ends the session (so do exit and ^D)", operands: "[STATUS]",
    details: """
      At the prompt every line is kept as it runs, and kmslab goes on from there the
      next time (help sessions). Elsewhere save FILE keeps a session.
      """
  ) { session, arguments, _ throws(Fault) in try session.end(arguments, "quit") }

  /// Ends the session, as in a shell.
  static let exit = LabCommand(
    "exit", "the same as quit", operands: "[STATUS]"
  ) { session, arguments, _ throws(Fault) in try session.end(arguments, "exit") }
}

extension Session {
  fileprivate mutating func end(
    _ arguments: ToolArguments, _ name: String
  ) throws(Fault) -> LabAnswer {
    try arguments.refuseWords(after: 1, of: name)
    if let word = arguments.operands.first {
      guard let status = Int(word.text), (0...255).contains(status) else {
        throw Fault("\(name) takes a status from 0 to 255", range: word.range, next: name)
      }
      end(with: status)
    } else {
      end(with: nil)
    }
    return LabAnswer()
  }
}
