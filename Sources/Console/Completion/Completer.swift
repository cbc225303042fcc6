import AWSCLI
import Cloud
import Kernel
package import Sessions
import Shell

extension Session {
  /// What may stand at a place of a line, the cursor being a UTF-8 offset; `nil` where nothing can.
  package func completion(of line: String, at cursor: Int) -> Completion? {
    guard line.utf8.count <= Self.longestHelpedLine else { return nil }
    let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    guard let point = LinePoint(typed, variables: { present.variables[$0] }) else { return nil }
    let found = Completer(session: self).candidates(at: point)
    guard !found.isEmpty else { return nil }
    return Completion(
      range: point.range,
      choices: found.prefix(Completion.limit).map {
        Completion.Choice(candidate: $0, insertion: point.insertion($0))
      }, isCut: found.count >= Completion.limit)
  }
}

/// Finds what may stand at a place, from the tables that the commands themselves are made of.
struct Completer {
  let session: Session

  var names: LiveNames { LiveNames(session: session) }

  /// The candidates for the word at the cursor: those that begin as it does, or else those that
  /// hold it.
  func candidates(at point: LinePoint) -> [Candidate] {
    switch point.role {
    case .variable:
      return session.variables.map { Candidate($0.key, String($0.value.prefix(60))) }
        .filter { $0.text.hasPrefix(point.raw) }
    case .file: return point.word.map { names.files($0) } ?? []
    case .value: return []
    case .word: break
    }
    guard let word = point.word else { return [] }
    guard word.hasPrefix("--"), !point.before.isEmpty, let sign = word.firstIndex(of: "=") else {
      return candidates(fitting: word, behind: point.before)
    }
    // --option=value: what --option value may have, behind the option.
    let value = word.index(after: sign)
    return candidates(
      fitting: String(word[value...]), behind: point.before + [String(word[..<sign])]
    ).filter { !$0.text.hasPrefix("--") }.map { $0.behind(word[..<value]) }
  }

  /// The candidates that begin as a word does, or else those that hold it.
  private func candidates(fitting word: String, behind before: [String?]) -> [Candidate] {
    let found = candidates(for: word, behind: before)
    let begun = found.filter { $0.text.hasPrefix(word) }
    guard begun.isEmpty, word.count > 1 else { return once(begun) }
    let part = word.lowercased()
    return once(
      (found + candidates(for: "", behind: before))
        .filter { $0.text.lowercased().contains(part) })
  }

  /// The first candidate of each text.
  private func once(_ candidates: [Candidate]) -> [Candidate] {
    var known: Set<String> = []
    return candidates.filter { known.insert($0.text).inserted }
  }

  private func candidates(for word: String, behind before: [String?]) -> [Candidate] {
    guard let name = before.first else { return commands }
    guard let name else { return [] }
    let rest = Array(before.dropFirst())
    if name == "aws" { return aws(word, rest) }
    if Service(command: name) != nil || name == "s3" { return aws(word, before) }
    let named = (session.companion?.commands ?? []).filter { $0.name == name } + session.table[name]
    // The first that takes words: set is also one of sh's.
    guard let command = named.first(where: { $0.kind != .shell }) else { return [] }
    guard !command.parts.isEmpty else { return operands(of: command, rest, word) }
    guard let first = rest.first else {
      return command.parts.map { Candidate($0.name, $0.summary) }
    }
    guard let part = command.parts.first(where: { $0.name == first }) else { return [] }
    return operands(of: part, Array(rest.dropFirst()), word)
  }

  /// What a line can begin with.
  private var commands: [Candidate] {
    let companions = session.companion?.commands ?? []
    // The letters of a question that waits come before everything.
    let commands =
      companions.filter { $0.name.count == 1 } + session.table["aws"]
      + companions.filter { $0.name.count > 1 } + session.table[.lab] + session.table[.tool]
    return commands.map { Candidate($0.name, $0.summary) }
  }
}

extension Completer {
  /// What stands behind a command.
  private func operands(
    of command: Command, _ before: [String?], _ word: String
  ) -> [Candidate] {
    let options = command.options
    let isCompanions = command.kind == .companion
    if let last = before.last ?? nil,
      let option = options.first(where: { $0.names.contains(last) }),
      let value = option.value
    {
      return UsageForms(value).words(after: []).flatMap { candidates($0, word, isCompanions) }
    }
    var found: [Candidate] = []
    let given = Completer.operands(before, options)
    for place in UsageForms(command.operands).words(after: given) {
      found += candidates(place, word, isCompanions)
    }
    guard word.isEmpty && found.isEmpty || word.hasPrefix("-") else { return found }
    // What data looks like is nothing that a line needs.
    let offered = word.isEmpty ? options.filter { !$0.names.contains("--output") } : options
    return found
      + offered.filter { option in !before.contains { option.names.contains($0 ?? "") } }
      .compactMap { option in
        option.names.last.map { Candidate($0, option.summary) }
      }
  }

  /// The words before the cursor that are no options and no values of options.
  private static func operands(_ words: [String?], _ options: [ToolOption]) -> [String?] {
    var operands: [String?] = []
    var isValue = false
    for word in words {
      let option = options.first { $0.names.contains(word ?? "") }
      if option == nil, !isValue { operands.append(word) }
      isValue = option?.value != nil
    }
    return operands
  }

  /// What a word of a usage line stands for.
  private func candidates(
    _ place: String, _ word: String, _ isCompanions: Bool
  ) -> [Candidate] {
    guard UsageForms.isPlaceholder(place) else {
      return place.contains(where: \.isUppercase) ? [] : [Candidate(place)]
    }
    if isCompanions, let found = session.companion?.words(for: place, in: session) { return found }
    return Vocabulary(session: session).candidates(for: place, word)
  }
}

extension Candidate {
  /// The same behind what the word already holds.
  func behind(_ base: Substring) -> Candidate {
    Candidate(base + text, note, label: label, goesOn: goesOn)
  }
}
