import Kernel
package import Sessions
package import Shell
import Text

/// The lessons at the prompt: lists them, leads through them, and looks after every line.
///
/// A lab has a world of its own; the free world waits unchanged until the learner leaves.
package struct Tutor: Companion {
  /// The labs in the order of the curriculum, translated where they are.
  package internal(set) var lessons: [Lesson]
  /// All labs, translations too.
  let library: [Lesson]
  /// The questions of the quiz.
  var bank: [Question] {
    let given = givenBank ?? Tutor.builtInQuestions
    return
      (replacedQuestions.isEmpty ? given : given.filter { !replacedQuestions.contains($0.id) })
      + otherQuestions
  }
  /// Questions beside those.
  private let otherQuestions: [Question]
  /// Questions inside the program that others take the place of.
  private let replacedQuestions: Set<String>
  /// Other questions than those inside the program, which nobody reads before they are asked for.
  private let givenBank: [Question]?
  /// The lab that the learner is in.
  var run: LessonRun? { didSet { place = run?.lesson.name ?? place } }
  /// The lab that the learner was in last, from which the next one is counted.
  private var place: String?
  /// The quiz that the learner is in.
  var quiz: QuizRun?
  /// The last question of a quiz that is over.
  var lastQuestion: Question?
  /// Exams that came to their end.
  var exams: [QuizRun.Score] = []
  /// The questions before each call.
  var prediction = Prediction()
  /// The world outside of all labs, while the learner is in one.
  private var free: Stay?
  /// Labs that were left, with their worlds.
  private var left: OrderedMap<String, LeftLesson> = [:]
  /// What was learned in this session, line by line.
  package internal(set) var learned: [Learned] = []
  /// What was learned in all sessions, as far as this one knows.
  package internal(set) var record = LearnerRecord()

  private struct LeftLesson: Sendable {
    let run: LessonRun
    let world: Stay
  }

  /// Makes a tutor for these labs, with these questions in the place of those inside the program or
  /// beside them.
  package init(
    _ lessons: [Lesson] = Tutor.builtIn, bank: [Question]? = nil, others: [Question] = [],
    replacing replaced: Set<String> = []
  ) {
    givenBank = bank
    otherQuestions = others
    replacedQuestions = replaced
    library = lessons.sorted { left, right in
      (left.number ?? Int.max, left.name) < (right.number ?? Int.max, right.name)
    }
    self.lessons = library.filter { $0.language == nil }
  }

  /// Makes a tutor for the labs and questions of a shelf.
  package init(_ shelf: LabShelf) {
    self.init(shelf.lessons, others: shelf.questions, replacing: shelf.replacedQuestions)
  }

  /// The labs inside the program, translations too.
  package static let builtIn = LabShelf().lessons

  /// The questions inside the program; none where the bank is damaged, which a test tells.
  package static let builtInQuestions: [Question] = (try? QuizBank.builtIn())?.questions ?? []

  package var atStart: any Companion {
    Tutor(library, bank: givenBank, others: otherQuestions, replacing: replacedQuestions)
  }

  package var commands: [Command] { commandLists.flatMap(\.self) }

  /// The commands by what they are about; `reset` is the lab's only where there is one, and
  /// elsewhere the console's.
  var commandLists: [[Command]] {
    [
      run == nil ? Tutor.commandsOutside : Tutor.lessonCommands, Tutor.otherCommands,
      letterCommands, prediction.answerCommands,
    ]
  }

  private static let commandsOutside = lessonCommands.filter { $0.name != "reset" }

  private static let otherCommands =
    recordCommands + reviewCommands + Prediction.commands + quizCommands + reportCommands

  private static let lessonCommands: [Command] = [
    Command(
      "learn", "lists the labs, or starts one",
      operands: "[LAB | NUMBER | PART | --all | --lang LANGUAGE]",
      details: """
        learn                    the labs of the part that you are in, and how far you are
        learn B                  those of another part; learn --all lists all labs
        learn a-key-of-your-own  starts that lab, or goes on where you left it
        learn --lang fr          shows labs in French where they are translated
        next                     the next step, or the next lab

        A lab has a world of its own. leave takes you back to yours, as it was.
        """),
    Command("next", "goes on: the next step, or the next lab"),
    Command("task", "tells the present step again"),
    Command(
      "check", "tells what is missing, then what holds, and what shows it", operands: "[--all]",
      details: """
        check          first what is missing: found and wanted; of more than three
                       checks that hold it tells the number
        check --all    what holds too, with the line of yours that made it so
        """),
    Command("hint", "gives a hint; asked again, a plainer one"),
    Command("solution", "shows the author's solution of the step"),
    Command("skip", "does the step for you and goes on"),
    Command(
      "goto", "goes to a step of the lab, with the steps before it done", operands: "STEP"),
    Command(
      "reset", "starts the step, or the lab, anew", operands: "step | lab",
      details: "In your own world, after leave, reset alone starts over with a new one."),
    Command("leave", "leaves the lab; your own world is as you left it"),
    Command("recap", "tells what the steps of this lab were about"),
    Command(
      "predicates", "lists what labs can check", details: Predicate.page),
  ]

  /// The first lab that was not finished, from the one that the learner is in or was in last on, or
  /// else from the beginning.
  var nextLesson: Lesson? {
    let index = lessons.firstIndex { $0.name == place } ?? lessons.startIndex
    return (lessons[index...] + lessons[..<index]).first { !isFinished($0) }
  }

  package mutating func run(
    _ command: String, _ arguments: [Argument], in session: inout Session
  ) throws(Fault) -> CommandResult? {
    if let text = leaveReview(for: command) { return .page(text) }
    try refuseWords(arguments, of: command)
    if let text = try quiz(command, arguments, &session) {
      return command == "prove" ? CommandResult(output: Array(text.utf8)) : .page(text)
    }
    let text: String
    switch command {
    case "learn": text = try learn(arguments, &session)
    case "next": text = try next(&session)
    case "goto": text = try goTo(arguments, &session)
    case "reset": text = try reset(arguments, &session)
    case "leave": text = try leave(&session)
    case "skip": text = try skip(&session)
    case "task": text = stepText(try inLab())
    case "check": text = try check(arguments, session)
    case "hint": text = try hint()
    // No prose: it is there to be pasted.
    case "solution": return CommandResult(output: Array(try solution().utf8))
    case "predicates": text = Predicate.page
    case "recall": text = try recall(&session)
    case "review": text = try review(&session)
    case "report": text = try report(arguments, &session)
    case "predict": text = try prediction.set(arguments)
    case "yes", "no": text = try answerPrediction(command == "yes", arguments, &session)
    default: text = try recap()
    }
    return .page(text)
  }

  /// Fails for words after a command that takes none.
  private func refuseWords(_ arguments: [Argument], of command: String) throws(Fault) {
    guard let word = arguments.first,
      commands.contains(where: {
        $0.name == command && $0.operands.isEmpty && !QuizRun.letters.contains($0.name)
      })
    else { return }
    throw Fault(
      "\(command) takes no words; \(word.text) is one too many", range: word.range, next: command)
  }

  package mutating func hold(_ line: String) -> String? {
    prediction.hold(line)
  }

  /// Runs the line that waits; it counts for the lab as any other.
  private mutating func answerPrediction(
    _ isYes: Bool, _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String {
    var ran: Session?
    let verdict = try prediction.answer(isYes, arguments, in: &session, ran: &ran)
    return verdict + look(at: session, after: ran ?? session)
  }

  package mutating func afterLine(in session: Session) -> String {
    _ = leaveReview(for: nil)
    return look(at: session, after: session)
  }

  /// Looks what holds, after a line that one of the two sessions has as its present one.
  private mutating func look(at session: Session, after ran: Session) -> String {
    guard var run, run.step != nil, !run.isStepDone else { return "" }
    let (fresh, lapsed) = run.look(at: session, after: ran.presentLine)
    run.ownWay.note(ran, isDecisive: !fresh.isEmpty)
    self.run = run
    let losses = lapsed.map { "  [ ] no longer: \(run.words(ofCheck: $0))\n" }.joined()
    guard !fresh.isEmpty else { return losses }
    if run.isStepDone {
      let way: LearningEvent.Way = run.records[run.index].isSolutionShown ? .shown : .done
      note(.step(lab: run.lesson.name, number: run.index + 1, way: way), line: session.lineCount)
    }
    if run.isStepDone { return done(run) }
    return losses + fresh.map { "  [x] \(run.words(ofCheck: $0))\n" }.joined()
  }
}

extension Fault {
  /// The fault of what only works in a lab.
  static let inNoLab = Fault("you are in no lab", next: "learn", status: 1)

  /// The fault of a lab that cannot be run.
  static func damaged(_ lesson: Lesson, _ error: LabFileError) -> Fault {
    Fault("the lab \(lesson.name) is damaged, \(error)", next: "learn", status: 1)
  }
}

/// In and out of labs.
extension Tutor {
  private mutating func learn(
    _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String {
    guard let wanted = arguments.first else { return list(open: partOfNext) }
    if wanted.text == "--lang" { return try speak(arguments.dropFirst().first) }
    if arguments.count > 1 {
      throw Fault("learn takes one lab", range: arguments[1].range, next: "learn \(wanted.text)")
    }
    if wanted.text == "--all" { return list(open: nil) }
    let lesson = lessons.first {
      $0.name == wanted.text || $0.number.map(String.init) == wanted.text
    }
    if let lesson { return try start(lesson, &session) }
    if let part = parts.first(where: { $0.letter == wanted.text.uppercased() }) {
      return list(open: part.theme)
    }
    let near = nearestLesson(to: wanted.text)?.name
    throw Fault(
      "there is no lab \(wanted.text)" + (near.map { "; the nearest is \($0)" } ?? ""),
      range: wanted.range, next: near.map { "learn \($0)" } ?? "learn", status: 1)
  }

  /// The lab with a like name, or else the first about such a thing.
  private func nearestLesson(to word: String) -> Lesson? {
    let word = word.lowercased()
    if let near = nearest(to: word, among: lessons.map(\.name)) {
      return lessons.first { $0.name == near }
    }
    guard word.count > 2 else { return nil }
    let texts: [(Lesson) -> String] = [
      { "\($0.name) \($0.title) \($0.theme)" }, { $0.introduction.joined(separator: " ") },
    ]
    for text in texts {
      if let lesson = lessons.first(where: { text($0).lowercased().contains(word) }) {
        return lesson
      }
    }
    return nil
  }

  mutating func start(
    _ lesson: Lesson, _ session: inout Session
  ) throws(Fault) -> String {
    if run?.lesson.name == lesson.name { return stepText(try inLab()) }
    _ = try? leave(&session)
    if let left = left.removeValue(forKey: lesson.name) {
      free = session.stay
      var run = left.run
      run.translate(to: lesson)
      self.run = run
      session.enter(left.world)
      return "Back in \(lesson.title).\n" + stepText(run)
    }
    if let path = lesson.path {
      session.host.announce(
        "\(lesson.name) is not one of kmslab's own labs: \(path)\n"
          + "Its lines run in a world of their own, and reach nothing of this computer.\n")
    }
    do throws(LabFileError) {
      let run = try LessonRun(lesson, like: session)
      free = session.stay
      self.run = run
      session.enter(run.origin, isNewWorld: true)
      return stepText(run)
    } catch {
      throw .damaged(lesson, error)
    }
  }

  mutating func leave(_ session: inout Session) throws(Fault) -> String {
    let run = try inLab()
    guard let free else { throw .inNoLab }
    if run.step != nil { left[run.lesson.name] = LeftLesson(run: run, world: session.stay) }
    session.enter(free)
    self.free = nil
    self.run = nil
    return "  Back in your own world, \(session.now.date).\n"
      + (run.step == nil ? "" : "  learn \(run.lesson.name) goes on where you left it.\n")
  }

  func inLab() throws(Fault) -> LessonRun {
    guard let run else { throw .inNoLab }
    return run
  }

  /// A lab as it was left, or as it goes on.
  func present(_ lesson: Lesson) -> LessonRun? {
    run?.lesson.name == lesson.name ? run : left[lesson.name]?.run
  }
}
