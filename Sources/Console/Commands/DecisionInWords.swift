import AWSCLI
import Access
import Cloud
import Kernel
import Text

/// One decision as a learner reads it, and as data.
struct DecisionInWords {
  let decision: DecidedDemand
  let moment: Moment
  let home: AccountID

  init(_ decision: DecidedDemand, _ moment: Moment, _ home: AccountID) {
    self.decision = decision
    self.moment = moment
    self.home = home
  }

  private var caller: String { decision.call.principal.shortName(from: home) }

  private var resource: String {
    decision.demand.resource.map { moment.readableName(of: $0) } ?? "*"
  }

  /// The lines: the demand, each policy with its statements, the verdict.
  var lines: [String] {
    let via = decision.call.via.map { ", called by \($0.rawValue) for \(caller)" } ?? ""
    var lines = ["\(decision.demand.action) on \(resource)\(via)"]
    var hasIdentityPolicy = false
    for step in decision.record.steps {
      switch step {
      case .policy(let source, let count):
        if case .identity = source { hasIdentityPolicy = true }
        lines.append("  \(name(of: source))\(count == 0 ? ": no statements" : "")")
      case .statement(let number, let statement, let answer):
        let sid = statement.sid.flatMap { $0.isEmpty ? nil : " \"\($0)\"" } ?? ""
        lines.append(
          "    \(number)\(sid) \(statement.effect.rawValue): \(words(of: answer, statement))")
      case .noResourcePolicy:
        lines.append("  no policy of the resource")
      case .grant(let grant):
        lines.append("  grant \(grant.id.prefix(8))…: \(grant.objection ?? "permits")")
      case .verdict(let verdict):
        if !hasIdentityPolicy, decision.call.principal.isLimited {
          lines.append("  no identity policy of \(caller)")
        }
        lines += paragraph("=> \(words(of: verdict))", indent: 2, hanging: 5)
      }
    }
    return lines
  }

  /// The verdict in a sentence, and for a permission what it rests on.
  func words(of verdict: Verdict) -> String {
    switch verdict {
    case .allowed(let basis):
      let matching = decision.record.matching(.allow)
      let direct = matching.filter { $0.source == .resource && $0.answer == .matches }
      let delegating = matching.filter { $0.source == .resource && $0.answer == .delegates }
      let identity = matching.filter { if case .identity = $0.source { true } else { false } }
      switch basis {
      case .resourcePolicy: return "permitted by \(names(direct)) alone"
      case .delegation where direct.isEmpty:
        return "permitted by \(names(identity)), which counts only since \(names(delegating))"
          + " leaves it to IAM"
      case .delegation where identity.isEmpty:
        return "permitted by \(names(direct)); a root user needs no policy of its own"
      case .delegation: return "permitted by \(names(identity)) and \(names(direct)), both needed"
      case .identityPolicy: return "permitted by \(names(identity))"
      case .grant(let id): return "permitted by the grant \(id.prefix(8))…"
      case .rootUser: return "permitted: the root user needs no policy for this"
      }
    case .denied(let reason):
      if reason.isExplicit {
        return "refused: \(names(decision.record.matching(.deny))) forbids it,"
          + " and no permission outweighs that"
      }
      return "refused: \(whyNot(reason))"
    }
  }

  /// Why no policy permits it, in a sentence; a statement that speaks of the caller and does not
  /// apply is named with what it lacks.
  func whyNot(_ reason: Verdict.Reason) -> String {
    switch (reason, nearMiss) {
    case (.noIdentityPolicy, let nearMiss?):
      return "no identity policy of \(caller) allows it, and \(nearMiss)"
    case (.noResourcePolicy, let nearMiss?), (.resourceHidden, let nearMiss?): return nearMiss
    case (.noResourcePolicy, nil) where decision.demand.resource?.service == "iam":
      return decision.demand.policy == nil
        ? "there is no such role"
        : "the trust policy does not let \(caller) in, and it alone says who may take the role on"
    default: return reason.sentence(caller)
    }
  }

  /// The statement that comes nearest to a permission, and what it lacks; `nil` where none speaks
  /// of the caller.
  private var nearMiss: String? {
    guard let near = decision.record.nearMisses.first else { return nil }
    let lack =
      switch near.answer {
      case .otherAction: "not for \(decision.demand.action)"
      case .otherResource where near.statement.hasAliasAsResource: StatementAnswer.aliasAsResource
      case .otherResource: "not on \(resource)"
      case .condition(let condition, let found): condition.words(found: found)
      default: near.answer.words
      }
    return "statement \(near.number) of \(name(of: near.source)) \(speaking(near)), but \(lack)"
  }

