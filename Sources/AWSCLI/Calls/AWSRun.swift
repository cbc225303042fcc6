import Access
import Cloud
package import Kernel
import S3
package import Shell
import Text

/// One command of AWS CLI on its way: what it works on, and what has come of it so far.
package struct AWSRun: Sendable {
  /// The cloud and the files as the command leaves them.
  package internal(set) var moment: Moment
  /// The last call that it made.
  package internal(set) var lastCall: ToldCall?
  /// Whether it has changed the moment by what is no file and no variable.
  package internal(set) var hasChanged = false

  /// What `/dev/stdin` holds.
  let standardInput: [UInt8]
  /// The files as they were before the last line that changed anything.
  let filesBefore: VirtualFiles?
  /// How long work goes on.
  let pace: Pace
  /// Whether somebody learns who is told what AWS CLI keeps to itself.
  let isCoached: Bool

  /// Begins with a moment.
  package init(
    on moment: Moment, standardInput: [UInt8] = [], filesBefore: VirtualFiles? = nil,
    pace: Pace = .free, isCoached: Bool = false
  ) {
    self.moment = moment
    self.standardInput = standardInput
    self.filesBefore = filesBefore
    self.pace = pace
    self.isCoached = isCoached
  }

  /// Runs a command; the words are those behind `aws`.
  package mutating func perform(_ words: [Argument]) -> AWSAnswer {
    var command: AWSCommandLine?
    do throws(CLIError) {
      let sorted = try AWSCommandLine(words)
      command = sorted
      return try perform(sorted)
    } catch {
      return AWSAnswer(RejectedWords(error: error, words: words, command: command))
    }
  }

  private mutating func perform(_ command: AWSCommandLine) throws(CLIError) -> AWSAnswer {
    switch command.request {
    case .help: return AWSAnswer(.services)
    case .serviceHelp(let service): return AWSAnswer(.service(service))
    case .operationHelp(let operation): return AWSAnswer(.operation(operation))
    case .call(let operation): return try call(operation, command)
    case .wait(let waiter): return try wait(for: waiter, command)
    case .configure(let words): return AWSAnswer(try configure(words, command.globals))
    case .version: return AWSAnswer(CommandResult(output: Array((AWSRun.version + "\n").utf8)))
    case .s3Command(let words): return performS3(words)
    case .refused(let service, let name, let error):
      let text = command.globals.errorFormat.text(of: error, name, of: service)
      return AWSAnswer(CommandResult(errors: text, status: 254), .refused(error, nil))
    }
  }

  /// What `aws --version` prints: whose language this is, and that it is not AWS's program.
  private static let version = "aws-cli/2 kmslab/simulated"

  private mutating func call(
    _ operation: AnyOperation, _ command: AWSCommandLine
  ) throws(CLIError) -> AWSAnswer {
    let globals = command.globals
    if let form = globals.skeleton {
      return AWSAnswer(try skeleton(form, of: operation, command))
    }
    let typed = try self.request(operation, command)
    let request = AWSRun.withDefaults(typed, operation)
    let region = try self.region(of: operation, globals)
    let format = try moment.format(globals)
    let call = Call(principal: try moment.caller(globals), region: region)
    if let option = command.labOption {
      let question = LabQuestion(
        option: option, operation: operation, request: request, call: call, command: command,
        format: format)
      return AWSAnswer(CommandResult(), .question(question))
    }
    lastCall = ToldCall(moment: moment, operation: operation, request: request, call: call)
    // What AWS CLI lets be escaped on the way, it shows as it was.
    let decodes = request["EncodingType"] != nil && typed["EncodingType"] == nil
    switch try answer(to: request, operation, call, globals, decodes: decodes) {
    case .failure(let failure):
      let call = RefusedCall(
        operation: operation, request: typed, call: call, failure: failure,
        outfile: command.outfile?.text, isS3Command: false)
      return AWSAnswer(call, in: globals.errorFormat)
    case .success(let answer): return try AWSAnswer(told(answer, of: operation, command, format))
    }
  }

  /// Where an operation is called: where it was asked for, unless its service has one Region alone.
  func region(of operation: AnyOperation, _ globals: GlobalOptions) throws(CLIError) -> Region {
    let asked = try moment.region(globals)
    return operation.service.onlyRegion ?? asked
  }

  /// What is printed of a success, what streams being written where the command says.
  private mutating func told(
    _ answer: PagedAnswer, of operation: AnyOperation, _ command: AWSCommandLine,
    _ format: OutputFormat
  ) throws(CLIError) -> CommandResult {
    var answer = answer
    let content = try deliver(&answer.whole, of: operation, to: command.outfile)
    var result = try result(answer, of: operation, command.globals, format)
    if let content { result.output = content + result.output }
    if let most = command.globals.pages.maxItems, most < 1 {
      result.errors = AWSRun.warningOfMaxItems + result.errors
    }
    return result
  }

  private static let warningOfMaxItems =
    "warning: Non-positive values for --max-items may result in undefined behavior.\n"

  /// Prints what the lab answers to a question as data.
  package func print(_ answer: DocumentObject, to question: LabQuestion) -> AWSAnswer {
    do throws(CLIError) {
      return AWSAnswer(
        try result(
          PagedAnswer(whole: answer), of: question.operation, question.command.globals,
          question.format))
    } catch {
      let command = question.command
      return AWSAnswer(RejectedWords(error: error, words: command.words, command: command))
    }
  }

  /// Writes what streams into the file that was named; what goes to standard output is returned.
  private mutating func deliver(
    _ response: inout DocumentObject, of operation: AnyOperation, to outfile: Argument?
  ) throws(CLIError) -> [UInt8]? {
    guard let outfile, let name = operation.results.first(where: \.isStream)?.name,
      case .bytes(let content) = response[name]
    else { return nil }
    response[name] = nil
    if outfile.text == "/dev/null" { return nil }
    if outfile.text == "/dev/stdout" { return content }
    if let folder = moment.files.missingFolder(of: outfile.text) {
      throw CLIError(
        .other, "[Errno 2] No such file or directory: '\(outfile.text)'", range: outfile.range,
        remark: "get-object makes no folders, and no file is below \(quoted(folder)); aws s3 cp"
          + " makes them", replacement: outfile.text.lastStep)
    }
    do throws(VirtualFileError) {
      try moment.files.write(content, to: outfile.text)
      return nil
    } catch {
      throw CLIError(.other, "\(error)", range: outfile.range)
    }
  }

  mutating func handle(
    _ operation: AnyOperation, _ request: DocumentObject, _ call: Call
  ) -> Outcome {
    let outcome = moment.world.handle(operation, .object(request), as: call)
    if operation.effect == .write, case .success = outcome { hasChanged = true }
    return outcome
  }

  /// What a learner sees of a success; as text AWS CLI prints page by page, the query applied to
  /// each.
  private func result(
    _ answer: PagedAnswer, of operation: AnyOperation, _ globals: GlobalOptions,
    _ format: OutputFormat
  ) throws(CLIError) -> CommandResult {
    guard !operation.results.isEmpty else {
      var result = CommandResult()
      result.isUnanswered = true
      return result
    }
    var text = ""
    var coloured = ""
    // Unasked, AWS CLI colours tables on a terminal alone: only the edge knows whether it is one.
    let coloursItself = format == .table && globals.isColoured == nil
    var budget = JMESPath.Budget()
    for document in answer.documents(in: format)
    where text.utf8.count <= ShellLimits.outputBytes {
      let found = try queried(document, globals, &budget)
      text += try printed(found, format, title: operation.name, globals)
      guard coloursItself else { continue }
      coloured += try printed(found, format, title: operation.name, globals, isColoured: true)
    }
    var result = CommandResult(output: Array(text.utf8))
    if coloursItself { result.colouredOutput = Array(coloured.utf8) }
    result.isColoured = globals.isColoured ?? false
    return result
  }

  /// A document in a form of AWS CLI's; fails where Python does.
  func printed(
    _ document: Document, _ format: OutputFormat, title: String, _ globals: GlobalOptions,
    isColoured: Bool? = nil
  ) throws(CLIError) -> String {
    do throws(OutputFailure) {
      return try format.render(
        document, title: title, isColoured: isColoured ?? globals.isColoured ?? false,
        mostBytes: ShellLimits.outputBytes)
    } catch {
      throw CLIError(
        .other, error.message, range: globals.query?.range,
        remark: "AWS CLI cannot print that as \(format.rawValue): \(error.message)",
        next: "help query")
    }
  }

  func queried(
    _ document: Document, _ globals: GlobalOptions, _ budget: inout JMESPath.Budget
  ) throws(CLIError) -> Document {
    guard let query = globals.query else { return document }
    do throws(JMESPathError) {
      return try query.expression.search(document, &budget)
    } catch {
      throw CLIError(
        .other, "\(error)", range: query.range, remark: "the query fails: \(error)",
        next: "help query")
    }
  }
}

