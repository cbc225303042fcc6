import Kernel
import Wire

/// How the world's clock moves by itself.
package enum ClockPace: Sendable, Equatable {
  /// Only as it is told.
  case still
  /// So many seconds with each of the machine's.
  case running(Int)

  /// Reads `still`, `real` or `3600x`; `nil` for anything else.
  package init?(_ text: String) {
    switch text {
    case "still": self = .still
    case "real": self = .running(1)
    default:
      guard text.hasSuffix("x"), let times = Int(text.dropLast()), (1...10_000_000).contains(times)
      else { return nil }
      self = .running(times)
    }
  }

  /// Seconds of the world with each of the machine's.
  fileprivate var times: Int {
    switch self {
    case .still: 0
    case .running(let times): times
    }
  }
}

extension ClockPace: CustomStringConvertible {
  /// As it is read.
  package var description: String {
    switch self {
    case .still: "still"
    case .running(1): "real"
    case .running(let times): "\(times)x"
    }
  }
}

/// The world's clock beside the machine's: where it should stand, and how far it was moved.
struct WorldClock: Sendable {
  /// How it moves by itself.
  let pace: ClockPace
  /// One moment on both clocks, from which it has moved by itself.
  private var anchor: (machine: Timestamp, world: Timestamp)
  /// When the world began to be served, by the machine's clock.
  private let start: Timestamp
  /// How it was moved; the oldest steps are forgotten.
  private var moves: [ServedClock.Advance] = []
  /// How often it was moved.
  private(set) var moveCount = 0

  /// Moves that are remembered.
  private static let moveLimit = 10_000

  /// Sets it.
  init(pace: ClockPace, machine: Timestamp, world: Timestamp) {
    self.pace = pace
    start = machine
    anchor = (machine, world)
  }

  /// Where it should stand.
  func due(at machine: Timestamp) -> Timestamp {
    let elapsed = max(0, machine.secondsSinceEpoch - anchor.machine.secondsSinceEpoch)
    let (way, isTooFar) = elapsed.multipliedReportingOverflow(by: pace.times)
    let left = Timestamp.last.secondsSinceEpoch - anchor.world.secondsSinceEpoch
    return anchor.world.adding(seconds: isTooFar ? left : min(way, left))
  }

  /// Notes where it really stands.
  mutating func note(_ world: Timestamp, at machine: Timestamp) {
    let distance = world.secondsSinceEpoch - due(at: machine).secondsSinceEpoch
    guard distance != 0 else { return }
    anchor = (machine, world)
    moveCount += 1
    moves.append(ServedClock.Advance(at: machine, seconds: distance))
    if moves.count > WorldClock.moveLimit { moves.removeFirst(WorldClock.moveLimit / 2) }
  }

  /// Both clocks, as signatures are held against them.
  func served(at machine: Timestamp, world: Timestamp) -> ServedClock {
    ServedClock(
      machine: machine, world: world, served: start, rate: max(1, pace.times), advances: moves)
  }
}
