import Access
import Cloud
import Console
import Kernel
package import Sessions

/// What is wrong with a lab: one fault, and the line of the file.
package struct LintFinding: Sendable, Equatable {
  /// The line, counted from 1.
  package let line: Int
  /// What is wrong, and what to do.
  package let message: String
}

/// Reads labs as a strict editor would: what a learner could trip over is refused.
package enum LessonLint {
  /// The faults of a file of kind `lab`; `taught` are the operations that other labs teach, by lab.
  package static func findings(
    _ bytes: [UInt8], name: String, taught: [String: Set<String>] = [:]
  ) -> [LintFinding] {
    do throws(LabFileError) {
      let file = try LabFile(bytes)
      let kinds = ["lab", "session", "test", "quiz"]
      if let kind = file["kind"], !kinds.contains(kind) {
        return [
          LintFinding(line: 1, message: "the kind \(kind) is none of lab, session, test, quiz")
        ]
      }
      guard file["kind"] == "lab" else {
        if file["kind"] == "quiz" { _ = try Question.all(in: file) }
        return []
      }
      let lesson = try Lesson(file, name: name)
      _ = try Question.all(in: file)
      return header(file, name) + lesson.steps.flatMap(form) + unnamedFiles(lesson)
        + (try walk(lesson)) + operations(lesson, file, taught)
    } catch {
      return [LintFinding(line: error.line, message: error.message)]
    }
  }

  /// What a file's front matter has to say.
  private static func header(_ file: LabFile, _ name: String) -> [LintFinding] {
    var findings = ["lab", "title", "minutes", "teaches"].filter { file[$0] == nil }.map {
      LintFinding(line: 1, message: "the front matter has no \($0)")
    }
    if let lab = file["lab"], lab != LabShelf.original(of: name) {
      findings.append(
        LintFinding(line: 1, message: "lab is \(lab), but the file is \(name).lab.md"))
    }
    if file["lang"] != LabShelf.language(of: name) {
      findings.append(
        LintFinding(
          line: 1,
          message: "lang is \(file["lang"] ?? "missing"), but the file is \(name).lab.md"))
    }
    for key in ["minutes", "number"] {
      if let value = file[key], Int(value).map({ $0 < 1 }) ?? true {
        findings.append(
          LintFinding(line: 1, message: "\(key) is \(value), and no number from 1 on"))
      }
    }
    for name in teaches(file).sorted()
    where !Catalogue.operations.contains(where: { $0.name == name }) {
      findings.append(LintFinding(line: 1, message: "teaches \(name), which is no operation"))
    }
    return findings
  }

  /// What every step has to have.
  private static func form(_ step: LessonStep) -> [LintFinding] {
    var findings: [LintFinding] = []
    let require = { (rule: Bool, message: String) in
      if !rule { findings.append(LintFinding(line: step.line, message: message)) }
    }
    require(!step.checks.isEmpty, "the step has no check")
    require(step.hints.count >= 2, "the step has fewer than two hints")
    require(!step.solutions.isEmpty, "the step has no solution: a console block")
    require(!step.why.isEmpty, "the step has no debrief: **Why:** …")
    require(!step.tries.isEmpty, "the step has nothing to try afterwards: **Try:** …")
    return findings
  }

  /// Files for the learner of which neither the text nor a task tells; a hint is too late.
  private static func unnamedFiles(_ lesson: Lesson) -> [LintFinding] {
    var told = lesson.introduction.joined(separator: "\n")
    var findings: [LintFinding] = []
    for step in lesson.steps {
      told += "\n" + (step.prose + [step.task]).joined(separator: "\n")
      let given = step.givens.filter { $0.kind == "given" }.flatMap(\.lines)
      for block in step.givens where block.kind == "file" {
        guard let name = block.attribute("name"), !told.contains(name),
          !given.contains(where: { $0.contains(name) })
        else { continue }
        findings.append(
          LintFinding(
            line: block.firstLine - 1,
            message: "\(name) is there, and neither the text before it nor the task says so"))
      }
    }
    return findings
  }

  /// Walks through the steps by the author's solutions.
  private static func walk(_ lesson: Lesson) throws(LabFileError) -> [LintFinding] {
    var findings: [LintFinding] = []
    var requests: [LessonRun.Request] = []
    var run = try LessonRun(lesson, like: Session(lesson.configuration))
    var session = run.origin
    while let step = run.step {
      if !step.checks.isEmpty, run.findings(in: session.session).allSatisfy(\.isMet) {
        findings.append(
          LintFinding(line: step.line, message: "every check is already true before the step"))
      }
      for index in step.solutions.indices {
        var solved = session
        var alternative = run
        try alternative.solve(&solved, solution: index)
        requests += alternative.requests
        for (check, finding) in zip(step.checks, alternative.findings(in: solved.session))
        where !finding.isMet {
          let word = finding.outcome == .unknown ? "cannot be told" : "is false"
          findings.append(
            LintFinding(
              line: check.line,
              message: "after solution \(index + 1) this check \(word): \(finding.found)"))
        }
      }
      findings += try droppable(step, run, session)
      try run.solve(&session)
      try run.advance(&session)
    }
    return findings + refused(run.requests + requests)
  }

  /// What the lab's own lines asked of the computer, each once.
  private static func refused(_ requests: [LessonRun.Request]) -> [LintFinding] {
    var findings: [LintFinding] = []
    for request in requests {
      let finding = LintFinding(
        line: request.line,
        message: "this line asks \(request.text); a lab's own lines reach nothing of the"
          + " computer: a file block brings a file in")
      if !findings.contains(finding) { findings.append(finding) }
    }
    return findings
  }

  /// Lines of the solution that change something and that no check asks for.
  private static func droppable(
    _ step: LessonStep, _ run: LessonRun, _ session: ClosedSession
  ) throws(LabFileError) -> [LintFinding] {
    guard let solution = step.solutions.first else { return [] }
    var findings: [LintFinding] = []
    for (index, exchange) in try solution.exchanges().enumerated() {
      var attempt = run
      var world = session
      guard try attempt.solve(&world, without: index) else { continue }
      if !step.checks.isEmpty, attempt.findings(in: world.session).allSatisfy(\.isMet) {
        findings.append(
          LintFinding(
            line: exchange.line,
            message: "without this line every check is true too: drop it, or check what it does"))
      }
    }
    return findings
  }

  /// Operations of the solutions that neither this lab nor one that it needs teaches.
  private static func operations(
    _ lesson: Lesson, _ file: LabFile, _ taught: [String: Set<String>]
  ) -> [LintFinding] {
    var known = teaches(file)
    for need in lesson.needs { known.formUnion(taught[need] ?? []) }
    var findings: [LintFinding] = []
    for block in lesson.steps.flatMap(\.solutions) {
      for exchange in (try? block.exchanges()) ?? [] {
        let words = exchange.command.split { " $(|".contains($0) }.map(String.init)
        for (index, word) in words.enumerated() where word == "aws" && index + 2 < words.count {
          guard let service = Service(command: words[index + 1]),
            let operation = Catalogue.operation(service, command: words[index + 2]),
            operation.effect == .write, !known.contains(operation.name)
          else { continue }
          findings.append(
            LintFinding(
              line: exchange.line, message: "nothing has taught \(operation.name); see teaches"))
        }
      }
    }
    return findings
  }

  /// The operations that a lab teaches.
  package static func teaches(_ file: LabFile) -> Set<String> {
    let names = (file["teaches"] ?? "").filter { !"[] ".contains($0) }.split(separator: ",")
    return Set(names.map(String.init))
  }

  /// What each of several labs teaches, with all that the labs before it taught.
  package static func taught(_ files: [LabFile]) -> [String: Set<String>] {
    var own: [String: (teaches: Set<String>, needs: [String])] = [:]
    for file in files {
      let needs = (file["needs"] ?? "").filter { !"[] ".contains($0) }.split(separator: ",")
      own[file["lab"] ?? ""] = (teaches(file), needs.map(String.init))
    }
    func all(_ name: String, _ depth: Int) -> Set<String> {
      guard depth < 50, let lab = own[name] else { return [] }
      return lab.needs.reduce(lab.teaches) { $0.union(all($1, depth + 1)) }
    }
    return Dictionary(uniqueKeysWithValues: own.keys.map { ($0, all($0, 0)) })
  }
}
