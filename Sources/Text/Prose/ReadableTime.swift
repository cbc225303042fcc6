package import Kernel

extension Timestamp {
  /// `2026-01-01 00:00:00`; the zone is always UTC.
  package var readable: String { "\(date) \(timeOfDay)" }
}
