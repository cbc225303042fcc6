import Console
import Kernel
import Sessions
import Shell
import Text

/// What the tutor says.
extension Tutor {
  /// The present step: what it tells, and the task.
  func stepText(_ run: LessonRun) -> String {
    guard let step = run.step else {
      return run.lesson.titled("all steps are done.") + " next goes on, leave takes you back.\n"
    }
    let place = "step \(run.index + 1) of \(run.lesson.steps.count)"
    var text = ""
    if run.index == 0 {
      text += justified(run.lesson.title, place)
      text += run.lesson.introduction.map(Paragraph.wrapped).joined()
    } else {
      text += justified(step.title, place)
    }
    text += step.prose.map(Paragraph.wrapped).joined()
    text += Paragraph.wrapped("Task: \(step.task)")
    text += Paragraph.words(
      run.lesson.terms(ofStep: run.index, known: knownTerms), indent: 2)
    if run.index == 0 {
      text += "I check after every command. Stuck: hint. Leave at any time: all is kept.\n"
    }
    return text
  }

  /// What is said when a step is done.
  func done(_ run: LessonRun) -> String {
    guard let step = run.step else { return "" }
    var text = "[x] step \(run.index + 1)  \(step.title)\n"
    text += step.why.map { Paragraph.wrapped($0, indent: 4) }.joined()
    text += run.ownWay.beside(step.solutions)
    text += step.tries.map { Paragraph.wrapped("Try: \($0)", indent: 4) }.joined()
    text += Paragraph.words(
      run.lesson.terms(afterStep: run.index, known: knownTerms), indent: 4)
    return text + "    next goes on.\n"
  }

  /// Of so many checks that hold each is told; of more, how many they are.
  private static let mostToldChecks = 3

  /// Predicate by predicate, what is missing first: what was found and wanted, what shows it.
  func check(_ arguments: [Argument], _ session: Session) throws(Fault) -> String {
    let isWhole = arguments.map(\.text) == ["--all"]
    guard isWhole || arguments.isEmpty else {
      throw Fault("check takes --all or nothing", range: arguments.last?.range, next: "check")
    }
    let run = try inLab()
    guard run.step != nil else { return stepText(run) }
    let findings = run.findings(in: session).enumerated()
    let (held, open) = (findings.filter(\.element.isMet), findings.filter { !$0.element.isMet })
    let missing = open.map { told($0.element, ofCheck: $0.offset, run) }.joined()
    guard isWhole || held.count <= Tutor.mostToldChecks else {
      let number =
        open.isEmpty ? "all \(held.count)" : "\(held.count) of \(held.count + open.count)"
      return missing + "[x] \(number) checks hold; check --all tells what shows it\n"
    }
    return missing + held.map { told($0.element, ofCheck: $0.offset, run) }.joined()
  }

  private func told(_ finding: Finding, ofCheck index: Int, _ run: LessonRun) -> String {
    guard let check = run.step?.checks[index] else { return "" }
    switch finding.outcome {
    case .met:
      return "[x] \(check.predicate.words)\n"
        + Paragraph.wrapped("found: \(finding.found)", indent: 6)
        + "      \(run.reason(ofCheck: index))\n"
    case .unknown:
      return "[?] \(check.predicate.words)\n      cannot be told: \(finding.found)\n"
    case .unmet:
      return "[ ] \(check.predicate.words)\n"
        + Paragraph.wrapped(check.told(finding), indent: 6)
        + Paragraph.wrapped("wanted: \(finding.wanted)", indent: 6)
        + (finding.shows.map { "      see: \($0)\n" } ?? "")
    }
  }

  /// The next hint.
  mutating func hint() throws(Fault) -> String {
    var run = try inLab()
    guard let step = run.step else { return stepText(run) }
    guard !step.hints.isEmpty else {
      return "  this step has no hint; solution shows the author's way\n"
    }
    let shown = min(run.hintCount, step.hints.count - 1)
    run.hintCount = min(run.hintCount + 1, step.hints.count)
    run.records[run.index].hintCount = max(run.records[run.index].hintCount, run.hintCount)
    self.run = run
    let rest = step.hints.count - shown - 1
    return Paragraph.wrapped(step.hints[shown], indent: 2)
      + (rest > 0 ? "  (hint again for a plainer one)\n" : "  (solution shows the author's way)\n")
  }

  /// The author's solution.
  mutating func solution() throws(Fault) -> String {
    var run = try inLab()
    guard let step = run.step else { return stepText(run) }
    run.records[run.index].isSolutionShown = true
    self.run = run
    var text = ""
    for (index, block) in step.solutions.enumerated() {
      if index > 0 { text += "  or:\n" }
      text += Paragraph.rows(of: block).map { "  \($0)\n" }.joined()
    }
    guard text.contains(/\[[A-Z]+\]/) else { return text }
    return text + "  A name in brackets, such as [KEY], stands for what the line above printed.\n"
  }

  /// What the steps were about.
  func recap() throws(Fault) -> String {
    let run = try inLab()
    var text = "\(run.lesson.title)\n"
    for (index, step) in run.lesson.steps.enumerated() {
      let record = run.records[index]
      let mark = record.isSkipped ? "[-]" : record.isDone ? "[x]" : "[ ]"
      text += "\(mark) step \(index + 1)  \(step.title)\n"
      if record.isDone || record.isSkipped {
        text += step.why.map { Paragraph.wrapped($0, indent: 4) }.joined()
      }
    }
    return text
  }
}

extension LessonRun {
  /// A check in words.
  func words(ofCheck index: Int) -> String { step?.checks[index].predicate.words ?? "" }

  /// Why a check holds: the line that made it true, or that it did when the step began.
  fileprivate func reason(ofCheck index: Int) -> String {
    guard let line = causes[index] else { return "it was so when this step began" }
    if CommandTable.console.holdsSecret(line) { return "since your line that holds a secret" }
    return "since your line: " + line.firstLine.shortened(to: 55, sign: "…")
  }
}
