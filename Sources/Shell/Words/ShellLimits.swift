/// How much this shell takes on, so that no line can exhaust the machine.
package enum ShellLimits {
  /// How deep `$(…)` may stand in `$(…)`.
  package static let substitutionDepth = 50
  /// How much one line may print, and one command may hand to the next.
  package static let outputBytes = 32 << 20
  /// How much all commands of a line may make: what they print, whoever reads it, and what they
  /// write into files and objects.
  package static let madeBytes = 128 << 20
  /// How much all variables together may hold.
  package static let variableBytes = 32 << 20
  /// How long the words of one command, or the value of one variable, may grow by expansion.
  package static let wordBytes = 8 << 20
}
