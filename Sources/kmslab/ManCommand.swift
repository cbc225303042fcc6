import ArgumentParser
import Kernel

/// `kmslab man`: the program's manual page.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Writes the manual page of this program.",
    discussion: """
      kmslab man >~/.local/share/man/man1/kmslab.1
      kmslab man | man -l -

      The page tells what the program does when it is started; what can be typed at its prompt \
      is told by help there, and by kmslab help.
      """)

  mutating func run() throws { say(ManualPage(try ProgramTable()).text) }
}
