import Kernel
import Sessions
import Shell
import Text

/// Where to begin: a few questions over the whole course, and the labs behind the right answers.
extension Tutor {
  /// How many questions a placement has.
  private static let placementLength = 10

  /// A topic of the quiz with the labs that teach it, in the order of the curriculum.
  private struct PlacementTopic {
    let topic: String
    let labs: [Lesson]
  }

  /// Asks one question of taught of ten topics, from the whole course.
  mutating func startPlacement(_ arguments: [Argument]) throws(Fault) -> String {
    if let word = arguments.dropFirst().first {
      throw Fault("quiz --placement takes nothing else", range: word.range, next: "help quiz")
    }
    let chosen = QuizRun.spread(taughtTopics, count: Tutor.placementLength)
    // The question of the last lab of a topic needs what the others teach.
    let questions = chosen.compactMap { taught in
      bank.last { $0.topic == taught.topic && $0.lab == taught.labs.last?.name }
    }
    guard !questions.isEmpty else { throw .noQuestion }
    let score = try scoreOfOpenQuiz()
    let quiz = QuizRun(questions, .placement)
    self.quiz = quiz
    return score
      + Paragraph.wrapped(
        "\(counted(questions.count, "question", grouping: false)) from the whole course; at the end"
          + " you are told which labs you may skip. Where you would have to guess, answer enough.")
      + "\n" + text(of: quiz)
  }

  /// Which labs the answers let skip, and with which to begin.
  func placement(of quiz: QuizRun) -> String {
    let known = taughtTopics.filter { taught in
      quiz.score[taught.topic].map { $0.right == $0.count } ?? false
    }
    let skipped = Set(known.flatMap { $0.labs.map(\.name) })
    let open = lessons.filter { $0.number != nil && !skipped.contains($0.name) && !isFinished($0) }
    let labs = lessons.filter { skipped.contains($0.name) && !isFinished($0) }.map(\.name)
    var text = "\n"
    text +=
      labs.isEmpty
      ? "  You should skip no lab yet.\n"
      : Paragraph.wrapped("You may skip: \(labs.joined(separator: ", ")).", indent: 2)
    guard let first = open.first else { return text }
    return text + "  Begin with: learn \(first.name)\n"
  }

  /// The topics that labs teach, in the order of their last labs.
  private var taughtTopics: [PlacementTopic] {
    topicNames.compactMap { topic -> PlacementTopic? in
      let names = bank.filter { $0.topic == topic }.map(\.lab)
      let labs = lessons.filter { $0.number != nil && names.contains($0.name) }
      return labs.isEmpty ? nil : PlacementTopic(topic: topic, labs: labs)
    }
    .sorted { ($0.labs.last?.number ?? 0, $0.topic) < ($1.labs.last?.number ?? 0, $1.topic) }
  }
}
