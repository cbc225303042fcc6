import Console

/// The report at the prompt.
extension Tutor {
  static let reportCommands = [
    CompanionCommand(
      "report", "writes the session as an HTML page to a real file", operands: "FILE.html",
      details: """
        report monday.html   a timeline, steps and checks, questions by topic, the
                             trail, what was typed

        The page needs no network and no script, and can be printed. The lines run
        again for it, so that it says what really happened.
        """)
  ]

  /// Writes the page.
  func report(_ arguments: [String], _ session: inout Session) throws(TutorFault) -> String {
    guard arguments.count == 1, !arguments[0].isEmpty else {
      throw TutorFault(message: "report takes the file to write: report monday.html")
    }
    guard session.isOneCommand else {
      throw TutorFault(message: "report stands on a line of its own, and prints to no file")
    }
    session.leaveOutOfLog()
    var present = session
    present.companion = self
    let page: [UInt8]
    do throws(LabFileError) {
      let record = try SessionRecord(Array(SessionFile.text(of: present).utf8), lessons: library)
      page = Array(ReportPage(record).html.utf8)
    } catch {
      throw TutorFault(message: "the session does not come back, \(error)")
    }
    guard !session.host.holdsOther(arguments[0], page) else {
      throw TutorFault(
        message: "\(arguments[0]) is there already, and is nothing that kmslab wrote")
    }
    do throws(HostFailure) {
      try session.host.writeFile(arguments[0], page)
    } catch {
      throw TutorFault(message: "\(arguments[0]): \(error.reason)")
    }
    return "  \(arguments[0])  \(page.count) bytes\n"
  }
}
