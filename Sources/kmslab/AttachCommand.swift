import ArgumentParser
import Terminal

/// `kmslab attach`: a prompt in a world that is served.
struct AttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Opens a prompt in a world that kmslab serve serves.",
    discussion: """
      kmslab attach                          to http://127.0.0.1:4566
      kmslab attach http://127.0.0.1:4567    to another port
      kmslab attach < script                 runs the lines of a script there

      What is typed runs in the served world, where clients see it at once; Tab knows its names. \
      ^C stops a line that runs there. Files of this computer are out of reach.
      """)

  @ArgumentParser.Argument(help: "Where the world is served.")
  var url = "http://127.0.0.1:4566"

  @Flag(help: "For screen readers: nothing is redrawn, signs are words, choices have numbers.")
  var plain = false

  mutating func run() throws {
    guard let client = DoorClient(url) else {
      throw ValidationError("there is no world at \(url): name it as http://127.0.0.1:4566")
    }
    let presentation = Terminal.presentation(isPlain: plain)
    var loop = AttachedLoop(ServedPrompt(client), presentation)
    throw ExitCode(Int32(try loop.run()))
  }
}
