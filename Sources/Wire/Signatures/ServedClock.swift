package import Kernel

/// The two clocks of a world that clients use: the machine's, by which they sign, and its own.
package struct ServedClock: Sendable {
  /// The machine's clock, when the request arrived.
  package let machine: Timestamp
  /// The world's clock.
  package let world: Timestamp
  /// When the world began to be served, by the machine's clock.
  package let served: Timestamp
  /// Seconds of the world with each of the machine's, where its clock goes by itself; 1 where it
  /// stands still, since links then grow old by the machine's clock.
  package let rate: Int
  /// How the world's clock was set forward since.
  package let advances: [Advance]

  /// A step of the world's clock, beyond what it goes by itself.
  package struct Advance: Sendable, Equatable {
    /// When it was made, by the machine's clock.
    package let moment: Timestamp
    /// How far.
    package let seconds: Int

    /// Makes a step.
    package init(at moment: Timestamp, seconds: Int) {
      self.moment = moment
      self.seconds = seconds
    }
  }

  /// Makes the clocks of a served world.
  package init(
    machine: Timestamp, world: Timestamp, served: Timestamp, rate: Int = 1,
    advances: [Advance] = []
  ) {
    self.machine = machine
    self.world = world
    self.served = served
    self.rate = rate
    self.advances = advances
  }

  /// Makes the clock of a world that nobody serves: there is one alone.
  package init(standingAt moment: Timestamp) {
    self.init(machine: moment, world: moment, served: moment)
  }

  /// The longest that a link of Signature Version 4 holds, in seconds.
  static let week = 604_800
  /// How far the clocks of S3's clients may be wrong, in seconds.
  static let tolerance = 900
}

extension ServedClock {
  /// Whether a signature is of this moment, by either clock.
  func isNear(_ date: Timestamp, within seconds: Int) -> Bool {
    [machine, world].contains {
      abs($0.secondsSinceEpoch - date.secondsSinceEpoch) <= seconds
    }
  }

  /// How many seconds ago a link was signed: those of the machine, and all that the world's clock
  /// was set forward since; of a link that was signed by the world's clock, those of the world.
  ///
  /// Dates have whole seconds. A step within the second of the signature counts as made after it.
  func age(of date: Timestamp) -> Int {
    let latest = machine.adding(seconds: ServedClock.tolerance)
    return isOfWorld(date, until: latest)
      ? ServedClock.seconds(from: date, to: world)
      : ServedClock.seconds(from: date, to: machine) * rate + advanced(since: date)
  }

  /// How old a link of Signature Version 2 is, and for how long it holds.
  ///
  /// It tells when it ends, and not when it was signed. It is taken to have been signed for the
  /// least number of whole minutes that reaches its end, below a minute of five seconds.
  func life(until end: Timestamp) -> (age: Int, seconds: Int) {
    let isOfWorld = isOfWorld(end, until: machine.adding(seconds: ServedClock.week))
    let now = isOfWorld ? world : machine
    let rest = ServedClock.seconds(from: now, to: end)
    guard rest > 0 else { return (0, rest) }
    let unit = rest > 60 ? 60 : 5
    let seconds = (rest + unit - 1) / unit * unit
    let start = end.adding(seconds: -seconds)
    let age = seconds - rest
    return (isOfWorld ? age : age * rate + advanced(since: start), seconds)
  }

  /// Whether a date is the world's and cannot be the machine's: it is near the world's clock, and
  /// lies before the world was served or behind the latest date that the machine's clock allows.
  private func isOfWorld(_ date: Timestamp, until latest: Timestamp) -> Bool {
    let earliest = served.adding(seconds: -ServedClock.tolerance)
    return !(earliest <= date && date <= latest)
      && isNearWorld(date, within: ServedClock.week + ServedClock.tolerance)
  }

  private func isNearWorld(_ date: Timestamp, within seconds: Int) -> Bool {
    abs(world.secondsSinceEpoch - date.secondsSinceEpoch) <= seconds
  }

  private func advanced(since date: Timestamp) -> Int {
    advances.reduce(0) { $0 + ($1.moment >= date ? $1.seconds : 0) }
  }

  private static func seconds(from start: Timestamp, to end: Timestamp) -> Int {
    end.secondsSinceEpoch - start.secondsSinceEpoch
  }
}
