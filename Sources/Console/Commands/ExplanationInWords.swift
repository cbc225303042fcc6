import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

/// An explanation as a learner reads it, and as data.
struct ExplanationInWords {
  private let explanation: Explanation
  private let changes: [ProvenChange]
  private let moment: Moment
  private let session: Session

  /// Tells of a call that was made, or would be, at a moment.
  init(_ explanation: Explanation, _ moment: Moment, _ session: Session) {
    self.explanation = explanation
    changes = moment.world.changes(for: explanation)
    self.moment = moment
    self.session = session
  }

  private var home: AccountID { session.configuration.account }

  private var caller: String { explanation.call.principal.shortName(from: home) }

  var answer: LabAnswer {
    var lines = verdict
    if explanation.objects.isEmpty {
      if explanation.decisions.isEmpty {
        lines.append(
          explanation.hasSucceeded
            ? "It needs no permission." : "It fails before any permission is asked for.")
      }
      lines += words(of: explanation.decisions)
    } else {
      for alike in alikeObjects { lines += [""] + words(of: alike) }
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

  /// What came of the call.
  private var verdict: [String] {
    let call = "\(explanation.operation.name) by \(caller)"
    let count = explanation.objects.count
    let refused = explanation.objects.count { !$0.explanation.hasSucceeded }
    guard refused > 0 else { return sentence(call, explanation) }
    return [
      "\(call): S3 answers 200, and tells in Errors that \(refused) of"
        + " \(counted(count, "object")) \(refused == 1 ? "was" : "were") not deleted."
    ]
  }

  /// What came of a call, or of one of its objects.
  private func sentence(_ subject: String, _ explanation: Explanation) -> [String] {
    switch explanation.outcome {
    case .success: return ["\(subject): permitted, and it succeeds."]
    case .failure(let error) where explanation.denial != nil:
      return ["\(subject): refused, \(error.code)."]
    case .failure(let error):
      let isDecided = !explanation.decisions.isEmpty
      let words = "\(subject): \(isDecided ? "permitted, but it" : "it") fails, \(error.code)."
      return [words] + (error.message.map { ["  " + $0] } ?? []) + remarks(on: error, explanation)
    }
  }

  /// What a coach says of a call that fails though no policy refused it, or what stands behind it.
  private func remarks(on failure: CallFailure, _ explanation: Explanation) -> [String] {
    var then = session
    then.present = moment
    let coach = Coach(
      session: then, call: explanation.call, operation: explanation.operation,
      request: explanation.request.members ?? [:])
    if let advice = coach.advice(on: failure) {
      return advice.text.split(separator: "\n").map(String.init)
    }
    return cause(of: explanation).map { cause in
      paragraph(cause.sentence(for: explanation.call), indent: 2)
    } ?? []
  }

  /// What stands behind a failure, which AWS does not tell.
  private func cause(of explanation: Explanation) -> HiddenCause? {
    explanation.request.members.flatMap {
      moment.world.hiddenCause(of: $0, as: explanation.call)
    }
  }

  private func words(of decisions: [DecidedDemand]) -> [String] {
    decisions.flatMap { [""] + DecisionInWords($0, moment, home).lines }
  }
}

/// The objects of a call that decides each by itself.
extension ExplanationInWords {
  /// Names that are told of objects that are alike.
  private static let shownNames = 3

  /// The objects, those together of which the same is to be told.
  private var alikeObjects: [[ExplainedObject]] {
    explanation.objects.reduce(into: []) { groups, object in
      if let index = groups.firstIndex(where: { $0[0].isAlike(object) }) {
        groups[index].append(object)
      } else {
        groups.append([object])
      }
    }
  }

  /// What came of objects that are alike, the decisions about the first of them standing for all.
  private func words(of alike: [ExplainedObject]) -> [String] {
    let rest = alike.count - Self.shownNames
    let names =
      alike.prefix(Self.shownNames).map(\.name).joined(separator: ", ")
      + (rest > 0 ? " and \(counted(rest, "other"))" : "")
    return sentence(names, alike[0].explanation) + words(of: alike[0].explanation.decisions)
  }
}

/// The changes that would let a refused call through.
extension ExplanationInWords {
  /// Changes that are told; the others open more.
  private static let shownChanges = 3

  private var wordsOfChanges: [String] {
    guard explanation.denial != nil else { return [] }
    guard !changes.isEmpty else {
      let sentence =
        cause(of: explanation)?.sentence(for: explanation.call)
        ?? "No change that was tried, alone or with others, lets it through."
      return [""] + paragraph(sentence)
    }
    let what = explanation.refusedObject?.name ?? "it"
    var lines =
      [""]
      + paragraph("What would let \(what) through, each tried on a copy, the least opening first:")
    for (index, proven) in changes.prefix(Self.shownChanges).enumerated() {
      lines.append("\(index + 1). \(proven.change.words)")
      lines += words(of: proven).map { "   " + $0 }
    }
    if changes.count > Self.shownChanges {
      let rest = counted(changes.count - Self.shownChanges, "other change")
      lines.append("\(rest) would open more; --output json has all.")
    }
    return lines
  }

  /// What is to be typed for a change, and what it opens.
  private func words(of proven: ProvenChange) -> [String] {
    var lines = proven.change.options(of: explanation)
    for step in proven.change.steps {
      lines.append("as \(step.call.principal.shortName(from: home))")
      lines += step.commandLines
    }
    lines.append(wordsOfOpenings(proven))
    if !proven.succeeds {
      lines.append("The permission is given then; the call fails for another reason.")
    }
    return lines
  }

  private func wordsOfOpenings(_ proven: ProvenChange) -> String {
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
}

/// The explanation as data.
extension ExplanationInWords {
  private var document: DocumentObject {
    var object: DocumentObject = [
      "Operation": .string(explanation.operation.name),
      "Caller": .string(explanation.call.principal.arn.description),
    ]
    object.tell(explanation.outcome)
    if !explanation.objects.isEmpty {
      object["Objects"] = .list(explanation.objects.map { .object($0.document) })
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

extension ExplainedObject {
  /// Key and version, as they are told.
  fileprivate var name: String { key + (versionID.map { "?versionId=\($0)" } ?? "") }

  fileprivate var document: DocumentObject {
    var object: DocumentObject = ["Key": .string(key)]
    object["VersionId"] = versionID.map { .string($0) }
    object.tell(explanation.outcome)
    return object
  }
}

extension DocumentObject {
  /// Adds what came of a call.
  fileprivate mutating func tell(_ outcome: Outcome) {
    switch outcome {
    case .success: self["Result"] = "success"
    case .failure(let error):
      self["Result"] = .string(error.code)
      self["Message"] = error.message.map { .string($0) }
    }
  }
}
