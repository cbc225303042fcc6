import ArgumentParser
import Console
import Lab
import Terminal

/// `kmslab lint`: reads labs as a strict editor would.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Checks labs: tasks, checks, hints, solutions.",
    discussion: """
      Plays each step by its solutions: a check that is true before the step or false after it, a \
      line that no check asks for, an operation that nothing taught are refused. The exit status \
      is 0 without a finding, else 1.
      """)

  @ArgumentParser.Argument(help: "Files, or names of built-in labs.")
  var labs: [String]

  mutating func run() throws {
    let builtIn = BuiltInLabs.all.compactMap { try? LabFile($0.bytes) }
    var files: [(name: String, bytes: [UInt8])] = []
    for lab in labs { files.append(try file(lab)) }
    let taught = LessonLint.taught(builtIn + files.compactMap { try? LabFile($0.bytes) })
    var isClean = true
    for (lab, file) in zip(labs, files) {
      for finding in LessonLint.findings(file.bytes, name: file.name, taught: taught) {
        say("\(lab):\(finding.line): \(finding.message)\n")
        isClean = false
      }
    }
    throw ExitCode(isClean ? 0 : 1)
  }

  private func file(_ lab: String) throws -> (name: String, bytes: [UInt8]) {
    if let entry = BuiltInLabs.named(lab) { return (lab, entry.bytes) }
    do throws(RealFile.Failure) {
      let name = lab.split(separator: "/").last.map(String.init) ?? lab
      return (name.replacing(".lab.md", with: ""), try RealFile.read(lab))
    } catch {
      throw ValidationError(
        "\(lab): no built-in lab, and no file that can be read: \(error.reason).")
    }
  }
}
