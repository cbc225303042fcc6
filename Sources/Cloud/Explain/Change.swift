package import Access
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
  /// The members that the call's request itself shall have, where they are the change.
  package var members: DocumentObject = [:]
  /// Whether the call itself is to be made by the session that the last step begins.
  package var isByNewSession = false

  /// Both changes.
  static func + (left: Change, right: Change) -> Change {
    Change(
      words: "\(left.words), and \(right.words)", steps: left.steps + right.steps,
      rank: left.rank + right.rank, context: left.context ?? right.context,
      members: left.members.isEmpty ? right.members : left.members,
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
    return call.by(.session(new.session))
  }

  /// The call's request after the change.
  func request(_ request: Document) -> Document {
    guard var changed = request.members else { return request }
    if let context { changed["EncryptionContext"] = context.document }
    for entry in members.entries { changed[entry.name] = entry.value }
    return .object(changed)
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
    /// On which key, bucket or object.
    package let resource: ARN
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
  /// The changes that would let a refused call through, or the first of its objects that was
  /// refused: each was tried on a copy of the world, and the one that opens least comes first.
  package func changes(for explanation: Explanation) -> [ProvenChange] {
    let explanation = explanation.refusedObject?.explanation ?? explanation
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
      && left.verdict == right?.verdict
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
    let caller = explanation.call.principal
    let others = environment.identities.principals.filter { $0 != caller }
    let places = keyPlaces(demand.owner) + bucketPlaces(demand)
    var openings: [ProvenChange.Opening] = []
    for principal in [caller] + others {
      for place in places {
        for action in place.actions {
          if principal == caller, action == demand.action, place.arn == demand.resource {
            continue
          }
          let question = PermissionQuestion(
            principal, action, on: place.resource, region: place.region)
          let isOpened = question.andAsked(like: explanation.call, demand.values).contains {
            verdict($0)?.isAllowed == false && changed.verdict($0)?.isAllowed == true
          }
          guard isOpened else { continue }
          openings.append(
            ProvenChange.Opening(principal: principal, action: action, resource: place.arn))
        }
      }
    }
    return openings
  }

  /// Where a change could open more than it is meant to.
  private struct Place {
    let resource: PermissionQuestion.Resource
    let arn: ARN
    let region: Region
    let actions: [String]
  }

  /// The first keys of an account.
  private func keyPlaces(_ owner: AccountID) -> [Place] {
    let names = Catalogue.operations(of: .kms).map(\.name).filter { $0 != "ReEncrypt" }
    let actions = (names + ["ReEncryptFrom", "ReEncryptTo"]).map { "kms:\($0)" }
    return storage.kms.keys.map(\.key).filter { $0.account == owner }.prefix(20).map { key in
      Place(
        resource: .key(key, alias: nil), arn: key.arn, region: key.region, actions: actions)
    }
  }

  /// The bucket of a demand, the object that it is about, and the first of the others.
  private func bucketPlaces(_ demand: Demand) -> [Place] {
    guard let bucket = bucket(of: demand), let resource = demand.resource else { return [] }
    let actions = { (target: S3Action.Target) in
      S3Action.all.filter { $0.target == target }.map(\.text)
    }
    let arn = bucket.name.arn
    let demanded =
      resource == arn
      ? [] : [ObjectKey(String(resource.resource.dropFirst(bucket.name.text.utf8.count + 1)))]
    let keys = demanded + bucket.objects.keys.prefix(5).filter { !demanded.contains($0) }
    return [
      Place(
        resource: .bucket(bucket.name.text, key: nil), arn: arn, region: bucket.region,
        actions: actions(.bucket))
    ]
      + keys.map { key in
        Place(
          resource: .bucket(bucket.name.text, key: key.text), arn: bucket.name.arn(of: key),
          region: bucket.region, actions: actions(.object))
      }
  }
}

extension PermissionQuestion {
  /// The question alone, and with what a call has: a statement may ask for its waiting time, or
  /// whether it is a link.
  fileprivate func andAsked(like call: Call, _ values: ConditionValues) -> [PermissionQuestion] {
    var alike = self
    alike.values = values.entries.map { ($0.key, $0.values) }
    (alike.origin, alike.authentication) = (call.origin, call.authentication)
    let isSame =
      alike.values.isEmpty && call.origin === origin && call.authentication == authentication
    return isSame ? [self] : [self, alike]
  }
}
