import Cloud
import Kernel
import Shell

/// One command of `aws s3` on its way: what it works on, and what it has printed so far.
struct S3Run<Cloud: S3Cloud> {
  var cloud: Cloud
  let arguments: S3Arguments
  /// The Region of the calls.
  let region: String
  /// The standard input.
  let input: [UInt8]
  /// Whether the program explains beside AWS CLI's own words.
  let isCoached: Bool
  /// How long work goes on.
  let pace: Pace
  /// The files as they were before the last line that changed anything.
  let filesBefore: VirtualFiles?

  var result = CommandResult()
  /// The first refusal of AWS, which a coach may explain.
  private(set) var refusal: S3CallFailure.Refusal?
  /// How many transfers failed, and how many were left out with a warning.
  private var failedCount = 0
  private(set) var warnedCount = 0
  private let isQuiet: Bool
  private let onlyShowsErrors: Bool

  init(
    cloud: Cloud, arguments: S3Arguments, region: String, input: [UInt8], isCoached: Bool,
    pace: Pace = .free, filesBefore: VirtualFiles? = nil
  ) {
    self.cloud = cloud
    self.arguments = arguments
    self.region = region
    self.input = input
    self.isCoached = isCoached
    self.pace = pace
    self.filesBefore = filesBefore
    isQuiet = arguments.has(.quiet)
    let isStream = arguments.paths.contains { $0.text == "-" }
    onlyShowsErrors = isStream || arguments.has(.onlyShowErrors)
  }

  /// Does what the command says.
  mutating func perform(_ command: S3Command) throws(CLIError) {
    switch command.kind {
    case .list: list()
    case .makeBucket: try makeBucket(command)
    case .removeBucket: try removeBucket(command)
    case .presign: try presign()
    case .delete: try delete(command)
    case .transfer(let isMove, let isSync):
      try transfer(command, isMove: isMove, isSync: isSync)
    }
  }
}

extension S3Run {
  /// Prints a line.
  mutating func write(_ line: String) { result.output += (line + "\n").utf8 }

  /// Prints bytes as they are.
  mutating func write(_ bytes: [UInt8]) { result.output += bytes }

  /// Prints an error of the whole command.
  mutating func fail(_ line: String, _ failure: S3CallFailure? = nil, status: Int) {
    if !isQuiet { result.errors += line + "\n" }
    if refusal == nil { refusal = failure?.refusal }
    result.status = status
  }

  /// Prints that a transfer succeeded, or would be made.
  mutating func report(_ line: String, isRehearsal: Bool = false) {
    guard !isQuiet, isRehearsal || !onlyShowsErrors else { return }
    write(isRehearsal ? "(dryrun) " + line : line)
  }

  /// Prints that a transfer failed; the others go on.
  mutating func fail(transfer line: String, _ failure: S3CallFailure) {
    fail("\(line) \(failure.text)", failure, status: 1)
    failedCount += 1
  }

  /// Prints why something is left out.
  mutating func warn(_ line: String) {
    if !isQuiet { result.errors += "warning: \(line)\n" }
    warnedCount += 1
    if failedCount == 0 { result.status = 2 }
  }

  /// Tells a learner what AWS CLI keeps to itself.
  mutating func explain(_ remark: String) {
    if isCoached, !isQuiet { result.errors += "  \(remark)\n" }
  }
}
