import AWSCLI
package import Kernel

/// What a session starts from; with its lines it makes the same bytes on every machine.
package struct SessionConfiguration: Sendable, Equatable {
  /// What all randomness is drawn from.
  package var seed: UInt64
  /// Where the clock starts.
  package var start: Timestamp
  /// The Region of calls that name none.
  package var region: Region
  /// The learner's account.
  package var account: AccountID

  /// The seed where none is asked for.
  package static let standardSeed: UInt64 = 1
  /// 2025-01-01T00:00:00Z, where the clock starts unless another start is asked for.
  package static let standardStart = Timestamp(secondsSinceEpoch: 1_735_689_600)

  /// Makes a configuration.
  package init(
    seed: UInt64 = standardSeed, start: Timestamp = standardStart, region: Region = .usEast1,
    account: AccountID = .learner
  ) {
    self.seed = seed
    self.start = start
    self.region = region
    self.account = account
  }
}

extension Moment {
  /// Makes the first moment of a session.
  init(_ configuration: SessionConfiguration) {
    self.init(
      seed: configuration.seed, start: configuration.start, region: configuration.region,
      account: configuration.account)
  }
}

/// Which generation of the engine made a session; raised whenever the bytes drawn for the same
/// lines change.
package let engineGeneration = 4
