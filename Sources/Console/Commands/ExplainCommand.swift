import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Explains the last call, or one that is not made.
  static let explain = LabCommand(
    "explain", "tells why a call was permitted or refused",
    operands: "[COMMAND]",
    details: """
      explain          the last call, in the world as it was before it
      explain aws kms decrypt --key-id alias/lab-key --ciphertext-blob fileb://c.bin
                       a call that is not made: nothing changes
      Every policy is listed that was looked at, and of each statement whether it
      speaks of the call, or which element does not. For a refusal the changes that
      would let the call through: each was tried on a copy of the world, and the one
      that opens least comes first. Nothing is changed until you type it.
      """, takesWords: true
  ) { session, arguments, _ throws(Fault) in
    let told: ToldCall
    if arguments.operands.isEmpty {
      guard let last = session.lastCall else {
        throw Fault("no call was made yet", next: "explain aws kms list-keys")
      }
      told = last
    } else {
      told = try session.rehearsed(arguments.operands)
    }
    let explanation = told.moment.world.explain(
      told.operation, .object(told.request), as: told.call)
    return ExplanationInWords(
      explanation, told.moment.world.changes(for: explanation), told.moment,
      home: session.configuration.account, session.advice(on: explanation, told)
    ).answer
  }
}

extension Session {
  /// The call that a command would make, made on a copy of the session.
  fileprivate func rehearsed(_ words: [Argument]) throws(Fault) -> ToldCall {
    var copy = self
    let arguments = words.first?.text == "aws" ? Array(words.dropFirst()) : words
    let (result, call) = copy.runAWS(arguments, input: [])
    guard let made = call else {
      throw Fault(
        "that makes no call"
          + (result.errors.isEmpty ? "" : ": \(result.errors.split(separator: "\n").first ?? "")"),
        range: words.first?.range, next: "explain aws kms list-keys")
    }
    return ToldCall(
      moment: present, operation: made.operation, request: made.request, call: made.call)
  }
}

extension Session {
  /// What a coach says of a call that fails though no policy refused it.
  fileprivate func advice(on explanation: Explanation, _ told: ToldCall) -> Advice? {
    guard case .failure(let failure) = explanation.outcome, explanation.denial == nil else {
      return nil
    }
    var then = self
    then.present = told.moment
    let coach = Coach(
      session: then, call: told.call, operation: told.operation, request: told.request)
    return coach.advice(on: failure)
  }
}

/// An explanation as a learner reads it, and as data.
private struct ExplanationInWords {
  let explanation: Explanation
  let changes: [ProvenChange]
  let moment: Moment
  let home: AccountID
  /// What a coach says of a failure that is no refusal.
  let advice: Advice?

  /// Changes that are told; the others open more.
  private static let shownChanges = 3

  init(
    _ explanation: Explanation, _ changes: [ProvenChange], _ moment: Moment, home: AccountID,
    _ advice: Advice?
  ) {
    self.explanation = explanation
    self.changes = changes
    self.moment = moment
    self.home = home
    self.advice = advice
  }

  private var caller: String { explanation.call.principal.shortName(from: home) }

  /// What stands behind the failure, which AWS does not tell.
  private var cause: HiddenCause? {
    explanation.request.members.flatMap {
      moment.world.hiddenCause(of: $0, as: explanation.call)
    }
  }

  var answer: LabAnswer {
    var lines: [String] = []
    let call = "\(explanation.operation.name) by \(caller)"
    switch explanation.outcome {
    case .success: lines.append("\(call): permitted, and it succeeds.")
    case .failure(let error) where explanation.denial == nil:
      let isDecided = !explanation.decisions.isEmpty
      lines.append("\(call): \(isDecided ? "permitted, but it" : "it") fails, \(error.code).")
      if let message = error.message { lines.append("  \(message)") }
      lines +=
        advice?.text.split(separator: "\n").map(String.init)
        ?? cause.map { paragraph($0.sentence(for: explanation.call), indent: 2) } ?? []
    case .failure(let error): lines.append("\(call): refused, \(error.code).")
    }
    if explanation.decisions.isEmpty {
      lines.append(
        explanation.hasSucceeded
          ? "It needs no permission." : "It fails before any permission is asked for.")
    }
    for decision in explanation.decisions {
      lines += [""] + DecisionInWords(decision, moment, home).lines
    }
    if let grant = explanation.denial.flatMap({ moment.world.formerGrant(for: $0) }) {
      lines += [""] + paragraph(grant.sentence(caller, from: home))
    }
    lines += wordsOfChanges
    let doubts = explanation.decisions.flatMap(\.doubts)
    for (index, doubt) in doubts.enumerated() where !doubts[..<index].contains(doubt) {
      lines.append("not verified against AWS: \(doubt)")
    }
    return LabAnswer(lines: lines, document: .object(document))
  }

