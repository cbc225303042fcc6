import Kernel
import S3
import Shell
import Text

/// The words behind `aws s3`, sorted into command, paths and options.
struct S3Arguments: Sendable {
  /// What the words ask for.
  enum Request: Sendable {
    /// `aws s3 help`.
    case help
    /// `aws s3 cp help`.
    case commandHelp(S3Command)
    /// A command.
    case command(S3Command)
  }

  private(set) var request = Request.help
  private(set) var paths: [Argument] = []
  /// Options with their values, `null` for one without.
  private(set) var options: [(option: S3Option, value: Document)] = []
  private(set) var filter = NameFilter()
  private(set) var globals = GlobalOptions()

  /// Sorts the words behind `aws s3`.
  init(_ arguments: [Argument], files: VirtualFiles) throws(CLIError) {
    var rest = arguments[...]
    guard let command = try S3Arguments.command(try nextPositional(&rest)) else { return }
    if rest.first?.text == "help" {
      request = .commandHelp(command)
      return
    }
    request = .command(command)
    var unknown: [Argument] = []
    let names = command.options.map(\.name) + S3Option.refused.flatMap(\.names)
    while let typed = rest.popFirst() {
      let word = try typed.writtenOut(names)
      if try take(word, of: command, from: &rest, files) { continue }
      let isOfCalls = GlobalOptions.ofCalls.contains(word.halves.name)
      if !isOfCalls, try globals.take(word, from: &rest) { continue }
      if word.isOptionLike || paths.count == command.pathCounts.upperBound {
        unknown.append(word)
      } else {
        paths.append(word)
      }
    }
    guard unknown.isEmpty else { throw S3Arguments.unknown(unknown, of: command) }
    if let path = paths.first(where: { $0.text.hasPrefix("s3://arn:") }) {
      throw CLIError(
        .parameter, ParameterValidation.noAccessPoints, range: path.range, isNotSimulated: true)
    }
    guard paths.count >= command.pathCounts.lowerBound else {
      throw CLIError(
        .usage, "the following arguments are required: \(command.nameOfPaths)",
        remark: "\(command.name) takes \(command.operands)", next: command.example)
    }
  }

  /// Whether an option without a value was given.
  func has(_ option: S3Option) -> Bool { options.contains { $0.option.name == option.name } }

  /// The value of an option.
  func value(_ option: S3Option) -> Document? {
    values(option).last
  }

  /// The values of an option that can be given more than once.
  func values(_ option: S3Option) -> [Document] {
    options.filter { $0.option.name == option.name }.map(\.value)
  }

  /// The members of a request that the options give.
  func members(isCopy: Bool) -> DocumentObject {
    var members = DocumentObject()
    for (option, value) in options where isCopy || !option.isForCopies {
      if let name = option.member { members[name] = value }
    }
    if has(.noOverwrite) { members["IfNoneMatch"] = "*" }
    for grant in (try? grants()) ?? [] { members[grant.member] = .string(grant.grantee) }
    return members.withCustomerKeysEncoded(for: "PutObject")
  }

  /// What the options grant; fails for a text that is no grant.
  func grants() throws(S3CallFailure) -> [S3Grant] {
    var grants: [S3Grant] = []
    for (option, value) in options {
      guard case .grants = option.value else { continue }
      grants = try (value.elements ?? []).map { (text) throws(S3CallFailure) in
        try S3Grant(text.text ?? "")
      }
    }
    return grants
  }

  /// The members of a request that reads an object: a key of the caller's own; with `isSource` that
  /// of the source of a copy.
  func membersToRead(isSource: Bool = false) -> DocumentObject {
    let members = members(isCopy: true)
    let prefix = "CopySource"
    return DocumentObject(
      members.entries.compactMap { entry in
        guard entry.name.hasPrefix((isSource ? prefix : "") + "SSECustomer") else { return nil }
        return (isSource ? entry.name.after(prefix.utf8.count) : entry.name, entry.value)
      })
  }
}

extension S3Arguments {
  /// The next word that is no global option.
  private mutating func nextPositional(
    _ rest: inout ArraySlice<Argument>
  ) throws(CLIError) -> Argument? {
    while let typed = rest.popFirst() {
      let word = try typed.writtenOut([])
      guard word.text.hasPrefix("--") else { return word }
      guard try globals.take(word, from: &rest) else {
        throw S3Arguments.unknown([word], of: nil)
      }
    }
    return nil
  }

