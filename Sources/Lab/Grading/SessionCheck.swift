import Sessions

/// The checks of the labs that a saved session worked on, as CI asks for them.
package struct SessionCheck: Sendable {
  private let record: SessionRecord
  private let works: [LabWork]

  /// Looks at one lab, or at all that the session was led through.
  package init(_ record: SessionRecord, of lab: String?) {
    self.record = record
    works = record.works.filter { lab == nil || $0.lesson.name == lab }
  }

  /// Whether there are checks, all of them hold, and the session is as it was saved.
  package var isPassed: Bool {
    !works.isEmpty
      && works.allSatisfy { $0.steps.allSatisfy { $0.metCount == $0.step.checks.count } }
      && record.difference == nil && record.breaks.isEmpty
  }

  /// What holds and what does not, a line each.
  package func text(_ path: String) -> String {
    var text = "\(isPassed ? "ok" : "not ok")  \(path)\n"
    for line in record.breaks + [record.difference].compactMap({ $0 }) { text += "    \(line)\n" }
    if works.isEmpty { text += "    it worked on no lab; --lab LAB names one\n" }
    for work in works {
      text += "  \(work.lesson.name)\n"
      for (index, step) in work.steps.enumerated() {
        for (check, place) in zip(step.step.checks, step.step.checks.indices) {
          let mark = step.isMet(place) ? "[x]" : "[ ]"
          text += "    \(mark) step \(index + 1)  \(check.predicate.text)\n"
          guard !step.isMet(place) else { continue }
          text += "          \(step.found(place))\n"
        }
      }
    }
    return text
  }
}

extension StepWork {
  /// What a check found, in words.
  package func found(_ index: Int) -> String {
    if isSkipped { return "skipped: the program did it" }
    guard findings.indices.contains(index) else { return "the step was not reached" }
    let finding = findings[index]
    switch finding.outcome {
    case .met: return "found: \(finding.found)"
    case .unmet: return "found: \(finding.found); wanted: \(finding.wanted)"
    case .unknown: return "cannot be told: \(finding.found)"
    }
  }
}
