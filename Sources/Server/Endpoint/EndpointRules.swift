package import Sessions
package import Wire

/// What whoever starts the endpoint decides for all requests.
package struct EndpointRules: Sendable {
  /// Whether requests must be signed with the secret of their access key.
  package var verifiesSignatures = true
  /// Access keys that are valid beside those of the world.
  package var accessKeys: [GivenKey] = []
  /// How the world's clock moves by itself.
  package var pace = ClockPace.still
  /// Whether earlier worlds are kept, for undo.
  package var keepsPast = false
  /// Whether `X-Forwarded-For` is believed.
  package var trustsProxy = false
  /// Whether calls count as made without TLS.
  package var isPlain = false
  /// The version of the program.
  package var version = ""
  /// Whether anybody may come in, by any name of this computer.
  package var isOpen = false

  /// Whether somebody sits at a prompt of the session: then it is not begun anew, and all its lines
  /// are told alike.
  package var isAtPrompt = false
  /// What lines that come in see of this computer; `nil` for what the session sees.
  package var lineHost: Host?

  /// Signatures are verified, the clock stands still, and nothing earlier is kept.
  package init() {}
}
