import Cloud
import Sessions

/// What the program says once in a session beside AWS's own words, to a learner who wants it.
enum Remark: String {
  /// An operation answers with nothing.
  case silence
}

extension Session {
  /// A remark for a learner; nothing where it was made before, and in a pipe.
  mutating func remark(_ remark: Remark, of operation: AnyOperation) -> String {
    guard isCoached, noteRemark(remark.rawValue) else { return "" }
    switch remark {
    case .silence: return "  AWS answers nothing: \(operation.commandName) worked.\n"
    }
  }
}
