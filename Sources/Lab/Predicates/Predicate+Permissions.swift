import Access
import Cloud
import KMS
import Kernel
import Sessions

/// Who may do what.
extension Predicate {
  static let permissions: [Form] = [
    Form(
      "policy of K names P for ACTION,ACTION",
      example: "policy of alias/lab-key names alice for kms:Encrypt,kms:Decrypt"
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "policy of")
      let principal = try words.word("a principal", after: "names")
      let actions = try words.word("actions", after: "for").split(separator: ",").map(String.init)
      let claim = "names \(principal) for \(actions.joined(separator: ", "))"
      return Claim("the key policy of \(name) \(claim)") { stage in
        let wanted = "a statement of the key policy \(claim)"
        guard let who = stage.principal(principal) else {
          return .nobody(principal, wanted: wanted)
        }
        guard let key = stage.key(name) else { return stage.noKey(name, wanted: wanted) }
        let lacking = actions.filter { !stage.policy(of: key, names: who, for: $0) }
        return Finding(
          lacking.isEmpty,
          found: lacking.isEmpty
            ? "it does" : "no statement for \(lacking.joined(separator: ", "))",
          wanted: wanted,
          shows: "aws kms get-key-policy --key-id \(key.address.id) --query Policy --output text")
      }
    },
    Form(
      "P may [not] ACTION on K|s3://B/KEY|* [via S3] [with NAME=VALUE,…]\n"
        + "      [where KEY=VALUE,…] [resting on key-policy | bucket-policy | iam | grant]",
      example: "bob may not kms:Decrypt on alias/lab-key via S3", openings: [""]
    ) { (words) throws(PredicateError) in
      guard let principal = words.next() else { return nil }
      let permission = try Permission(of: principal, "may", &words)
      return Claim(permission.words("may"), finding: permission.finding)
    },
    Form(
      "on DATE P could [not] ACTION on K|s3://B/KEY [via S3]",
      example: "on 2026-03-01 bob could not kms:Decrypt on alias/lab-key"
    ) { (words) throws(PredicateError) in
      let date = try words.date("on YYYY-MM-DD P could [not] ACTION on R", after: "on")
      let permission = try Permission(of: try words.word("a principal"), "could", &words)
      return Claim("on \(date.date) \(permission.words("could"))") { stage in
        // The day's world is as it was at its first second.
        guard let then = stage.session.moment(at: date) else {
          return .unknown(
            "\(date.date) is not among the days of this session", wanted: "that day's world")
        }
        var session = stage.session
        session.present = then
        return permission.finding(on: Stage(session))
      }
    },
  ]
}

extension Stage {
  fileprivate func policy(of key: Key, names principal: Principal, for action: String) -> Bool {
    let demand = Demand.onResource(
      action, key.arn, owner: key.address.account, policy: key.policy.document,
      worksAcrossAccounts: true)
    return Evaluator(session.world.environment).decide(demand, as: call(principal))
      == .allowed(.resourcePolicy)
  }
}

/// Who may, or may not, do something to something.
private struct Permission {
  let principal: String
  let isWanted: Bool
  let action: String
  let resource: String
  let isViaS3: Bool
  /// The encryption context of the request.
  let context: [EncryptionContext.Pair]
  /// Condition keys that the request has beside.
  let values: [EncryptionContext.Pair]
  /// What the permission shall rest on.
  let basis: Basis?

  /// What a permission can rest on.
  enum Basis: String {
    case keyPolicy = "key-policy"
    case bucketPolicy = "bucket-policy"
    case iam
    case grant

    init(_ words: inout PredicateScanner) throws(PredicateError) {
      let word = try words.word("key-policy, bucket-policy, iam or grant", after: "on")
      guard let basis = Basis(rawValue: word) else {
        throw PredicateError(message: "resting on key-policy, on bucket-policy, on iam or on grant")
      }
      self = basis
    }

    var words: String {
      switch self {
      case .keyPolicy: "the key policy"
      case .bucketPolicy: "the bucket policy"
      case .iam: "IAM"
      case .grant: "a grant"
      }
    }
  }

