import Cloud
import IAM
import Kernel
import S3
import Shell
import Wire

/// The part of a session that the commands behind `aws s3` work on.
private struct SessionCloud: S3Cloud {
  /// The cloud and the files as the command changes them.
  var moment: Moment
  let caller: Call
  let credentials: Credentials
  /// Whether a call has changed the world.
  private(set) var hasWritten = false
  /// The last call, which `explain` explains.
  private(set) var lastCall: Session.ToldCall?

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
    lastCall = Session.ToldCall(
      moment: moment, operation: operation, request: request, call: caller)
    let outcome = moment.world.handle(operation, .object(request), as: caller)
    if operation.effect == .write, case .success = outcome { hasWritten = true }
    return outcome
  }
}

extension Session {
  /// Runs a command of `aws s3`; the words are those behind it.
  mutating func runS3Command(_ arguments: [Argument], input: [UInt8]) -> CommandResult {
    do throws(CLIError) {
      let sorted = try S3Arguments(arguments, files: files)
      switch sorted.request {
      case .help: return .page(HelpPages.s3)
      case .commandHelp(let command):
        return .page(HelpPages.page(of: command))
      case .command(let command): return try run(command, sorted, input)
      }
    } catch {
      line.complaints.append(Complaint(error))
      return CommandResult(
        errors: shown(error, [Argument(text: "s3")] + arguments), status: error.status)
    }
  }

  private mutating func run(
    _ command: S3Command, _ arguments: S3Arguments, _ input: [UInt8]
  ) throws(CLIError) -> CommandResult {
    let region = try self.region(arguments.globals)
    let caller = Call(principal: try self.caller(arguments.globals), region: region)
    var run = S3Run(
      cloud: SessionCloud(
        moment: present, caller: caller,
        credentials: credentials(of: caller.principal, arguments.globals)),
      arguments: arguments, region: region.description, input: input, isCoached: isCoached,
      pace: host.pace(of: "aws s3 \(command.name)"),
      filesBefore: filesBefore)
    try run.perform(command)
    present = run.cloud.moment
    lastCall = run.cloud.lastCall ?? lastCall
    if run.cloud.hasWritten { line.isChanging = true }
    var result = run.result
    if let refusal = run.refusal { line.complaints.append(Complaint(refusal.error.wire)) }
    if isCoached, !arguments.has(.quiet), let refusal = run.refusal {
      result.errors += advice(on: refusal, caller) ?? ""
    }
    return result
  }

  /// What a coach says about the first refusal of a command.
  private func advice(on refusal: S3CallFailure.Refusal, _ caller: Call) -> String? {
    guard let operation = Catalogue.operation(refusal.operation) else { return nil }
    let coach = Coach(
      session: self, call: caller, operation: operation, request: refusal.request,
      isS3Command: true)
    return coach.advice(on: refusal.error)?.text
  }
}
