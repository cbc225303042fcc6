import ArgumentParser
import Lab
import Sessions
import Shell
import Terminal

/// `kmslab run`: replays lab files and compares what they print.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Replays lab files and compares what they print.",
    discussion: """
      A lab is a file, or the name of one that is built in (kmslab scenarios lists them). The exit \
      status is 0 where all is as the files expect, 1 where something is not, 2 where a file is \
      wrong.
      """)

  @ArgumentParser.Argument(help: "Files, or names of built-in labs.", completion: .labs)
  var labs: [String]

  @Flag(help: "Rewrite the expected outputs of the files; elisions that still fit are kept.")
  var update = false

  @Option(help: "text, tap, junit or json.")
  var format = ReportFormat.text

  mutating func run() throws {
    var reports: [ReplayReport] = []
    for (index, lab) in labs.enumerated() {
      let place = labs.count == 1 ? "run" : "run \(index + 1) of \(labs.count)"
      reports.append(
        try report(on: lab) { Waiting.tell(Progress("\(place), \(lab)", $0, of: $1, "command")) })
    }
    say(format.text(of: reports))
    throw ExitCode(Int32(ReportFormat.status(of: reports)))
  }

  private func report(
    on lab: String, progress: (Int, Int) -> Void
  ) throws -> ReplayReport {
    if let entry = LocalLabs.all.entry(named: lab) {
      guard !update else {
        throw ValidationError("\(lab) is a lab's name; --update takes a file.")
      }
      return ReplayReport(
        name: lab, entry.bytes, lessons: LocalLabs.all.lessons, limit: .handedIn(),
        progress: progress)
    }
    let bytes: [UInt8]
    do throws(HostFailure) {
      bytes = try SessionFiles.read(lab)
    } catch {
      throw ValidationError(
        "\(lab): no built-in lab, and no file that can be read: \(error.reason).")
    }
    guard update else {
      return ReplayReport(
        name: lab, bytes, lessons: LocalLabs.all.lessons, limit: .handedIn(), progress: progress)
    }
    // Of a file that is wrong the report tells what is.
    let updated = (try? Replay.updated(bytes)) ?? bytes
    if updated != bytes { try replace(lab, with: updated) }
    return ReplayReport(
      name: lab, updated, lessons: LocalLabs.all.lessons, limit: .handedIn(), progress: progress)
  }

  private func replace(_ path: String, with bytes: [UInt8]) throws {
    do throws(RealFile.Failure) {
      try RealFile.replace(path, with: bytes)
    } catch {
      throw ValidationError("\(path): \(error.reason).")
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
