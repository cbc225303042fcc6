import Cloud
import IAM
import KMS
import Kernel
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
    if denial.reason == .resourceHidden, let known = advice(on: hidden) { return known }
    if let grant = explanation.denial.flatMap({ session.world.formerGrant(for: $0) }) {
      let sentence = grant.sentence(caller, from: session.configuration.account)
      return Advice(why: sentence.capitalizedSentence, next: "explain")
    }
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

extension String {
  /// The text as a sentence of its own, but for a name at its start.
  fileprivate var capitalizedSentence: String {
    let starts = ["no ", "statement ", "the "]
    return (starts.contains(where: hasPrefix) ? capitalizedFirst : self) + "."
  }

  /// The text as the rest of a sentence.
  fileprivate var lowercasedSentence: String { prefix(1).lowercased() + dropFirst() }
}
