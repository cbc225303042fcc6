/// What a stretch of a line is, for its colour.
package enum WordKind: String, Sendable, Equatable {
  /// A service, an operation, a command.
  case command
  /// An option.
  case option
  /// A value.
  case value
  /// The name of something that exists.
  case liveName
  /// A word that nothing here knows, or that cannot be read.
  case error
}

/// A stretch of a line with one meaning.
package struct Highlight: Sendable, Equatable {
  /// Where, as UTF-8 offsets.
  package let range: Range<Int>
  /// What it is.
  package let kind: WordKind

  /// Describes a stretch.
  package init(range: Range<Int>, kind: WordKind) {
    self.range = range
    self.kind = kind
  }
}
