package import Cloud

/// An option that the lab adds to an operation of AWS CLI; no request carries it.
///
/// The command with it makes no call: whoever runs it answers (`LabQuestion`), and the world stays
/// as it is.
package enum LabOption: Sendable, CaseIterable {
  /// Shows what the deletion of a key would destroy.
  case previewOfDeletion

  /// The operation's name.
  package var operation: String {
    switch self {
    case .previewOfDeletion: "ScheduleKeyDeletion"
    }
  }

  /// The word, `--preview`.
  package var name: String {
    switch self {
    case .previewOfDeletion: "--preview"
    }
  }

  /// What it does, in one sentence.
  package var help: String {
    switch self {
    case .previewOfDeletion:
      "Makes no call: lists what would be lost with the key, and when. Takes aliases too."
    }
  }

  /// The options of an operation.
  package static func of(_ operation: AnyOperation) -> [LabOption] {
    allCases.filter { $0.operation == operation.name }
  }
}
