import Access
import ArgumentParser
import Kernel
import Sessions
import Terminal

#if Server
  import Server
#endif

/// `kmslab serve`: the endpoint for real AWS clients.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves KMS, S3, IAM, STS and CloudTrail to real AWS clients.",
    discussion: """
      kmslab serve                     on http://127.0.0.1:4566, and says what to export
      eval "$(kmslab serve --env)"     is for a shell; start the server elsewhere
      kmslab serve --port 0            on a port that is free
      curl -d 'advance 365d' 127.0.0.1:4566/_kmslab/line
                                       runs a line of the prompt in the served world

      kmslab serve --session NAME      keeps each call as a line, before its answer leaves

      Nothing reaches AWS. Without --session nothing is written to disk: the world is gone with \
      the server. SIGTERM and ^C let running calls end, and end with status 0.
      """)

  @OptionGroup var options: ServeOptions

  mutating func run() throws {
    #if Server
      try Serving(options).run()
    #else
      complain(
        "kmslab: this kmslab was built without the server; with it:\n"
          + "  swift run -c release --traits Server kmslab serve\n")
      throw ExitCode(252)
    #endif
  }
}

/// What `kmslab serve` takes.
struct ServeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The port; 0 takes one that is free."))
  var port: UInt16 = 4566

  @OptionGroup var world: WorldOptions

  @Option(
    help: "The session to go on with, or to begin: what clients do in it is kept.",
    completion: .shellCommand("kmslab session-names"))
  var session: String?

  @Flag(
    help: ArgumentHelp(
      "Begin a new session where the one that is kept is damaged or of another engine; it is kept"
        + " under another name."))
  var newIfDamaged = false

  @Option(
    name: .customLong("access-key"),
    help: ArgumentHelp(
      "An access key that is valid too, as test:test:root.", valueName: "id:secret:principal"))
  var accessKeys: [String] = []

  @Flag(
    name: .customLong("no-signatures"),
    help: "Believe any access key id, whoever signs; one of nobody is root's.")
  var believesAnyone = false

  @Option(help: "The world's clock: still, real (with this computer's), or 3600x.")
  var clock = "still"

  @Flag(help: "Keep earlier worlds, so that the line undo takes calls back; --session always does.")
  var undo = false

  @Option(help: "The address to listen on; others than loopback let the network in.")
  var listen = "127.0.0.1"

  @Flag(help: "Listen on an address that others reach: whoever does can use this world.")
  var iKnowThisIsOpen = false

  @Flag(help: "Believe X-Forwarded-For: calls come from the address that a proxy tells.")
  var trustProxy = false

  @Option(help: "plain: calls count as made without TLS.")
  var transport = "tls"

  @Flag(help: "Do not show each call.")
  var quiet = false

  @Flag(help: "Print what to export and nothing else; do not serve.")
  var env = false

  /// Whether others than this computer reach the address.
  var isOpen: Bool { !listen.hasPrefix("127.") && !["::1", "localhost"].contains(listen) }

  func validate() throws {
    guard isOpen == iKnowThisIsOpen else {
      throw ValidationError(
        isOpen
          ? "--listen \(listen) lets everybody in who reaches this computer: say"
            + " --i-know-this-is-open too"
          : "--i-know-this-is-open goes with --listen ADDRESS, as --listen 0.0.0.0")
    }
    guard !env || port > 0 else {
      throw ValidationError("--env names a port: --port 0 is known only once it serves")
    }
    guard ["tls", "plain"].contains(transport) else {
      throw ValidationError("--transport takes tls or plain")
    }
  }
}
