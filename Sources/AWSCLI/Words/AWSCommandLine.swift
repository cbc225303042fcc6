package import Cloud
package import Kernel
package import Shell
import Text

/// The words behind `aws`, sorted into service, operation, options and values.
package struct AWSCommandLine: Sendable {
  /// What the words ask for.
  enum Request: Sendable {
    /// `aws help`.
    case help
    /// `aws kms help`.
    case serviceHelp(Service)
    /// `aws kms encrypt help`.
    case operationHelp(AnyOperation)
    /// A call.
    case call(AnyOperation)
    /// `aws s3api wait bucket-exists`.
    case wait(Waiter)
    /// `aws s3 …`: the words but for `s3`.
    case s3Command([Argument])
    /// `aws configure …`: the words behind it.
    case configure([Argument])
    /// `aws --version`.
    case version
    /// An operation that this lab refuses, with its name and the refusal.
    case refused(Service, String, WireError)
  }

  /// One option of the operation, and what stood behind it.
  package struct Option: Sendable {
    /// The member of the request that it gives.
    package let member: MemberDescription
    /// The option itself, `--key-id`, without a value that its word may hold.
    package let name: Argument
    /// What stood behind it.
    package let values: [Argument]
    /// `false` for `--no-…`.
    let isPositive: Bool
  }

  /// The words themselves.
  let words: [Argument]
  private(set) var request = Request.help
  /// The options of the operation.
  package private(set) var options: [Option] = []
  private(set) var globals = GlobalOptions()
  /// The lab's own option, where one was given.
  private(set) var labOption: LabOption?
  /// The file that the answer is written into.
  package private(set) var outfile: Argument?

  /// What is wrong with words that are no options of the operation; AWS CLI asks for what is
  /// missing before it complains about them.
  private(set) var unknown: CLIError?

  /// The operation that is called; `nil` where something else is asked for.
  package var operation: AnyOperation? {
    switch request {
    case .call(let operation): operation
    case .wait(let waiter): waiter.operation
    default: nil
    }
  }

  /// Sorts the words behind `aws`.
  init(_ arguments: [Argument]) throws(CLIError) {
    words = arguments
    // AWS CLI prints its version as soon as it reads the option, wherever it stands.
    if arguments.contains(where: { $0.text == "--version" }) {
      request = .version
      return
    }
    var rest = arguments[...]
    var strays: [Argument] = []
    let word = try nextPositional(&rest, &strays)
    if word?.text == "configure" {
      request = .configure(Array(rest))
      return
    }
    if word?.text == "s3" {
      request = .s3Command(arguments.prefix(arguments.count - rest.count - 1) + Array(rest))
      return
    }
    guard let service = try AWSCommandLine.service(word) else { return }
    let name = try nextPositional(&rest, &strays)
    if name?.text == "wait", !Waiter.of(service).isEmpty {
      try readWait(of: service, &rest, strays)
      return
    }
    if let name, Catalogue.operation(service, command: name.text) == nil,
      let refused = Catalogue.refusal(service, command: name.text)
    {
      request = .refused(service, refused.name, refused.error)
      return
    }
    guard let operation = try AWSCommandLine.operation(service, name) else {
      request = .serviceHelp(service)
      return
    }
    try take(.call(operation), of: operation, &rest, strays)
  }

  /// Takes a request with the options behind it, or help about them.
  private mutating func take(
    _ request: Request, of operation: AnyOperation, _ rest: inout ArraySlice<Argument>,
    _ strays: [Argument]
  ) throws(CLIError) {
    self.request = rest.first?.text == "help" ? .operationHelp(operation) : request
    if rest.first?.text != "help" { try readOptions(of: operation, &rest, strays) }
  }

  /// Reads what stands behind `wait`.
  private mutating func readWait(
    of service: Service, _ rest: inout ArraySlice<Argument>, _ strays: [Argument]
  ) throws(CLIError) {
    var strays = strays
    let names = Waiter.of(service).map(\.commandName)
    guard let word = try nextPositional(&rest, &strays) else {
      throw CLIError(
        .usage, "the following arguments are required: subcommand",
        remark: "wait needs what to wait for: \(names.joined(separator: ", "))",
        next: "aws \(service.command) help")
    }
    if word.text == "help" {
      request = .serviceHelp(service)
      return
    }
    guard let waiter = Waiter.named(word.text, of: service) else {
      throw CLIError(
        .usage, AWSCommandLine.choiceMessage("subcommand", word.text, among: names),
        range: word.range, remark: "wait has \(names.joined(separator: ", "))",
        replacement: nearest(to: word.text, among: names), next: "aws \(service.command) help")
    }
    try take(.wait(waiter), of: waiter.operation, &rest, strays)
  }

  /// The next word that is no global option; other options are kept for the operation, as AWS CLI
  /// does.
  private mutating func nextPositional(
    _ rest: inout ArraySlice<Argument>, _ strays: inout [Argument]
  ) throws(CLIError) -> Argument? {
    while let typed = rest.popFirst() {
      let word = try typed.writtenOut([])
      guard word.text.hasPrefix("--") else { return word }
      let isOfCalls = GlobalOptions.ofCalls.contains(word.halves.name)
      if !isOfCalls, try globals.take(word, from: &rest) { continue }
      strays.append(word)
    }
    return nil
  }

  /// The service of a word; `nil` where help is asked for.
  private static func service(_ word: Argument?) throws(CLIError) -> Service? {
    guard let word else {
      throw CLIError(
        .usage, "the following arguments are required: command", remark: "aws needs a service",
        next: "aws kms list-keys")
    }
    if word.text == "help" { return nil }
    if let service = Service(command: word.text) { return service }
    let names = Service.allCases.map(\.command) + ["s3"]
    if OtherServices.commands.contains(word.text) {
      throw CLIError(
        .usage, "kmslab does not simulate \(word.text); it has \(names.joined(separator: ", "))",
        range: word.range, next: "aws help", isNotSimulated: true)
    }
    let near = nearest(to: word.text, among: names)
    throw CLIError(
      .usage, choiceMessage("command", word.text, among: names), range: word.range,
      remark:
        "this lab has no service \(quoted(word.text)); it has \(names.joined(separator: ", "))",
      replacement: near, next: "aws help")
  }

  /// The operation of a word; `nil` where help is asked for.
  private static func operation(
    _ service: Service, _ word: Argument?
  ) throws(CLIError) -> AnyOperation? {
    guard let word else {
      throw CLIError(
        .usage, "the following arguments are required: operation",
        remark: "aws \(service.command) needs an operation", next: "aws \(service.command) help")
    }
    if word.text == "help" { return nil }
    if let operation = Catalogue.operation(service, command: word.text) { return operation }
    let names = Catalogue.operations(of: service).map(\.commandName)
    let meant = service == .kms ? everydayNames[word.text] : nil
    let near = meant ?? nearest(to: word.text, among: names)
    let does = meant == nil ? "the nearest is" : "what does that is"
    throw CLIError(
      .usage, choiceMessage("operation", word.text, among: names), range: word.range,
      remark: "no such \(service.command.uppercased()) operation"
        + (near.map { "; \(does) \($0)" } ?? " in this lab"),
      replacement: near, next: "aws \(service.command) help")
  }

  /// Operations of KMS by names that people try first, which no operation has.
  package static let everydayNames = [
    "delete-key": "schedule-key-deletion", "remove-key": "schedule-key-deletion",
    "destroy-key": "schedule-key-deletion", "undelete-key": "cancel-key-deletion",
    "restore-key": "cancel-key-deletion", "cancel-deletion": "cancel-key-deletion",
    "rotate-key": "rotate-key-on-demand", "enable-rotation": "enable-key-rotation",
    "disable-rotation": "disable-key-rotation", "get-key": "describe-key",
    "show-key": "describe-key", "generate-key": "generate-data-key",
    "rename-alias": "update-alias", "move-alias": "update-alias", "list-alias": "list-aliases",
    "delete-grant": "revoke-grant", "set-key-policy": "put-key-policy",
    "import-key": "import-key-material", "re-encrypt-data": "re-encrypt",
  ]

  /// AWS CLI's text about a word that is none of the choices.
  static func choiceMessage(_ what: String, _ word: String, among names: [String]) -> String {
    let near = nearest(to: word, among: names).map { "\n\nMaybe you meant:\n\n  * \($0)" }
    return "argument \(what): Found invalid choice '\(word)'" + (near ?? "")
  }

  private mutating func readOptions(
    of operation: AnyOperation, _ rest: inout ArraySlice<Argument>, _ strays: [Argument]
  ) throws(CLIError) {
    var unknown: [Argument] = []
    rest = strays + rest
    while let typed = rest.popFirst() {
      if typed.text.isEmpty || typed.text == "--" { continue }
      let given = operation.member(of: typed.halves.name)
      let word = given == nil ? try typed.writtenOut(operation.optionNames) : typed
      if operation.takes(global: word.halves.name), try globals.take(word, from: &rest) { continue }
      if let own = LabOption.of(operation).first(where: { $0.name == word.text }) {
        labOption = own
        continue
      }
      let member = given ?? operation.member(of: word.halves.name)
      guard let member, let option = try AWSCommandLine.option(word, of: member, &rest) else {
        if operation.hasStream, outfile == nil, !word.text.hasPrefix("--") {
          outfile = word
        } else {
          unknown.append(word)
        }
        continue
      }
      options.removeAll { $0.member == option.member }
      options.append(option)
    }
    if !unknown.isEmpty { self.unknown = AWSCommandLine.unknown(unknown, operation) }
  }

  /// Reads the option of a member with its values; `nil` for a switch that is turned off with one.
  private static func option(
    _ word: Argument, of member: MemberDescription, _ rest: inout ArraySlice<Argument>
  ) throws(CLIError) -> Option? {
    let (name, value) = word.halves
    if member.type == .boolean { return try onOff(member, word) }
    var values: [Argument] = []
    if let value {
      values = [Argument(text: value, range: word.range)]
    } else {
      while let next = rest.first, !next.isOptionLike, values.isEmpty || member.isPlural {
        values.append(next)
        rest.removeFirst()
      }
    }
    guard !values.isEmpty || member.isPlural else {
      throw CLIError(
        .usage, "argument \(word.text): expected one argument", range: word.range,
        remark: "\(word.text) needs a value: \(member.help.lowercasedFirst.withoutFullStop)")
    }
    if member.isLong, let value = values.first { _ = try GlobalOptions.number(name, value) }
    return Option(
      member: member, name: Argument(text: name, range: word.range), values: values,
      isPositive: true)
  }

  /// Reads the option of a switch, `--dry-run` or `--no-dry-run`; `nil` where a value stands behind
  /// the latter.
  private static func onOff(
    _ member: MemberDescription, _ word: Argument
  ) throws(CLIError) -> Option? {
    let (name, value) = word.halves
    let isPositive = name == member.option
    guard let value else {
      return Option(member: member, name: word, values: [], isPositive: isPositive)
    }
    guard isPositive else { return nil }
    throw CLIError(
      .usage, "argument \(name): ignored explicit argument '\(value)'", range: word.range,
      remark: "\(name) means yes by itself, \(member.offOption) no",
      replacement: value == "false" ? member.offOption : name)
  }

  private static func unknown(_ words: [Argument], _ operation: AnyOperation?) -> CLIError {
    let list = words.map(\.text).joined(separator: ", ")
    let next = operation.map { "aws \($0.service.command) \($0.commandName) help" }
    if let operation, !operation.takes(global: words[0].halves.name) {
      return CLIError(
        .unknownOptions, "Unknown options: \(list)", range: words[0].range,
        remark: "\(operation.commandName) writes a file, and such commands have no"
          + " \(words[0].halves.name)", next: next)
    }
    let names =
      (operation?.members.map(\.option) ?? []) + GlobalOptions.names
      + (operation.map(LabOption.of) ?? []).map(\.name)
    let near = nearest(to: words[0].text, among: names) ?? words[0].longer(among: names)
    let isOption = words[0].text.hasPrefix("-")
    return CLIError(
      .unknownOptions, "Unknown options: \(list)", range: words[0].range,
      remark: isOption
        ? "no such option" + (near.map { "; the nearest is \($0)" } ?? "")
        : "a word that belongs to no option; quote values that hold spaces",
      replacement: isOption ? near : nil, next: next)
  }
}

