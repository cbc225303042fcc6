import Access
import Cloud
import KMS
import Kernel
import Sessions
import Text

extension Coach {
  /// Why policies let a call not through, and who stands behind it.
  func advice(on denial: AccessDenial) -> Advice {
    let explanation = session.world.explain(operation, .object(request), as: call)
    let words = explanation.denial.map {
      DecisionInWords($0, session.present, session.configuration.account)
    }
    if denial.reason.isExplicit {
      return Advice(why: "A Deny wins over everything that allows.", next: "explain")
    }
    let hidden = session.world.hiddenCause(of: request, as: call)
    if denial.reason == .resourceHidden || hidden == .noRole, let known = advice(on: hidden) {
      return known
    }
    if let grant = explanation.denial.flatMap({ session.world.formerGrant(for: $0) }) {
      let sentence = grant.sentence(caller, from: session.configuration.account)
      return Advice(why: sentence.capitalizedSentence, next: "explain")
    }
    if let advice = grantToCome(explanation.denial) { return advice }
    let isViaS3 = operation.service == .s3 && denial.action.hasPrefix("kms:")
    if isViaS3, let lost = deletedKey { return lost }
    let reason = words.map { $0.whyNot(denial.reason).capitalizedSentence }
    if isViaS3 {
      return Advice(
        why: "S3 asks KMS as \(caller), who may use the bucket but not the key"
          + (reason.map { ": \($0.lowercasedSentence)" } ?? "."), next: "explain")
    }
    if denial.reason == .resourceHidden, explanation.denial?.demand.policy == nil,
      operation.service != .s3 || isViaS3
    {
      return Advice(
        why: "AWS does not tell whether the key is gone, of another account or just forbidden.",
        next: "whoami")
    }
    return Advice(why: reason ?? "explain tells which policies were looked at.", next: "explain")
  }
}

extension Coach {
  /// A grant to the caller that is not in force yet; `nil` for none.
  private func grantToCome(_ denial: DecidedDemand?) -> Advice? {
    guard let denial, let key = denial.demand.resource.flatMap(KeyAddress.init) else { return nil }
    let answers = denial.record.steps.compactMap { step in
      if case .grant(let answer) = step { answer.id } else { nil }
    }
    let grant = kms.grants(of: key).first { grant in
      grant.pending != nil && answers.contains(grant.address.id.description)
        && grant.operations.contains { "kms:" + $0.rawValue == denial.demand.action }
    }
    return grant?.pending.map { pending in
      Advice(
        why: "The grant to \(caller) is in force everywhere from \(pending.time.readable) on; until"
          + " then a call brings its token: --grant-tokens.", next: "help grants")
    }
  }
}

extension String {
  /// The text as a sentence of its own, but for a name at its start.
  fileprivate var capitalizedSentence: String {
    let starts = ["no ", "statement ", "the "]
    return (starts.contains(where: hasPrefix) ? capitalizedFirst : self) + "."
  }

  /// The text as the rest of a sentence.
  fileprivate var lowercasedSentence: String { prefix(1).lowercased() + dropFirst() }
}
