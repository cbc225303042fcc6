import Cloud
import Console
import Kernel
import Sessions
import Shell

extension Session {
  /// Runs a line; what it printed, output and errors in order.
  @discardableResult
  mutating func enter(_ line: String) -> String {
    switch execute(line) {
    case .incomplete(let reason): "incomplete: \(reason)"
    case .done(let results, _, _):
      results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    }
  }

  /// A session with a key that has the alias `alias/k`.
  static func withKey(isCoached: Bool = false) -> Session {
    var session = Session(isCoached: isCoached)
    session.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    session.enter("aws kms create-alias --alias-name alias/k --target-key-id $K")
    return session
  }
}