extension String {
  /// A sentence as the words of a fault, which go on behind it.
  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension Argument {
  /// The first of the options that have all of this one's words in their midst, as
  /// `--encryption-context` has those of `--context`.
  fileprivate func longer(among names: [String]) -> String? {
    let words = halves.name.drop { $0 == "-" }
    guard words.count > 2 else { return nil }
    return names.first { "\($0)-".contains("-\(words)-") }
  }

  /// An option and the value behind its first `=`, whatever that `=` makes one character with.
  var halves: (name: String, value: String?) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    return (String(Substring(parts[0])), parts.count == 2 ? String(Substring(parts[1])) : nil)
  }

  /// Whether AWS CLI takes the word for an option: `-x`, but neither `-5` nor a text with a space;
  /// behind `--name=` it may have one.
  var isOptionLike: Bool {
    let (name, value) = halves
    guard text.hasPrefix("-"), text != "-", !(value == nil ? text : name).contains(" ") else {
      return false
    }
    return Double(text) == nil || text.contains { $0.isLetter }
  }
}

extension MemberDescription {
  /// Whether it is a long of AWS's model, which AWS CLI reads with the words; one member is.
  var isLong: Bool { name == "ContentLength" }

  /// Whether the command line takes several values for it.
  package var isPlural: Bool { if case .list = type { true } else { false } }
}
