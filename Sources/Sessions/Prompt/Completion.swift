/// What may stand at a place of a line.
package struct Completion: Sendable, Equatable {
  /// The bytes of the line that a choice replaces, as UTF-8 offsets.
  package let range: Range<Int>
  /// What they are replaced by, quoted as the line needs it, in the order in which to offer it.
  package let choices: [Choice]
  /// Whether there were more than were looked at.
  package let isCut: Bool

  /// Describes what may stand there.
  package init(range: Range<Int>, choices: [Choice], isCut: Bool) {
    self.range = range
    self.choices = choices
    self.isCut = isCut
  }

  /// A candidate and the text that puts it into the line.
  package struct Choice: Sendable, Equatable {
    /// The candidate.
    package let candidate: Candidate
    /// The text, without a blank after it.
    package let insertion: String

    /// Describes a choice.
    package init(candidate: Candidate, insertion: String) {
      self.candidate = candidate
      self.insertion = insertion
    }
  }

  /// Most candidates that are looked at where the world has many.
  package static let limit = 200
}
