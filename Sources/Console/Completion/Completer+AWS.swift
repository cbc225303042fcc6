import AWSCLI
import Cloud
import Kernel
import Sessions

extension Completer {
  /// What stands behind `aws`.
  func aws(_ word: String, _ before: [String?]) -> [Candidate] {
    let line = AWSWords(before)
    if let option = line.openGlobal { return values(of: option, line, word) }
    let options = word.hasPrefix("-") ? globals(besides: line) : []
    guard let service = line.service else {
      return options + Completer.services + [Candidate("help", "the services of this lab")]
    }
    if service == "s3" { return s3(word, line) + options }
    guard let service = Service(command: service) else { return [] }
    guard let name = line.operation else {
      let operations = Catalogue.operations(of: service)
      return options + operations.map { Candidate($0.commandName, $0.summary) }
        + (Waiter.of(service).isEmpty ? [] : [Candidate("wait", "until something is there")])
        + [Candidate("help", "the operations of \(service.command)")]
    }
    if name == "wait", line.waiter == nil {
      return Waiter.of(service).map { Candidate($0.commandName, $0.summary) }
    }
    guard let operation = line.called else { return [] }
    return self.options(of: operation, line, word)
  }

  private static let services =
    Service.allCases.map { Candidate($0.command, $0.inWords) }
    + [Candidate("s3", "whole files and folders: cp, ls, sync")]

  /// The options of an operation that are not given yet, those it needs first; or the values of
  /// the one that is open.
  private func options(
    of operation: AnyOperation, _ line: AWSWords, _ word: String
  ) -> [Candidate] {
    let open = line.openOption(of: operation)
    if let open, !word.hasPrefix("--") {
      let found = values(of: open.member, in: operation, line, word)
      if !open.isPlural || !found.isEmpty || !word.isEmpty { return found }
    }
    let members = operation.members.filter { !$0.isRefused && !line.gives($0) }
    var found = (members.filter(\.isRequired) + members.filter { !$0.isRequired })
      .map { member in
        Candidate(member.option, (member.isRequired ? "needed: " : "") + member.help)
      }
    found += LabOption.of(operation).map { Candidate($0.name, $0.help) }
    if line.arguments.isEmpty {
      found.append(Candidate("help", "the options of \(operation.commandName)"))
    }
    if operation.hasStream, !word.hasPrefix("-") {
      found = names.files(word) + found
    }
    if line.words.last == GlobalOptions.skeletonOption, !word.hasPrefix("-"),
      operation.takes(global: GlobalOptions.skeletonOption)
    {
      found = values(of: GlobalOptions.skeletonOption, line, word) + found
    }
    return word.isEmpty
      ? found
      : found + globals(besides: line).filter { operation.takes(global: $0.text) }
  }

  private func globals(besides line: AWSWords) -> [Candidate] {
    GlobalOptions.names.filter { !line.words.contains($0) }
      .map { Candidate($0, "with every command") }
  }

  private func values(of option: String, _ line: AWSWords, _ word: String) -> [Candidate] {
    switch option {
    case "--query":
      guard let operation = line.called else { return [] }
      return QueryPlace(word, .structure(operation.resultMembers)).candidates
    case "--region": return Region.common.map { Candidate($0.description) }
    case "--profile": return names.principals()
    case "--cli-input-json", "--cli-input-yaml": return names.parameterFiles(word, isBinary: false)
    default: return GlobalOptions.choices(option).map { Candidate($0) }
    }
  }
}

extension Completer {
  /// What stands behind `aws s3`.
  private func s3(_ word: String, _ line: AWSWords) -> [Candidate] {
    guard let name = line.operation else {
      return S3Command.all.map { Candidate($0.name, $0.summary) }
        + [Candidate("help", "the commands of s3")]
    }
    guard let command = S3Command.named(name) else { return [] }
    if let last = line.arguments.last ?? nil,
      let option = command.options.first(where: { $0.name == last })
    {
      switch option.value {
      // What could be left out is no value where the next option begins.
      case .optionalChoice where word.hasPrefix("-"): break
      case .choice(let values), .optionalChoice(let values): return values.map { Candidate($0) }
      case .text("KEY"): return names.aliases(word) + names.keys(word) + names.arns(word)
      case .text, .number, .time, .pairs, .tag, .grants, .bytes: return []
      case .none: break
      }
    }
    if word.hasPrefix("-") {
      return command.options.filter { !line.arguments.contains($0.name) }
        .map { Candidate($0.name, $0.summary) }
    }
    let takesFiles = if case .transfer = command.kind { true } else { false }
    return names.uris(word) + (takesFiles ? names.files(word) : [])
  }
}

/// The words behind `aws`, as far as they are typed.
struct AWSWords {
  /// All of them.
  let words: [String?]
  /// The first two that are no options.
  private(set) var service, operation: String?
  /// What stands behind `wait`.
  private(set) var waiter: String?
  /// What stands behind the operation, but for options that every command takes.
  private(set) var arguments: [String?] = []
  /// The option for every command whose value comes next.
  private(set) var openGlobal: String?

  /// Sorts words.
  init(_ words: [String?]) {
    self.words = words
    for word in words {
      if openGlobal != nil {
        openGlobal = nil
      } else if let word, GlobalOptions.valued.contains(word) {
        openGlobal = word
      } else if let word, GlobalOptions.names.contains(word) {
        continue
      } else if service == nil {
        service = word ?? ""
      } else if operation == nil {
        operation = word ?? ""
      } else if operation == "wait", waiter == nil {
        waiter = word ?? ""
      } else {
        arguments.append(word)
      }
    }
  }

  /// The operation that is called; `nil` for none.
  var called: AnyOperation? {
    guard let service, let operation, let known = Service(command: service) else { return nil }
    if operation == "wait" {
      return waiter.flatMap { Waiter.named($0, of: known) }?.operation
    }
    return Catalogue.operation(known, command: operation)
  }

  /// Whether an option of a member is there.
  func gives(_ member: MemberDescription) -> Bool {
    let option = member.option
    return arguments.contains { $0 == option || $0?.hasPrefix(option + "=") ?? false }
      || member.type == .boolean && arguments.contains("--no-" + option.dropFirst(2))
  }

  /// The option whose value, or whose next one, may come now.
  func openOption(of operation: AnyOperation) -> (member: MemberDescription, isPlural: Bool)? {
    guard let index = arguments.lastIndex(where: { $0?.hasPrefix("--") ?? false }),
      let member = operation.members.first(where: { $0.option == arguments[index] }),
      member.type != .boolean, member.isPlural || index == arguments.count - 1
    else { return nil }
    return (member, member.isPlural && index < arguments.count - 1)
  }

  /// The value of an option.
  func value(_ option: String) -> String? {
    guard let index = arguments.lastIndex(of: option), index + 1 < arguments.count else {
      return nil
    }
    return arguments[index + 1]
  }
}

extension Service {
  /// What the service is for.
  fileprivate var inWords: String {
    switch self {
    case .kms: "keys, aliases, encryption"
    case .s3: "every operation on buckets and objects"
    case .s3control: "what an account forbids of all its buckets"
    case .sts: "who calls; sessions of roles"
    case .iam: "users, roles and their policies"
    case .cloudtrail: "what was done, by whom"
    }
  }
}
