import ArgumentParser
import Kernel
import Lab
import Sessions

/// What the prompt takes, and with it the program where no command is named.
struct StartOptions: ParsableArguments {
  @OptionGroup var world: WorldOptions

  @Option(
    help: "The session to go on with, or to begin; also for scripts and single commands.",
    completion: .shellCommand("kmslab session-names"))
  var session: String?

  @Flag(help: "Keep nothing: neither the session nor what is learned.")
  var ephemeral = false

  @Flag(
    help: ArgumentHelp(
      "Without a terminal: begin a new session where the one that is kept is damaged or of another"
        + " engine; it is kept under another name."))
  var newIfDamaged = false

  @Flag(help: "Without a terminal: stop at the first command that fails, with its status.")
  var strict = false

  @Flag(
    inversion: .prefixedNo,
    help: "Explain beside AWS's own words, or do not; at the prompt it does, else not.")
  var coach: Bool?

  @Flag(help: "For screen readers: nothing is redrawn, signs are words, choices have numbers.")
  var plain = false

  func validate() throws {
    guard !ephemeral || session == nil else {
      throw ValidationError("--ephemeral keeps nothing, --session NAME does: choose one of them.")
    }
  }

  /// The session to begin with.
  func begin(isPrompt: Bool) throws -> SessionKeeping.Beginning {
    try SessionKeeping(
      name: session, isEphemeral: ephemeral, configuration: world.configuration,
      isNewWorld: world.isNew,
      isPrompt: isPrompt, isCoached: coach ?? isPrompt,
      beginsAnew: isPrompt || newIfDamaged
    ).beginOrEnd()
  }
}

extension SessionKeeping {
  /// The session to begin with; where there is none the program ends and says why.
  func beginOrEnd() throws -> Beginning {
    do {
      return try begin()
    } catch let failure as HostFailure {
      throw ValidationError(failure.reason)
    } catch let damage as Damage {
      complain("kmslab: \(damage.reason)\n")
      throw ExitCode(253)
    }
  }
}
