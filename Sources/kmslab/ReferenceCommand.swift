import ArgumentParser
import Console
import Lab
import Sessions
import Shell

/// `kmslab help`: what help says at the prompt, and all of it as one document.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Prints what help says at the prompt.",
    discussion: """
      kmslab help                            commands and topics
      kmslab help rotation                   one of them
      kmslab help aws kms encrypt            an operation
      kmslab help grade                      a command of the program, as kmslab grade --help
      kmslab help --markdown >reference.md   every page, as one document
      """)

  @Flag(help: "Write every page as one Markdown document.")
  var markdown = false

  @ArgumentParser.Argument(
    help: "A topic, a command of the prompt or the program, or an operation.",
    completion: .custom { _, _, _ in Reference.names(tutor) })
  var topic: [String] = []

  private static var tutor: Tutor { Tutor(LocalLabs.all) }

  func validate() throws {
    guard !markdown || topic.isEmpty else {
      throw ValidationError("--markdown writes every page: leave \(topic[0]) out.")
    }
  }

  mutating func run() throws {
    guard !markdown else { return say(Reference.markdown(ReferenceCommand.tutor)) }
    var session = Session(isCoached: true)
    session.companion = ReferenceCommand.tutor
    let line = (["help"] + topic.map(quoted)).joined(separator: " ")
    guard case .done(let results, let status, _) = session.execute(line) else { return }
    // What the prompt does not know may be a command of the program.
    if status != 0, topic.count == 1,
      let own = KMSLab.configuration.subcommands.first(where: { $0._commandName == topic[0] })
    {
      return say(KMSLab.helpMessage(for: own) + "\n")
    }
    for result in results {
      say(String(decoding: result.output, as: UTF8.self))
      complain(result.errors)
    }
    throw ExitCode(Int32(status))
  }
}
