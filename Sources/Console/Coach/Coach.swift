import AWSCLI
import Access
import Cloud
import IAM
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

/// What a learner can make of an error of AWS: why, and one line that helps.
struct Advice {
  let why: String
  let next: String?

  /// The lines below AWS's own.
  var text: String { "  \(why)\n" + (next.map { "  next: \($0)\n" } ?? "") }
}

/// Explains AWS's errors by the world in which they happened.
struct Coach {
  let session: Session
  let call: Call
  let operation: AnyOperation
  let request: DocumentObject
  /// The file that the command named for the answer.
  let outfile: String?
  /// Whether the call is one that `aws s3` made, whose options have other names.
  let isS3Command: Bool

  /// Looks at a call that AWS CLI made.
  init(_ refused: RefusedCall, in session: Session) {
    self.init(
      session: session, call: refused.call, operation: refused.operation,
      request: refused.request, outfile: refused.outfile, isS3Command: refused.isS3Command)
  }

  /// Looks at a call.
  init(
    session: Session, call: Call, operation: AnyOperation, request: DocumentObject,
    outfile: String? = nil, isS3Command: Bool = false
  ) {
    self.session = session
    self.call = call
    self.operation = operation
    self.request = request
    self.outfile = outfile
    self.isS3Command = isS3Command
  }

  /// What to say about a failure; `nil` where AWS's own text says it all.
  func advice(on failure: CallFailure) -> Advice? {
    if let advice = wrongFile { return advice }
    return switch failure.cause {
    case .denied(let denial): advice(on: denial)
    case .service(let failure as KMSFailure): advice(on: failure)
    case .service(let failure as S3Failure): advice(on: failure)
    case .service(IAMFailure.malformedPolicy(let text)),
      .service(STSFailure.malformedPolicy(let text)):
      placeOfFault(text)
    case .invalid(let invalid): advice(on: invalid)
    case .unauthenticated(.expired):
      Advice(
        why: "The session has ended; assume the role again.",
        next: session.present.accessKeyID == nil ? "as alice" : Moment.withoutAccessKey)
    case .throttled(let quota): advice(on: quota)
    case .unauthenticated(.unknown), .injected, .service: nil
    }
  }

  /// A rate that was passed, which nobody waits out in real seconds.
  private func advice(on quota: RequestQuota) -> Advice {
    Advice(
      why: "An account may make \(counted(quota.calls, "such call")) in"
        + " \(quota.seconds == 1 ? "a second" : counted(quota.seconds, "second")), in each Region.",
      next: "advance \(quota.seconds)s")
  }

  /// A request that breaks the model's rules.
  private func advice(on invalid: InvalidRequest) -> Advice? {
    guard case .constraints(let violations) = invalid else { return nil }
    if let advice = wrongChoice(violations) { return advice }
    for violation in violations {
      if operation.service == .kms, violation.path == "plaintext", request["Plaintext"] != nil {
        return Advice(
          why:
            "Encrypt is for small secrets. For more data, take a data key and encrypt with that.",
          next: "aws kms generate-data-key --key-id \(request["KeyId"]?.text ?? "KEY-ID")"
            + " --key-spec AES_256")
      }
      let member = operation.members.first { $0.wirePathName == violation.path }
      if let member, request[member.name] == nil { return missing(member) }
    }
    return nil
  }

  /// A member that AWS CLI does not ask for, and the service does.
  func missing(_ member: MemberDescription) -> Advice {
    Advice(
      why: "\(operation.commandName) needs \(member.option) too, for which AWS CLI does not ask.",
      next: session.suggestion(of: operation))
  }
}

extension Coach {
  var kms: KMSState { session.world.storage.kms }

  /// The caller as a learner names it.
  var caller: String { call.principal.shortName(from: session.configuration.account) }

  /// What is said of a key or alias that is somewhere else, or gone; `nil` for any other cause.
  func advice(on cause: HiddenCause?) -> Advice? {
    guard let cause else { return nil }
    let next: String? =
      switch cause {
      case .otherRegion(let region), .deleted(_, _, related: let region?): inRegion(region)
      case .deleted(_, _, related: nil): "trail"
      case .contextIsNone: nil
      case .contextIsAnother(let context): context.flatMap { line(with: $0) }
      case .noRole: "aws iam list-roles"
      }
    return Advice(why: cause.sentence(for: call), next: next)
  }

  /// The typed line with another Region; `nil` where it names one, or is more than a command.
  private func inRegion(_ region: Region) -> String {
    let line = session.presentLine
    guard session.isOneCommand, !session.table.holdsSecret(line), !line.contains("--region"),
      !line.contains("\n"), !line.contains("arn:")
    else { return "help regions" }
    return "\(line) --region \(region)"
  }

  /// The command again with another value of one member; `nil` where it holds more than texts and
  /// numbers, which might be secret.
  func rewritten(
    _ name: String, _ value: String
  ) -> String? {
    if let old = request[name]?.text, let line = session.line(with: value, for: old) {
      return line
    }
    var words = ["aws", operation.service.command, operation.commandName]
    for member in operation.members {
      guard let document = request[member.name] else { continue }
      let old =
        switch document {
        case .string(let text): text
        case .number(let number): number.literal
        default: ""
        }
      guard document.text != nil || Int(old) != nil, !member.holdsSecret else { return nil }
      words += [member.option, quoted(member.name == name ? value : old)]
    }
    return (words + (outfile.map { [quoted($0)] } ?? [])).joined(separator: " ")
  }
}

extension Session {
  /// The typed line, where it is one command, with another word in the place of the one word that
  /// has a text; `nil` where it has no such word, or would still have a secret.
  func line(with new: String, for old: String, isQuoted: Bool = true) -> String? {
    guard let command = onlyCommand else { return nil }
    let words = command.words.filter { $0.plainText == old }
    guard words.count == 1, let range = words.first?.range else { return nil }
    let bytes = Array(presentLine.utf8)
    guard range.upperBound <= bytes.count else { return nil }
    let word = Array((isQuoted ? quoted(new) : new).utf8)
    let text = String(
      decoding: bytes[..<range.lowerBound] + word + bytes[range.upperBound...], as: UTF8.self)
    return table.holdsSecret(text) ? nil : text
  }
}
