import ArgumentParser
import Lab
import Sessions
import Shell
import Terminal

/// `kmslab check`: evaluates the checks of the labs that a saved session worked on.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tells which checks hold in saved sessions, for CI.",
    discussion: """
      kmslab check monday.lab.md                            the labs that it was led through
      kmslab check --lab a-key-of-your-own monday.lab.md    that lab, in a free session too

      The exit status is 0 where every check of these labs holds, 1 where one does not, or where \
      the session does not come back as it was saved, 2 where a file cannot be read.
      """)

  @ArgumentParser.Argument(help: "Saved sessions, or folders of them.", completion: .file())
  var sessions: [String]

  @Option(
    help: "The lab, where the session was not led through one: its name, or a file.",
    completion: .labs)
  var lab: String?

  mutating func run() throws {
    let sought = try lab.map(Lessons.named)
    var status: Int32 = 0
    let paths = try SessionFiles.paths(of: sessions)
    for (index, path) in paths.enumerated() {
      Waiting.tell(Progress("check", index, of: paths.count, "session"))
      do {
        let record = try SessionRecord(
          SessionFiles.read(path), lessons: LocalLabs.all.lessons, seeking: sought,
          limit: .handedIn())
        let check = SessionCheck(record, of: sought?.name)
        say(check.text(path))
        if !check.isPassed { status = max(status, 1) }
      } catch {
        let reason = (error as? HostFailure)?.reason ?? "\(error)"
        say("not ok  \(path)\n    \(reason)\n")
        status = 2
      }
    }
    throw ExitCode(status)
  }
}
