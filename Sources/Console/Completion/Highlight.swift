import AWSCLI
import Cloud
import KMS
import Kernel
import S3
package import Sessions
import Shell

extension Session {
  /// The bytes of a line up to which it is helped with: it is read again at every key.
  static let longestHelpedLine = 16 << 10

  /// What the words of a line are; a word that the cursor is at the end of may still become one.
  package func highlights(of line: String) -> [Highlight] {
    guard line.utf8.count <= Self.longestHelpedLine else { return [] }
    do throws(ShellSyntaxError) {
      _ = try ShellParser.parse(line)
    } catch {
      let end = line.utf8.count
      let range = error.range.clamped(to: 0..<end)
      return range.isEmpty ? [] : [Highlight(range: range, kind: .error)]
    }
    guard let (script, _) = LinePoint.repaired(line) else { return [] }
    var highlighter = Highlighter(session: self, end: line.utf8.count)
    highlighter.read(script)
    return highlighter.found
      .map { Highlight(range: $0.range.clamped(to: 0..<line.utf8.count), kind: $0.kind) }
      // What closes the line so that it can be read is not in it.
      .filter { !$0.range.isEmpty }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Tells the words of a script apart.
private struct Highlighter {
  let session: Session
  /// Where the line ends.
  let end: Int
  private(set) var found: [Highlight] = []

  init(session: Session, end: Int) {
    self.session = session
    self.end = end
  }

  mutating func read(_ script: Script) {
    for step in script.steps {
      for command in step.pipeline.commands { read(command) }
    }
  }

  private mutating func read(_ command: ShellCommand) {
    var before: [String?] = []
    for word in command.words {
      readSubstitutions(word)
      let text = LinePoint.text(word) { session.present.variables[$0] }
      if let text {
        note(word.range, kind(of: text, behind: before, isLast: word.range.upperBound == end))
      }
      before.append(text)
    }
    for assignment in command.assignments { readSubstitutions(assignment.value) }
    if case .file(let word)? = command.input { noteFile(word) }
    if let output = command.output { noteFile(output.file) }
    if case .file(let errors)? = command.errors { noteFile(errors.file) }
  }

  private mutating func readSubstitutions(_ word: Word) {
    for case .substitution(let script) in word.parts.map(\.content) { read(script) }
  }

  private mutating func noteFile(_ word: Word) {
    guard let name = LinePoint.text(word, { session.present.variables[$0] }) else { return }
    note(word.range, session.files[name] == nil ? .value : .liveName)
  }

  private mutating func note(_ range: Range<Int>, _ kind: WordKind?) {
    if let kind { found.append(Highlight(range: range, kind: kind)) }
  }
}

extension Highlighter {
  /// What a word is behind those before it.
  private func kind(of word: String, behind before: [String?], isLast: Bool) -> WordKind? {
    guard let name = before.first else {
      return known(word, isCommand(word), isLast) { commands.contains { $0.hasPrefix(word) } }
    }
    guard let name else { return value(word) }
    if name == "aws" { return awsKind(of: word, AWSWords(Array(before.dropFirst())), isLast) }
    if Service(command: name) != nil || name == "s3" {
      return awsKind(of: word, AWSWords(before), isLast)
    }
    if word.hasPrefix("-"), word.count > 1 { return .option }
    return value(word)
  }

  private func awsKind(of word: String, _ line: AWSWords, _ isLast: Bool) -> WordKind? {
    if line.openGlobal != nil { return value(word) }
    if word.hasPrefix("--") { return option(word, line, isLast) }
    if line.service == nil {
      let names = Service.allCases.map(\.command) + ["s3", "help"]
      return known(word, names.contains(word), isLast) { names.contains { $0.hasPrefix(word) } }
    }
    let isWaiter = line.operation == "wait" && line.waiter == nil
    guard line.operation == nil || isWaiter else {
      return word == "help" ? .command : value(word)
    }
    let names = isWaiter ? waiters(of: line.service ?? "") : operations(of: line.service ?? "")
    if names.isEmpty { return value(word) }
    return known(word, names.contains(word), isLast) { names.contains { $0.hasPrefix(word) } }
  }

  private func waiters(of service: String) -> [String] {
    Service(command: service).map(Waiter.of)?.map(\.commandName) ?? []
  }

  private func operations(of service: String) -> [String] {
    if service == "s3" {
      return S3Command.all.map(\.name) + S3Command.refused.map(\.name) + ["help"]
    }
    guard let service = Service(command: service) else { return [] }
    return Catalogue.operations(of: service).map(\.commandName)
      + Catalogue.refusedCommands(of: service) + ["help"]
      + (Waiter.of(service).isEmpty ? [] : ["wait"])
  }

  private func option(_ word: String, _ line: AWSWords, _ isLast: Bool) -> WordKind? {
    let name = String(word.prefix { $0 != "=" })
    var names = GlobalOptions.names
    if line.service == "s3" {
      names += line.operation.flatMap(S3Command.named)?.options.map(\.name) ?? []
    } else if let operation = line.called {
      names = names.filter(operation.takes) + LabOption.of(operation).map(\.name)
      names += operation.members.flatMap { member in
        [member.option] + (member.type == .boolean ? ["--no-" + member.option.dropFirst(2)] : [])
      }
    }
    let isKnown = names.contains(name) || GlobalOptions.isRefused(name)
    return known(name, isKnown, isLast, as: .option) { names.contains { $0.hasPrefix(name) } }
  }

  /// A word of a closed set; one that is being typed is no error as long as it can become one.
  private func known(
    _ word: String, _ isKnown: Bool, _ isLast: Bool, as kind: WordKind = .command,
    _ canBecome: () -> Bool
  ) -> WordKind? {
    if isKnown { return kind }
    return isLast && canBecome() ? nil : .error
  }

  private var commands: [String] { session.commands.map(\.name) }

  private func isCommand(_ word: String) -> Bool { commands.contains(word) }

  private func value(_ word: String) -> WordKind { isLive(word) ? .liveName : .value }

  /// Whether something of that name exists.
  private func isLive(_ word: String) -> Bool {
    let storage = session.world.storage
    let (account, region) = (session.present.caller.account, session.present.region)
    for prefix in ParameterPrefix.all where word.hasPrefix(prefix) {
      return session.files[String(word.dropFirst(prefix.count))] != nil
    }
    if word.hasPrefix("s3://") {
      let parts = word.dropFirst(5).split(separator: "/", maxSplits: 1)
      guard let bucket = parts.first.flatMap({ storage.s3.buckets[BucketName(String($0))] }) else {
        return false
      }
      return parts.count == 1 || bucket.objects[ObjectKey(String(parts[1]))] != nil
    }
    if word.hasPrefix("alias/") {
      let address = AliasAddress(account: account, region: region, name: word)
      return storage.kms.aliases[address] != nil
    }
    if let id = KeyID(word) {
      return storage.kms.keys[KeyAddress(account: account, region: region, id: id)] != nil
    }
    if let arn = ARN(word), let address = KeyAddress(arn) {
      return storage.kms.keys[address] != nil
    }
    return storage.s3.buckets[BucketName(word)] != nil || session.files[word] != nil
  }
}
