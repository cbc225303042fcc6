import Kernel
import Text

/// A session as Markdown for people: what was typed and what it printed, day by day.
package enum Transcript {
  /// The text; a line that is only a comment becomes a paragraph.
  package static func markdown(of session: Session) -> String {
    let beginning = session.beginning
    var lines = [
      "# A session with kmslab", "",
      "Account \(beginning.account), Region \(beginning.region), seed \(beginning.seed);"
        + " the clock starts on \(beginning.start.readable). All of it is simulated.",
    ]
    var now = beginning.start
    var day = ""
    for entry in session.log where !entry.course.isRecall {
      if day != now.date {
        day = now.date
        lines += ["", "## \(day)"]
      }
      lines += [""] + (remark(entry) ?? exchange(entry))
      now = entry.course.now
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a line of comments says.
  private static func remark(_ entry: LogEntry) -> [String]? {
    let lines = entry.text.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard entry.output.isEmpty, lines.allSatisfy({ $0.hasPrefix("#") }) else { return nil }
    return lines.map { String($0.drop { "# ".contains($0) }) }
  }

  /// A line with what it printed.
  private static func exchange(_ entry: LogEntry) -> [String] {
    // A prompt that was pasted is there already.
    let text = entry.text.hasPrefix("$ ") ? String(entry.text.dropFirst(2)) : entry.text
    let typed = LabFile.lines(of: text).enumerated()
      .map { ($0.offset == 0 ? "$ " : "> ") + $0.element }
    var printed = LabFile.lines(of: visible(entry.output))
    if printed.last == "" { printed.removeLast() }
    let block = SessionFile.fenced("console", typed + printed)
    return entry.status == 0 ? block : block + ["", "Exit status \(entry.status)."]
  }

  /// A text without characters that a viewer would not show, or obey.
  private static func visible(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        ? Unicode.Scalar("\u{FFFD}") : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
