import Kernel
package import Sessions
import Shell
import Text

/// The quiz at the prompt.
extension Tutor {
  static let quizCommands: [Command] = [
    Command(
      "quiz", "asks questions about what you have learned",
      operands: "[TOPIC | LAB | world | --exam COUNT [--minutes M] | --placement]",
      details: """
        quiz                          all topics; what you missed before comes first
        quiz rotation                 one of them
        quiz a-year-passes            what a lab taught
        quiz world                    about your own keys, buckets and objects
        quiz --exam 20 --minutes 30   20 questions of all topics; reasons come at the end
        quiz --placement              ten questions that say which labs you may skip
        a                             answers with a letter; a c with two, in the order
                                      asked for
        prove                         shows it: runs the proof of the last question
        enough                        ends the quiz and tells the score

        A question that was answered wrongly comes back after three others; missed again,
        you are told the answer. It comes back in later sessions until you knew it twice.
        The minutes of an exam are real ones.
        """),
    Command("prove", "runs the proof of the question that was answered last"),
    Command("enough", "ends the quiz and tells the score"),
  ]

  /// The letters of the present question, which are commands while it waits.
  var letterCommands: [Command] {
    guard let quiz, quiz.question != nil else { return [] }
    return QuizRun.letters.prefix(quiz.shown.count).map {
      Command($0, "answers the question")
    }
  }

  /// A letter or a number is an answer while a question waits, whether there is such an answer or
  /// not.
  package func command(meantBy word: String) -> Command? {
    if quiz?.question != nil {
      let letter = word.filter { $0 != "," }
      if letter.count == 1 { return Command(QuizRun.letter(of: letter), "answers the question") }
    }
    return commandLists.lazy.joined().first { $0.name == word }
  }

