/// What a predicate came to in a world.
package struct Finding: Sendable, Equatable {
  /// Whether it holds.
  package enum Outcome: Sendable, Equatable {
    /// It holds.
    case met
    /// It does not.
    case unmet
    /// It cannot be told; this never passes.
    case unknown
  }

  /// Whether it holds.
  package let outcome: Outcome
  /// What there is.
  package let found: String
  /// What there should be.
  package let wanted: String
  /// The command that shows it.
  package let shows: String?

  /// A finding of what there is and should be.
  init(_ isMet: Bool, found: String, wanted: String, shows: String?) {
    self.init(outcome: isMet ? .met : .unmet, found: found, wanted: wanted, shows: shows)
  }

  private init(outcome: Outcome, found: String, wanted: String, shows: String?) {
    self.outcome = outcome
    self.found = found
    self.wanted = wanted
    self.shows = shows
  }

  /// A predicate that cannot be evaluated here, and why.
  static func unknown(_ why: String, wanted: String) -> Finding {
    Finding(outcome: .unknown, found: why, wanted: wanted, shows: nil)
  }

  /// A predicate about somebody whom there is not.
  static func nobody(_ name: String, wanted: String) -> Finding {
    .unknown("there is nobody called \(name)", wanted: wanted)
  }

  /// A predicate about a file that there is not.
  static func noFile(_ name: String, wanted: String) -> Finding {
    Finding(false, found: "no file \(name)", wanted: wanted, shows: "ls")
  }

  /// Whether it holds.
  package var isMet: Bool { outcome == .met }
}