  /// How a statement speaks of the caller.
  private func speaking(_ near: DecisiveStatement) -> String {
    guard near.source == .resource else { return "permits such calls" }
    let principal = near.statement.principals.max {
      $0.naming(of: decision.call.principal) < $1.naming(of: decision.call.principal)
    }
    switch principal {
    case .everyone?: return "names everybody"
    case .account?: return "leaves it to IAM"
    case .role(_, let name)?: return "names role/\(name.lastPathPart)"
    default: return "names \(caller)"
    }
  }

  /// What a statement says of the call; of one with conditions that hold, what each asks for and
  /// what there is.
  private func words(of answer: StatementAnswer, _ statement: PolicyStatement) -> String {
    let words = answer.words(of: statement)
    guard answer == .matches || answer == .delegates, !statement.conditions.isEmpty else {
      return words
    }
    let asked = statement.conditions.map { condition in
      condition.words(found: decision.values(of: condition.key))
    }
    return words + ": " + asked.joined(separator: "; ")
  }

  private func names(_ statements: [DecisiveStatement]) -> String {
    statements.map { "statement \($0.number) of \(name(of: $0.source))" }.joined(separator: ", or ")
  }

  var document: Document {
    let verdict = decision.verdict
    return [
      "Action": .string(decision.demand.action), "Resource": .string(decision.demand.resourceText),
      "Caller": .string(decision.call.principal.arn.description),
      "Allowed": .bool(verdict.isAllowed), "Reason": .string(words(of: verdict)),
      "Statements": .list(
        decision.record.statements.map { found in
          [
            "Policy": .string(name(of: found.source)), "Number": .integer(found.number),
            "Sid": found.statement.sid.map { .string($0) } ?? .null,
            "Effect": .string(found.statement.effect.rawValue),
            "Matches": .bool(found.answer == .matches || found.answer == .delegates),
            "Because": .string(words(of: found.answer, found.statement)),
          ]
        }),
    ]
  }
}

extension Principal {
  /// Whether the caller needs policies of its own.
  fileprivate var isLimited: Bool { if case .root = self { false } else { true } }
}

extension DecisionInWords {
  /// A policy as a learner calls it.
  private func name(of source: DecisionStep.Source) -> String {
    switch source {
    case .resource:
      switch decision.demand.resource?.service {
      case "kms": "the key policy"
      case "iam": "the trust policy"
      case "s3": "the bucket policy"
      default: "the resource's policy"
      }
    case .identity(let name): "the identity policy \(name)"
    case .boundary(let name): "the permissions boundary \(name)"
    case .session(let name): "the \(name == "session policy" ? name : "session policy \(name)")"
    }
  }
}

extension StatementAnswer {
  /// What a statement says of the call.
  fileprivate var words: String {
    switch self {
    case .matches: return "speaks of this call"
    case .delegates: return "leaves it to the account's IAM policies"
    case .otherPrincipal: return "speaks of somebody else"
    case .otherAction: return "speaks of other actions"
    case .otherResource: return "speaks of other resources"
    case .condition(let condition, let found): return condition.words(found: found)
    }
  }

  /// What is wrong with a statement for the ARN of an alias.
  fileprivate static let aliasAsResource =
    "its Resource is an alias, and only the ARNs of keys count there"

  /// The same, of the statement that said so.
  fileprivate func words(of statement: PolicyStatement) -> String {
    switch self {
    case .otherResource where statement.hasAliasAsResource: StatementAnswer.aliasAsResource
    // A Deny for a whole account leaves nothing to anybody.
    case .delegates where statement.effect == .deny: StatementAnswer.matches.words
    default: words
    }
  }
}

extension PolicyStatement {
  /// Whether it names the ARN of an alias as its resource, which no call is on.
  fileprivate var hasAliasAsResource: Bool {
    resources.contains { $0.pattern.hasPrefix("arn:aws:kms:") && $0.pattern.contains(":alias/") }
  }
}

extension Verdict.Reason {
  /// The reason in a sentence.
  func sentence(_ caller: String) -> String {
    switch self {
    case .explicitDenyInResourcePolicy: "the resource's policy forbids it"
    case .explicitDenyInIdentityPolicy: "an identity policy forbids it"
    case .explicitDenyInBoundary: "the permissions boundary forbids it"
    case .explicitDenyInSessionPolicy: "a session policy forbids it"
    case .publicAccessRestricted:
      "the bucket policy is public, and RestrictPublicBuckets keeps \(caller), who is of another"
        + " account, out of such a bucket"
    case .noIdentityPolicy:
      "no identity policy of \(caller) allows it, and no other policy lets \(caller) in"
    case .noResourcePolicy:
      "the key policy neither names \(caller) nor leaves it to IAM, so IAM does not count"
    case .noBoundary: "the permissions boundary of \(caller) does not allow it"
    case .noSessionPolicy: "the policies that the session was made with do not allow it"
    case .resourceHidden:
      "no policy of the resource lets \(caller) in; AWS does not tell the caller which"
    }
  }
}
