import Access
import Cloud
import Kernel
import Shell

extension AWSRun {
  /// Looks once whether what a waiter waits for is so: in this world nothing happens while somebody
  /// waits, so that AWS CLI's further looks would see the same.
  mutating func wait(
    for waiter: Waiter, _ command: AWSCommandLine
  ) throws(CLIError) -> AWSAnswer {
    let operation = waiter.operation
    let request = AWSRun.withDefaults(try self.request(operation, command), operation)
    let globals = command.globals
    let region = try self.region(of: operation, globals)
    let call = Call(principal: try moment.caller(globals), region: region)
    lastCall = ToldCall(moment: moment, operation: operation, request: request, call: call)
    let failure: CallFailure?
    let seen: String
    switch waiter.verdict(on: handle(operation, request, call)) {
    case .awaited: return AWSAnswer(CommandResult())
    case .notYet(let state):
      failure = nil
      seen = "Max attempts exceeded" + (state.map { ". Previously accepted state: \($0)" } ?? "")
    case .failed(let unknown):
      failure = unknown
      seen = "An error occurred (\(unknown.wire.code)): \(unknown.wire.message ?? "")"
    }
    let error = CLIError(.other, "Waiter \(waiter.name) failed: \(seen)")
    var result = RejectedWords(error: error, words: command.words, command: command).result
    if let failure {
      let refused = RefusedCall(
        operation: operation, request: request, call: call, failure: failure, outfile: nil,
        isS3Command: false)
      return AWSAnswer(result, .refused(failure.wire, refused))
    }
    if isCoached {
      result.errors += "  Not now; and nothing happens here while a command waits.\n"
      result.errors += "  next: help advance\n"
      result.next = "help advance"
    }
    return AWSAnswer(result)
  }
}
