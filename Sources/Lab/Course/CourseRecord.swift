import Cloud
import Kernel
package import Sessions

/// What a learner did in a course, from the saved sessions alone: they are replayed, and nothing
/// else is believed.
package struct CourseRecord: Sendable {
  /// The learner: the name of the page without its ending.
  let learner: String
  /// The sessions in the order of their names.
  private(set) var parts: [Part] = []
  /// Of each lab the session in which most was done, in the order of the curriculum.
  private(set) var labs: [LabResult] = []
  /// Right first answers and all, by topic.
  private(set) var quiz: OrderedMap<String, QuizRun.Score> = [:]
  /// Exams that came to their end.
  private(set) var exams: [Exam] = []
  /// Right predictions of what calls come to, and all.
  private(set) var predictions = QuizRun.Score()

  /// A saved session.
  package struct File: Sendable {
    /// What the learner calls it.
    package let name: String
    /// Its bytes.
    package let bytes: [UInt8]

    /// Hands a saved session in.
    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// What there is to say of a session.
  struct Part: Sendable {
    let name: String
    /// A digest of the file.
    let fingerprint: String
    /// A digest of the world that it leads to; `nil` for a file that is no session.
    let world: String?
    let lineCount, failedCount: Int
    /// The simulated days on which it begins and ends.
    let span: String
    /// The learner's days on which it was typed, as far as it knows them.
    let days: [Int]
    /// Why it does not count as it was saved.
    let faults: [String]
  }

  /// What was done in a lab.
  struct LabResult: Sendable {
    let lesson: Lesson
    let grade: Grade
    let session: String
    var isDone: Bool { grade.steps.count == grade.steps.total }
  }

  /// An exam.
  struct Exam: Sendable {
    let session: String
    let score: QuizRun.Score
  }

  /// Replays sessions; the limit is that of each.
  package init(
    learner: String, _ files: [File], lessons: [Lesson] = Tutor.builtIn,
    limit: () -> ReplayLimit = { ReplayLimit() }
  ) {
    self.learner = learner
    var answers: OrderedMap<String, Witness.Answer> = [:]
    for file in files.sorted(by: { $0.name < $1.name }) {
      do throws(LabFileError) {
        let record = try SessionRecord(file.bytes, lessons: lessons, limit: limit())
        add(record, of: file)
        for (question, answer) in record.answers where answers[question] == nil {
          answers[question] = answer
        }
      } catch {
        parts.append(Part(file, fault: "\(error)"))
      }
    }
    labs.sort {
      ($0.lesson.number ?? Int.max, $0.lesson.name) < ($1.lesson.number ?? Int.max, $1.lesson.name)
    }
    for (_, answer) in answers { quiz.count(answer.isRight, of: answer.topic) }
  }

  private mutating func add(_ record: SessionRecord, of file: File) {
    parts.append(Part(file, record))
    exams += record.exams.map { Exam(session: file.name, score: $0) }
    predictions.right += record.predictions.right
    predictions.count += record.predictions.count
    var weights = Weights()
    weights.quiz = 0
    for work in record.works where work.isGuided {
      let grade = Grade(learner, record, work.lesson, weights, nil)
      let result = LabResult(lesson: work.lesson, grade: grade, session: file.name)
      guard let place = labs.firstIndex(where: { $0.lesson.name == work.lesson.name }) else {
        labs.append(result)
        continue
      }
      if labs[place].worth < result.worth { labs[place] = result }
    }
  }

  /// How many labs are done.
  var doneCount: Int { labs.count(where: \.isDone) }

  /// The points of all labs.
  var points: Int { labs.reduce(0) { $0 + $1.grade.score } }

  /// The learner's days on which any session was typed.
  var days: [Int] { Set(parts.flatMap(\.days)).sorted() }

  /// The minutes that the labs that are done take by their authors' reckoning.
  var minutes: Int { labs.filter(\.isDone).reduce(0) { $0 + ($1.lesson.minutes ?? 0) } }
}

extension CourseRecord.LabResult {
  /// By what the better of two sessions in a lab is told.
  fileprivate var worth: (Int, Int, Int) { (grade.score, grade.steps.count, grade.checks.count) }
}

extension CourseRecord.Part {
  /// A session that was replayed.
  fileprivate init(_ file: CourseRecord.File, _ record: SessionRecord) {
    let session = record.session
    name = file.name
    fingerprint = CourseRecord.Part.fingerprint(file)
    world = String(session.world.digest().prefix(32))
    lineCount = session.log.count
    failedCount = session.log.count { $0.status != 0 }
    let end = record.times.max() ?? session.now
    span = "\(session.beginning.start.date) to \(end.date)"
    days = record.days.sorted()
    faults = record.breaks + [record.difference].compactMap { $0 }
  }

  /// A file that is no session.
  fileprivate init(_ file: CourseRecord.File, fault: String) {
    name = file.name
    fingerprint = CourseRecord.Part.fingerprint(file)
    (world, lineCount, failedCount, span, days) = (nil, 0, 0, "", [])
    faults = [fault]
  }

  private static func fingerprint(_ file: CourseRecord.File) -> String {
    var digest = WorldDigest()
    digest.feed(bytes: file.bytes)
    return String(digest.value.prefix(32))
  }
}
