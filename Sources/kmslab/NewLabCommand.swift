import ArgumentParser
import Lab
import Terminal

/// `kmslab new-lab`: a lab to begin with.
struct NewLabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-lab", abstract: "Writes a lab to begin with, which passes run and lint.",
    discussion: """
      kmslab new-lab our-first-lab      writes our-first-lab.lab.md into this folder
      kmslab lint our-first-lab.lab.md  says what is wrong with it, as long as something is
      KMSLAB_SCENARIOS=$PWD kmslab      has it among its labs: learn our-first-lab

      A file that is there already is never overwritten.
      """)

  @ArgumentParser.Argument(help: "The lab's name: small letters, digits and hyphens.")
  var name: String

  @Option(name: .shortAndLong, help: "The folder to write into.", completion: .directory)
  var folder = "."

  mutating func run() throws {
    guard LabSkeleton.isName(name) else {
      throw ValidationError(
        "\(name): a lab's name has small letters, digits and single hyphens, such as our-first-lab."
      )
    }
    guard LocalLabs.all.entry(named: name) == nil else {
      throw ValidationError("\(name): there is a lab of that name; kmslab scenarios lists them.")
    }
    let file = "\(name).lab.md"
    let path = folder == "." ? file : folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
    do throws(RealFile.Failure) {
      try RealFile.create(path, with: Array(LabSkeleton.text(name).utf8))
    } catch {
      throw ValidationError("\(path): \(error.reason).")
    }
    say("\(path)\nnext: kmslab lint \(path)\n")
  }
}
