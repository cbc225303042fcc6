package import Cloud
package import Kernel
package import Shell

/// What the words behind `aws` come to, short of a call.
package enum Binding: Sendable {
  /// A request of an operation.
  case request(AnyOperation, DocumentObject)
  /// A refusal of the words themselves: what is at fault, and the status.
  case refused(Range<Int>?, status: Int)
  /// Something else than a call: help, `aws s3`, `aws configure`.
  case other
}

extension AWSRun {
  /// Reads the words behind `aws` as a call does, and calls nothing.
  package func binding(of arguments: [Argument]) -> Binding {
    do throws(CLIError) {
      let command = try AWSCommandLine(arguments)
      guard case .call(let operation) = command.request else { return .other }
      return .request(operation, try request(operation, command))
    } catch {
      return .refused(error.range, status: error.status)
    }
  }
}