  /// The command of a word; `nil` where help is asked for.
  private static func command(_ word: Argument?) throws(CLIError) -> S3Command? {
    guard let word else {
      throw CLIError(
        .parameter,
        "usage: aws [options] s3 <subcommand> [parameters]\naws: [ERROR]: too few arguments",
        remark: "aws s3 needs a command", next: "aws s3 help")
    }
    if word.text == "help" { return nil }
    if let command = S3Command.named(word.text) { return command }
    let names = S3Command.all.map(\.name)
    if let refused = S3Command.refused.first(where: { $0.name == word.text }) {
      throw CLIError(
        .usage, "kmslab does not simulate aws s3 \(word.text): \(refused.remark)",
        range: word.range, remark: refused.remark, next: refused.next, isNotSimulated: true)
    }
    let near = nearest(to: word.text, among: names)
    throw CLIError(
      .usage, AWSCommandLine.choiceMessage("subcommand", word.text, among: names),
      range: word.range,
      remark: "aws s3 has \(names.joined(separator: ", ")); s3api has S3's operations",
      replacement: near, next: "aws s3 help")
  }

  private static func unknown(_ words: [Argument], of command: S3Command?) -> CLIError {
    let names = (command?.options.map(\.name) ?? []) + GlobalOptions.names
    let near = nearest(to: words[0].text, among: names)
    let isOption = words[0].text.hasPrefix("-")
    return CLIError(
      .parameter, "Unknown options: \(words.map(\.text).joined(separator: ","))",
      range: words[0].range,
      remark: isOption
        ? "no such option" + (near.map { "; the nearest is \($0)" } ?? "")
        : "a path too many; quote names that hold spaces",
      replacement: isOption ? near : nil,
      next: command.map { "aws s3 \($0.name) help" } ?? "aws s3 help")
  }
}

extension S3Arguments {
  /// Takes an option of the command with its value from the words; whether the word is one.
  private mutating func take(
    _ word: Argument, of command: S3Command, from rest: inout ArraySlice<Argument>,
    _ files: VirtualFiles
  ) throws(CLIError) -> Bool {
    guard word.text.hasPrefix("--") else { return false }
    let halves = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(halves[0])
    guard let option = command.options.first(where: { $0.name == name }) else {
      if let refused = S3Option.refused.first(where: { $0.names.contains(name) }) {
        throw CLIError(
          .usage, "kmslab does not simulate \(name): \(refused.remark)", range: word.range,
          remark: refused.remark,
          next: "aws s3 \(command.name) help", isNotSimulated: true)
      }
      return false
    }
    var value = halves.count == 2 ? Argument(text: String(halves[1]), range: word.range) : nil
    switch option.value {
    case .none:
      guard value == nil else {
        throw CLIError(
          .usage, "argument \(name): ignored explicit argument '\(halves[1])'",
          range: word.range, remark: "\(name) takes no value", replacement: name)
      }
      options.append((option, .null))
    case .grants: try append(option, value, at: word, from: &rest)
    case .tag: try append(tag: option, isJoined: value != nil, at: word, from: &rest)
    default:
      if value == nil, let next = rest.first, !next.isOptionLike { value = rest.popFirst() }
      try append(option, value, at: word, files)
    }
    return true
  }

  /// Takes an option with all words up to the next one.
  private mutating func append(
    _ option: S3Option, _ value: Argument?, at word: Argument,
    from rest: inout ArraySlice<Argument>
  ) throws(CLIError) {
    var words = value.map { [$0] } ?? []
    if value == nil { while rest.first?.isOptionLike == false { words += [rest.removeFirst()] } }
    guard !words.isEmpty else {
      throw CLIError(
        .usage, "argument \(option.name): expected at least one argument", range: word.range,
        remark: "\(option.name) needs a value: \(option.summary)")
    }
    options.append((option, .list(words.map { .string($0.text) })))
  }

  /// Takes an option with the two words of a tag, which `=` cannot join to it.
  private mutating func append(
    tag option: S3Option, isJoined: Bool, at word: Argument, from rest: inout ArraySlice<Argument>
  ) throws(CLIError) {
    let words = rest.prefix(2).prefix { !$0.isOptionLike }
    guard words.count == 2, !isJoined, let key = words.first, let value = words.last else {
      throw CLIError(
        .usage, "argument \(option.name): expected 2 arguments", range: word.range,
        remark: "\(option.name) takes a key and a value: \(option.name) team photos")
    }
    rest.removeFirst(2)
    options.append((option, ["Key": .string(key.text), "Value": .string(value.text)]))
  }

  private mutating func append(
    _ option: S3Option, _ value: Argument?, at word: Argument, _ files: VirtualFiles
  ) throws(CLIError) {
    guard let value else {
      guard case .optionalChoice(let choices) = option.value else {
        throw CLIError(
          .usage, "argument \(option.name): expected one argument", range: word.range,
          remark: "\(option.name) needs a value: \(option.summary)")
      }
      options.append((option, .string(choices[0])))
      return
    }
    switch option.name {
    case S3Option.include.name: filter.append(value.text, isIncluding: true)
    case S3Option.exclude.name: filter.append(value.text, isIncluding: false)
    default: options.append((option, try read(value, of: option, files)))
    }
  }

