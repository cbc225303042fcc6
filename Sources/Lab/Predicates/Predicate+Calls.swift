import Access
import Cloud
import KMS
import Kernel
import Sessions
import Text

/// Calls that were made, as the trail has them.
extension Predicate {
  static let calls: [Form] = [
    Form(
      "trail has [not] EVENT [by P] [on R | on no key]\n"
        + "      [refused [as CODE] [saying TEXT]]",
      example: "trail has Decrypt by bob on alias/lab-key refused as AccessDeniedException"
    ) { (words) throws(PredicateError) in
      let claim = try TrailClaim(&words)
      return Claim(claim.words, finding: claim.finding)
    },
    Form(
      "at most N calls of EVENT [since step NUMBER]",
      example: "at most 2 calls of GenerateDataKey since step 1"
    ) { (words) throws(PredicateError) in
      let most = try words.number(after: "at most")
      let event = try words.word("an event", after: plural("call", most) + " of")
      let step = try words.step()
      return Claim(
        "\(event) was called at most \(most == 1 ? "once" : "\(most) times")"
          + (step.map { " since step \($0)" } ?? " in this step")
      ) { stage in
        let wanted = "at most \(counted(most, "call")) of \(event)"
        guard let count = stage.count(of: event, since: step) else {
          return .notBegun(step, wanted: wanted)
        }
        return Finding(
          count <= most, found: "\(counted(count, "call")) of \(event)", wanted: wanted,
          shows: "trail")
      }
    },
  ]
}

extension Stage {
  /// How often an operation was called, refused calls too, in this step or since another began;
  /// `nil` for a step that has not begun.
  func count(of event: String, since step: Int?) -> Int? {
    let trail = session.world.environment.trail
    guard let start = step.map(start) ?? trailStart else { return nil }
    return trail.suffix(trail.count - start).count { $0.record.isCalled(event) }
  }
}

extension Finding {
  /// A predicate about the time since a step that has not begun.
  static func notBegun(_ step: Int?, wanted: String) -> Finding {
    .unknown("step \(step ?? 0) has not begun", wanted: wanted)
  }
}

/// What the trail has, or has not.
private struct TrailClaim {
  let isWanted: Bool
  let event: String
  let principal: String?
  let resource: Resource?
  /// `nil` for a call that worked.
  let refusal: Refusal?

  /// What the call was about.
  enum Resource {
    /// A key, an object or an alias by its name.
    case named(String)
    /// A key that does not exist, whichever the caller named.
    case missingKey

    init(_ words: inout PredicateScanner) throws(PredicateError) {
      if words.take("no") {
        try words.expect("key")
        self = .missingKey
      } else {
        self = .named(try words.word("a resource"))
      }
    }
  }

  /// AWS's answer, as far as it counts.
  struct Refusal {
    let code: String?
    /// What its message has in it.
    let text: String?

    init(_ words: inout PredicateScanner) throws(PredicateError) {
      code = words.take("as") ? try words.word("a code of AWS") : nil
      text = words.take("saying") ? try words.text() : nil
    }
  }

  init(_ words: inout PredicateScanner) throws(PredicateError) {
    try words.expect("trail has")
    isWanted = !words.take("not")
    event = try words.word("an event")
    principal = words.take("by") ? try words.word("a principal") : nil
    resource = words.take("on") ? try Resource(&words) : nil
    refusal = words.take("refused") ? try Refusal(&words) : nil
  }

  /// What somebody did, or shall not have done.
  var words: String {
    let who = principal ?? (isWanted ? "somebody" : "nobody")
    let isNegated = !isWanted && principal != nil
    let place =
      switch resource {
      case .named(let name)?: " on \(name)"
      case .missingKey?: " on a key that does not exist"
      case nil: ""
      }
    guard let refusal else {
      return who + (isNegated ? " did not call " : " called ") + event + place
    }
    return who + (isNegated ? " was not refused " : " was refused ") + event + place
      + (refusal.code.map { ": \($0)" } ?? "") + (refusal.text.map { ", “\($0)”" } ?? "")
  }

  @Sendable func finding(on stage: Stage) -> Finding {
    let trail = stage.session.world.environment.trail
    let named = trail.suffix(trail.count - stage.trailStart).map(\.record).filter { record in
      record.isCalled(event) && names(record, on: stage)
    }
    let count = named.count { fits($0.error) }
    var deed = event + (refusal.map { ", refused" + ($0.code.map { " as \($0)" } ?? "") } ?? "")
    if count == 0, let last = named.last {
      deed +=
        last.error.map { "; there is one, refused, \($0.code)" } ?? "; there is one that succeeded"
    }
    return Finding(
      isWanted == (count > 0), found: counted(count, "record", grouping: false),
      wanted: isWanted ? "a record of \(deed)" : "no record of \(deed)", shows: "trail")
  }

  /// Whether a record is by the caller and on the resource.
  private func names(_ record: TrailRecord, on stage: Stage) -> Bool {
    if let principal {
      guard case .principal(let caller, _) = record.actor,
        caller.shortName(from: stage.session.configuration.account) == principal
      else { return false }
    }
    switch resource {
    case nil: return true
    case .named(let name)?:
      let names = [name, stage.key(name)?.arn.resource, Predicate.ObjectName(name)?.path]
      return record.resources.contains { names.contains($0.resource) }
    case .missingKey?:
      return record.parameters["KeyId"]?.text.map { stage.key($0) == nil } ?? false
    }
  }

  /// Whether a call ended so.
  private func fits(_ error: WireError?) -> Bool {
    guard let refusal else { return error == nil }
    guard let error else { return false }
    return (refusal.code ?? error.code) == error.code
      && (refusal.text.map { error.message?.contains($0) == true } ?? true)
  }
}
