import AWSCLI
import Access
import Cloud
import Kernel
import Shell
import Text

/// Help, made of the tables that the commands themselves are made of.
enum HelpPages {
  /// `aws help`.
  static var aws: String {
    let services = Service.allCases.map { service in
      "  aws \(service.command) help".padded(26)
        + "\(Catalogue.operations(of: service).count) operations\n"
    }
    return "aws SERVICE OPERATION [options]\n\nServices of this lab:\n" + services.joined()
      + "  aws s3 help".padded(26) + "mb, rb, ls, cp, mv, rm, sync: whole files and folders\n"
      + "\n\(globalOptions)"
  }

  /// `aws kms help`.
  static func page(of service: Service) -> String {
    let operations = Catalogue.operations(of: service)
    let lines = operations.map { "  \($0.commandName)\n" + wrapped($0.summary, indent: 6) }
    let waiters = Waiter.of(service).map {
      "  wait \($0.commandName)\n" + wrapped($0.summary, indent: 6)
    }
    return "aws \(service.command) OPERATION [options]\n\n" + (lines + waiters).joined()
      + "\naws \(service.command) OPERATION help tells the options of one.\n"
  }

  /// `aws kms encrypt help`, with an example where there is a world to make one for.
  static func page(
    of operation: AnyOperation, _ example: Example? = nil, globals: Bool = true
  ) -> String {
    var text =
      "aws \(operation.service.command) \(operation.commandName)\n"
      + wrapped(operation.summary, indent: 2)
    text += options(of: operation)
    if operation.hasStream { text += "\nThe last word names the virtual file to write.\n" }
    let results = operation.results.filter { !$0.isStream }.map(\.name).joined(separator: ", ")
    text +=
      "\n" + wrapped("Answers: \(results.isEmpty ? "nothing" : results)", indent: 0, hanging: 9)
    text +=
      operation.effect == .read ? "Changes nothing.\n" : "Changes the world; undo takes it back.\n"
    let needs = operation.permissions.isEmpty ? "nothing" : operation.permissions.listed
    text += wrapped("Needs: \(needs)", indent: 0, hanging: 7)
    let errors =
      operation.errors + operation.commonErrors.filter { !operation.errors.contains($0) }
    text += wrapped("Errors: \(errors.listed)", indent: 0, hanging: 8)
    if let example {
      text += "\nAn example that runs here:\n"
      text += example.lines.map { folded($0, indent: 2) }.joined()
    }
    return globals ? text + "\n\(globalOptions(of: operation))" : text
  }

  /// The options beside those of an operation; what writes a file has none of calls.
  private static func globalOptions(of operation: AnyOperation) -> String {
    globalOptions.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      operation.takes(global: line.split(separator: " ").first.map(String.init) ?? "")
    }.joined(separator: "\n")
  }

  /// The options of an operation; those that are refused in one paragraph at the end.
  private static func options(of operation: AnyOperation) -> String {
    var text = ""
    for (title, isRequired) in [("Required", true), ("Optional", false)] {
      let members = operation.members.filter { $0.isRequired == isRequired && !$0.isRefused }
      guard !members.isEmpty else { continue }
      text += "\n\(title):\n"
      for member in members {
        text += wrapped(
          "\(member.option) \(member.type.inWords)", indent: 2, hanging: 10)
        text += wrapped(member.help, indent: 6)
        let limits = member.constraints.compactMap(\.inWords)
        if !limits.isEmpty { text += wrapped(limits.joined(separator: "; "), indent: 6) }
      }
    }
    let refused = operation.members.filter(\.isRefused).map(\.option)
    if !refused.isEmpty {
      text +=
        "\n" + wrapped("Not simulated: \(refused.joined(separator: ", "))", indent: 0, hanging: 2)
    }
    let own = LabOption.of(operation)
    if !own.isEmpty { text += "\nThis lab's own, unknown to AWS:\n" }
    for option in own { text += "  \(option.name)\n" + wrapped(option.help, indent: 6) }
    return text
  }

  /// The page of a lab command.
  static func page(of command: LabCommand) -> String {
    var text =
      wrapped(command.usage, indent: 0, hanging: 4) + wrapped(command.summary, indent: 2)
    let width = max(16, (command.options.map(\.call.count).max() ?? 0) + 2)
    for option in command.options { text += "  \(option.call.padded(width))\(option.summary)\n" }
    return command.details.isEmpty ? text : text + "\n" + command.details + "\n"
  }

  private static let globalOptions = """
    With every command:
      --output json|text|table|yaml|off    --query JMESPATH    --region REGION
      --cli-input-json JSON                --cli-input-yaml YAML
      --generate-cli-skeleton input|yaml-input|output
      --no-paginate                        --profile NAME
      --max-items N  --page-size N  --starting-token TOKEN    for lists
      --cli-binary-format base64|raw-in-base64-out    how blobs are written

    """
}

extension [String] {
  /// The words with commas between them.
  fileprivate var listed: String { joined(separator: ", ") }
}

extension MemberType {
  /// The kind of value, as a usage line shows it.
  var inWords: String {
    switch self {
    case .string: "TEXT"
    case .enumeration(let values, _):
      values.count <= 4 ? values.joined(separator: "|") : "one of \(values.joined(separator: ", "))"
    case .integer: "NUMBER"
    case .boolean: "(or --no-…)"
    case .blob: "BASE64 or fileb://NAME"
    case .stream: "NAME"
    case .timestamp: "TIME"
    case .list(.structure(let members)):
      MemberType.inWords(members) + " …"
    case .list: "TEXT …"
    case .map: "name=value,…"
    case .structure(let members): MemberType.inWords(members)
    }
  }

  /// As many members as fit into a line.
  private static func inWords(_ members: [MemberDescription]) -> String {
    var words: [String] = []
    for member in members {
      guard words.reduce(0, { $0 + $1.count + 1 }) + member.name.count < 64 else {
        return (words + ["…"]).joined(separator: ",")
      }
      words.append("\(member.name)=…")
    }
    return words.joined(separator: ",")
  }
}

extension Constraint {
  /// The limit for a learner; `nil` for patterns.
  fileprivate var inWords: String? {
    switch self {
    case .length(let range): "length \(range.lowerBound) to \(range.upperBound)"
    case .leastLength(let least): "length \(least) at least"
    case .range(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .pattern: nil
    }
  }
}
