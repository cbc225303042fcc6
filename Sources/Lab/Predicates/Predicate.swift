/// A statement about a world that is true or not, as checks of labs make it.
package struct Predicate: Sendable {
  /// The words, as the lab has them.
  package let text: String
  private let claim: Claim

  /// Reads a predicate; the error names the form that comes nearest.
  package init(_ text: String) throws(PredicateError) {
    self.text = text
    let words = PredicateScanner(text)
    for form in Predicate.candidates(for: words) {
      var words = words
      guard let claim = try form.read(&words) else { continue }
      try words.end()
      self.claim = claim
      return
    }
    throw PredicateError(message: "a predicate is missing; help predicates lists them")
  }

  /// The claim as learners read it: a sentence without its full stop; `text` is for authors.
  package var words: String { claim.words }

  /// Reads the predicate in a world.
  package func finding(on stage: Stage) -> Finding { claim.finding(stage) }

  /// What is claimed.
  struct Claim: Sendable {
    let words: String
    let finding: @Sendable (Stage) -> Finding

    init(_ words: String, finding: @escaping @Sendable (Stage) -> Finding) {
      self.words = words
      self.finding = finding
    }
  }
}

/// Why a text is no predicate.
package struct PredicateError: Error, Sendable, Equatable {
  /// What is wrong, and what would be right.
  package let message: String
}
