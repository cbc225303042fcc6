package import Sessions
import Text

/// A lab of the curriculum: steps that a learner takes, each with a task and checks.
package struct Lesson: Sendable {
  /// Its name, as `learn NAME` takes it.
  package let name: String
  /// Its title.
  package let title: String
  /// Its language where it is a translation, for instance `fr`.
  package let language: String?
  /// Its number in the curriculum; labs without one come last.
  package let number: Int?
  /// The part of the curriculum that it belongs to.
  package let theme: String
  /// Minutes that it takes.
  package let minutes: Int?
  /// Labs that come before it.
  package let needs: [String]
  /// The words of AWS that it explains, as the glossary calls them.
  package let explains: [String]
  /// What stands before the first step.
  package var introduction: [String] { body.value.introduction }
  /// Its steps.
  package var steps: [LessonStep] { body.value.steps }
  private let body: Lazy<Body>
  /// What its world starts from.
  package let configuration: SessionConfiguration
  /// The file that it was read from; `nil` for one inside the program.
  package let path: String?

  /// What nobody reads before the lab is opened.
  fileprivate struct Body: Sendable {
    let introduction: [String]
    let steps: [LessonStep]
  }
}

extension Lesson {
  /// Its title with something said of it: behind a colon, or behind the title's own question mark.
  func titled(_ words: String) -> String {
    title.hasSuffix("?") ? "\(title) \(words.capitalizedFirst)" : "\(title): \(words)"
  }
}

/// One step of a lab.
package struct LessonStep: Sendable {
  /// Its heading.
  package let title: String
  /// Its line in the file.
  package let line: Int
  /// What it tells before the task.
  package let prose: [String]
  /// What to do.
  package let task: String
  /// What there is to say when it is done.
  package let why: [String]
  /// One thing to try then.
  package let tries: [String]
  /// Blocks that the lab runs itself when the step starts: `given` and `file`.
  package let givens: [LabFile.Block]
  /// The author's solution, and other accepted ones.
  package let solutions: [LabFile.Block]
  /// What must hold when it is done.
  package let checks: [Check]
  /// Hints from the concept to the full command.
  package let hints: [String]

  /// One predicate, and what to say while it does not hold.
  package struct Check: Sendable {
    /// What must hold.
    package let predicate: Predicate
    /// What to say; `[found]` stands for what there is.
    package let message: String
    /// Its line in the file.
    package let line: Int
  }
}

extension Lesson {
  /// Reads a lab file of kind `lab`; names the line of the first fault.
  package init(
    _ file: LabFile, name: String, path: String? = nil
  ) throws(LabFileError) {
    let body = try Body(file)
    try self.init(file, Lazy { body }, name: name, path: path)
  }

  /// Reads the front matter of a lab inside the program; `nil` for a file that is no lab.
  ///
  /// The rest is read when it is first asked for; that it has no fault is a test's business.
  init?(builtIn bytes: [UInt8], name: String) {
    guard let file = LabFile(frontMatterOf: bytes), file["kind"] == "lab" else { return nil }
    let body = Lazy { (try? Body(LabFile(bytes))) ?? Body(introduction: [], steps: []) }
    try? self.init(file, body, name: name, path: nil)
  }

  private init(
    _ file: LabFile, _ body: Lazy<Body>, name: String, path: String?
  ) throws(LabFileError) {
    self.path = path
    self.body = body
    let list = { (key: String) in
      (file[key] ?? "").filter { !"[]".contains($0) }.split(separator: ",")
        .map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }.map { String($0) }
    }
    self.name = file["lab"] ?? name
    title = file["title"] ?? name
    language = file["lang"]
    number = file["number"].flatMap { Int($0) }
    theme = file["theme"] ?? "Other labs"
    minutes = file["minutes"].flatMap { Int($0) }
    needs = list("needs")
    explains = list("explains")
    configuration = try file.configuration()
  }
}

extension Lesson.Body {
  /// Reads what stands below the front matter.
  init(_ file: LabFile) throws(LabFileError) {
    introduction = file.sections.first { $0.title.isEmpty }?.paragraphs ?? []
    var steps: [LessonStep] = []
    for section in file.sections where !section.title.isEmpty {
      steps.append(try LessonStep(section))
    }
    guard !steps.isEmpty else { throw LabFileError(line: 1, message: "a lab has steps: ## Title") }
    self.steps = steps
  }
}

extension LessonStep {
  /// Reads a section of a lab file.
  init(_ section: LabFile.Section) throws(LabFileError) {
    title = section.title
    line = section.line
    let marked = { (mark: String, text: String) -> String? in
      text.hasPrefix(mark) ? String(text.dropFirst(mark.count).drop { $0 == " " }) : nil
    }
    prose = section.paragraphs.filter { text in
      ["**Task:**", "**Why:**", "**Try:**"].allSatisfy { marked($0, text) == nil }
    }
    tries = section.paragraphs.compactMap { marked("**Try:**", $0) }
    why = section.paragraphs.compactMap { marked("**Why:**", $0) }
    guard let task = section.paragraphs.compactMap({ marked("**Task:**", $0) }).first else {
      throw LabFileError(line: section.line, message: "the step has no task: **Task:** …")
    }
    self.task = task
    givens = section.blocks.filter { ["given", "file"].contains($0.kind) }
    solutions = section.blocks.filter { $0.kind == "console" }
    hints = section.blocks.filter { $0.kind == "hint" }
      .flatMap { $0.lines.filter { !$0.allSatisfy(\.isWhitespace) } }
    var checks: [Check] = []
    for block in section.blocks where block.kind == "check" {
      checks += try Check.read(block)
    }
    self.checks = checks
  }
}

extension LessonStep.Check {
  /// What to say of it while it does not hold.
  func told(_ finding: Finding) -> String { message.replacing("[found]", with: finding.found) }

  /// Reads a block of checks: `predicate | what to say`, one a line.
  static func read(_ block: LabFile.Block) throws(LabFileError) -> [LessonStep.Check] {
    var checks: [LessonStep.Check] = []
    for (index, line) in block.lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let halves = line.split(separator: "|", maxSplits: 1).map(trimmed)
      do throws(PredicateError) {
        checks.append(
          LessonStep.Check(
            predicate: try Predicate(halves[0]),
            message: halves.count == 2 && halves[1] != "[found]."
              ? halves[1] : "found: [found]",
            line: block.firstLine + index))
      } catch {
        throw LabFileError(line: block.firstLine + index, message: error.message)
      }
    }
    return checks
  }
}
