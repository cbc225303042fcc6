import Cloud
import Kernel
import Shell
import Text

/// What `--generate-cli-skeleton` asks for.
enum SkeletonForm: String, CaseIterable, Sendable {
  /// An empty request as JSON, for `--cli-input-json`.
  case input
  /// An empty request as YAML with a comment to every member, for `--cli-input-yaml`.
  case yamlInput = "yaml-input"
  /// An answer of members' names, once the request has been found right.
  case output
}

extension AWSRun {
  /// The skeleton that a command asks for; nothing is called.
  func skeleton(
    _ form: SkeletonForm, of operation: AnyOperation, _ command: AWSCommandLine
  ) throws(CLIError) -> CommandResult {
    // With a skeleton AWS CLI knows of other options too late to say more.
    if let unknown = command.unknown {
      throw CLIError(
        .other, unknown.message, range: unknown.range, remark: unknown.remark,
        replacement: unknown.replacement, next: unknown.next)
    }
    if form == .output {
      _ = try request(operation, command)
      let format = try moment.format(command.globals)
      guard !operation.results.isEmpty else { return CommandResult() }
      var budget = JMESPath.Budget()
      let answer = try queried(operation.sampleAnswer, command.globals, &budget)
      let text = try printed(answer, format, title: operation.name, command.globals)
      return CommandResult(output: Array(text.utf8))
    }
    let text =
      form == .input
      ? JSONWriter.text(operation.skeleton, layout: .indented, times: .iso8601) + "\n"
      : YAMLSkeleton.text(of: operation.members)
    return CommandResult(output: Array(text.utf8))
  }
}

extension AnyOperation {
  /// What `--generate-cli-skeleton` prints: every member with an empty value of its kind, of an
  /// enumeration the first one.
  var skeleton: Document {
    .object(
      DocumentObject(
        members.map { member in
          guard let text = member.firstValue else { return (member.name, member.type.skeleton) }
          return (member.name, member.isPlural ? [.string(text)] : .string(text))
        }))
  }

  /// What `--generate-cli-skeleton output` prints: every text is its member's name.
  ///
  /// AWS CLI gives `null` for bytes, and then refuses its own answer.
  var sampleAnswer: Document {
    .object(DocumentObject(results.map { ($0.name, $0.type.sample($0.name)) }))
  }
}

extension MemberDescription {
  /// The first value of an enumeration of S3 that this program takes for a text.
  var firstValue: String? {
    switch name {
    case "ACL": "private"
    case "BucketNamespace": "account-regional"
    case "ObjectOwnership": "BucketOwnerPreferred"
    case "RequestPayer": "requester"
    case "OptionalObjectAttributes": "RestoreStatus"
    default: nil
    }
  }
}

extension MemberType {
  /// The empty value of a request.
  var skeleton: Document {
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

  /// A text that the simulation takes, of an enumeration.
  var sampleText: String? {
    guard case .enumeration(let values, let simulated) = self else { return nil }
    return simulated.first ?? values.first
  }

  /// The value of a member of that name in a sample of an answer.
  fileprivate func sample(_ name: String) -> Document {
    switch self {
    case .string, .enumeration, .blob, .stream: .string(name)
    case .integer, .boolean, .timestamp, .map: skeleton
    case .list(let element): .list([element.sample(MemberType.elementName(name))])
    case .structure(let members):
      .object(DocumentObject(members.map { ($0.name, $0.type.sample($0.name)) }))
    }
  }

  /// What AWS's models call an element of a list of texts.
  private static func elementName(_ list: String) -> String {
    switch list {
    case "Operations": "GrantOperation"
    case "PolicyNames": "PolicyNameType"
    case _ where list.hasSuffix("Algorithms"): list.dropLast() + "Spec"
    default: list
    }
  }
}
