/// What counts how much in a score; the percentages stand below every table.
package struct Weights: Sendable, Equatable {
  /// The part of the checks, against that of the quiz.
  package var checks = 80
  /// The part of the quiz; without questions the checks are all.
  package var quiz = 20
  /// How many questions are asked for; those that were not answered count as wrong.
  package var questions = 0
  /// Percent that each hint takes from its step.
  package var hint = 10
  /// Percent that the shown solution takes from its step.
  package var solution = 50

  /// The usual weights.
  package init() {}

  /// Hints beyond this many take no more.
  static let mostHints = 3

  /// Reads `checks=80,quiz=20`; names that are not there keep their weights.
  package init(_ text: String) throws(WeightError) {
    for part in text.split(separator: ",") {
      let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, let number = Int(halves[1]), (0...100).contains(number) else {
        throw WeightError(message: "\(part): a weight is a name, = and a number from 0 to 100")
      }
      switch halves[0] {
      case "checks": checks = number
      case "quiz": quiz = number
      case "questions": questions = number
      case "hint": hint = number
      case "solution": solution = number
      default:
        throw WeightError(
          message: "\(halves[0]): weights are checks, quiz, questions, hint and solution")
      }
    }
    guard checks > 0 else { throw WeightError(message: "checks=0: the checks have to count") }
  }

  /// The weights in words.
  package var text: String {
    let asked = questions == 0 ? "" : " of \(questions) questions at least"
    return """
      score: checks \(checks), quiz\(asked) \(quiz) where any was asked; a hint takes \(hint) %, \
      the shown solution \(solution) % of its step; a skipped step counts 0
      """
  }

  /// Thousandths of a step's points that are left after help.
  func share(_ step: StepWork) -> Int {
    let hints = 1_000 - 10 * hint * min(step.hintCount, Weights.mostHints)
    let shown = step.isShown ? 1_000 - 10 * solution : 1_000
    return max(0, min(hints, shown))
  }
}

/// Why a text is no weights.
package struct WeightError: Error, Sendable, Equatable {
  /// What is wrong.
  package let message: String
}
