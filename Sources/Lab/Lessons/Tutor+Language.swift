import Sessions
import Shell

/// Labs in other languages.
extension Tutor {
  /// Shows labs in a language from now on.
  mutating func speak(_ word: Argument?) throws(Fault) -> String {
    let known = ["en"] + Set(library.compactMap(\.language)).sorted()
    guard let language = word?.text, known.contains(language) else {
      throw Fault(
        "learn --lang takes a language: \(known.joined(separator: ", "))", range: word?.range,
        next: "learn --lang en")
    }
    lessons = library.filter { $0.language == nil }.map { lesson in
      library.first { $0.name == lesson.name && $0.language == language } ?? lesson
    }
    if let lesson = lessons.first(where: { $0.name == run?.lesson.name }) {
      run?.translate(to: lesson)
    }
    let count = lessons.count { $0.language == language }
    return language == "en"
      ? "  labs are in English\n"
      : "  \(count) of \(lessons.count) labs are in \(language), the others in English\n"
  }
}
