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
    let asked = try moment.region(globals)
    let call = Call(
      principal: try moment.caller(globals), region: operation.service.onlyRegion ?? asked)
    lastCall = ToldCall(moment: moment, operation: operation, request: request, call: call)
    switch waiter.verdict(on: handle(operation, request, call)) {
    case .awaited: return AWSAnswer(CommandResult())
    case .notYet(let seen):
      throw CLIError(
        .other,
        "Waiter \(waiter.name) failed: Max attempts exceeded"
          + (seen.map { ". Previously accepted state: \($0)" } ?? ""),
        remark: "\(waiter.commandName): not now, and nothing happens here while a command waits",
        next: "help advance")
    case .failed(let error):
      throw CLIError(
        .other,
        "Waiter \(waiter.name) failed: An error occurred (\(error.code)): \(error.message ?? "")",
        next: "explain")
    }
  }
}
