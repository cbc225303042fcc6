import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension LabCommand {
  /// Goes back.
  static let undo = LabCommand(
    "undo", "takes back the last line that changed anything, time included", operands: "[COUNT]",
    details: """
      undo 3 takes back three lines. The whole world goes back: keys, aliases, the
      clock, virtual files, variables, who you are. AWS has no such thing: there, a
      deleted key stays deleted.
      """
  ) { session, arguments, _ throws(Fault) in
    let count = try LabCommand.count(arguments, "undo")
    session.settle()
    guard session.history.lastNumber > session.history.forgottenCount else {
      let reason = session.keepsPast ? "there is nothing to take back" : Session.withoutPast
      throw Fault(reason, next: "help undo", status: 1)
    }
    return session.moved { session in
      session.undo(count).map { "undone: \($0.firstLine)" }
    }
  }

  /// Goes forward again.
  static let redo = LabCommand(
    "redo", "does again what undo took back", operands: "[COUNT]",
    details: "Possible until something else is changed."
  ) { session, arguments, _ throws(Fault) in
    let count = try LabCommand.count(arguments, "redo")
    session.settle()
    guard !session.history.future.isEmpty else {
      throw Fault("there is nothing that was undone", next: "undo", status: 1)
    }
    return session.moved { session in
      session.redo(count).map { "done again: \($0.firstLine)" }
    }
  }

  /// Starts over.
  static let reset = LabCommand(
    "reset", "starts over with a new world from the same seed",
    details: """
      The same lines make the same keys again. undo brings the world of before back.
      In a lab, reset step and reset lab start the step or the lab anew.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "reset")
    session.startOver()
    return LabAnswer(
      lines: ["a new world, seed \(session.configuration.seed), \(session.world.now.readable)"],
      document: session.historyDocument)
  }

  private static func count(
    _ arguments: ToolArguments, _ command: String
  ) throws(Fault) -> Int {
    try arguments.refuseWords(after: 1, of: command)
    guard let word = arguments.operands.first else { return 1 }
    guard let count = Int(word.text), count > 0 else {
      throw Fault("\(command) takes a number of lines", range: word.range, next: command)
    }
    return count
  }
}

extension Session {
  /// Moves through history, and tells what that means beyond the lines themselves.
  mutating func moved(_ move: (inout Session) -> [String]) -> LabAnswer {
    let before = present
    let lines = move(&self)
    return LabAnswer(lines: lines + changes(from: before), document: historyDocument)
  }

  var historyDocument: Document {
    [
      "Now": .timestamp(world.now), "Step": .integer(history.lastNumber),
      "UndoSteps": .integer(history.past.count), "RedoSteps": .integer(history.future.count),
      "Branch": .string(branch),
    ]
  }

  private func changes(from before: Moment) -> [String] {
    var lines: [String] = []
    if before.world.now != world.now { lines.append("now \(world.now.readable)") }
    let back = world.storage.kms.keys.keys.filter { before.world.storage.kms.keys[$0] == nil }
    let deletions = back.isEmpty ? [:] : before.world.deletions
    for address in back where deletions[address] != nil {
      lines.append("key \(address.id) is back; on AWS nothing brings a deleted key back")
    }
    if before.profile != present.profile {
      let name = present.profile.principal.shortName(from: configuration.account)
      lines.append("you are \(name), Region \(present.region)")
    }
    return lines
  }
}

extension Session {
  /// What is said of earlier worlds where none are kept.
  static let withoutPast =
    "earlier worlds are not kept here; kmslab serve --undo or --session NAME keeps them"
}
