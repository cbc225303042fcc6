import ArgumentParser
import Lab
import Sessions
import Text

/// `kmslab scenarios`: the labs that are built in.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "Lists the labs that are there, or prints one.",
    discussion: """
      kmslab run NAME replays one; kmslab scenarios NAME prints its file. Beside those that are \
      built in, the files NAME.lab.md of the folders are there that the variable KMSLAB_SCENARIOS \
      lists, with : between them.
      """)

  @ArgumentParser.Argument(help: "The lab to print.", completion: .labs)
  var name: String?

  mutating func run() throws {
    guard let name else {
      let width = LocalLabs.all.entries.map(\.name.count).max() ?? 0
      for entry in LocalLabs.all.entries {
        let title = (try? LabFile(entry.bytes))?["title"] ?? ""
        say(entry.name.padded(width + 2) + title + "\n")
      }
      return
    }
    guard let entry = LocalLabs.all.entry(named: name) else {
      throw ValidationError("No lab \(name); kmslab scenarios lists them.")
    }
    say(String(decoding: entry.bytes, as: UTF8.self))
  }
}
