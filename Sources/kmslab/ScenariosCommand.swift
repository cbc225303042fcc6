import ArgumentParser
import Console
import Lab

/// `kmslab scenarios`: the labs that are built in.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "Lists the labs that are built in, or prints one.",
    discussion: "kmslab run NAME replays one; kmslab scenarios NAME prints its file.")

  @ArgumentParser.Argument(help: "The lab to print.")
  var name: String?

  mutating func run() throws {
    guard let name else {
      let width = BuiltInLabs.all.map(\.name.count).max() ?? 0
      for entry in BuiltInLabs.all {
        let title = (try? LabFile(entry.bytes))?["title"] ?? ""
        say(entry.name + String(repeating: " ", count: width - entry.name.count + 2) + title + "\n")
      }
      return
    }
    guard let entry = BuiltInLabs.named(name) else {
      throw ValidationError("No built-in lab \(name); kmslab scenarios lists them.")
    }
    say(String(decoding: entry.bytes, as: UTF8.self))
  }
}
