import Text

/// A lab in a report: its steps and checks.
enum ReportLab {
  /// The lab's part of the page.
  static func section(_ work: LabWork) -> Markup {
    let own = work.steps.count(where: \.isOwn)
    let manner = work.isGuided ? "" : ", in a free session"
    let steps = work.steps.enumerated().map { step($0, $1) }.joined
    return """
      <article>
      <h3>\(work.lesson.title)</h3>
      <p class="sub">\(own) of \(work.steps.count) steps done\(manner)</p>
      \(steps)</article>

      """
  }

  private static func step(_ index: Int, _ work: StepWork) -> Markup {
    var badges = Markup()
    if work.isSkipped { badges += "<span class=\"badge\">skipped</span>" }
    if work.isShown { badges += "<span class=\"badge\">solution shown</span>" }
    if work.hintCount > 0 {
      badges +=
        "<span class=\"badge\">\(counted(work.hintCount, "hint", grouping: false))</span>"
    }
    return """
      <table class="checks">
      <caption>Step \(index + 1): \(work.step.title) \(badges)</caption>
      <thead><tr><th scope="col"><span class="quiet">Holds</span></th><th scope="col">Check</th>
      <th scope="col">Found</th></tr></thead>
      <tbody>
      \(work.step.checks.indices.map { row($0, work) }.joined)</tbody>
      </table>

      """
  }

  private static func row(_ index: Int, _ work: StepWork) -> Markup {
    let isMet = work.isMet(index)
    let mark: Markup = """
      <td class="mark \(isMet ? "yes" : "no")"><span aria-hidden="true">\(isMet ? "✓" : "–")</span>\
      <span class="quiet">\(isMet ? "yes" : "no")</span></td>
      """
    return """
      <tr>\(mark)<td>\(work.step.checks[index].predicate.words)</td>
      <td>\(found(index, work))</td></tr>

      """
  }

  private static func found(_ index: Int, _ work: StepWork) -> Markup {
    guard !work.isSkipped, work.findings.indices.contains(index) else {
      return "\(work.found(index))"
    }
    let finding = work.findings[index]
    switch finding.outcome {
    case .met:
      return work.isMet(index)
        ? "\(finding.found)" : "\(finding.found) <span class=\"sub\">(so it was before)</span>"
    case .unmet:
      return "\(finding.found)<br><span class=\"sub\">wanted: \(finding.wanted)</span>"
    case .unknown: return "cannot be told: \(finding.found)"
    }
  }
}