extension AWSRun {
  /// The request: `--cli-input-json` or `--cli-input-yaml` first, and the options over it.
  func request(
    _ operation: AnyOperation, _ command: AWSCommandLine
  ) throws(CLIError) -> DocumentObject {
    try checkArguments(operation, command)
    if let unknown = command.unknown { throw unknown }
    let reader = ParameterReader(
      service: operation.service, files: moment.files, filesBefore: filesBefore,
      standardInput: standardInput, binaryFormat: try moment.binaryFormat(command.globals),
      now: moment.world.now)
    var request = try reader.cliInput(command.globals.inputs, operation)
    for option in command.options { request[option.member.name] = try reader.document(option) }
    request = ParameterReader.momentsRead(request, operation.members, now: moment.world.now)
    if operation.service == .s3 {
      request = request.withCustomerKeysEncoded(for: operation.name)
    }
    if let report = ParameterValidation.report(on: request, operation.members) {
      throw CLIError(
        .parameter, report, remark: report.replacing("\n", with: "\n  "),
        cause: .wrongValues)
    }
    try AWSRun.checkNames(operation, request)
    if let algorithm = operation.unsupportedChecksum(request) {
      throw AWSRun.unsupportedChecksum(algorithm)
    }
    return operation.withChecksum(request)
  }

