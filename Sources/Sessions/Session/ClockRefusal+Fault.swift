package import Cloud
import Kernel
import Text

extension ClockRefusal {
  /// The refusal as it is told, where words are at fault with the bytes where they stand.
  package func fault(_ range: Range<Int>? = nil) -> Fault {
    switch self {
    case .stopped: return Fault("stopped on the way; nothing has happened", status: 130)
    case .backwards(let now):
      return Fault(
        "the clock never goes back; it is \(now.readable)", range: range, next: "undo", status: 1)
    case .tooFar:
      return Fault(
        "the clock moves 1,000 years at most at a time", range: range, next: "advance 365d",
        status: 1)
    case .endOfCalendar:
      return Fault("the calendar ends with the year 9999", range: range, next: "undo", status: 1)
    case .tooManyRotations(let count, let furthest):
      return Fault(
        "keys would rotate \(count) times on the way, and a lab keeps \(World.mostRotations)"
          + " rotations", range: range, next: furthest.map { "advance until \($0.date)" } ?? "undo",
        hint: "disable-key-rotation ends a key's rotation; undo takes rotations back", status: 1)
    case .nothingScheduled:
      return Fault(
        "nothing is scheduled that the clock could move to", range: range, next: "advance 1d",
        status: 1)
    }
  }
}