  /// The document of a value; where that is no more than the name of a file, a failure says so.
  private func read(
    _ value: Argument, of option: S3Option, _ files: VirtualFiles
  ) throws(CLIError) -> Document {
    do throws(CLIError) {
      return try S3Arguments.document(value, of: option, files)
    } catch {
      guard case .pairs = option.value, files[value.text] != nil else { throw error }
      throw error.with(
        "\(value.text) is a file here; file://\(value.text) reads it", "file://\(value.text)")
    }
  }

  private static func document(
    _ value: Argument, of option: S3Option, _ files: VirtualFiles
  ) throws(CLIError) -> Document {
    switch option.value {
    case .none, .grants, .tag: return .string(value.text)
    case .text: return .string(try text(value, of: option, files))
    case .choice(let choices), .optionalChoice(let choices):
      guard choices.contains(value.text) else {
        throw noChoice(value, of: option, choices, files)
      }
      return .string(value.text)
    case .number:
      guard let number = Int(value.text) else {
        throw CLIError(
          .other, "invalid literal for int() with base 10: '\(value.text)'", range: value.range,
          remark: "\(option.name) takes a whole number")
      }
      return .integer(number)
    case .time:
      guard let time = Timestamp(value.text) else {
        throw CLIError(
          .parameter, "Invalid timestamp value '\(value.text)' for \(option.name)",
          range: value.range, remark: "\(option.name) takes a time such as 2026-01-01T00:00:00Z")
      }
      return .timestamp(time)
    case .pairs: return .object(try pairs(value, of: option, files))
    case .bytes: return .bytes(try bytes(value, of: option, files))
    }
  }

  /// A value that is none of an option's.
  private static func noChoice(
    _ value: Argument, of option: S3Option, _ choices: [String], _ files: VirtualFiles
  ) -> CLIError {
    let message = AWSCommandLine.choiceMessage(option.name, value.text, among: choices)
    if [S3Option.sseC.name, S3Option.sseCCopySource.name].contains(option.name) {
      // What was typed may be the key, and is not repeated.
      return CLIError(
        .usage, message, range: value.range,
        remark: "\(option.name) takes \(choices[0]); the key goes after \(option.name)-key",
        replacement: choices[0])
    }
    return CLIError(
      .usage, message, range: value.range,
      remark: "\(option.name) takes \(choices.joined(separator: ", "))",
      replacement: nearest(to: value.text, among: choices)
        ?? choices.last { choice in
          choice.hasPrefix(value.text) || value.text.hasPrefix(choice + ":")
            || choice.split(separator: ":").contains { $0 == value.text }
        }
        ?? choices[0] + option.rest(value.text, files))
  }

  /// Names and texts, as shorthand or JSON, from a virtual file where the value names one.
  private static func pairs(
    _ value: Argument, of option: S3Option, _ files: VirtualFiles
  ) throws(CLIError) -> DocumentObject {
    let text = try text(value, of: option, files)
    var members: DocumentObject?
    if text.first(where: { !$0.isWhitespace }) == "{" {
      members = (try? JSONReader.read(text))?.members
    } else {
      do throws(Shorthand.Failure) {
        members = try Shorthand.read(text)
      } catch {
        throw CLIError(
          .parameter, "Error parsing parameter '\(option.name)': \(error.message)",
          range: value.range, remark: "\(option.name) takes pairs such as name=value,name=value")
      }
    }
    guard let members, members.entries.allSatisfy({ $0.value.text != nil }) else {
      throw CLIError(
        .parameter, "Error parsing parameter '\(option.name)': Invalid JSON:\n\(text)",
        range: value.range,
        remark: "\(option.name) takes texts: name=value,name=value or the same as JSON")
    }
    return members
  }

  private static func text(
    _ value: Argument, of option: S3Option, _ files: VirtualFiles
  ) throws(CLIError) -> String {
    String(decoding: try bytes(value, of: option, files), as: UTF8.self)
  }

  /// The bytes of a value, or of the virtual file that it names.
  private static func bytes(
    _ value: Argument, of option: S3Option, _ files: VirtualFiles
  ) throws(CLIError) -> [UInt8] {
    let prefix = ["file://", "fileb://"].first { value.text.hasPrefix($0) }
    guard let prefix else { return Array(value.text.utf8) }
    let name = value.text.after(prefix.utf8.count)
    guard let bytes = files[name] else {
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(option.name)': Unable to load paramfile \(value.text):"
          + " [Errno 2] No such file or directory: '\(name)'",
        range: value.range, remark: "no virtual file \(quoted(name))", next: "ls")
    }
    guard prefix == "fileb://" || String(validating: bytes, as: UTF8.self) != nil else {
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(option.name)': Unable to load paramfile (\(name)), text"
          + " contents could not be decoded.  If this is a binary file, please use the fileb://"
          + " prefix instead of the file:// prefix.",
        range: value.range, remark: "\(quoted(name)) holds bytes that are no text",
        replacement: "fileb://" + name)
    }
    return bytes
  }
}
