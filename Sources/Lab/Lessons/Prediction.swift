import Kernel
import Sessions
import Shell
import Text

/// `predict on`: before each call the learner says whether it will succeed.
struct Prediction: Sendable {
  /// Whether questions are asked.
  var isOn = false
  /// The line that waits for an answer.
  var held: String?
  /// How many answers were right, and how many there were.
  private(set) var right = 0
  private(set) var count = 0

  static let commands = [
    Command(
      "predict", "asks before each call whether it will succeed", operands: "on | off",
      details: """
        predict on       before each call of AWS you say whether it will succeed; then it
                         runs, and you see why
        yes              it will
        no permission    it will not, since policies do not let the caller
        no state         since the key is disabled, or waits for its deletion
        no missing       since what it names is not there, or is there already
        no input         since the request is wrong: its form, a limit, a ciphertext
        predict off      ends it, and tells how often you were right
        """)
  ]

  /// The answers, while a line waits.
  var answerCommands: [Command] {
    held == nil
      ? []
      : [
        Command("yes", "the call will succeed"),
        Command(
          "no", "the call will be refused, and why",
          operands: RefusalCause.allCases.map(\.rawValue).joined(separator: " | ")),
      ]
  }

  /// Holds a call of AWS back; another one that waits is forgotten.
  mutating func hold(_ line: String) -> String? {
    guard isOn else { return nil }
    let words = line.split(separator: " ").map(String.init)
    let callers = ["aws", "s3"] + Service.allCases.map(\.command)
    let isCall = words.first.map(callers.contains) ?? false || line.contains(#/[(|;&] *aws\s/#)
    guard isCall, !words.contains("help") else { return nil }
    held = line
    return "  Will it succeed? yes, or no and why: \(Prediction.choices)\n"
  }

  private static let choices = RefusalCause.allCases.map { "no \($0.rawValue)" }
    .joined(separator: ", ")

  /// Runs the line that waits, and tells whether the answer was right and why; `ran` becomes the
  /// session as that line left it.
  mutating func answer(
    _ isYes: Bool, _ arguments: [Argument], in session: inout Session, ran: inout Session?
  ) throws(Fault) -> String {
    guard let line = held else { return "" }
    let expected = try isYes ? nil : cause(arguments)
    held = nil
    // The companion has asked already.
    var world = session
    world.companion = nil
    guard case .done(let results, let status, _) = world.execute(line) else { return "" }
    ran = world
    session.enter(world.stay)
    session.takeComplaints(of: world)
    let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    if world.isLineNotSimulated {
      return output + "  That is not in this lab, and does not count.\n"
    }
    // A refusal counts, whatever the last command of the line came to.
    let actual = world.lineRefusal.map(RefusalCause.init) ?? (status == 0 ? nil : .input)
    count += 1
    right += expected == actual ? 1 : 0
    return output + "  \(verdict(expected, actual)) \(right) of \(count) so far.\n"
  }

  private func cause(_ arguments: [Argument]) throws(Fault) -> RefusalCause {
    if arguments.count == 1, let cause = RefusalCause(rawValue: arguments[0].text) { return cause }
    let near = nearest(
      to: arguments.first?.text ?? "", among: RefusalCause.allCases.map(\.rawValue))
    throw Fault(
      "and why? \(Prediction.choices)", range: arguments.last?.range, next: near.map { "no \($0)" })
  }

  private func verdict(_ expected: RefusalCause?, _ actual: RefusalCause?) -> String {
    switch (expected, actual) {
    case (nil, nil): "As you said."
    case (_?, nil): "It did succeed."
    case (nil, let actual?): "It was refused: \(actual.words)."
    case (let expected?, let actual?):
      expected == actual
        ? "As you said: \(actual.words)." : "Refused, but for another reason: \(actual.words)."
    }
  }

  /// Switches the questions on or off.
  mutating func set(_ arguments: [Argument]) throws(Fault) -> String {
    switch arguments.map(\.text) {
    case ["on"]:
      self = Prediction(isOn: true)
      return "  Before each call of AWS: will it succeed? predict off ends it.\n"
    case ["off"]:
      defer { self = Prediction() }
      return count == 0 ? "  off\n" : "  off; you were right \(right) times of \(count)\n"
    default:
      throw Fault(
        "predict takes on or off", range: arguments.last?.range,
        next: isOn ? "predict off" : "predict on")
    }
  }
}
