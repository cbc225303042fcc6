import Console
import Text

/// The words of AWS in a lab's texts.
extension Lesson {
  /// The terms that the text of a step uses first in this lab, and that neither the lab explains
  /// nor the learner knows.
  func terms(ofStep index: Int, known: [String]) -> [Term] {
    terms(
      in: (index == 0 ? introduction : []) + steps[index].told, after: texts(before: index), known)
  }

  /// The same of what is said when a step is done.
  func terms(afterStep index: Int, known: [String]) -> [Term] {
    terms(
      in: steps[index].debrief, after: texts(before: index) + introduction + steps[index].told,
      known)
  }

  private func texts(before index: Int) -> [String] {
    (index == 0 ? [] : introduction) + steps[..<index].flatMap { $0.told + $0.debrief }
  }

  private func terms(
    in texts: [String], after earlier: [String], _ known: [String]
  ) -> [Term] {
    // The glossary is English.
    guard language == nil else { return [] }
    let known = Glossary.terms(in: earlier.joined(separator: "\n")).map(\.id) + explains + known
    return Glossary.terms(in: texts.joined(separator: "\n")).filter { !known.contains($0.id) }
  }
}

extension LessonRun {
  /// The first sentence that tells of a file: of this step, else of the latest before it.
  func sentence(about file: String) -> String? {
    let steps = lesson.steps.prefix(index + 1).reversed().flatMap { $0.prose + [$0.task] }
    for text in steps + lesson.introduction {
      let sentences = text.sentences
      let found = sentences.first { Term.words(of: String($0)).contains(file.lowercased()) }
      guard let found else { continue }
      let lead = ["The file \(file) ", "\(file) "].first { found.hasPrefix($0) } ?? ""
      let sentence = found.dropFirst(lead.count)
      return sentence.last.map(".:;".contains) ?? false
        ? String(sentence.dropLast()) : String(sentence)
    }
    return nil
  }
}

extension LessonStep {
  /// What it says before it is done.
  var told: [String] { [title] + prose + [task] }

  /// What it says afterwards.
  var debrief: [String] { why + tries }
}

extension Paragraph {
  /// The terms, each line of them marked, with the command that explains one; nothing for none.
  static func words(_ terms: [Term], indent: Int) -> String {
    guard let first = terms.first else { return "" }
    let mark = "words: ".indented(indent)
    let text = terms.map(\.name).joined(separator: ", ") + " (help \(first.name))"
    return Text.wrapped(text, columns: 78 - mark.count, indent: 0, width: \.count)
      .split(separator: "\n").map { "\(mark)\($0)\n" }.joined()
  }
}

extension String {
  /// Its sentences, as far as a point, a colon, a semicolon or a question mark and a blank tell.
  fileprivate var sentences: [String] {
    var sentences = [""]
    for word in split(separator: " ") {
      let last = sentences.count - 1
      sentences[last] += (sentences[last].isEmpty ? "" : " ") + word
      if let end = word.last, ".?:;".contains(end) { sentences.append("") }
    }
    return sentences
  }
}
