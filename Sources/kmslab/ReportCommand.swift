import ArgumentParser
import Lab
import Sessions
import Shell
import Terminal

/// `kmslab report`: a session as an HTML page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes a saved session as an HTML page.",
    discussion: """
      kmslab report monday.lab.md -o monday.html
      kmslab report monday.lab.md -o - | less

      One file that needs no network and no script: a timeline, the steps and checks of labs with \
      what was found, questions by topic, the trail, and what was typed. It can be printed. At the \
      prompt, report FILE.html does the same with the session that is going on.
      """)

  @ArgumentParser.Argument(help: "A saved session.", completion: .file())
  var session: String

  @Option(
    name: .shortAndLong, help: "The page to write; - is standard output.", completion: .file())
  var output: String

  @Option(
    help: "A lab that counts in a free session too: its name, or a file.", completion: .labs)
  var lab: String?

  mutating func run() throws {
    let bytes = try SessionFiles.required(session)
    let sought = try lab.map(Lessons.named)
    let page: ReportPage
    Waiting.tell(Progress("report", 0, of: 1, "session"))
    do throws(LabFileError) {
      page = ReportPage(
        try SessionRecord(
          bytes, lessons: LocalLabs.all.lessons, seeking: sought, limit: .handedIn()))
    } catch {
      complain("\(session): \(error)\n")
      throw ExitCode(2)
    }
    let html = Array(page.html.utf8)
    // Nothing but the page, since another program reads it.
    if output == "-" || output == "/dev/stdout" { return say(html) }
    do throws(RealFile.Failure) {
      try RealFile.replace(output, with: html)
    } catch {
      throw ValidationError("\(output): \(error.reason).")
    }
    say("\(output)  \(html.count) bytes\n")
  }
}
