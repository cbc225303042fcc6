import Cloud
import Kernel

extension Session {
  /// `aws configure list|get|set`: the settings of this session; no file of the computer is read.
  mutating func configure(_ words: [Argument]) throws(CLIError) -> CommandResult {
    guard let verb = words.first, words.count > 1 || verb.text == "list" else {
      throw CLIError(
        .usage, "the following arguments are required: \(words.isEmpty ? "subcommand" : "varname")",
        remark: "aws configure asks questions on AWS; here list, get NAME and set NAME VALUE work",
        next: words.isEmpty ? "aws configure list" : "aws configure get region")
    }
    switch (verb.text, words.count) {
    case ("list", 1): return CommandResult(output: Array(configurationTable.utf8))
    case ("get", 2):
      guard let value = try setting(words[1]) else { return CommandResult(status: 1) }
      return CommandResult(output: Array((value + "\n").utf8))
    case ("set", 3):
      try set(words[1], to: words[2])
      return CommandResult()
    case ("set", 2):
      throw CLIError(
        .usage, "the following arguments are required: value", remark: "what shall it be?",
        next: "aws configure set region eu-west-1")
    default:
      let isKnown = ["list", "get", "set"].contains(verb.text)
      let extra = words[min(words.count - 1, verb.text == "list" ? 1 : verb.text == "get" ? 2 : 3)]
      throw CLIError(
        .usage,
        isKnown
          ? "Unknown options: \(extra.text)"
          : AWSCommandLine.choiceMessage("subcommand", verb.text, among: ["list", "get", "set"]),
        range: isKnown ? extra.range : verb.range,
        remark: isKnown ? "a word too many" : "here list, get NAME and set NAME VALUE work",
        next: "aws configure list")
    }
  }

  private func setting(_ name: Argument) throws(CLIError) -> String? {
    switch name.text {
    case "region": return present.profile.region.description
    case "output": return present.profile.output?.rawValue
    default: return nil
    }
  }

  private mutating func set(_ name: Argument, to value: Argument) throws(CLIError) {
    var profile = present.profile
    switch name.text {
    case "region":
      guard let region = Region(value.text) else {
        throw CLIError(
          .parameter, "Provided region_name '\(value.text)' doesn't match a supported format.",
          range: value.range, remark: "no Region has that form",
          next: "aws configure set region eu-west-1")
      }
      profile.region = region
    case "output":
      guard let format = OutputFormat(rawValue: value.text) else {
        throw CLIError(
          .configuration, "Unknown output type: \(value.text)", range: value.range,
          remark: "output is one of "
            + OutputFormat.allCases.map(\.rawValue).joined(separator: ", "),
          next: "aws configure set output json")
      }
      profile.output = format
    default:
      throw CLIError(
        .parameter, "This lab keeps no \(name.text)", range: name.range,
        remark: "this lab keeps region and output; as NAME changes who calls, without credentials",
        next: "aws configure list")
    }
    guard profile != present.profile else { return }
    present.profile = profile
    line.isChanging = true
  }

  /// The table as AWS CLI's documentation shows it.
  private var configurationTable: String {
    let unset = ("<not set>", "None", "None")
    let variable = ["AWS_REGION", "AWS_DEFAULT_REGION"].first { variables[$0]?.isEmpty == false }
    let region =
      variable.map { (variables[$0] ?? "", "env", $0) }
      ?? (present.profile.region.description, "config-file", "this session")
    let rows = [
      ("Name", "Value", "Type", "Location"), ("----", "-----", "----", "--------"),
      ("profile", unset.0, unset.1, unset.2), ("access_key", unset.0, unset.1, unset.2),
      ("secret_key", unset.0, unset.1, unset.2), ("region", region.0, region.1, region.2),
    ]
    return rows.map { name, value, type, place in
      name.paddedLeft(10) + " " + value.paddedLeft(24) + " " + type.paddedLeft(16) + "    " + place
        + "\n"
    }.joined()
  }
}