  /// Answers a command of the quiz; `nil` for another.
  mutating func quiz(
    _ command: String, _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String? {
    switch command {
    case "quiz": return try startQuiz(arguments, &session)
    case "prove": return try prove(session)
    case "enough": return try endQuiz()
    case let letter where quiz?.question != nil && letter.count == 1:
      let others = arguments.flatMap { $0.text.split(separator: ",") }.map(String.init)
      return try answer(([letter] + others).map(QuizRun.letter), &session)
    default: return nil
    }
  }

  private mutating func startQuiz(
    _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String {
    if arguments.first?.text == "--exam" { return try startExam(arguments, &session) }
    if arguments.first?.text == "--placement" { return try startPlacement(arguments) }
    guard arguments.count <= 1 else {
      throw Fault("quiz takes one topic", range: arguments[1].range, next: "help quiz")
    }
    let questions: [Question]
    switch arguments.first?.text {
    case nil: questions = inOrderOfNeed(bank)
    case WorldQuestions.topic?:
      questions = WorldQuestions(session).questions
      guard !questions.isEmpty else {
        throw Fault(
          "your world has nothing to ask about yet: make a key, then a bucket and an object",
          next: "aws kms create-key", status: 1)
      }
    case let topic?:
      questions = inOrderOfNeed(bank.filter { $0.topic == topic || $0.lab == topic })
      guard !questions.isEmpty else {
        throw noTopic(arguments[0])
      }
    }
    guard !questions.isEmpty else { throw .noQuestion }
    let score = try scoreOfOpenQuiz()
    let quiz = QuizRun(questions, .practice)
    self.quiz = quiz
    let count = counted(questions.count, "question", grouping: false)
    let due = questions.count { isDue($0) }
    let back =
      due == 0 ? "" : due == 1 ? ", 1 of them missed before" : ", \(due) of them missed before"
    return score + "\(count)\(back); enough ends the quiz.\n\n" + text(of: quiz)
  }

  private func noTopic(_ word: Argument) -> Fault {
    let known = topicNames + [WorldQuestions.topic]
    if let near = nearest(to: word.text, among: known + lessons.map(\.name)) {
      return Fault(
        "there is no topic \(word.text); the nearest is \(near)", range: word.range,
        next: "quiz \(near)", status: 1)
    }
    return Fault(
      "there is no topic \(word.text); the topics are \(known.joined(separator: ", "))",
      range: word.range, next: "quiz", status: 1)
  }

  private mutating func startExam(
    _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String {
    let usage = Fault(
      "quiz --exam takes a number of questions, and perhaps minutes", range: arguments.last?.range,
      next: "quiz --exam 20 --minutes 30")
    let words = arguments.map(\.text)
    guard [2, 4].contains(words.count), let count = Int(words[1]), count > 0 else { throw usage }
    var deadline: Int?
    if words.count == 4 {
      guard words[2] == "--minutes", let minutes = Int(words[3]),
        (1...600).contains(minutes)
      else { throw usage }
      deadline = try seconds(&session) + 60 * minutes
    }
    let quiz = QuizRun(QuizRun.spread(bank, count: count), .exam, deadline: deadline)
    guard quiz.length > 0 else { throw .noQuestion }
    let score = try scoreOfOpenQuiz()
    self.quiz = quiz
    let time = deadline == nil ? "" : ", \(words[3]) minutes"
    let questions = counted(quiz.length, "question", grouping: false)
    return score + "\(questions)\(time); enough ends the quiz.\n\n" + text(of: quiz)
  }

  /// Ends the quiz that another one follows, with its score; nothing where none was answered.
  mutating func scoreOfOpenQuiz() throws(Fault) -> String {
    quiz.map { $0.total.count > 0 } == true ? try endQuiz() + "\n" : ""
  }

  /// The real clock; the line keeps what it showed, so that the exam ends alike when it runs again.
  private func seconds(_ session: inout Session) throws(Fault) -> Int {
    do throws(HostFailure) {
      return try session.bringInClock()
    } catch {
      throw Fault("no clock times an exam here: \(error.reason)", status: 1)
    }
  }

  private func isDue(_ question: Question) -> Bool { record.questions[question.id]?.isDue == true }

  /// What was missed first, then what is new, then what is known.
  private func inOrderOfNeed(_ questions: [Question]) -> [Question] {
    let due = questions.filter(isDue)
    let new = questions.filter { record.questions[$0.id] == nil }
    let known = questions.filter { record.questions[$0.id] != nil && !isDue($0) }
    return due + new + known
  }

  /// The topics of the bank in its order.
  var topicNames: [String] {
    var topics: [String] = []
    for question in bank where !topics.contains(question.topic) { topics.append(question.topic) }
    return topics
  }

  /// The present question.
  func text(of quiz: QuizRun) -> String {
    guard let question = quiz.question else { return "" }
    var text = question.text.map { $0 + "\n" }.joined()
    for (letter, answer) in zip(QuizRun.letters, quiz.shown) {
      text += Paragraph.wrapped("\(letter)) \(answer.text)", indent: 2)
    }
    let example = quiz.example.map { ", for instance: \($0)" } ?? ""
    switch question.kind {
    case .several: return text + "Choose all that are right\(example)\n"
    case .order: return text + "Put them all in order\(example)\n"
    default: return text
    }
  }

  private mutating func answer(
    _ letters: [String], _ session: inout Session
  ) throws(Fault) -> String {
    guard var quiz, let question = quiz.question else {
      throw Fault("no question waits", next: "quiz", status: 1)
    }
    let shown = quiz.shown
    guard letters.count == 1 || [.several, .order].contains(question.kind) else {
      throw Fault("one answer is right: choose one letter")
    }
    guard question.kind != .order || letters.count == shown.count else {
      throw Fault("put all \(shown.count) in order, each letter once")
    }
    var left: Int?
    if let deadline = quiz.deadline {
      left = try deadline - seconds(&session)
      if left ?? 0 <= 0 {
        return "  The time is over; this answer does not count.\n" + (try endQuiz())
      }
    }
    guard let taken = quiz.take(letters) else {
      throw Fault(
        "answer with letters from a to \(QuizRun.letters[shown.count - 1]), each once")
    }
    self.quiz = quiz
    if question.topic != WorldQuestions.topic {
      note(.answer(question: question.id, isRight: taken.isRight), line: session.lineCount)
    }
    var text = ""
    if !quiz.isExam {
      text += question.reasons(taken)
      if question.prove != nil { text += "  prove shows it.\n" }
      if quiz.kind == .review { text += comesBack(question) }
    }
    guard quiz.question != nil else { return text + (try endQuiz()) }
    if let left, let number = quiz.number {
      text += "  question \(number) of \(quiz.length), \((left + 59) / 60) min left\n"
    }
    return text + "\n" + self.text(of: quiz)
  }

  private mutating func endQuiz() throws(Fault) -> String {
    guard let quiz else { throw Fault("there is no quiz", next: "quiz", status: 1) }
    self.quiz = nil
    lastQuestion = quiz.last ?? lastQuestion
    if quiz.kind == .review { return endOfReview }
    let total = quiz.total
    if quiz.kind == .exam { exams.append(QuizRun.Score(right: total.right, count: quiz.length)) }
    guard total.count > 0 || quiz.isExam else { return "  No question was answered.\n" }
    let open = quiz.isExam ? quiz.length - total.count : 0
    var text = "\n  \(total.right) of \(total.count + open) right"
    text += open == 0 ? "\n" : ", \(open) not answered\n"
    for (topic, score) in quiz.score { text += "    \(topic)  \(score.right) of \(score.count)\n" }
    for answer in quiz.silent {
      text += answer.question.solved(insteadOf: answer.isRight ? [] : answer.chosen)
    }
    for question in quiz.waiting { text += question.solved() }
    return quiz.kind == .placement ? text + placement(of: quiz) : text
  }

  /// Runs the proof of the last question in a new world, or in a copy of the learner's where the
  /// question is about that, and shows what it prints.
  private func prove(_ session: Session) throws(Fault) -> String {
    guard let question = quiz?.last ?? lastQuestion else {
      throw Fault("no question was answered yet", next: quiz == nil ? "quiz" : nil, status: 1)
    }
    guard let proof = question.prove, let exchanges = try? proof.exchanges() else {
      throw Fault("that question is about words, and has no proof in the world", status: 1)
    }
    let isOwn = question.topic == WorldQuestions.topic
    var world = ClosedSession(question.world, at: isOwn ? session.present : nil)
    var bindings = Bindings()
    var text = isOwn ? "  In a copy of your world:\n" : "  In a world of its own:\n"
    for exchange in exchanges {
      let command = bindings.filling(exchange.command)
      guard case .done(let results, _, _) = world.execute(command) else { continue }
      let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
      let printed = PrintedLine.lines(of: output)
      bindings = OutputPattern(exchange.output).match(printed, bindings) ?? bindings
      text += "$ \(command)\n" + output
    }
    // The question that waits has scrolled away.
    return text + (quiz.map { $0.question == nil ? "" : "\n" + self.text(of: $0) } ?? "")
  }
}

extension Fault {
  static let noQuestion = Fault("no question is built in", status: 1)
}

extension QuizRun {
  /// That many, taken evenly from all.
  static func spread<Element>(_ all: [Element], count: Int) -> [Element] {
    let count = min(count, all.count)
    return (0..<count).map { all[$0 * all.count / count] }
  }
}
