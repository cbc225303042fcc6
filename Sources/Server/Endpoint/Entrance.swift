import Access
import Cloud
import Kernel
import Sessions
import Wire

/// What signatures are held against, as whoever was in the world last left it: so a request is
/// verified while others call.
struct Entrance: Sendable {
  private let identities: Identities
  private let clock: WorldClock
  private let now: Timestamp

  /// Takes it of a world.
  init(of world: ServedWorld) {
    identities = world.world.environment.identities
    clock = world.clock
    now = world.session.now
  }

  /// What the world's clock shows at a moment of the machine's, as far as it goes by itself.
  func now(at moment: Timestamp) -> Timestamp { max(now, clock.due(at: moment)) }

  /// Who may sign at this moment.
  func authenticator(_ rules: EndpointRules, at moment: Timestamp) -> Authenticator {
    Authenticator(
      identities, clock.served(at: moment, world: now(at: moment)), givenKeys: rules.accessKeys,
      believesAll: !rules.verifiesSignatures)
  }
}

extension ServedWorld {
  /// What it leaves for whoever verifies signatures.
  var entrance: Entrance { Entrance(of: self) }
}
