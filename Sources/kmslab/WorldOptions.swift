import ArgumentParser
import Kernel
import Sessions

/// What a world begins with, at the prompt and where it is served.
struct WorldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What all randomness is drawn from; another seed is another world. (default: 1)"))
  var seed: UInt64?

  @Option(
    help: "Where the clock starts, as 2025-01-01 or 2025-01-01T09:30. (default: 2025-01-01)")
  var start: Timestamp?

  @Option(
    help: "The Region of calls that name none. (default: us-east-1)",
    completion: .list(Region.common.map(\.description)))
  var region: Region?

  @Option(help: "Your account, twelve digits. (default: 111122223333)")
  var account: AccountID?

  /// Whether a world of its own is asked for.
  var isNew: Bool { seed != nil || start != nil || region != nil || account != nil }

  /// What a session of it starts from.
  var configuration: SessionConfiguration {
    var configuration = SessionConfiguration()
    configuration.seed = seed ?? configuration.seed
    configuration.start = start ?? configuration.start
    configuration.region = region ?? configuration.region
    configuration.account = account ?? configuration.account
    return configuration
  }
}

extension Timestamp: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension Region: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension AccountID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
