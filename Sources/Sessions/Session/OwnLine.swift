/// The commands of the lines that a session writes itself, which its table has to know.
package enum OwnLine {
  /// Makes a call that came over the wire.
  package static let call = "call"
  /// Moves the clock, to a date behind the word `until`.
  package static let advance = "advance"
}
