import ArgumentParser
import Lab
import Sessions
import Shell
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `kmslab grade`: replays learners' sessions and scores them.
struct GradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Scores learners' saved sessions by a lab's checks.",
    discussion: """
      kmslab grade a-key-of-your-own ada.lab.md ben.lab.md
      kmslab grade a-key-of-your-own handed-in/ --class
      kmslab grade a-key-of-your-own handed-in/ --messages
      kmslab grade a-key-of-your-own handed-in/ --seeds seeds.csv --format csv
      kmslab grade --course handed-in/

      A session is a file that save wrote, of a learner who was led through the lab (learn LAB) or \
      did its work in a free session; a folder stands for the NAME.lab.md in it. The file's name \
      is the learner's. Every line runs again: a step counts by the checks that hold in the \
      replayed world, whatever the file says that was printed. Of a step that is not done, checks \
      count that did not hold before it. Hints, the shown solution and skip take from a step's \
      points; of each question the first answer counts. The weights stand below the table.

      With --seeds each learner has a seed (kmslab seed-for NAME; kmslab --seed SEED): ids differ, \
      and a session made with another learner's seed counts nothing. The list has a name, a comma \
      or blanks, and a seed a line; a name with a comma in it stands in double quotes, and the \
      first line may be name,seed. A hash chain over the lines of a saved session names lines that \
      were changed, dropped or moved by accident. It cannot \
      show forgery: whoever edits a file can compute the chain anew.

      Lines, failed and longest tell where the time went: how many lines were typed in the lab, \
      how many of them failed, and the step that took most; --format json has each step. Lines \
      that hint, check and the like answer do not count. --messages tells what the class was told \
      most, by code and first words.

      --course takes a folder with what report --course wrote at the learners' prompts: NAME.html, \
      and beside it NAME-SESSION.lab.md for each session. The sessions run again, the page is made \
      anew from them and compared: a figure that was changed, a session that was edited or left \
      out are named. That is no signature: it shows that the sessions lead to what the page says, \
      not who typed them.

      The exit status is 0 where every session passes, 1 where one does not, 2 where a file cannot \
      be read.
      """)

  @ArgumentParser.Argument(help: "The lab: its name, or a file.", completion: .labs)
  var lab: String?

  @ArgumentParser.Argument(help: "Saved sessions, or folders of them.", completion: .file())
  var sessions: [String] = []

  @Option(help: "table, json, csv or junit.")
  var format = GradeFormat.table

  @Flag(name: .customLong("class"), help: "The class instead: which check fails most.")
  var showsClass = false

  @Flag(help: "The class instead: which message was met most.")
  var messages = false

  @Option(
    help: ArgumentHelp(
      "A list of learners' seeds, a name and a seed a line; or by-name, or by-name:COURSE with the"
        + " course that seed-for was told."), completion: .file())
  var seeds: String?

  @Option(
    help: ArgumentHelp("No lab: checks the course pages in this folder.", valueName: "folder"),
    completion: .directory)
  var course: String?

  @Option(help: "What counts how much, as checks=80,quiz=20,questions=0,hint=10,solution=50.")
  var weights = Weights()

  @Option(help: "Percent from which a session passes.")
  var pass = 60

  mutating func validate() throws {
    guard (0...100).contains(pass) else {
      throw ValidationError("--pass takes percent, 0 to 100; \(pass) is none.")
    }
    guard course == nil || lab == nil && !showsClass && !messages && seeds == nil else {
      throw ValidationError("--course takes a folder of course pages, and no lab beside it.")
    }
    guard course != nil || lab != nil && !sessions.isEmpty else {
      throw ValidationError("grade takes a lab and saved sessions, or --course and a folder.")
    }
    if showsClass, messages {
      throw ValidationError("--class and --messages are two tables; ask for one of them.")
    }
    let table = showsClass ? "--class" : messages ? "--messages" : course.map { _ in "--course" }
    if let table, format == .junit {
      throw ValidationError("\(table) is a table, json or csv; JUnit has no place for it.")
    }
  }

  mutating func run() async throws {
    if let course {
      let sheet = try CourseGrading.sheet(of: course)
      say(sheet.text(format))
      throw ExitCode(Int32(sheet.status))
    }
    let lesson = try Lessons.named(lab ?? "")
    let paths = try SessionFiles.paths(of: sessions)
    let grader = Grader(
      lesson: lesson, weights: weights, seeds: try expectedSeeds())
    let sheet = GradeSheet(
      lesson: lesson, grades: await grader.grades(of: paths), weights: weights, passMark: pass)
    say(
      showsClass
        ? sheet.classText(format) : messages ? sheet.messagesText(format) : sheet.text(format))
    throw ExitCode(Int32(sheet.status))
  }

  private func expectedSeeds() throws -> Grader.Seeds {
    guard let seeds else { return .any }
    if seeds == "by-name" { return .byName(course: "") }
    if seeds.hasPrefix("by-name:") {
      return .byName(course: String(seeds.dropFirst("by-name:".count)))
    }
    let bytes = try SessionFiles.required(seeds)
    do throws(LearnerSeedError) {
      return .listed(try LearnerSeed.list(bytes))
    } catch {
      throw ValidationError("\(seeds): \(error.message).")
    }
  }
}

