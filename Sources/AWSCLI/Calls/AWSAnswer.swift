package import Access
package import Cloud
package import Kernel
package import Shell
import Text

/// What a command of AWS CLI came to: its own words, and the facts that others are made of.
package struct AWSAnswer: Sendable {
  /// What AWS CLI prints.
  package let result: CommandResult
  /// What became of the command.
  package let ending: Ending

  /// What became of a command.
  package enum Ending: Sendable {
    /// It printed what there is to print.
    case done
    /// It asks for a page of help, which whoever knows the world has.
    case help(HelpSubject)
    /// AWS CLI itself refused the words.
    case rejected(RejectedWords)
    /// A service refused; the call is `nil` where the lab has no such operation.
    case refused(WireError, RefusedCall?)
    /// It asks the lab, by an option that AWS CLI has not.
    case question(LabQuestion)
  }

  /// Describes an answer.
  init(_ result: CommandResult, _ ending: Ending = .done) {
    self.result = result
    self.ending = ending
  }

  /// Asks for a page of help.
  init(_ subject: HelpSubject) { self.init(CommandResult(), .help(subject)) }

  /// Refuses words.
  init(_ rejected: RejectedWords) { self.init(rejected.result, .rejected(rejected)) }

  /// Tells that a service refused a call.
  init(_ refused: RefusedCall, in format: ErrorFormat) {
    let (operation, wire) = (refused.operation, refused.failure.wire)
    let text = format.text(of: wire, operation.name, of: operation.service)
    self.init(CommandResult(errors: text, status: 254), .refused(wire, refused))
  }
}

/// What a page of help is about.
package enum HelpSubject: Sendable {
  /// `aws help`.
  case services
  /// `aws kms help`.
  case service(Service)
  /// `aws kms encrypt help`.
  case operation(AnyOperation)
  /// `aws s3 help`.
  case s3
  /// `aws s3 cp help`.
  case s3Command(S3Command)
}

/// Words that AWS CLI itself refused.
package struct RejectedWords: Sendable {
  /// What is wrong with them.
  package let error: CLIError
  /// The words behind `aws`.
  package let words: [Argument]
  /// What could be read of them; `nil` for nothing, and for those of `aws s3`.
  package let command: AWSCommandLine?

  /// Whether they say in which form a refusal is to be printed.
  package var haveErrorFormat: Bool { ErrorFormat(in: words) != nil }

  /// The refusal in AWS CLI's own words.
  var result: CommandResult {
    CommandResult(
      errors: ErrorFormat(in: words)?.text(of: error) ?? error.text, status: error.status)
  }
}

/// A call, and the moment before it.
package struct ToldCall: Sendable {
  /// The moment before it.
  package let moment: Moment
  /// The operation.
  package let operation: AnyOperation
  /// What it was called with.
  package let request: DocumentObject
  /// Who called, and where.
  package let call: Call

  /// Describes a call.
  package init(moment: Moment, operation: AnyOperation, request: DocumentObject, call: Call) {
    self.moment = moment
    self.operation = operation
    self.request = request
    self.call = call
  }
}

/// A call that a service refused.
package struct RefusedCall: Sendable {
  /// The operation.
  package let operation: AnyOperation
  /// What it was called with, as it was typed.
  package let request: DocumentObject
  /// Who called, and where.
  package let call: Call
  /// Why it was refused.
  package let failure: CallFailure
  /// The file that the command named for the answer.
  package let outfile: String?
  /// Whether it is one that `aws s3` made, whose options have other names.
  package let isS3Command: Bool
}

/// What an option of the lab's own asks.
package struct LabQuestion: Sendable {
  /// The option.
  package let option: LabOption
  /// The operation that the command names.
  package let operation: AnyOperation
  /// What it would be called with.
  package let request: DocumentObject
  /// Who would call, and where.
  package let call: Call
  let command: AWSCommandLine
  let format: OutputFormat

  /// Whether the answer is to be printed as data.
  package var wantsData: Bool {
    command.globals.output != nil || command.globals.query != nil
  }
}
