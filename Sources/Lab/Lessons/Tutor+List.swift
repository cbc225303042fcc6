import Kernel
package import Sessions
import Text

/// The labs as a curriculum.
extension Tutor {
  /// What a greeting says of the labs: where the learner is, or what comes next.
  package func greeting(in session: Session) -> [String] {
    if let run, run.step != nil {
      let number = run.lesson.number.map { "lesson \($0), " } ?? ""
      let place = "step \(run.index + 1) of \(run.lesson.steps.count)"
      return ["task                  \(number)\(run.lesson.title.lowercasedFirst), \(place)"]
    }
    guard !lessons.isEmpty else { return [] }
    // What other sessions learned is brought in by the first line, below the greeting.
    var known = self
    if case .success(let shelf) = session.host.shelf, let record = try? shelf.record() {
      known.record = record
    }
    guard let lesson = known.nextLesson else {
      return ["quiz                  all \(lessons.count) lessons are done; questions about them"]
    }
    let minutes = lesson.minutes.map { " (about \($0) minutes)" } ?? ""
    let number = lesson.number.map { "lesson \($0) of \(lessons.count): " } ?? ""
    return ["next                  \(number)\(lesson.title.lowercasedFirst)\(minutes)"]
  }

  /// A part of the curriculum: labs with the same theme, which follow each other.
  struct Part: Sendable {
    let theme: String
    var lessons: [Lesson]

    /// What `learn` takes: the letter of `B. The life of a key`, else the first word in capitals.
    var letter: String { theme.prefix { $0 != "." && $0 != " " }.uppercased() }
  }

  var parts: [Part] {
    var parts: [Part] = []
    for lesson in lessons {
      if let place = parts.firstIndex(where: { $0.theme == lesson.theme }) {
        parts[place].lessons.append(lesson)
      } else {
        parts.append(Part(theme: lesson.theme, lessons: [lesson]))
      }
    }
    return parts
  }

  /// The part that the learner is in, or comes to next.
  var partOfNext: String { (run?.lesson ?? nextLesson ?? lessons.first)?.theme ?? "" }

  /// All parts, and the labs of one, or of all where none is named.
  func list(open theme: String?) -> String {
    guard !lessons.isEmpty else { return "  no lab is built in\n" }
    var text = ""
    for part in parts {
      let done = part.lessons.count(where: isFinished)
      text += justified(part.theme, "\(done) of \(part.lessons.count) done")
      if theme == nil || theme == part.theme { text += part.lessons.map(row).joined() }
    }
    let done = lessons.count(where: isFinished)
    text += "\n  \(done) of \(lessons.count) done. learn NAME or its number starts one;"
    text += " next goes on.\n"
    guard theme != nil, let other = parts.first(where: { $0.theme != theme }) else { return text }
    return text + "  learn \(other.letter) lists that part, learn --all every lab.\n"
  }

  private func row(_ lesson: Lesson) -> String {
    let column = { (text: String, width: Int) in text.padded(width) + "  " }
    let number = lesson.number.map(String.init) ?? ""
    let width = lessons.map(\.name.count).max() ?? 0
    return number.paddedLeft(3) + "  " + column(lesson.name, width)
      + column(lesson.minutes.map { "\($0) min" } ?? "", 6) + column(state(of: lesson), 13)
      + lesson.title + "\n"
  }
}
