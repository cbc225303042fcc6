/// How much this shell takes on, so that no line can exhaust the machine.
package enum ShellLimits {
  /// How deep `$(…)` may stand in `$(…)`.
  package static let substitutionDepth = 50
  /// How much one line may print, and one command may hand to the next.
  package static let outputBytes = 256 << 20
  /// How long the words of one command, or the value of one variable, may grow by expansion.
  package static let wordBytes = 8 << 20
}
