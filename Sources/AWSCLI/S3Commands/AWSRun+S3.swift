import Access
import Cloud
import Kernel
import S3
import Shell
import Wire

/// The part of a moment that the commands behind `aws s3` work on.
private struct MomentCloud: S3Cloud {
  /// The cloud and the files as the command changes them.
  var moment: Moment
  let caller: Call
  let credentials: Credentials
  /// Whether a call has changed the world.
  private(set) var hasWritten = false
  /// The last call, which `explain` explains.
  private(set) var lastCall: ToldCall?

  init(moment: Moment, caller: Call, credentials: Credentials) {
    self.moment = moment
    self.caller = caller
    self.credentials = credentials
  }

  var files: VirtualFiles {
    get { moment.files }
    set { moment.files = newValue }
  }

  var contents: KnownContents {
    get { moment.objectContents }
    set { moment.objectContents = newValue }
  }

  func link(to bucket: String, _ key: String, seconds: Int) -> String {
    let endpoint = moment.variables["AWS_ENDPOINT_URL"]
    return Link(bucket: bucket, key: key, region: caller.region, endpoint: endpoint).signed(
      for: "GET", seconds: seconds, by: credentials, in: caller.region, at: moment.world.now
    ).text
  }

  mutating func tidy(_ operation: String, _ request: DocumentObject) -> Outcome {
    let before = lastCall
    defer { lastCall = before }
    return call(operation, request)
  }

  mutating func call(_ operation: String, _ request: DocumentObject) -> Outcome {
    guard let operation = Catalogue.operation(operation) else {
      let failure = S3Failure.notSimulated("This lab has no operation \(operation).")
      return .failure(CallFailure(failure.wire, .service(failure)))
    }
    lastCall = ToldCall(
      moment: moment, operation: operation, request: request, call: caller)
    let outcome = moment.world.handle(operation, .object(request), as: caller)
    if operation.effect == .write, case .success = outcome { hasWritten = true }
    return outcome
  }
}

extension AWSRun {
  /// Runs a command of `aws s3`; the words are those behind it.
  mutating func performS3(_ words: [Argument]) -> AWSAnswer {
    do throws(CLIError) {
      let sorted = try S3Arguments(words, files: moment.files)
      switch sorted.request {
      case .help: return AWSAnswer(.s3)
      case .commandHelp(let command): return AWSAnswer(.s3Command(command))
      case .command(let command): return try perform(command, sorted)
      }
    } catch {
      return AWSAnswer(
        RejectedWords(error: error, words: [Argument(text: "s3")] + words, command: nil))
    }
  }

  private mutating func perform(
    _ command: S3Command, _ arguments: S3Arguments
  ) throws(CLIError) -> AWSAnswer {
    let region = try moment.region(arguments.globals)
    let caller = Call(principal: try moment.caller(arguments.globals), region: region)
    var run = S3Run(
      cloud: MomentCloud(
        moment: moment, caller: caller,
        credentials: moment.credentials(of: caller.principal, arguments.globals)),
      arguments: arguments, region: region.description, input: standardInput,
      isCoached: isCoached,
      pace: Pace(
        what: "aws s3 \(command.name)", isStopped: pace.isStopped, progress: pace.progress),
      filesBefore: filesBefore)
    try run.perform(command)
    moment = run.cloud.moment
    lastCall = run.cloud.lastCall
    hasChanged = run.cloud.hasWritten
    guard let refusal = run.refusal else { return AWSAnswer(run.result) }
    let refused = Catalogue.operation(refusal.operation).map { operation in
      RefusedCall(
        operation: operation, request: refusal.request, call: caller, failure: refusal.error,
        outfile: nil, isS3Command: true)
    }
    return AWSAnswer(run.result, .refused(refusal.error.wire, refused))
  }
}
