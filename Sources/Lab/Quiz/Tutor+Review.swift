import Kernel
package import Sessions
import Text

/// What was learned, asked about on a later day: at the start of a session, and never in the way.
extension Tutor {
  /// How many questions a review asks.
  private static let reviewLength = 2

  static let reviewCommands: [Command] = [
    Command(
      "review", "asks two questions about what you learned on other days",
      details: """
        The first start of a day does it by itself, where something is due, but not in
        the middle of a lab. Answer with a letter, or go on: any command leaves the
        questions, as an empty line or skip does. set review off asks no more.

        Days are those of your own calendar. A question that you knew comes back after
        7 days, then after 21, 60 and 180; one that you missed comes back on the next
        day, then after 3 days, 7 and so on. Questions about a lab that you finished,
        and that no quiz has asked yet, come 3 days after it. A right answer before its
        day moves nothing.
        """)
  ]

  /// Whether something is due, nobody is in a lab, and today nothing was asked yet.
  package func isReviewDue(by record: LearnerRecord) -> Bool {
    record.isReviewOn && run == nil && quiz == nil && record.reviewed != record.today
      && !due(by: record).isEmpty
  }

  /// Whether a question of a review waits.
  package var isReviewing: Bool { quiz?.kind == .review }

  /// Asks about what is due.
  mutating func review(_ session: inout Session) throws(Fault) -> String {
    _ = try recall(&session)
    let questions = Array(due(by: record).prefix(Tutor.reviewLength))
    guard !questions.isEmpty else {
      throw Fault(
        "nothing that you learned is due for a review today", next: "quiz", status: 1)
    }
    let score = try scoreOfOpenQuiz()
    note(.reviewed, line: session.lineCount)
    let quiz = QuizRun(questions, .review)
    self.quiz = quiz
    let count = counted(quiz.length, "question", grouping: false)
    return score + "  \(count) from earlier days; Enter or any command leaves them.\n\n"
      + text(of: quiz)
  }

  /// Puts the questions of a review away before a command that is none of the quiz's; what is said
  /// where nothing else answers it.
  mutating func leaveReview(for command: String?) -> String? {
    guard let quiz, isReviewing else { return nil }
    if let command, command.count == 1 || ["prove", "enough"].contains(command) { return nil }
    lastQuestion = quiz.last ?? lastQuestion
    self.quiz = nil
    return command == "skip" ? "  Left for another day.\n" : nil
  }

  /// When a question comes back that was just answered.
  func comesBack(_ question: Question) -> String {
    guard let day = record.questions[question.id]?.date?.day, day > record.today else { return "" }
    return "  It comes back in \(counted(day - record.today, "day")).\n"
  }

  /// What is said behind the last question.
  var endOfReview: String { "\n  That is all for today. set review off asks no more.\n" }

  /// The questions whose day has come: what was missed before what was known, and what waits
  /// longest first.
  private func due(by record: LearnerRecord) -> [Question] {
    bank.enumerated().compactMap { place, question -> (Question, order: (Int, Int, Int))? in
      guard let date = date(of: question, by: record), date.day <= record.today else { return nil }
      return (question, (date.rung, date.day, place))
    }
    .sorted { $0.order < $1.order }.map(\.0)
  }

  private func date(of question: Question, by record: LearnerRecord) -> ReviewDate? {
    if let answers = record.questions[question.id] {
      // Older programs noted no days: what was missed waits longer than what was known.
      return answers.date ?? ReviewDate(rung: answers.streak, day: 0)
    }
    return record.finished[question.lab].map { .taught(on: $0) }
  }
}
