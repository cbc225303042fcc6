import Kernel

/// What one script has done so far.
struct ShellRun {
  /// What the commands printed, in order.
  var results: [CommandResult] = []
  /// The sum of the outputs.
  var outputBytes = 0
  /// What all commands made, wherever it went.
  var madeBytes = 0
  /// The status of the last substitution in the words of the present command.
  var substitutionStatus: Int?
}

/// Why a script ends before its last command.
struct ShellFailure: Error {
  let message: String
}

extension ShellEnvironment {
  /// Runs a script and returns what its commands printed, one result a command, in order.
  ///
  /// Printing the output and then the errors of each result keeps the order of a terminal. The
  /// script's own status is `lastStatus`. A result's output is empty where it went into a pipe or
  /// a file.
  package mutating func interpret(_ script: Script) -> [CommandResult] {
    var run = ShellRun()
    do throws(ShellFailure) {
      try perform(script, &run)
    } catch {
      run.results.append(CommandResult(errors: error.message + "\n", status: 1))
      lastStatus = 1
    }
    return run.results
  }

  /// Runs the pipelines whose conditions hold.
  mutating func perform(_ script: Script, _ run: inout ShellRun) throws(ShellFailure) {
    for step in script.steps {
      if isStopped { return }
      switch step.condition {
      case .always: break
      case .afterSuccess: if lastStatus != 0 { continue }
      case .afterFailure: if lastStatus == 0 { continue }
      }
      try perform(step.pipeline, &run)
    }
  }

  private mutating func perform(
    _ pipeline: Pipeline, _ run: inout ShellRun
  ) throws(ShellFailure) {
    let before = variables
    var piped: [UInt8] = []
    var status = 0
    let emptied = try emptiedFiles(of: pipeline, &run)
    for (index, command) in pipeline.commands.enumerated() {
      if isStopped { break }
      var result = try perform(command, input: piped, emptied[index], &run)
      status = result.status
      piped = []
      if index < pipeline.commands.count - 1 { swap(&piped, &result.output) }
      run.outputBytes += result.output.count
      try limit(run.outputBytes, ShellLimits.outputBytes, "this line printed")
      run.results.append(result)
    }
    // As in sh, the commands of a pipe have variables of their own.
    if pipeline.commands.count > 1 { variables = before }
    lastStatus = status
  }

  /// Sets a variable, where all of them stay within their limit.
  mutating func set(_ name: String, to value: String) throws(ShellFailure) {
    let others = variables.reduce(0) { $0 + ($1.key == name ? 0 : $1.value.utf8.count) }
    try limit(
      others + value.utf8.count, ShellLimits.variableBytes, "all variables together would hold")
    variables[name] = value
  }

  /// Ends the script where something has grown too large.
  func limit(_ bytes: Int, _ most: Int, _ what: String) throws(ShellFailure) {
    guard bytes > most else { return }
    throw ShellFailure(
      message: "kmslab: \(what) more than \(most >> 20) MiB; the rest of the line did not run")
  }
}

extension ShellEnvironment {
  /// Expands a command, opens its redirections and runs it.
  private mutating func perform(
    _ command: ShellCommand, input piped: [UInt8], _ emptied: String?, _ run: inout ShellRun
  ) throws(ShellFailure) -> CommandResult {
    // Ahead of the command, so that none is refused that has done its work.
    try limit(run.madeBytes, ShellLimits.madeBytes, "the commands of this line made")
    run.substitutionStatus = nil
    let arguments = try arguments(of: command, &run)
    var input = piped
    var outputName: String?
    switch command.input {
    case nil: break
    case .hereDocument(let body):
      input = Array(try text(of: body, most: ShellLimits.outputBytes, &run).utf8)
    case .file(let word):
      let name = try text(of: word, &run)
      guard let bytes = name == nullDevice ? [] : files[name] else { return missingFile(name) }
      input = bytes
    }
    if let emptied {
      outputName = emptied
    } else if let output = command.output {
      let name = try text(of: output.file, &run)
      if let failure = open(name, appends: output.appends) { return failure }
      outputName = name
    }
    var errorsName: String?
    if case .file(let errors)? = command.errors {
      let name = try text(of: errors.file, &run)
      if let failure = open(name, appends: errors.appends) { return failure }
      errorsName = name
    }
    let written = writtenBytes
    var result = try perform(arguments, command.assignments, input: input, &run)
    try limit(result.output.count, ShellLimits.outputBytes, "a command printed")
    run.madeBytes += result.output.count
    redirect(&result, by: command, outputName, errorsName)
    run.madeBytes += max(0, writtenBytes - written)
    return result
  }

