import Console
import Sessions

/// Words of AWS that labs use.
extension LintSet {
  /// The words that a lab uses and that neither it nor a lab before it explains; a lab without a
  /// number has no place in a course, and so none before it.
  func terms(_ lab: LabFile, named name: String) -> [LintFinding] {
    guard lab["kind"] == "lab", lab["lang"] == nil, let lesson = try? Lesson(lab, name: name) else {
      return []
    }
    var findings: [LintFinding] = []
    var texts = [(line: 1, texts: lesson.introduction)]
    texts += lesson.steps.map { (line: $0.line, texts: $0.told + $0.debrief) }
    let used = texts.flatMap { Glossary.terms(in: $0.texts.joined(separator: "\n")) }.map(\.id)
    for word in lesson.explains where !used.contains(word) {
      let isTerm = Glossary.terms.contains { $0.id == word }
      findings.append(
        lab.finding(
          "explains",
          isTerm
            ? "explains \(word), which its text does not say"
            : "explains \(word), which is no word of help glossary"))
    }
    guard let number = lesson.number else { return findings }
    var known = explained(before: number, lab).union(lesson.explains)
    for (line, texts) in texts {
      for term in Glossary.terms(in: texts.joined(separator: "\n"))
      where known.insert(term.id).inserted {
        findings.append(
          LintFinding(
            line: line,
            message: "\(term.name) is used before anything explains it: say what it means, and"
              + " name it in explains: [\(term.id)]"))
      }
    }
    return findings
  }

  /// What the labs explain that a lab needs, or that have a smaller number.
  private func explained(before number: Int, _ lab: LabFile) -> Set<String> {
    let others = known.filter {
      $0["kind"] == "lab" && $0["lang"] == nil && $0["lab"] != lab["lab"]
    }
    let needs = lab.list("needs")
    let before = others.filter { other in
      other["number"].flatMap { Int($0) }.map { $0 < number } ?? false
        || needs.contains(other["lab"] ?? "")
    }
    return Set(before.flatMap { $0.list("explains") })
  }
}
