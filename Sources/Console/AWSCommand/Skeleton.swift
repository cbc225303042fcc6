import Cloud
import Kernel

extension Session {
  /// The empty request of an operation.
  func skeleton(of operation: AnyOperation) throws(CLIError) -> CommandResult {
    guard !operation.hasStream else {
      throw CLIError(
        .usage, "Unknown options: --generate-cli-skeleton",
        remark: "\(operation.commandName) writes a file, and such commands have no skeleton")
    }
    let text = JSONWriter.text(operation.skeleton, layout: .indented, times: .iso8601)
    return CommandResult(output: Array((text + "\n").utf8))
  }
}

extension AnyOperation {
  /// What `--generate-cli-skeleton` prints: every member with an empty value of its kind.
  ///
  /// Of an enumeration AWS CLI takes any value; here it is the first one.
  var skeleton: Document {
    .object(DocumentObject(members.map { ($0.name, $0.type.skeleton) }))
  }
}

extension MemberType {
  fileprivate var skeleton: Document {
    switch self {
    case .string: ""
    case .enumeration(let values, _): .string(values.first ?? "")
    case .integer: 0
    case .boolean: true
    case .blob, .stream: .null
    case .timestamp: "1970-01-01T00:00:00"
    case .list(let element): .list([element.skeleton])
    case .map: ["KeyName": ""]
    case .structure(let members):
      .object(DocumentObject(members.map { ($0.name, $0.type.skeleton) }))
    }
  }
}
