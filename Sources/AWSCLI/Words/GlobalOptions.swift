import Kernel
import Shell
import Text

/// AWS CLI's options that every command takes.
package struct GlobalOptions: Sendable {
  /// How blobs are written on the command line.
  enum BinaryFormat: String, CaseIterable, Sendable {
    /// As base64 text: AWS CLI v2's default.
    case base64
    /// As they are.
    case rawInBase64Out = "raw-in-base64-out"
  }

  /// How a whole request is written, by the option that takes it.
  enum InputFormat: String, Sendable {
    case json = "--cli-input-json"
    case yaml = "--cli-input-yaml"
  }

  /// A whole request, as its option gives it.
  typealias Input = (format: InputFormat, argument: Argument)

  var output: OutputFormat?
  var query: (text: String, expression: JMESPath, range: Range<Int>?)?
  var region: Region?
  var binaryFormat: BinaryFormat?
  var isPaginated = true
  /// `--cli-input-json` and `--cli-input-yaml`, of which AWS CLI takes one.
  var inputs: [Input] = []
  /// `--generate-cli-skeleton`.
  var skeleton: SkeletonForm?
  /// `--max-items`, `--page-size` and `--starting-token`.
  var pages = PageOptions()

  /// How far AWS CLI goes through pages.
  struct PageOptions: Sendable {
    var maxItems: Int?
    var pageSize: Int?
    var startingToken: Argument?
    /// The options as they were typed, with their values.
    var words: [Argument] = []
  }
  /// Who calls, by a name that `as` takes.
  var profile: Argument?
  /// `--cli-error-format`.
  var errorFormat = ErrorFormat.enhanced
  /// Whether tables are coloured; `nil` for what the terminal makes of them.
  var isColoured: Bool?

  /// Options with a value.
  package static let valued = [
    "--output", "--query", "--region", "--cli-binary-format", "--cli-input-json",
    "--cli-input-yaml", "--color", "--cli-connect-timeout", "--cli-read-timeout", "--ca-bundle",
    "--profile", "--max-items", "--page-size", "--starting-token", ErrorFormat.option,
  ]
  /// Options without one that change nothing here.
  private static let silent = ["--no-cli-pager", "--no-cli-auto-prompt", "--no-verify-ssl"]
  /// Options that have no meaning here, with the reason.
  private static let refused: [(name: String, remark: String)] = [
    ("--endpoint-url", "nothing here reaches a network; leave the endpoint out"),
    ("--no-sign-request", "every call here is made by somebody; as NAME changes who calls"),
    ("--debug", "there is no wire to watch; trail shows every call"),
    ("--cli-auto-prompt", "the prompt of this lab does that: Tab lists what can come next"),
  ]

  /// Options that stand before the service too; any beginning that only one of them has is enough.
  package static let main =
    [
      "--output", "--query", "--region", "--cli-binary-format", "--color", "--cli-connect-timeout",
      "--cli-read-timeout", "--ca-bundle", "--profile", "--no-paginate", "--endpoint-url",
      "--no-sign-request", "--debug", "--cli-auto-prompt", "--version", ErrorFormat.option,
    ] + silent
  /// Options of calls, whatever the operation.
  static let ofCalls = [
    "--cli-input-json", "--cli-input-yaml", "--generate-cli-skeleton", "--max-items",
    "--page-size", "--starting-token",
  ]

  /// The values of an option that has a few.
  package static func choices(_ name: String) -> [String] {
    switch name {
    case "--output": OutputFormat.allCases.map(\.rawValue)
    case "--cli-binary-format": BinaryFormat.allCases.map(\.rawValue)
    case "--color": ["on", "off", "auto"]
    case skeletonOption: SkeletonForm.allCases.map(\.rawValue)
    case ErrorFormat.option: ErrorFormat.allCases.map(\.rawValue)
    default: []
    }
  }

  /// Whether an option has no meaning here.
  package static func isRefused(_ name: String) -> Bool { refused.contains { $0.name == name } }

  /// All names, for suggestions.
  package static let names = valued + silent + ["--no-paginate", skeletonOption]

  /// The option whose value may be left out.
  package static let skeletonOption = "--generate-cli-skeleton"

  /// Takes a global option with its value from the words; whether the word is one.
  mutating func take(
    _ word: Argument, from rest: inout ArraySlice<Argument>
  ) throws(CLIError) -> Bool {
    let (first, inline) = word.halves
    if let refused = GlobalOptions.refused.first(where: { $0.name == first }) {
      throw CLIError(
        .usage, "kmslab does not simulate \(first): \(refused.remark)", range: word.range,
        remark: refused.remark, isNotSimulated: true)
    }
    if first == "--no-paginate" {
      isPaginated = false
      return true
    }
    if GlobalOptions.silent.contains(first) { return true }
    if first == GlobalOptions.skeletonOption {
      try takeSkeleton(word, from: &rest)
      return true
    }
    guard GlobalOptions.valued.contains(first) else { return false }
    var typed = [word]
    var value = inline.map { Argument(text: $0, range: word.range) }
    if value == nil, let next = rest.first, !next.isOptionLike {
      value = rest.popFirst()
      typed.append(next)
    }
    guard let value else {
      throw CLIError(
        .usage, "argument \(first): expected one argument", range: word.range,
        remark: "\(first) needs a value")
    }
    try set(first, value)
    if ["--max-items", "--page-size", "--starting-token"].contains(first) {
      pages.words += typed
    }
    return true
  }

  private static func region(_ value: Argument) throws(CLIError) -> Region {
    if let region = Region(value.text) { return region }
    throw CLIError(
      .other,
      "Provided region_name '\(value.text)' doesn't match a supported format.",
      range: value.range,
      remark: "no Region has that form; for instance "
        + Region.common.map(\.description).joined(separator: ", "))
  }

  private mutating func set(_ name: String, _ value: Argument) throws(CLIError) {
    if let format = InputFormat(rawValue: name) {
      inputs.removeAll { $0.format == format }
      inputs.append((format, value))
    }
    switch name {
    case "--output":
      output = try GlobalOptions.choice(
        name, value, OutputFormat(rawValue: value.text), OutputFormat.allCases.map(\.rawValue))
    case ErrorFormat.option:
      errorFormat = try GlobalOptions.choice(
        name, value, ErrorFormat(rawValue: value.text), ErrorFormat.allCases.map(\.rawValue))
    case "--cli-binary-format":
      binaryFormat = try GlobalOptions.choice(
        name, value, BinaryFormat(rawValue: value.text), BinaryFormat.allCases.map(\.rawValue))
    case "--region":
      region = try GlobalOptions.region(value)
    case "--max-items": pages.maxItems = try GlobalOptions.number(name, value)
    case "--page-size": pages.pageSize = try GlobalOptions.number(name, value)
    case "--starting-token": pages.startingToken = value
    case "--color":
      let choices = GlobalOptions.choices(name)
      let choice = try GlobalOptions.choice(
        name, value, choices.first { $0 == value.text }, choices)
      isColoured = choice == "auto" ? nil : choice == "on"
    case "--cli-connect-timeout", "--cli-read-timeout":
      guard ParameterReader.integer(value.text) != nil else {
        throw CLIError(
          .other, "invalid literal for int() with base 10: '\(value.text)'", range: value.range,
          remark: "\(name) takes a whole number of seconds", replacement: "60")
      }
    case "--profile": profile = value
    case "--query":
      query = (value.text, try GlobalOptions.expression(value), value.range)
    default: break
    }
  }

  /// Takes `--generate-cli-skeleton`, with its form behind it or nothing.
  private mutating func takeSkeleton(
    _ word: Argument, from rest: inout ArraySlice<Argument>
  ) throws(CLIError) {
    skeleton = .input
    if let text = word.halves.value {
      throw CLIError(
        .usage, "argument \(GlobalOptions.skeletonOption): ignored explicit argument '\(text)'",
        range: word.range, remark: "a blank stands before the form, no =",
        replacement: GlobalOptions.skeletonOption)
    }
    guard rest.first?.isOptionLike == false, let value = rest.popFirst() else { return }
    skeleton = try GlobalOptions.choice(
      GlobalOptions.skeletonOption, value, SkeletonForm(rawValue: value.text),
      SkeletonForm.allCases.map(\.rawValue))
  }

  private static func expression(_ value: Argument) throws(CLIError) -> JMESPath {
    do throws(JMESPathError) {
      return try JMESPath(value.text)
    } catch {
      throw CLIError(
        .parameter, "Bad value for --query \(value.text): \(error)", range: value.range,
        remark: "that is no JMESPath expression: "
          + (error.description.split(separator: "\n").first.map { $0.trimmingColon } ?? ""),
        next: "help query")
    }
  }

  static func number(_ name: String, _ value: Argument) throws(CLIError) -> Int {
    guard let number = ParameterReader.integer(value.text) else {
      throw CLIError(
        .usage, "argument \(name): invalid int value: '\(value.text)'", range: value.range,
        remark: "\(name) takes a whole number", replacement: "10")
    }
    return number
  }

  private static func choice<Value>(
    _ name: String, _ value: Argument, _ chosen: Value?, _ names: [String]
  ) throws(CLIError) -> Value {
    guard let chosen else {
      throw CLIError(
        .usage, AWSCommandLine.choiceMessage(name, value.text, among: names), range: value.range,
        remark: "\(name) takes \(names.joined(separator: ", "))",
        replacement: nearest(to: value.text, among: names) ?? names[0])
    }
    return chosen
  }
}

extension Substring {
  /// The text without a colon at its end.
  fileprivate var trimmingColon: String { String(last == ":" ? dropLast() : self) }
}
