import Console
import Sessions
import Shell

/// The report at the prompt.
extension Tutor {
  static let reportCommands = [
    Command(
      "report", "writes the session as an HTML page to a real file",
      operands: "FILE.html | --course [FILE.html]",
      details: """
        report monday.html   a timeline, steps and checks, questions by topic,
                             predictions, the trail, what was typed

        The page needs no network and no script, and can be printed. The lines run
        again for it, so that it says what really happened.

        report --course            what you did in all sessions that are kept, as
                                   course.html: labs, questions, exams, time
        report --course ada.html   the same under your name

        Beside the page it writes each session, as ada-SESSION.lab.md. Who has the
        folder runs kmslab grade --course FOLDER: the sessions run again, and what the
        page says is compared. It is no signature: it shows that these sessions lead to
        what the page says, not who typed them.
        """)
  ]

  /// Writes the page.
  func report(_ arguments: [Argument], _ session: inout Session) throws(Fault) -> String {
    let isCourse = arguments.first?.text == "--course"
    guard isCourse || arguments.count == 1, let path = arguments.first?.text, !path.isEmpty else {
      throw Fault(
        "report takes the file to write", range: arguments.last?.range, next: "report monday.html")
    }
    guard session.isOneCommand else {
      throw Fault(
        "report stands on a line of its own, and prints to no file", next: "report \(path)")
    }
    session.leaveOutOfLog()
    try session.checkMayReplay()
    if isCourse { return try reportCourse(arguments.dropFirst(), &session) }
    let page: [UInt8]
    do throws(LabFileError) {
      let record = try SessionRecord(Array(SessionFile.text(of: session).utf8), lessons: library)
      page = Array(ReportPage(record).html.utf8)
    } catch {
      throw Fault("the session does not come back, \(error)", status: 1)
    }
    return try session.write([(path, page)], namedBy: arguments[0])
  }
}

extension Session {
  /// Writes real files, none of them where one would take the place of something else; `word` is
  /// what named them.
  func write(
    _ files: [(path: String, bytes: [UInt8])], namedBy word: Argument?
  ) throws(Fault) -> String {
    for file in files where host.holdsOther(file.path, file.bytes) {
      throw Fault(
        "\(file.path) is there already, and is nothing that kmslab wrote", range: word?.range,
        hint: "give another name", status: 1)
    }
    for file in files {
      do throws(HostFailure) {
        try host.writeFile(file.path, file.bytes)
      } catch {
        throw Fault("\(file.path): \(error.reason)", range: word?.range, status: 1)
      }
    }
    return files.map { "  \($0.path)  \($0.bytes.count) bytes\n" }.joined()
  }
}