/// Grades files on all processors.
struct Grader: Sendable {
  let lesson: Lesson
  let weights: Weights
  let seeds: Seeds

  /// Which seeds the sessions have to have.
  enum Seeds: Sendable {
    case any
    case byName(course: String)
    case listed([String: UInt64])
  }

  /// The grades in the order of the paths.
  func grades(of paths: [String]) async -> [Grade] {
    await withTaskGroup(of: (Int, Grade).self) { group in
      var (next, done) = (0, 0)
      func start() {
        guard next < paths.count else { return }
        let index = next
        group.addTask { (index, grade(paths[index])) }
        next += 1
      }
      func tell(_ done: Int) {
        Waiting.tell(Progress("grade", done, of: paths.count, "session"))
      }
      tell(0)
      for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) { start() }
      var grades: [Grade?] = Array(repeating: nil, count: paths.count)
      for await (index, grade) in group {
        grades[index] = grade
        done += 1
        tell(done)
        start()
      }
      return grades.compactMap { $0 }
    }
  }

  private func grade(_ path: String) -> Grade {
    let learner = SessionFiles.learner(of: path)
    let bytes: [UInt8]
    do throws(HostFailure) {
      bytes = try SessionFiles.read(path)
    } catch {
      return Grade(learner: learner, unreadable: error.reason, in: lesson)
    }
    var seed: UInt64?
    switch seeds {
    case .any: break
    case .byName(let course): seed = LearnerSeed.of(learner, course: course)
    case .listed(let list):
      seed = list[learner]
      if seed == nil {
        return Grade(learner: learner, unreadable: "no seed for this name in --seeds", in: lesson)
      }
    }
    return Grade(
      learner: learner, bytes, in: lesson, weights: weights, seed: seed,
      lessons: LocalLabs.all.lessons, limit: .handedIn())
  }
}

extension GradeFormat: ExpressibleByArgument {}

extension Weights: ExpressibleByArgument {
  package init?(argument: String) {
    do throws(WeightError) { try self.init(argument) } catch { return nil }
  }

  /// The weights as `--help` shows them.
  package var defaultValueDescription: String {
    "checks=\(checks),quiz=\(quiz),questions=\(questions),hint=\(hint),solution=\(solution)"
  }
}

/// The labs that a command may name.
enum Lessons {
  /// The lab of a name, or of a file.
  static func named(_ name: String) throws -> Lesson {
    let plain = LocalLabs.all.lessons.first { $0.name == name && $0.language == nil }
    if let plain { return plain }
    let bytes = try SessionFiles.required(name, otherwise: "no lab of that name, and no file: ")
    do throws(LabFileError) {
      return try Lesson(try LabFile(bytes), name: SessionFiles.learner(of: name))
    } catch {
      throw ValidationError("\(name): \(error).")
    }
  }
}
