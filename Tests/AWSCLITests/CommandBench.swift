import AWSCLI
import Kernel
import Shell

/// Somebody with a shell and AWS CLI, and without a session.
struct CommandBench: ShellEnvironment {
  var moment = Moment(
    seed: 1, start: Timestamp(secondsSinceEpoch: 1_735_689_600), region: .usEast1,
    account: .learner)
  var lastStatus = 0
  /// The last command of AWS CLI as it ended.
  private(set) var last: AWSRun?
  /// What became of the last command of AWS CLI.
  private(set) var ending: AWSAnswer.Ending?

  var variables: OrderedMap<String, String> {
    get { moment.variables }
    set { moment.variables = newValue }
  }

  var files: VirtualFiles {
    get { moment.files }
    set { moment.files = newValue }
  }

  mutating func run(_ arguments: [Argument], input: [UInt8]) -> CommandResult {
    let rest = Array(arguments.dropFirst())
    guard arguments[0].text == "aws" else {
      return Toolbox.tool(named: arguments[0].text)?.run(&files, arguments: rest, input: input)
        ?? CommandResult(status: 127)
    }
    var run = AWSRun(on: moment, standardInput: input)
    let answer = run.perform(rest)
    moment = run.moment
    (last, ending) = (run, answer.ending)
    return answer.result
  }

  /// Somebody who has a key with the alias `alias/k`.
  static func withKey() -> CommandBench {
    var bench = CommandBench()
    bench.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    bench.enter("aws kms create-alias --alias-name alias/k --target-key-id $K")
    return bench
  }

  /// Runs a line; what it printed, output and errors in order.
  @discardableResult
  mutating func enter(_ line: String) -> String {
    guard case .complete(let script)? = try? ShellParser.parse(line) else { return "incomplete" }
    return interpret(script).map { String(decoding: $0.output, as: UTF8.self) + $0.errors }
      .joined()
  }
}
