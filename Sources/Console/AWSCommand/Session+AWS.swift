import Cloud
import IAM
import Kernel
import S3
import Shell
import Text

extension Session {
  /// Runs an AWS CLI command; the words are those behind `aws`.
  mutating func runAWS(_ arguments: [Argument], input: [UInt8]) -> CommandResult {
    line.standardInput = input
    do throws(CLIError) {
      let command = try AWSCommandLine(arguments)
      switch command.request {
      case .help: return .page(HelpPages.aws)
      case .serviceHelp(let service): return .page(HelpPages.page(of: service))
      case .operationHelp(let operation):
        return .page(HelpPages.page(of: operation, example(of: operation)))
      case .call(let operation): return try call(operation, command)
      case .configure(let words): return try configure(words, command.globals)
      case .version: return CommandResult(output: Array((Session.commandLineVersion + "\n").utf8))
      case .s3Command(let words): return runS3Command(words, input: input)
      case .refused(let service, let name, let error):
        line.complaints.append(Complaint(error))
        return CommandResult(
          errors: command.globals.errorFormat.text(of: error, name, of: service), status: 254)
      }
    } catch {
      line.complaints.append(Complaint(error))
      return CommandResult(errors: shown(error, arguments), status: error.status)
    }
  }

  /// What `aws --version` prints: whose language this is, and that it is not AWS's program.
  private static let commandLineVersion = "aws-cli/2 kmslab/simulated"

  /// The text of a refusal: AWS CLI's own in a pipe; caret and reason for a learner.
  func shown(_ error: CLIError, _ arguments: [Argument]) -> String {
    if let format = ErrorFormat(in: arguments) { return format.text(of: error) }
    guard isCoached else { return error.text }
    if let help = arguments.first(where: { ["--help", "-h"].contains($0.text) }) {
      let words = arguments.prefix { !$0.text.hasPrefix("-") }.prefix(2).map(\.text)
      return shown(
        Fault(
          "AWS CLI's help is a word, no option", range: help.range,
          next: (["aws"] + words + ["help"]).joined(separator: " "), status: error.status))
    }
    if let last = arguments.last, last.text == "^", error.status == 252 {
      return shown(
        Fault(
          "^ at the end goes on in Windows's command prompt; here \\ does, as in sh",
          range: last.range, status: error.status))
    }
    let next = error.replacement.map { replacement in
      (["aws"] + arguments.map { $0.range == error.range ? replacement : quoted($0.text) })
        .joined(separator: " ")
    }
    let isSecret = next.map(Session.holdsSecret) ?? false
    let cause = unsetVariable(behind: error.range).map { "; $\($0) is not set" } ?? ""
    return shown(
      Fault(
        error.remark + cause, range: error.range, next: isSecret ? error.next : next ?? error.next,
        status: error.status))
  }

  /// The variable that stands behind a word and has no value.
  private func unsetVariable(behind range: Range<Int>?) -> String? {
    let words = line.onlyCommand?.words ?? []
    guard let index = words.firstIndex(where: { $0.range == range }), index + 1 < words.count,
      let part = words[index + 1].parts.first, case .variable(let name) = part.content,
      variables[name]?.isEmpty ?? true
    else { return nil }
    return name
  }

  private mutating func call(
    _ operation: AnyOperation, _ command: AWSCommandLine
  ) throws(CLIError) -> CommandResult {
    if let form = command.globals.skeleton { return try skeleton(form, of: operation, command) }
    let typed = try self.request(operation, command)
    let request = Session.withDefaults(typed, operation)
    let region = try self.region(command.globals)
    let format = try self.format(command.globals)
    let call = Call(principal: try caller(command.globals), region: region)
    if let option = command.labOption {
      return try answer(option, operation, request, call, command.globals, format)
    }
    if operation.hasStream, command.outfile == nil {
      throw CLIError(
        .usage, "the following arguments are required: outfile",
        remark: "\(operation.commandName) writes a file: give its name as the last word",
        next: (["aws"] + line(operation, command, []) + ["copy.bin"]).joined(separator: " "))
    }
    lastCall = ToldCall(moment: present, operation: operation, request: request, call: call)
    // What AWS CLI lets be escaped on the way, it shows as it was.
    let decodes = request["EncodingType"] != nil && typed["EncodingType"] == nil
    let outcome = try self.answer(to: request, operation, call, command.globals, decodes: decodes)
    switch outcome {
    case .failure(let error):
      return refusal(error, of: operation, typed, call, command)
    case .success(var answer):
      let content = try deliver(&answer.whole, of: operation, to: command.outfile)
      var result = try result(answer, of: operation, command.globals, format)
      if let content { result.output = content + result.output }
      if let most = command.globals.pages.maxItems, most < 1 {
        result.errors = Session.warningOfMaxItems + result.errors
      }
      return result
    }
  }

  private static let warningOfMaxItems =
    "warning: Non-positive values for --max-items may result in undefined behavior.\n"

