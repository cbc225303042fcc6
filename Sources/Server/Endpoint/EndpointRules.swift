package import Kernel

/// What whoever starts the endpoint decides for all requests.
package struct EndpointRules: Sendable {
  /// Whether requests must be signed with the secret of their access key.
  package var verifiesSignatures = true
  /// Access keys that are valid beside those of the world.
  package var accessKeys: [AccessKey] = []
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

  /// A key that is valid in every world.
  package struct AccessKey: Sendable, Equatable {
    /// The public half.
    package let id: String
    /// The secret half.
    package let secret: String
    /// Whose it is.
    package let principal: Principal

    /// Describes a key.
    package init(id: String, secret: String, principal: Principal) {
      self.id = id
      self.secret = secret
      self.principal = principal
    }
  }

  /// Signatures are verified, the clock stands still, and nothing earlier is kept.
  package init() {}
}
