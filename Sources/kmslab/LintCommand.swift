import ArgumentParser
import Lab
import Sessions
import Shell
import Terminal

/// `kmslab lint`: reads labs as a strict editor would.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Checks labs: tasks, checks, hints, solutions.",
    discussion: """
      Plays each step by its solutions: a check that is true before the step or false after it, a \
      line that no check asks for, an operation that nothing taught are refused. In a folder also \
      names and numbers that came twice, needs that are not there, files that are no labs, and \
      translations that do otherwise than their originals. The exit status is 0 without a finding, \
      else 1.
      """)

  @ArgumentParser.Argument(help: "Files, folders, or names of labs.", completion: .labs)
  var labs: [String]

  mutating func run() throws {
    var files: [LintSet.File] = []
    for lab in labs { files += try self.files(lab) }
    let paths = Set(files.map(\.path))
    let known = LocalLabs.all.entries.filter { !paths.contains($0.path ?? $0.name) }
    let findings = LintSet(files, known: known.compactMap { try? LabFile($0.bytes) }).findings {
      Waiting.tell(Progress("lint", $0, of: files.count, "file"))
    }
    for (path, finding) in findings { say("\(path):\(finding.line): \(finding.message)\n") }
    throw ExitCode(findings.isEmpty ? 0 : 1)
  }

  private func files(_ lab: String) throws -> [LintSet.File] {
    if let entry = LocalLabs.all.entry(named: lab) { return [.init(path: lab, bytes: entry.bytes)] }
    guard RealFolder.exists(lab) else {
      let words = "no lab of that name, and no file that can be read: "
      return [.init(path: lab, bytes: try SessionFiles.required(lab, otherwise: words))]
    }
    do throws(HostFailure) {
      return try SessionFiles.names(in: lab).map { name -> String in
        lab.hasSuffix("/") ? lab + name : "\(lab)/\(name)"
      }.filter { !RealFolder.exists($0) }
        .map { path throws(HostFailure) in .init(path: path, bytes: try SessionFiles.read(path)) }
    } catch {
      throw ValidationError("\(lab): \(error.reason).")
    }
  }
}
