import Lab
import Sessions
import Shell
import Terminal

/// `kmslab grade --course`: course pages, and the saved sessions beside each.
enum CourseGrading {
  /// Replays the sessions of every page in a folder, and compares.
  static func sheet(of folder: String) throws -> CourseSheet {
    let pages = try SessionFiles.files(below: folder, endingIn: ".html", as: "NAME.html")
    let sessions = (try? SessionFiles.files(below: folder, endingIn: ".lab.md", as: "")) ?? []
    var checks: [CourseCheck] = []
    for (index, page) in pages.enumerated() {
      Waiting.tell(Progress("grade", index, of: pages.count, "page"))
      let stem = String(page.dropLast(5))
      let others = pages.map { String($0.dropLast(5)) }.filter { $0.hasPrefix(stem + "-") }
      var files: [CourseRecord.File] = []
      // Of two pages ada and ada-b, a session ada-b-1 is of the second.
      for path in sessions where path.hasPrefix(stem + "-") {
        guard !others.contains(where: { path.hasPrefix($0 + "-") }) else { continue }
        let name = String(path.dropFirst(stem.count + 1).dropLast(".lab.md".count))
        files.append(CourseRecord.File(name: name, bytes: try SessionFiles.required(path)))
      }
      checks.append(
        CourseCheck(
          learner: SessionFiles.learner(of: stem), page: try SessionFiles.required(page), files,
          lessons: LocalLabs.all.lessons, limit: { .handedIn() }))
    }
    return CourseSheet(checks)
  }
}
