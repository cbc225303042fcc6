import Kernel
import Sessions
import Shell

/// A certificate of one's own: a page over all sessions that are kept, and these beside it.
extension Tutor {
  /// Writes the page and the sessions; `words` are those behind `--course`.
  func reportCourse(
    _ words: ArraySlice<Argument>, _ session: inout Session
  ) throws(Fault) -> String {
    guard words.count <= 1 else {
      throw Fault(
        "report --course takes one file to write", range: words.last?.range,
        next: "report --course ada.html")
    }
    let path = words.first?.text ?? "course.html"
    guard path.hasSuffix(".html"), path != ".html", !path.hasSuffix("/.html") else {
      throw Fault(
        "the page's name ends in .html", range: words.first?.range, next: "report --course ada.html"
      )
    }
    let stem = String(path.dropLast(5))
    let files = try courseFiles(session)
    let learner = stem.split(separator: "/").last.map(String.init) ?? stem
    let record = CourseRecord(learner: learner, files, lessons: library)
    var made = [(path: path, bytes: Array(CoursePage(record).html.utf8))]
    made += files.map { ("\(stem)-\($0.name).lab.md", $0.bytes) }
    return try session.write(made, namedBy: words.first)
  }

  /// The sessions with lines: those that are kept, and the present one.
  private func courseFiles(_ session: Session) throws(Fault) -> [CourseRecord.File] {
    var name = "session"
    var files: [CourseRecord.File] = []
    if case .success(let shelf) = session.host.shelf {
      do throws(HostFailure) {
        for kept in try shelf.sessions() {
          if kept.isPresent { name = kept.name }
          guard !kept.isPresent, kept.lineCount > 0 else { continue }
          let resumed = Session.resumed(
            try shelf.read(kept.name), isCoached: session.isCoached, host: .none,
            table: session.table, companion: atStart)
          files.append(file(kept.name, resumed.session))
        }
      } catch {
        throw Fault("the sessions cannot be read: \(error.reason)", next: "sessions", status: 1)
      }
    }
    return files + [file(name, session)]
  }

  private func file(_ name: String, _ session: Session) -> CourseRecord.File {
    CourseRecord.File(name: name, bytes: Array(SessionFile.text(of: session).utf8))
  }
}
