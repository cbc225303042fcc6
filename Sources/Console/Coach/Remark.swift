import Cloud

/// What the program says beside AWS's own words, to a learner who wants it.
enum Remark {
  /// Remarks that are made once in a session.
  enum Once: Sendable, Hashable {
    /// An operation answers with nothing.
    case silence
  }
}

extension Session {
  /// A remark for a learner; nothing where it was made before, and in a pipe.
  mutating func remark(_ once: Remark.Once, of operation: AnyOperation) -> String {
    guard isCoached, toldRemarks.insert(once).inserted else { return "" }
    switch once {
    case .silence: return "  AWS answers nothing: \(operation.commandName) worked.\n"
    }
  }
}
