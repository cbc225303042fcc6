import Console
import Kernel

/// The quiz at the prompt.
extension Tutor {
  static let quizCommands: [CompanionCommand] = [
    CompanionCommand(
      "quiz", "asks questions about what you have learned", operands: "[TOPIC | --exam COUNT]",
      details: """
        quiz             all topics
        quiz rotation    one of them
        quiz --exam 20   20 questions of all topics; reasons come at the end
        a                answers with a letter; a c with two, in the order asked for
        prove            shows it: runs the proof of the last question in a new world
        enough           ends the quiz and tells the score

        A question that was answered wrongly comes back after three others.
        """),
    CompanionCommand("prove", "runs the proof of the question that was answered last"),
    CompanionCommand("enough", "ends the quiz and tells the score"),
  ]

  /// The letters of the present question, which are commands while it waits.
  var letterCommands: [CompanionCommand] {
    guard let quiz, quiz.question != nil else { return [] }
    return QuizRun.letters.prefix(quiz.shown.count).map {
      CompanionCommand($0, "answers the question")
    }
  }

  /// Answers a command of the quiz; `nil` for another.
  mutating func quiz(_ command: String, _ arguments: [String]) throws(TutorFault) -> String? {
    switch command {
    case "quiz": return try startQuiz(arguments)
    case "prove": return try prove()
    case "enough": return try endQuiz()
    case let letter where QuizRun.letters.contains(letter):
      return try answer([letter] + arguments)
    default: return nil
    }
  }

  private mutating func startQuiz(_ arguments: [String]) throws(TutorFault) -> String {
    var questions = bank
    var isExam = false
    switch arguments.first {
    case nil: break
    case "--exam":
      guard arguments.count == 2, let count = Int(arguments[1]), count > 0 else {
        throw TutorFault(message: "quiz --exam takes a number of questions: quiz --exam 20")
      }
      isExam = true
      questions = QuizRun.spread(questions, count: count)
    case let topic?:
      questions = questions.filter { $0.topic == topic }
      guard !questions.isEmpty else {
        throw TutorFault(
          message: "there is no topic \(topic); the topics are \(topics.joined(separator: ", "))")
      }
    }
    guard !questions.isEmpty else { throw TutorFault(message: "no question is built in") }
    let quiz = QuizRun(questions, isExam: isExam)
    self.quiz = quiz
    let count = questions.count == 1 ? "1 question" : "\(questions.count) questions"
    return "\(count); enough ends the quiz.\n\n" + text(of: quiz)
  }

  /// The topics of the bank in its order.
  private var topics: [String] {
    var topics: [String] = []
    for question in bank where !topics.contains(question.topic) { topics.append(question.topic) }
    return topics
  }

  /// The present question.
  private func text(of quiz: QuizRun) -> String {
    guard let question = quiz.question else { return "" }
    var text = question.text.map { $0 + "\n" }.joined()
    for (letter, answer) in zip(QuizRun.letters, quiz.shown) {
      text += Paragraph.wrapped("\(letter)) \(answer.text)", indent: 2)
    }
    switch question.kind {
    case .several: return text + "Choose all that are right, for instance: a c\n"
    case .order: return text + "Put them in order, for instance: b a c\n"
    default: return text
    }
  }

  private mutating func answer(_ letters: [String]) throws(TutorFault) -> String {
    guard var quiz, let question = quiz.question else {
      throw TutorFault(message: "no question waits; quiz asks one")
    }
    let shown = quiz.shown
    guard letters.count == 1 || [.several, .order].contains(question.kind) else {
      throw TutorFault(message: "one answer is right: choose one letter")
    }
    guard let (isRight, chosen) = quiz.take(letters) else {
      throw TutorFault(
        message: "answer with letters from a to \(QuizRun.letters[shown.count - 1]), each once")
    }
    self.quiz = quiz
    var text = ""
    if !quiz.isExam {
      text += reasons(question, isRight, chosen, shown)
      if question.prove != nil { text += "  prove shows it.\n" }
    }
    guard quiz.question != nil else { return text + (try endQuiz()) }
    return text + "\n" + self.text(of: quiz)
  }

  /// The reasons of the answers that were chosen; of a wrong choice also the right ones.
  private func reasons(
    _ question: Question, _ isRight: Bool, _ chosen: [Question.Answer],
    _ shown: [Question.Answer]
  ) -> String {
    if question.kind == .order, !isRight {
      let order = question.answers.map { "    \($0.text)\n" }.joined()
      return "  Not in this order. It is:\n\(order)"
    }
    let isPart = question.kind == .several && chosen.allSatisfy(\.isRight)
    var text = isRight ? "" : isPart ? "  Right, but not all that are.\n" : "  Not quite.\n"
    for answer in chosen { text += Paragraph.wrapped(answer.reason, indent: 2) }
    return text
  }

  private mutating func endQuiz() throws(TutorFault) -> String {
    guard let quiz else { throw TutorFault(message: "there is no quiz; quiz starts one") }
    self.quiz = nil
    lastQuestion = quiz.last ?? lastQuestion
    let total = quiz.total
    guard total.count > 0 else { return "  No question was answered.\n" }
    var text = "\n  \(total.right) of \(total.count) right\n"
    for (topic, score) in quiz.score { text += "    \(topic)  \(score.right) of \(score.count)\n" }
    for question in quiz.missed {
      text += "\n" + question.text.map { "  \($0)\n" }.joined()
      for answer in question.answers where answer.isRight {
        text += Paragraph.wrapped(answer.text, indent: 4)
        text += Paragraph.wrapped(answer.reason, indent: 6)
      }
    }
    return text
  }

  /// Runs the proof of the last question in a new world, and shows what it prints.
  private func prove() throws(TutorFault) -> String {
    guard let question = quiz?.last ?? lastQuestion else {
      throw TutorFault(message: "no question was answered yet; quiz asks one")
    }
    guard let proof = question.prove, let exchanges = try? proof.exchanges() else {
      throw TutorFault(message: "that question is about words, and has no proof in the world")
    }
    var world = Session(SessionConfiguration(start: Timestamp("2026-01-01") ?? .last))
    var bindings = Bindings()
    var text = "  In a world of its own:\n"
    for exchange in exchanges {
      let command = bindings.filling(exchange.command)
      guard case .done(let results, _, _) = world.execute(command) else { continue }
      let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
      let printed = PrintedLine.lines(of: output)
      bindings = OutputPattern(exchange.output).match(printed, bindings) ?? bindings
      text += "$ \(command)\n" + output
    }
    return text
  }
}

extension QuizRun {
  /// That many questions, taken evenly from all.
  static func spread(_ questions: [Question], count: Int) -> [Question] {
    let count = min(count, questions.count)
    return (0..<count).map { questions[$0 * questions.count / count] }
  }
}
