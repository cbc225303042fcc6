import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Lists the lines that changed something.
  static let history = LabCommand(
    "history", "lists the lines that changed something, with their dates", operands: "[COUNT]",
    details: """
      history        the last 20
      history 100    the last 100
      back-to 3      the world as it was after step 3
      diff 3         what step 3 changed

      Lines that only look are no steps. Steps that were undone stand at the end,
      until something else is changed.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "history")
    var count = 20
    if let word = arguments.operands.first {
      guard let number = Int(word.text), number > 0 else {
        throw Fault("history takes a number of steps", range: word.range, next: "history")
      }
      count = number
    }
    session.settle()
    let rows = session.steps
    let shown = rows.suffix(count)
    let width = String(rows.last?.number ?? 0).count
    var lines = shown.map { row in
      String(row.number).paddedLeft(width) + "  \(row.time.date)  "
        + row.text.firstLine + (row.isUndone ? "  (undone)" : "")
    }
    if rows.isEmpty {
      lines = [session.keepsPast ? "nothing was changed yet" : Session.withoutPast]
    }
    if shown.count < rows.count {
      lines.insert(
        "\(counted(rows.count - shown.count, "step")) before: history \(rows.count)", at: 0)
    }
    if !session.branches.isEmpty { lines.append("on branch \(session.branch)") }
    return LabAnswer(
      lines: lines,
      document: [
        "Branch": .string(session.branch),
        "Steps": .list(
          shown.map { row in
            [
              "Step": .integer(row.number), "Time": .timestamp(row.time),
              "Line": .string(row.text), "Undone": .bool(row.isUndone),
            ]
          }),
      ])
  }

  /// Goes to any step.
  static let backTo = LabCommand(
    "back-to", "goes back to a step of history, or to a date", operands: "STEP | DAY",
    details: """
      back-to 3            after step 3; history lists them, 0 is the beginning
      back-to 2025-06-01   to the last step of that day or before

      Everything goes back, as with undo; redo goes forward again.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "back-to")
    guard let word = arguments.operands.first else {
      throw Fault("back-to needs a step or a date", next: "history")
    }
    session.settle()
    let target = try session.step(named: word)
    return session.moved { session in
      let start = session.history.lastNumber
      session.goBack(to: target)
      let way = session.history.lastNumber - start
      let what =
        way < 0 ? "\(counted(-way, "step")) undone" : "\(counted(way, "step")) done again"
      return ["after step \(target); \(way == 0 ? "that is where you were" : what)"]
    }
  }
}

extension Session {
  /// The number of the step that a word means: a number, or a date.
  func step(named word: Argument) throws(Fault) -> Int {
    let first = history.forgottenCount
    let last = history.lastNumber + history.future.count
    if let number = Int(word.text) {
      guard number >= first, number <= last else {
        let reason =
          number < first
          ? first > 0 && number >= 0
            ? "the steps up to \(first) are forgotten" : "steps count from 0, the beginning"
          : "there are \(counted(last, "step"))"
        throw Fault(reason, range: word.range, next: "history", status: 1)
      }
      return number
    }
    guard let date = Timestamp(word.text) else {
      throw Fault("that is no step and no date", range: word.range, next: "history")
    }
    // A day without an hour means all of it.
    let end = word.text.utf8.count <= 10 ? date.adding(seconds: 86_399) : date
    guard end < world.now else {
      throw Fault(
        "it is only \(world.now.readable)", range: word.range,
        next: "advance until \(word.text)", status: 1)
    }
    // The clock never went back along the past, unless by reset, so the last fitting step counts.
    for number in stride(from: history.lastNumber, through: first, by: -1) {
      if let moment = history.moment(after: number, present), moment.world.now <= end {
        return number
      }
    }
    let beginning = history.moment(after: first, present)?.world.now ?? world.now
    throw Fault(
      "the history begins on \(beginning.readable)", range: word.range, next: "back-to \(first)",
      status: 1)
  }
}
