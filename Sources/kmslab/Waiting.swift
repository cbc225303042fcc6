import Sessions
import Shell
import Terminal

/// What whoever waits at the terminal is told meanwhile.
enum Waiting {
  /// How many seconds pass before something is told, as a test or an impatient user wants it.
  private static let variable = "KMSLAB_PATIENCE"

  /// The line that tells it.
  static let line = ProgressLine(
    after: LocalLabs.variable(variable).flatMap(Int.init).map { .seconds($0) } ?? .seconds(2),
    on: .standardError(isPlain: isPlain))

  /// Notes how far something is.
  static func tell(_ progress: Progress) { line.tell(progress.text) }

  private static var isPlain: Bool {
    ["dumb", nil].contains(LocalLabs.variable("TERM"))
      || CommandLine.arguments.prefix { $0 != "--" }.contains("--plain")
  }
}
