/// The commands of the lines that a session writes itself, which its table has to know.
package enum OwnLine {
  /// Makes a call that came over the wire.
  package static let call = "call"
  /// Notes where clients find the world, behind the word `at`.
  package static let serve = "serve"
  /// Moves the clock, to a date behind the word `until`.
  package static let advance = "advance"
}