  /// What the lab answers to its own option: words, or data where a form was asked for.
  private mutating func answer(
    _ option: LabOption, _ operation: AnyOperation, _ request: DocumentObject, _ call: Call,
    _ globals: GlobalOptions, _ format: OutputFormat
  ) throws(CLIError) -> CommandResult {
    let answer: LabAnswer
    do throws(Fault) {
      answer = try option.body(self, operation, request, call)
    } catch {
      return refused(error)
    }
    guard globals.output != nil || globals.query != nil, let members = answer.document.members
    else { return CommandResult(output: Array(answer.inWords.utf8)) }
    return try result(PagedAnswer(whole: members), of: operation, globals, format)
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
    if let folder = files.missingFolder(of: outfile.text) {
      throw CLIError(
        .other, "[Errno 2] No such file or directory: '\(outfile.text)'", range: outfile.range,
        remark: "get-object makes no folders, and no file is below \(quoted(folder)); aws s3 cp"
          + " makes them", replacement: outfile.text.lastStep)
    }
    do throws(VirtualFileError) {
      try present.files.write(content, to: outfile.text)
      return nil
    } catch {
      throw CLIError(.other, "\(error)", range: outfile.range)
    }
  }

  mutating func handle(
    _ operation: AnyOperation, _ request: DocumentObject, _ call: Call
  ) -> Outcome {
    let outcome = present.world.handle(operation, .object(request), as: call)
    if operation.effect == .write, case .success = outcome { line.isChanging = true }
    return outcome
  }

  /// What a learner sees of a success; as text AWS CLI prints page by page, the query applied to
  /// each.
  private mutating func result(
    _ answer: PagedAnswer, of operation: AnyOperation, _ globals: GlobalOptions,
    _ format: OutputFormat
  ) throws(CLIError) -> CommandResult {
    guard !operation.results.isEmpty else {
      var result = CommandResult(errors: remark(.silence, of: operation))
      result.isUnanswered = result.errors.isEmpty
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

  /// AWS CLI's words about a refusal, and what a learner can make of it.
  private mutating func refusal(
    _ error: CallFailure, of operation: AnyOperation, _ request: DocumentObject, _ call: Call,
    _ command: AWSCommandLine
  ) -> CommandResult {
    line.complaints.append(Complaint(error.wire))
    let text = command.globals.errorFormat.text(
      of: error.wire, operation.name, of: operation.service)
    let coach = Coach(
      session: self, call: call, operation: operation, request: request,
      outfile: command.outfile?.text)
    let advice = isCoached ? coach.advice(on: error) : nil
    return CommandResult(errors: text + (advice?.text ?? ""), status: 254)
  }
}

extension Session {
  /// The request: `--cli-input-json` or `--cli-input-yaml` first, and the options over it.
  func request(
    _ operation: AnyOperation, _ command: AWSCommandLine
  ) throws(CLIError) -> DocumentObject {
    try checkArguments(operation, command)
    if let unknown = command.unknown { throw unknown }
    let reader = ParameterReader(
      service: operation.service, files: files,
      filesBefore: filesBefore, standardInput: line.standardInput,
      binaryFormat: try binaryFormat(command.globals), now: world.now)
    var request = try reader.cliInput(command.globals.inputs, operation)
    for option in command.options { request[option.member.name] = try reader.document(option) }
    request = ParameterReader.momentsRead(request, operation.members, now: world.now)
    if operation.service == .s3 {
      request = request.withCustomerKeysEncoded(for: operation.name)
    }
    if let report = ParameterValidation.report(on: request, operation.members) {
      throw CLIError(
        .parameter, report, remark: report.replacing("\n", with: "\n  "),
        next: tagsRenamed(operation, command) ?? textsRead(operation, command))
    }
    try Session.checkNames(operation, request)
    if let algorithm = operation.unsupportedChecksum(request) {
      throw Session.unsupportedChecksum(algorithm)
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
    let names = (missing.map { "--" + kebabCase($0.name) } + (lacksFile ? ["outfile"] : []))
      .joined(separator: ", ")
    throw CLIError(
      .usage, "the following arguments are required: \(names)",
      remark: missing.isEmpty
        ? "\(operation.commandName) writes a file: give its name as the last word"
        : "\(operation.commandName) still needs \(names)",
      next: isCoached ? example(operation, command, missing) : nil)
  }

  private static func unsupportedChecksum(_ algorithm: String) -> CLIError {
    CLIError(
      .other, "Unsupported checksum algorithm: \(algorithm.lowercased())",
      remark: "\(quoted(algorithm)) is no checksum; there are "
        + ChecksumAlgorithm.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// What AWS CLI makes of a request by itself: it asks for the checksum of what it reads, and
  /// escapes the source of a copy, whatever is escaped in it already.
  private static func withDefaults(
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

  /// The command again with a value for what is missing, where that runs in this world, or else
  /// what leads to an example.
  private func example(
    _ operation: AnyOperation, _ command: AWSCommandLine, _ missing: [MemberDescription]
  ) -> String {
    let words = line(operation, command, missing)
    let line =
      (["aws"] + words + (operation.hasStream ? [command.outfile?.text ?? "copy.bin"] : []))
      .joined(separator: " ")
    if runs([line]) { return line }
    return suggestion(of: operation)
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
  /// whole are S3's own to make.
  fileprivate func unsupportedChecksum(_ request: DocumentObject) -> String? {
    guard service == .s3, !["CopyObject", "CreateMultipartUpload"].contains(name),
      let text = request["ChecksumAlgorithm"]?.text,
      ChecksumAlgorithm(rawValue: text.uppercased()) == nil
    else { return nil }
    return text
  }
}
