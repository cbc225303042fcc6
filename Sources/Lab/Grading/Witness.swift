import Console
import Kernel
import Sessions
import Shell

/// Watches the tutor while a session is replayed: what was done in each lab, and what was answered.
struct Witness: Companion {
  private var tutor: Tutor
  /// Labs through which the session was led, in the order of their names.
  private(set) var labs: OrderedMap<String, LabWork> = [:]
  /// A lab that is looked for outside of guidance.
  private let sought: Lesson?
  private(set) var walk: FreeWalk?
  /// Answers to questions; of each question the first one.
  private(set) var answers: OrderedMap<String, Answer> = [:]
  /// How often the learner foresaw what a call would come to, and how many calls were asked about.
  private(set) var predictions = QuizRun.Score()
  /// The clock after each line of the log, by the number of lines before it.
  private(set) var times: OrderedMap<Int, Timestamp> = [:]
  /// Where the learner was after each line, by the number of lines before it.
  private(set) var places: OrderedMap<Int, Place> = [:]
  /// The lines that the tutor answered: they are no work.
  private(set) var answered: Set<Int> = []
  /// The days on which the session was typed, as far as it knows them, counted from 1970.
  private(set) var days: Set<Int> = []
  /// The world outside of labs.
  private(set) var free: Session?

  /// A step of a lab, counted from 0; or of no lab.
  struct Place: Sendable, Equatable {
    let lab: String?
    let step: Int
  }

  /// Exams that came to their end.
  var exams: [QuizRun.Score] { tutor.exams }

  /// The first answer to a question.
  struct Answer: Sendable {
    let topic: String
    let isRight: Bool
  }

  /// Watches a tutor; `sought` is a lab that counts in a free session too.
  init(_ tutor: Tutor, seeking sought: Lesson? = nil) {
    self.tutor = tutor
    self.sought = sought
  }

  var atStart: any Companion {
    Witness((tutor.atStart as? Tutor) ?? Tutor(tutor.library, bank: tutor.bank), seeking: sought)
  }

  var commands: [Command] { tutor.commands }

  func command(meantBy word: String) -> Command? { tutor.command(meantBy: word) }

  func words(for placeholder: String, in session: Session) -> [Candidate]? {
    tutor.words(for: placeholder, in: session)
  }

  var learned: [Learned] { tutor.learned }

  var record: LearnerRecord { tutor.record }

  mutating func note(_ event: LearningEvent, line: Int) { tutor.note(event, line: line) }
  func isReviewDue(by record: LearnerRecord) -> Bool { false }
  var isReviewing: Bool { tutor.isReviewing }
  func suggestion(in session: Session) -> NextStep? { nil }
  func purpose(ofFile name: String) -> String? { tutor.purpose(ofFile: name) }
  func greeting(in session: Session) -> [String] { tutor.greeting(in: session) }

  mutating func hold(_ line: String) -> String? { tutor.hold(line) }

  mutating func run(
    _ command: String, _ arguments: [Argument], in session: inout Session
  ) throws(Fault) -> CommandResult? {
    if tutor.run == nil { note(free: session) }
    answered.insert(session.log.count)
    let count = tutor.learned.count
    let foreseen = tutor.prediction
    defer {
      // A count that went down began anew.
      if tutor.prediction.count > foreseen.count {
        predictions.count += tutor.prediction.count - foreseen.count
        predictions.right += tutor.prediction.right - foreseen.right
      }
      for item in tutor.learned.dropFirst(count) { note(item.event) }
      note(session)
    }
    return try tutor.run(command, arguments, in: &session)
  }

  mutating func afterLine(in session: Session) -> String {
    let words = tutor.afterLine(in: session)
    note(session)
    return words
  }

  private mutating func note(_ event: LearningEvent) {
    guard case .answer(let question, let isRight) = event, answers[question] == nil else { return }
    let topic = tutor.bank.first { $0.id == question }?.topic ?? question
    answers[question] = Answer(topic: topic, isRight: isRight)
  }

  private mutating func note(_ session: Session) {
    times[session.log.count] = session.now
    if tutor.record.today > 0 { days.insert(tutor.record.today) }
    defer { places[session.log.count] = place }
    guard let run = tutor.run else { return note(free: session) }
    var work = labs[run.lesson.name] ?? LabWork(run.lesson, isGuided: true)
    work.note(run, in: session)
    labs[run.lesson.name] = work
  }

  /// Where the learner is now.
  private var place: Place {
    if let run = tutor.run { return Place(lab: run.lesson.name, step: run.index) }
    return Place(lab: walk?.work.lesson.name, step: walk?.index ?? 0)
  }

  private mutating func note(free session: Session) {
    free = session
    free?.keepOnlyWorlds()
    guard let sought else { return }
    var walk = self.walk ?? FreeWalk(sought, from: Session(session.configuration))
    walk.look(at: session)
    self.walk = walk
  }

  /// What was done, the last looks taken.
  mutating func finish() {
    for (name, work) in labs {
      var work = work
      work.finish()
      labs[name] = work
    }
    walk?.finish()
    free?.forgetPast()
  }
}