  private var wordsOfChanges: [String] {
    guard explanation.denial != nil else { return [] }
    guard !changes.isEmpty else {
      let sentence =
        cause?.sentence(for: explanation.call)
        ?? "No change that was tried, alone or with others, lets it through."
      return [""] + paragraph(sentence)
    }
    var lines = ["", "What would let it through, each tried on a copy, the least opening first:"]
    for (index, proven) in changes.prefix(Self.shownChanges).enumerated() {
      lines.append("\(index + 1). \(proven.change.words)")
      if let context = proven.change.context {
        let pairs = context.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        lines.append("   --encryption-context \(quoted(pairs))")
      }
      if !proven.change.members.isEmpty {
        let options = proven.change.members.entries.map {
          "--\(kebabCase($0.name)) \(quoted($0.value.text ?? ""))"
        }
        lines.append("   " + options.joined(separator: " "))
      }
      for step in proven.change.steps {
        lines.append("   as \(step.call.principal.shortName(from: home))")
        lines += step.commandLines.map { "   " + $0 }
      }
      lines.append("   \(words(of: proven))")
      if !proven.succeeds {
        lines.append("   The permission is given then; the call fails for another reason.")
      }
    }
    if changes.count > Self.shownChanges {
      let rest = counted(changes.count - Self.shownChanges, "other change")
      lines.append("\(rest) would open more; --output json has all.")
    }
    return lines
  }

  private func words(of proven: ProvenChange) -> String {
    let opens = proven.opens
    guard !opens.isEmpty else {
      return proven.opensOtherContexts
        ? "It opens nothing else, but this call with any encryption context."
        : "It opens nothing else."
    }
    var people: [Principal] = []
    for opening in opens where !people.contains(opening.principal) {
      people.append(opening.principal)
    }
    let names = people.map { $0.shortName(from: home) }.joined(separator: ", ")
    var actions: [String] = []
    for opening in opens where !actions.contains(opening.action) { actions.append(opening.action) }
    return "It also opens \(counted(opens.count, "more permission")), to \(names): "
      + actions.prefix(3).joined(separator: ", ") + (actions.count > 3 ? ", …" : "")
  }

  private var document: DocumentObject {
    var object: DocumentObject = [
      "Operation": .string(explanation.operation.name),
      "Caller": .string(explanation.call.principal.arn.description),
    ]
    switch explanation.outcome {
    case .success: object["Result"] = "success"
    case .failure(let error):
      object["Result"] = .string(error.code)
      object["Message"] = error.message.map { .string($0) }
    }
    object["Decisions"] = .list(
      explanation.decisions.map { DecisionInWords($0, moment, home).document })
    object["Changes"] = .list(
      changes.map { proven in
        [
          "Change": .string(proven.change.words),
          "Commands": .list(
            proven.change.steps.map { step in
              [
                "As": .string(step.call.principal.shortName(from: home)),
                "Command": .string(step.commandLine),
              ]
            }),
          "Succeeds": .bool(proven.succeeds),
          "AnyEncryptionContext": .bool(proven.opensOtherContexts),
          "AlsoOpens": .list(
            proven.opens.map { opening in
              [
                "Principal": .string(opening.principal.arn.description),
                "Action": .string(opening.action),
                "Resource": .string(opening.resource.description),
              ]
            }),
        ]
      })
    return object
  }
}

extension Change.Step {
  /// The call as a line that can be typed.
  var commandLine: String { ([command] + options).joined(separator: " ") }

  /// The columns of a line that `explain` prints, without its indentation.
  private static let columns = 73

  /// The same in lines that can be pasted: all but the last end with a backslash.
  var commandLines: [String] {
    var lines = [command]
    for option in options {
      if let last = lines.last, last.count + 1 + option.count + 2 <= Self.columns {
        lines[lines.count - 1] = "\(last) \(option)"
      } else {
        lines.append("  " + option)
      }
    }
    return lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
  }

  private var command: String { "aws \(operation.service.command) \(operation.commandName)" }

  /// Each option with its value.
  private var options: [String] {
    request.entries.map { entry in
      let values: [String] =
        switch entry.value {
        case .bool(true): []
        case .string(let text): [quoted(text)]
        case .list(let items) where items.allSatisfy({ $0.text != nil }):
          items.compactMap(\.text).map(quoted)
        default: [quoted(JSONWriter.text(entry.value))]
        }
      return (["--" + kebabCase(entry.name)] + values).joined(separator: " ")
    }
  }
}
