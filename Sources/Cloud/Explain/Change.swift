package import IAM
package import KMS
package import Kernel
import S3

/// A change of the world that might let a call through: calls of AWS, and who would make them.
package struct Change: Sendable {
  /// One call.
  package struct Step: Sendable {
    /// The operation.
    package let operation: AnyOperation
    /// Its request.
    package let request: DocumentObject
    /// Who makes it.
    package let call: Call
  }

  /// What it does, in words.
  package let words: String
  /// The calls.
  package let steps: [Step]
  /// The less it is meant to open, the smaller; changes that open equally much are tried in this
  /// order.
  let rank: Int
  /// The encryption context that the call itself shall have, where that is the change.
  package var context: EncryptionContext?
  /// Whether the call itself is to be made by the session that the last step begins.
  package var isByNewSession = false

  /// Both changes.
  static func + (left: Change, right: Change) -> Change {
    Change(
      words: "\(left.words), and \(right.words)", steps: left.steps + right.steps,
      rank: left.rank + right.rank, context: left.context ?? right.context,
      isByNewSession: left.isByNewSession || right.isByNewSession)
  }

  /// The call after the change, in the world that it made.
  func call(_ call: Call, in changed: World) -> Call {
    guard isByNewSession, case .session(let old) = call.principal,
      let new = changed.environment.identities.sessions.map(\.value).last(where: {
        $0.session.role == old.role && $0.session.account == old.account
          && $0.session.accessKeyID != old.accessKeyID && $0.issued == changed.now
      })
    else { return call }
    return Call(principal: .session(new.session), region: call.region, via: call.via)
  }

  /// The call's request after the change.
  func request(_ request: Document) -> Document {
    guard let context, var members = request.members else { return request }
    members["EncryptionContext"] = context.document
    return .object(members)
  }
}

/// A change that was tried on a copy of the world, and let the call through.
package struct ProvenChange: Sendable {
  /// What somebody may do after the change and could not before.
  package struct Opening: Sendable, Equatable {
    /// Who.
    package let principal: Principal
    /// What.
    package let action: String
    /// On which key.
    package let key: ARN
  }

  /// The change.
  package let change: Change
  /// What it opens beside the call.
  package let opens: [Opening]
  /// Whether it lets the caller in with any encryption context, where the call has one.
  package let opensOtherContexts: Bool
  /// Whether the call itself succeeds; else its permission is given, and it fails for another
  /// reason.
  package let succeeds: Bool

  /// How much it opens.
  fileprivate var breadth: Int { opens.count + (opensOtherContexts ? 1 : 0) }
}

extension World {
  /// The changes that would let a refused call through: each was tried on a copy of the world, and
  /// the one that opens least comes first.
  package func changes(for explanation: Explanation) -> [ProvenChange] {
    guard let denial = explanation.denial else { return [] }
    let singles = candidates(for: denial)
    var proven = singles.compactMap { prove($0, explanation) }
    if proven.isEmpty {
      for (index, first) in singles.enumerated() {
        for second in singles[(index + 1)...] {
          if let both = prove(first + second, explanation) { proven.append(both) }
        }
      }
    }
    if proven.isEmpty { proven = chains(singles, explanation) }
    return proven.sorted {
      ($0.breadth, $0.change.rank) < ($1.breadth, $1.change.rank)
    }
  }

  /// Refusals that one call can meet, one behind the other.
  private static let mostRefusals = 4
  /// Changes that are followed beyond a refusal that they lift.
  private static let mostChains = 2

  /// Changes that lift one refusal after the other, where several policies are needed at once.
  private func chains(_ first: [Change], _ explanation: Explanation) -> [ProvenChange] {
    var open = first
    for _ in 1..<World.mostRefusals {
      var lifted: [(change: Change, next: DecidedDemand)] = []
      for change in open.sorted(by: { $0.rank < $1.rank }) where lifted.count < World.mostChains {
        guard let (_, again) = attempt(change, explanation), let next = again.denial,
          !isSame(next, explanation.denial)
        else { continue }
        lifted.append((change, next))
      }
      open = lifted.flatMap { change, next in candidates(for: next).map { change + $0 } }
      let proven = open.compactMap { prove($0, explanation) }
      if !proven.isEmpty || open.isEmpty { return proven }
    }
    return []
  }

  private func isSame(_ left: DecidedDemand, _ right: DecidedDemand?) -> Bool {
    left.demand.action == right?.demand.action && left.demand.resource == right?.demand.resource
  }

  /// The world after a change, and the call in it; `nil` where a step is refused.
  private func attempt(
    _ change: Change, _ explanation: Explanation
  ) -> (world: World, again: Explanation)? {
    var copy = self
    for step in change.steps {
      guard case .success = copy.handle(step.operation, .object(step.request), as: step.call)
      else { return nil }
    }
    let request = change.request(explanation.request)
    let call = change.call(explanation.call, in: copy)
    return (copy, copy.explain(explanation.operation, request, as: call))
  }

  /// Tries a change; `nil` where a step is refused or the call's permission still is.
  private func prove(_ change: Change, _ explanation: Explanation) -> ProvenChange? {
    guard let (copy, again) = attempt(change, explanation), again.denial == nil else { return nil }
    let succeeds = if case .success = again.outcome { true } else { false }
    return ProvenChange(
      change: change, opens: openings(after: copy, but: explanation),
      opensOtherContexts: opensOtherContexts(copy, explanation), succeeds: succeeds)
  }

  /// Whether a changed world permits the refused demand without its encryption context.
  private func opensOtherContexts(_ changed: World, _ explanation: Explanation) -> Bool {
    guard let demand = explanation.denial?.demand,
      demand.values.entries.contains(where: { $0.key.name == .encryptionContext }),
      let key = demand.resource.flatMap(KeyAddress.init)
    else { return false }
    let question = PermissionQuestion(
      explanation.call.principal, demand.action, on: .key(key, alias: nil), region: key.region)
    return changed.verdict(question)?.isAllowed == true
  }

  /// What a changed world permits beyond this one, but for what the call itself needs.
  private func openings(
    after changed: World, but explanation: Explanation
  ) -> [ProvenChange.Opening] {
    guard let demand = explanation.denial?.demand else { return [] }
    let keys = storage.kms.keys.map(\.key).filter { $0.account == demand.owner }.prefix(20)
    let actions = Catalogue.operations(of: .kms).map(\.name).filter { $0 != "ReEncrypt" }
    var openings: [ProvenChange.Opening] = []
    let caller = explanation.call.principal
    let others = environment.identities.principals.filter { $0 != caller }
    for principal in [caller] + others {
      for key in keys {
        for name in actions + ["ReEncryptFrom", "ReEncryptTo"] {
          let action = "kms:\(name)"
          if principal == caller, action == demand.action,
            key.arn == demand.resource
          {
            continue
          }
          let question = PermissionQuestion(
            principal, action, on: .key(key, alias: nil), region: key.region)
          guard verdict(question)?.isAllowed == false,
            changed.verdict(question)?.isAllowed == true
          else { continue }
          openings.append(
            ProvenChange.Opening(principal: principal, action: action, key: key.arn))
        }
      }
    }
    return openings
  }
}
