import Kernel
package import Sessions

extension Tutor {
  /// What the operands of the lessons' commands stand for.
  package func words(for placeholder: String, in session: Session) -> [Candidate]? {
    switch placeholder {
    case "LAB": return lessons.map { Candidate($0.name, $0.title) }
    case "PART": return parts.map { Candidate($0.letter, $0.theme) }
    case "LANGUAGE":
      return Set(library.compactMap(\.language)).sorted().map { Candidate($0) }
    case "TOPIC": return topics
    case "STEP":
      return run?.lesson.steps.enumerated().map { index, step in
        Candidate("\(index + 1)", step.title)
      } ?? []
    default: return nil
    }
  }

  /// The topics of the quiz, with how many questions there are.
  private var topics: [Candidate] {
    var counts: OrderedMap<String, Int> = [:]
    for question in bank { counts[question.topic] = (counts[question.topic] ?? 0) + 1 }
    return counts.map { Candidate($0.key, "\($0.value) questions") }
  }
}
