package import AWSCLI
package import Kernel
import Shell

/// What a command was refused with, as a value: whoever counts messages reads no printed text.
package struct Complaint: Sendable, Equatable {
  /// AWS's code, AWS CLI's, or the name of the program or tool that complains.
  package let code: String
  /// The sentence.
  package let message: String
  /// Whether a service refused a call.
  let isRefusal: Bool
  /// Whether AWS does what is refused, and only kmslab does not.
  package let isNotSimulated: Bool

  /// Notes a refusal of a call.
  package init(_ error: WireError) {
    self.init(
      error.code, error.message ?? "", isRefusal: true, isNotSimulated: error.isNotSimulated)
  }

  /// Notes a refusal of AWS CLI, before anything was called.
  package init(_ error: CLIError) {
    self.init(error.code ?? "aws", error.message, isNotSimulated: error.isNotSimulated)
  }

  /// Notes what the lab itself says.
  init(_ fault: Fault) { self.init("kmslab", fault.message) }

  /// Notes what a tool says.
  init(_ failure: ToolFailure, of tool: Tool) { self.init(tool.name, failure.message) }

  private init(
    _ code: String, _ message: String, isRefusal: Bool = false, isNotSimulated: Bool = false
  ) {
    self.code = code
    self.message = message
    self.isRefusal = isRefusal
    self.isNotSimulated = isNotSimulated
  }

  /// The first words, without names and numbers, so that the same message of other resources is the
  /// same.
  package var beginning: String {
    let words = message.split(whereSeparator: \.isWhitespace).prefix(Complaint.mostWords)
    let isShort = message.split(whereSeparator: \.isWhitespace).count <= Complaint.mostWords
    let kept = words.map { word in
      let isName = word.contains { $0.isNumber || ":/'\"$".contains($0) }
      return isName && word.count > 1 ? "…" : String(word)
    }
    return kept.joined(separator: " ") + (isShort ? "" : " …")
  }

  private static let mostWords = 8
}

extension [Complaint] {
  /// The first refusal of a call.
  package var refusal: Complaint? { first { $0.isRefusal } }
  /// Whether one is of what AWS has and kmslab has not.
  package var areOfLimits: Bool { contains { $0.isNotSimulated } }
}