  /// Reads what stands behind the principal, from `may` or `could` on.
  init(
    of principal: String, _ verb: String, _ words: inout PredicateScanner
  ) throws(PredicateError) {
    guard words.take(verb) else {
      throw PredicateError(
        message: "\(principal) begins no predicate; help predicates lists them")
    }
    self.principal = principal
    isWanted = !words.take("not")
    action = try words.word("an action")
    resource = try words.word("a key or s3://bucket/key", after: "on")
    isViaS3 = words.take("via")
    if isViaS3 { try words.expect("S3") }
    context = words.take("with") ? try words.pairs() : []
    values = words.take("where") ? try words.pairs() : []
    for pair in values where ConditionKey(pair.name) == nil {
      throw PredicateError(message: "\(pair.name) is no condition key that can be evaluated")
    }
    basis = words.take("resting") ? try Basis(&words) : nil
  }

  /// Who may what, with `may` or `could`.
  func words(_ verb: String) -> String {
    let deed = "\(principal) \(verb) \(isWanted ? "" : "not ")\(action)"
    let pairs = values.map { "\($0.name) is \($0.value)" }.joined(separator: ", ")
    return deed + (resource == "*" ? " on every key" : " on \(resource)")
      + (isViaS3 ? " through S3" : "") + context.words
      + (pairs.isEmpty ? "" : " where \(pairs)") + (basis.map { ", by \($0.words)" } ?? "")
  }

  @Sendable func finding(on stage: Stage) -> Finding {
    let wanted = "\(principal) \(isWanted ? "may" : "may not") \(action)"
    guard let who = stage.principal(principal) else { return .nobody(principal, wanted: wanted) }
    guard let verdict = verdict(for: who, stage) else {
      return Finding(false, found: "no \(resource)", wanted: wanted, shows: "aws kms list-aliases")
    }
    let kind = resource.hasPrefix("s3://") ? "bucket" : "key"
    switch verdict {
    case .allowed(let found):
      return Finding(
        isWanted && (basis == nil || basis == found.basis(kind)),
        found: "allowed by \(found.words(kind))", wanted: wanted, shows: nil)
    case .denied(let reason):
      return Finding(
        !isWanted, found: "denied: \(reason.words(kind))", wanted: wanted, shows: nil)
    }
  }

  private func verdict(for who: Principal, _ stage: Stage) -> Verdict? {
    guard let resource = resource(on: stage) else { return nil }
    let call = stage.call(who, isViaS3: isViaS3)
    return stage.session.world.verdict(
      PermissionQuestion(
        who, action, on: resource, region: call.region, via: call.via,
        context: EncryptionContext(pairs: context),
        values: values.compactMap { pair in ConditionKey(pair.name).map { ($0, [pair.value]) } }))
  }

  private func resource(on stage: Stage) -> PermissionQuestion.Resource? {
    if resource == "*" { return .other(nil) }
    if let object = Predicate.ObjectName(resource) {
      return .bucket(object.bucket, key: object.key.isEmpty ? nil : object.key)
    }
    if let key = stage.key(resource) {
      return .key(key.address, alias: resource.hasPrefix("alias/") ? resource : nil)
    }
    return ARN(resource).flatMap { $0.service == "kms" ? nil : .other($0) }
  }
}

extension Verdict.Basis {
  /// As predicates have it; the kind is `key` or `bucket`.
  fileprivate func basis(_ kind: String) -> Permission.Basis {
    switch self {
    case .resourcePolicy: kind == "key" ? .keyPolicy : .bucketPolicy
    case .grant: .grant
    case .delegation, .identityPolicy, .rootUser: .iam
    }
  }

  fileprivate func words(_ kind: String) -> String {
    switch self {
    case .resourcePolicy: "the \(kind) policy"
    case .delegation: "IAM, which the \(kind) policy lets decide"
    case .identityPolicy: "IAM"
    case .grant(let id): "the grant \(id.prefix(8))…"
    case .rootUser: "being the root user"
    }
  }
}

extension Verdict.Reason {
  fileprivate func words(_ kind: String) -> String {
    switch self {
    case .explicitDenyInResourcePolicy: "the \(kind) policy forbids it"
    case .publicAccessRestricted: "RestrictPublicBuckets keeps other accounts out"
    case .explicitDenyInIdentityPolicy: "an identity policy forbids it"
    case .explicitDenyInBoundary: "the permissions boundary forbids it"
    case .explicitDenyInSessionPolicy: "a session policy forbids it"
    case .noIdentityPolicy: "no identity policy allows it"
    case .noResourcePolicy:
      "no statement of the \(kind) policy lets the caller do this, or leaves it to IAM"
    case .noBoundary: "the permissions boundary does not allow it"
    case .noSessionPolicy: "no session policy allows it"
    case .resourceHidden: "no policy allows it"
    }
  }
}
