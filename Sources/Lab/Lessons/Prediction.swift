import Console
import Kernel

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
    CompanionCommand(
      "predict", "asks before each call whether it will succeed", operands: "on | off",
      details: """
        predict on     before each call of AWS you say yes or no; then it runs
        predict off    and tells how often you were right
        """)
  ]

  /// The answers, while a line waits.
  var answerCommands: [CompanionCommand] {
    held == nil
      ? []
      : [
        CompanionCommand("yes", "the call will succeed"),
        CompanionCommand("no", "the call will be refused"),
      ]
  }

  /// Holds a call of AWS back.
  mutating func hold(_ line: String) -> String? {
    guard isOn, held == nil else { return nil }
    let words = line.split(separator: " ").map(String.init)
    let callers = ["aws", "s3"] + Service.allCases.map(\.command)
    guard let first = words.first, callers.contains(first), !words.contains("help") else {
      return nil
    }
    held = line
    return "  Will it succeed? yes or no\n"
  }

  /// Runs the line that waits, and tells whether the answer was right.
  mutating func answer(_ isYes: Bool, in session: inout Session) -> String {
    guard let line = held else { return "" }
    held = nil
    var world = session
    guard case .done(let results, let status, _) = world.execute(line) else { return "" }
    session.enter(world)
    let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    let succeeded = status == 0
    count += 1
    right += isYes == succeeded ? 1 : 0
    let verdict =
      isYes == succeeded
      ? "As you said." : succeeded ? "It did succeed." : "It was refused: the reason stands above."
    return output + "  \(verdict) \(right) of \(count) so far.\n"
  }

  /// Switches the questions on or off.
  mutating func set(_ arguments: [String]) throws(TutorFault) -> String {
    switch arguments {
    case ["on"]:
      self = Prediction(isOn: true)
      return "  Before each call of AWS: will it succeed? predict off ends it.\n"
    case ["off"]:
      defer { self = Prediction() }
      return count == 0 ? "  off\n" : "  off; you were right \(right) times of \(count)\n"
    default: throw TutorFault(message: "predict takes on or off")
    }
  }
}
