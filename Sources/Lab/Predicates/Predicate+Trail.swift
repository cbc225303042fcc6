import Access
import Cloud
import KMS
import Kernel
import Sessions
import Shell
import Text

/// The trail.
extension Predicate {
  func trail(_ claim: TrailClaim, _ stage: Stage) -> Finding {
    let trail = stage.session.world.environment.trail
    let named = trail.suffix(trail.count - stage.trailStart).map(\.record).filter { record in
      record.isCalled(claim.event) && isNamed(record, by: claim, stage)
    }
    let count = named.count { claim.fits($0.error) }
    var event =
      claim.event
      + (claim.refusal.map { ", refused" + ($0.code.map { " as \($0)" } ?? "") } ?? "")
    if count == 0, let last = named.last {
      event +=
        last.error.map { "; there is one, refused, \($0.code)" } ?? "; there is one that succeeded"
    }
    return Finding(
      claim.isWanted == (count > 0), found: counted(count, "record", grouping: false),
      wanted: claim.isWanted ? "a record of \(event)" : "no record of \(event)", shows: "trail")
  }

  /// Whether a record is by the caller and on the resource of a claim.
  private func isNamed(_ record: TrailRecord, by claim: TrailClaim, _ stage: Stage) -> Bool {
    if let principal = claim.principal {
      guard case .principal(let caller, _) = record.actor,
        caller.shortName(from: stage.session.configuration.account) == principal
      else { return false }
    }
    switch claim.resource {
    case nil: return true
    case .named(let name)?:
      let names = [name, stage.key(name)?.arn.resource, ObjectName(name)?.path]
      return record.resources.contains { names.contains($0.resource) }
    case .missingKey?:
      return record.parameters["KeyId"]?.text.map { stage.key($0) == nil } ?? false
    }
  }

  func atMostCalls(
    _ most: Int, _ event: String, _ step: Int?, _ stage: Stage
  ) -> Finding {
    let wanted = "at most \(counted(most, "call")) of \(event)"
    guard let count = stage.count(of: event, since: step) else {
      return .unknown("step \(step ?? 0) has not begun", wanted: wanted)
    }
    return Finding(
      count <= most, found: "\(counted(count, "call")) of \(event)", wanted: wanted,
      shows: "trail")
  }

  /// Whether somebody has counted; the number itself is not told.
  func fileCounts(_ file: String, _ event: String, _ step: Int?, _ stage: Stage) -> Finding {
    let wanted = "the number of calls of \(event)"
    guard let count = stage.count(of: event, since: step) else {
      return .unknown("step \(step ?? 0) has not begun", wanted: wanted)
    }
    let words = stage.session.files[file].map {
      String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    }
    let told = words.map { $0.count == 1 ? String($0[0]) : "no number alone" }
    return Finding(
      told == "\(count)", found: told ?? "no file \(file)", wanted: wanted, shows: "trail")
  }
}

extension Stage {
  /// How often an operation was called, refused calls too, in this step or since another began;
  /// `nil` for a step that has not begun.
  fileprivate func count(of event: String, since step: Int?) -> Int? {
    let trail = session.world.environment.trail
    guard let start = step.map(start) ?? trailStart else { return nil }
    return trail.suffix(trail.count - start).count { $0.record.isCalled(event) }
  }
}

extension Predicate.TrailClaim {
  /// Whether a call ended as the claim has it.
  fileprivate func fits(_ error: WireError?) -> Bool {
    guard let refusal else { return error == nil }
    guard let error else { return false }
    return (refusal.code ?? error.code) == error.code
      && (refusal.text.map { error.message?.contains($0) == true } ?? true)
  }
}

extension Predicate.ObjectName {
  /// `bucket/key`, as an ARN has it.
  fileprivate var path: String { key.isEmpty ? bucket : "\(bucket)/\(key)" }
}