  /// Refuses what AWS CLI itself does not let through of buckets, metadata and accounts.
  private static func checkNames(
    _ operation: AnyOperation, _ request: DocumentObject
  ) throws(CLIError) {
    if operation.service == .s3, let bucket = request["Bucket"]?.text,
      let report = ParameterValidation.reportOnBucketName(bucket)
    {
      throw CLIError(
        .parameter, report, isNotSimulated: report == ParameterValidation.noAccessPoints)
    }
    if operation.service == .s3,
      let report = ParameterValidation.reportOnMetadata(request["Metadata"])
    {
      throw CLIError(.parameter, report)
    }
    if operation.service == .s3control, let account = request["AccountId"]?.text,
      let report = ParameterValidation.reportOnAccount(account)
    {
      throw CLIError(.other, report)
    }
  }

  /// Refuses a command without a required option, or without the file that it writes.
  private func checkArguments(
    _ operation: AnyOperation, _ command: AWSCommandLine
  ) throws(CLIError) {
    let missing = operation.members.filter { member in
      member.isRequired && !command.options.contains { $0.member == member }
    }
    let lacksFile = operation.hasStream && command.outfile == nil && command.labOption == nil
    guard !missing.isEmpty || lacksFile, command.globals.inputs.isEmpty else { return }
    let names = (missing.map(\.option) + (lacksFile ? ["outfile"] : []))
      .joined(separator: ", ")
    throw CLIError(
      .usage, "the following arguments are required: \(names)",
      remark: missing.isEmpty
        ? "\(operation.commandName) writes a file: give its name as the last word"
        : "\(operation.commandName) still needs \(names)",
      cause: .missingArguments(missing))
  }

  private static func unsupportedChecksum(_ algorithm: String) -> CLIError {
    CLIError(
      .other, "Unsupported checksum algorithm: \(algorithm.lowercased())",
      remark: "\(quoted(algorithm)) is no checksum; there are "
        + ChecksumAlgorithm.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// What AWS CLI makes of a request by itself: it asks for the checksum of what it reads, and
  /// escapes the source of a copy, whatever is escaped in it already.
  static func withDefaults(
    _ request: DocumentObject, _ operation: AnyOperation
  ) -> DocumentObject {
    var request = request
    if operation.name == "GetObject", request["ChecksumMode"] == nil, request["Range"] == nil {
      request["ChecksumMode"] = "ENABLED"
    }
    if operation.name.hasPrefix("ListObject"), request["EncodingType"] == nil {
      request["EncodingType"] = "url"
    }
    if let source = request["CopySource"]?.text {
      let named = VersionedName(source)
      request["CopySource"] = .string(PercentEncoding.encode(named.name) + named.suffix)
    }
    return request
  }
}

extension AnyOperation {
  /// The request with the checksum that AWS CLI sends with each part, of its own choice where
  /// nobody names one; elsewhere S3 makes the same by itself.
  fileprivate func withChecksum(_ request: DocumentObject) -> DocumentObject {
    guard name == "UploadPart", !request.names.contains(where: { $0.hasPrefix("Checksum") }) else {
      return request
    }
    var request = request
    request["ChecksumAlgorithm"] = .string(ChecksumAlgorithm.crc64nvme.rawValue)
    return request
  }

  /// The checksum that AWS CLI should make, where it cannot; those of a copy and of an upload as a
  /// whole are S3's own to make, and of what this program has not the call itself tells.
  fileprivate func unsupportedChecksum(_ request: DocumentObject) -> String? {
    guard service == .s3, !["CopyObject", "CreateMultipartUpload"].contains(name),
      let text = request["ChecksumAlgorithm"]?.text,
      ChecksumAlgorithm(rawValue: text.uppercased()) == nil, !ChecksumAlgorithm.isNotComputed(text)
    else { return nil }
    return text
  }
}
