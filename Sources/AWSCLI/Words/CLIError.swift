package import Kernel

/// What AWS CLI itself refuses, before anything is called.
package struct CLIError: Error, Sendable {
  /// How AWS CLI words and weighs it.
  enum Kind: Sendable {
    /// Wrong words: the usage goes behind the message; status 252.
    case usage
    /// Words that an operation does not know: the usage goes before the message; status 252.
    case unknownOptions
    /// A wrong parameter; status 252.
    case parameter
    /// A wrong setting; status 253.
    case configuration
    /// Anything else; status 255.
    case other
  }

  let kind: Kind
  /// AWS CLI's own text.
  package let message: String
  /// The bytes at fault in the typed text.
  package let range: Range<Int>?
  /// The same for a learner: what is wrong, in one sentence without its full stop.
  package let remark: String
  /// What should have stood at the range; the next line is the typed one with it.
  package let replacement: String?
  /// One runnable line, where the typed one cannot be mended by a replacement.
  package let next: String?
  /// What the typed line lacks, where it takes a look at the world to name the next one.
  package let cause: Cause?
  /// Whether AWS does what is refused, and only kmslab does not.
  package let isNotSimulated: Bool

  /// What a line lacks that whoever knows the world can add.
  package enum Cause: Sendable {
    /// Options; none where it is only the file to write.
    case missingArguments([MemberDescription])
    /// Values that are no such as the operation takes.
    case wrongValues
  }

  /// Describes a refusal; without a remark AWS CLI's own text serves the learner too.
  init(
    _ kind: Kind, _ message: String, range: Range<Int>? = nil, remark: String? = nil,
    replacement: String? = nil, next: String? = nil, cause: Cause? = nil,
    isNotSimulated: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.remark = remark ?? message
    self.replacement = replacement
    self.next = next
    self.cause = cause
    self.isNotSimulated = isNotSimulated
  }

  /// AWS CLI v2's exit status.
  package var status: Int {
    switch kind {
    case .usage, .unknownOptions, .parameter: 252
    case .configuration: 253
    case .other: 255
    }
  }

  /// AWS CLI v2's code of the refusal; some have none.
  package var code: String? {
    switch kind {
    case .usage, .parameter: "ParamValidation"
    case .unknownOptions, .configuration, .other: nil
    }
  }

  /// AWS CLI v2's lines on standard error.
  package var text: String {
    let occurred = code.map { "An error occurred (\($0)): " } ?? ""
    let line = "aws: [ERROR]: \(occurred)\(message)\n"
    return switch kind {
    case .usage: "\n\(line)\n\(CLIError.usage)"
    case .unknownOptions: "\n\(CLIError.usage)\n\n\(line)"
    case .parameter, .configuration, .other: "\n\(line)"
    }
  }

  private static let usage = """
    usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
    To see help text, you can run:

      aws help
      aws <command> help
      aws <command> <subcommand> help

    """
}