  /// Sets variables: for good without a command, and with one only while it runs, as in sh.
  private mutating func perform(
    _ arguments: [Argument], _ assignments: [ShellCommand.Assignment], input: [UInt8],
    _ run: inout ShellRun
  ) throws(ShellFailure) -> CommandResult {
    var replaced: [(name: String, value: String?)] = []
    for assignment in assignments {
      let value = try text(of: assignment.value, &run)
      replaced.append((assignment.name, variables[assignment.name]))
      try set(assignment.name, to: value)
    }
    guard !arguments.isEmpty else { return CommandResult(status: run.substitutionStatus ?? 0) }
    let result = self.run(arguments, input: input)
    for (name, value) in replaced.reversed() { variables[name] = value }
    return result
  }
}

/// The one name that starts with `/`: nothing can be read from it, and what it gets is dropped.
private let nullDevice = "/dev/null"

extension ShellEnvironment {
  private func missingFile(_ name: String) -> CommandResult {
    let hint = "ls lists them" + VirtualFiles.howToMake(name)
    return CommandResult(errors: "\(name): no such virtual file; \(hint)\n", status: 1)
  }

  /// Makes the files empty that the later commands of a pipe write with `>`, by the places of these
  /// commands: as in sh, where all begin at once, the first reads nothing of such a file any more.
  private mutating func emptiedFiles(
    of pipeline: Pipeline, _ run: inout ShellRun
  ) throws(ShellFailure) -> [String?] {
    var emptied: [String?] = pipeline.commands.map { _ in nil }
    for index in pipeline.commands.indices.dropFirst() {
      // Without an input that there is, the shell does not even come to the output.
      guard let output = pipeline.commands[index].output, !output.appends,
        pipeline.commands[index].input == nil
      else { continue }
      let name = try text(of: output.file, &run)
      guard files[name] != nil, open(name, appends: false) == nil else { continue }
      emptied[index] = name
    }
    return emptied
  }

  /// Makes the file of a `>` empty before the command runs, as sh does.
  private mutating func open(_ name: String, appends: Bool) -> CommandResult? {
    guard name != nullDevice else { return nil }
    do throws(VirtualFileError) {
      if appends { try files.append([], to: name) } else { try files.write([], to: name) }
      return nil
    } catch {
      return CommandResult(errors: "\(error)\n", status: 1)
    }
  }

  /// Lets go what a command printed, and what it said on its standard error, where its redirections
  /// say.
  private mutating func redirect(
    _ result: inout CommandResult, by command: ShellCommand, _ outputName: String?,
    _ errorsName: String?
  ) {
    if command.printsErrors { result.sayOutput() }
    let errors = command.errors == nil ? [] : Array(result.errors.utf8)
    if command.errors != nil { result.errors = "" }
    if command.errors == .output { result.print(errors) }
    if let outputName {
      let output = result.output
      result.output = []
      deliver(output, to: outputName, &result)
    }
    if command.errors == .pipe { result.print(errors) }
    if let errorsName { deliver(errors, to: errorsName, &result) }
  }

  /// Writes into a file.
  private mutating func deliver(_ bytes: [UInt8], to name: String, _ result: inout CommandResult) {
    guard name != nullDevice, !bytes.isEmpty else { return }
    do throws(VirtualFileError) {
      try files.append(bytes, to: name)
    } catch {
      result.errors += "\(error)\n"
      result.status = 1
    }
  }
}

extension CommandResult {
  /// Takes errors for output.
  fileprivate mutating func print(_ errors: [UInt8]) {
    guard !errors.isEmpty else { return }
    output += errors
    (colouredOutput, drawing, isProse) = (nil, nil, false)
  }

  /// Takes the output for errors, which are whole lines.
  fileprivate mutating func sayOutput() {
    guard !output.isEmpty else { return }
    let text = String(decoding: output, as: UTF8.self)
    errors = text + (text.hasSuffix("\n") ? "" : "\n") + errors
    (output, colouredOutput, drawing, isProse) = ([], nil, nil, false)
  }
}
