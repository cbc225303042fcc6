import Cloud
import IAM
import Kernel

/// An option that the lab adds to an operation of AWS CLI; no request carries it.
///
/// The command with it makes no call: the lab answers, and the world stays as it is.
struct LabOption: Sendable {
  /// The operation's name.
  let operation: String
  /// The word, `--preview`.
  let name: String
  /// What it does, in one sentence.
  let help: String
  /// What the lab answers to the request.
  let body: @Sendable (Session, AnyOperation, DocumentObject, Call) throws(Fault) -> LabAnswer

  /// All of them.
  static let all: [LabOption] = [.previewOfDeletion]

  /// The options of an operation.
  static func of(_ operation: AnyOperation) -> [LabOption] {
    all.filter { $0.operation == operation.name }
  }
}
