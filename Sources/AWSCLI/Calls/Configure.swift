import Cloud
import Kernel
import Shell
import Text

extension AWSRun {
  /// `aws configure list|list-profiles|get|set`: the settings of this session; no file of the
  /// computer is read.
  mutating func configure(
    _ words: [Argument], _ globals: GlobalOptions
  ) throws(CLIError) -> CommandResult {
    var (globals, rest, words) = (globals, words[...], [Argument]())
    while let word = rest.popFirst() {
      if !(try globals.take(word, from: &rest)) { words.append(word) }
    }
    guard let verb = words.first else { throw AWSRun.missing("subcommand", "aws configure list") }
    let operands = words.dropFirst()
    switch verb.text {
    case "list":
      try AWSRun.refuseMore(operands, than: 0)
      let caller = globals.profile.map { ($0.text, "manual", "--profile") }
      return CommandResult(output: Array(configurationTable(caller, globals).utf8))
    case "list-profiles":
      try AWSRun.refuseMore(operands, than: 0)
      let names = ["default"] + moment.callerNames
      return CommandResult(output: Array(names.map { $0 + "\n" }.joined().utf8))
    case "get":
      guard let name = operands.first else {
        throw AWSRun.missing("varname", "aws configure get region")
      }
      try AWSRun.refuseMore(operands, than: 1)
      guard let value = setting(keptName(name, globals)) else { return CommandResult(status: 1) }
      return CommandResult(output: Array((value + "\n").utf8))
    case "set":
      guard operands.count > 1, let name = operands.first else {
        throw AWSRun.missing(
          operands.isEmpty ? "varname, value" : "value", "aws configure set region eu-west-1")
      }
      try AWSRun.refuseMore(operands, than: 2)
      try set(name, to: words[2], globals)
      return CommandResult()
    default:
      throw AWSRun.unknownSubcommand(verb)
    }
  }

  private static func unknownSubcommand(_ verb: Argument) -> CLIError {
    CLIError(
      .usage,
      AWSCommandLine.choiceMessage(
        "subcommand", verb.text, among: ["list", "list-profiles", "get", "set"]),
      range: verb.range, remark: "here list, list-profiles, get NAME and set NAME VALUE work",
      next: "aws configure list")
  }

  private static func missing(_ what: String, _ next: String) -> CLIError {
    CLIError(
      .usage, "the following arguments are required: \(what)",
      remark: "aws configure asks questions on AWS; here list, get NAME and set NAME VALUE work",
      next: next)
  }

  private static func refuseMore(
    _ operands: ArraySlice<Argument>, than count: Int
  ) throws(CLIError) {
    let extra = operands.dropFirst(count)
    guard let first = extra.first else { return }
    throw CLIError(
      .parameter, "Unknown options: \(extra.map(\.text).joined(separator: ","))",
      range: first.range, remark: "a word too many", next: "aws configure list")
  }

  /// Settings of credentials, which nobody has here: `as` changes who calls.
  private static let credentials = [
    "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token",
  ]

  /// The name by which a setting is kept: that of the default profile alone, that of another one
  /// behind `profile.NAME.`.
  private func keptName(_ name: Argument, _ globals: GlobalOptions) -> String {
    let text = name.text
    if text.hasPrefix("default.") { return text.after("default.".utf8.count) }
    guard !text.hasPrefix("profile."), let profile = moment.profileName(globals) else {
      return text
    }
    return "profile.\(profile).\(text)"
  }

  private func setting(_ name: String) -> String? {
    switch name {
    case "region": moment.profile.region.description
    case "output": moment.profile.output
    case "cli_binary_format": moment.profile.binaryFormat
    default: moment.profile.settings[name]
    }
  }

  private mutating func set(
    _ name: Argument, to value: Argument, _ globals: GlobalOptions
  ) throws(CLIError) {
    var profile = moment.profile
    let kept = keptName(name, globals)
    // As in AWS CLI, what is set is looked at where it is used, but for a Region.
    switch kept {
    case "region": profile.region = try AWSRun.region(value)
    case "output": profile.output = value.text
    case "cli_binary_format": profile.binaryFormat = value.text
    default:
      try AWSRun.check(name, kept, value)
      profile.settings[kept] = value.text
    }
    guard profile != moment.profile else { return }
    moment.profile = profile
    hasChanged = true
  }

  /// Refuses credentials, a profile without a setting, and a Region of no form.
  private static func check(
    _ name: Argument, _ kept: String, _ value: Argument
  ) throws(CLIError) {
    let steps = kept.split(separator: ".", omittingEmptySubsequences: false)
    let isOfProfile = steps[0] == "profile" && steps.count > 1
    if isOfProfile, steps.count == 2 {
      throw CLIError(
        .other, "list index out of range", range: name.range,
        remark: "profile.NAME needs a setting behind it",
        replacement: "\(quoted(name.text)).region")
    }
    if steps.last.map({ credentials.contains(String($0)) }) ?? false {
      throw CLIError(
        .parameter, "This lab keeps no \(name.text)", range: name.range,
        remark: "as NAME changes who calls, without credentials", next: "help as")
    }
    if isOfProfile, steps.last == "region" { _ = try region(value) }
  }

  private static func region(_ value: Argument) throws(CLIError) -> Region {
    guard let region = Region(value.text) else {
      throw CLIError(
        .other, "Provided region_name '\(value.text)' doesn't match a supported format.",
        range: value.range, remark: "no Region has that form",
        next: "aws configure set region eu-west-1")
    }
    return region
  }
}

extension AWSRun {
  private typealias Setting = (value: String, type: String, place: String)

  /// The table as AWS CLI prints it.
  private func configurationTable(_ caller: Setting?, _ globals: GlobalOptions) -> String {
    let unset = ("<not set>", "None", "None")
    let key = variable(Moment.accessKeyVariable)
    let secret = key == nil ? nil : variable("AWS_SECRET_ACCESS_KEY")
    let region = Moment.regionVariables.lazy.compactMap(variable).first
      .map { ($0.value, $0.type, "['AWS_REGION', 'AWS_DEFAULT_REGION']") }
    let profile = variable("AWS_PROFILE")
      .map { ($0.value, $0.type, "['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']") }
    let ofProfile = moment.regionOfProfile(globals).description
    let rows: [(name: String, Setting)] = [
      ("NAME", ("VALUE", "TYPE", "LOCATION")), ("profile", caller ?? profile ?? unset),
      ("access_key", key.map(AWSRun.masked) ?? unset),
      ("secret_key", secret.map(AWSRun.masked) ?? unset),
      ("region", region ?? (ofProfile, "config-file", "this session")),
    ]
    return rows.map { name, setting in
      name.padded(10) + " : " + setting.value.padded(24) + " : " + setting.type.padded(16) + " : "
        + setting.place + "\n"
    }.joined()
  }

  /// What a variable sets; `nil` where it is empty.
  private func variable(_ name: String) -> Setting? {
    moment.variables[name].flatMap { $0.isEmpty ? nil : ($0, "env", name) }
  }

  /// Credentials by their last four characters; AWS CLI names no variable for them.
  private static func masked(_ setting: Setting) -> Setting {
    (String(repeating: "*", count: 16) + setting.value.suffix(4), setting.type, "")
  }
}
