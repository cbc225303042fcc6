import Access
import Kernel

extension FuzzTarget {
  /// Policies: their reader, and the evaluator of what it reads.
  static let policies = FuzzTarget("policies") { dice in
    dice.once(in: 2)
      ? PolicyInputs.mutation.mutated(PolicyInputs.corpus, &dice)
      : Array(PolicyInputs.policy(&dice).utf8)
  } checkText: { text in
    for kind in [PolicyReader.Kind.resource, .bucket, .identity, .trust] {
      do throws(PolicyFault) {
        let policy = try PolicyReader.read(text, kind: kind) { _ in true }
        if let complaint = PolicyCheck.rewritten(text, kind, policy) { return complaint }
        if kind == .resource, let complaint = PolicyCheck.complaint(policy) { return complaint }
        if kind == .bucket, let complaint = PolicyCheck.complaintOfPublic(policy) {
          return complaint
        }
      } catch {
        if error.explanation.isEmpty || error.textOfIAM.isEmpty { return "\(error) says nothing" }
        // The rest fails alike.
        if case .notJSON = error { return nil }
      }
    }
    return nil
  }
}

/// Policies, most of them right.
enum PolicyInputs {
  private static let pieces = [
    "\"Version\": \"2012-10-17\",", "\"Statement\":", "\"Effect\": \"Allow\"", "\"Deny\"",
    "\"Sid\":",
    "\"Principal\": \"*\",", "\"NotPrincipal\":", "{\"AWS\": \"111122223333\"}", "\"Action\":",
    "\"kms:*\"", "\"NotAction\":", "\"Resource\": \"*\"", "\"NotResource\":", "\"Condition\":",
    "{\"StringLike\": {\"aws:username\": \"a*\"}}", "${aws:username}", "${", "}", "${*}",
    "${aws:PrincipalTag/team, 'x'}", "*", "?", "[", "]", "{", ",", "\"", "null", "1", "true", "é",
    "ForAllValues:", "ForAnyValue:", "IfExists", "NumericLessThan", "DateGreaterThan", "IpAddress",
    "Bool", "Null", "ArnLike", "BinaryEquals", "10.0.0.0/8", "2001:db8::/32", "0.0.0.0/33", "/",
    "2025-01-01T00:00:00Z", "arn:aws:iam::111122223333:user/alice", "AIDAEXAMPLE", "arn:", "::",
  ]
  static let mutation = Mutation(pieces, limit: 400)
  static let corpus = Corpus.policies.bytes

  private static let principals = [
    "*", "111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::444455556666:role/App", "arn:aws:sts::111122223333:assumed-role/App/s",
  ]
  private static let actions = [
    "*", "kms:*", "kms:Encrypt", "KMS:en*", "kms:?ncrypt", "kms:Decrypt", "s3:*", "kms:**t", "kms",
    "s3:GetObject", "s3:ListBucket", "s3:Put*",
  ]
  private static let resources = [
    "*", "arn:aws:kms:us-east-1:111122223333:key/1", "arn:aws:kms:*:*:key/*", "arn:aws:s3:::b/*",
    "arn:aws:kms:us-east-1:111122223333:key/${aws:username}", "arn:aws:kms:::${*}", "x",
    "arn:aws:s3:::b",
  ]
  private static let operators = [
    "StringEquals", "StringNotEquals", "StringLike", "StringNotLikeIfExists", "NumericLessThan",
    "NumericGreaterThanEquals", "DateLessThan", "Bool", "Null", "IpAddress", "NotIpAddress",
    "ArnLike", "ArnNotEquals", "StringEqualsIgnoreCase", "BinaryEquals", "ForAnyValue:StringLike",
    "ForAllValues:StringEquals", "ForAllValues:StringNotLike", "ForAnyValue:Null", "Nope",
  ]
  private static let keys =
    ConditionKey.Name.allCases.filter { $0 != .foreign }
    .map { $0.rawValue.last.map { ":/".contains($0) } == true ? $0.rawValue + "app" : $0.rawValue }
    + ["ec2:Region", "x", "aws:nope", "KMS:viaservice"]
  private static let values = [
    "photos", "ph*", "true", "false", "90", "2025-06-01", "203.0.113.0/24", "203.0.113.25", "",
    "arn:aws:iam::111122223333:user/alice", "alice", "${aws:username}", "1.5", "a?", "::1",
  ]

  /// A policy with a mistake now and then.
  static func policy(_ dice: inout Dice) -> String {
    let statements = (0..<1 + dice.below(3)).map { _ in statement(&dice) }
    let list = statements.joined(separator: ", ")
    let version = dice.once(in: 4) ? "" : #""Version": "2012-10-17", "#
    let isBare = statements.count == 1 && dice.once(in: 2)
    return "{\(version)\"Statement\": \(isBare ? list : "[\(list)]")}"
  }

  private static func statement(_ dice: inout Dice) -> String {
    var parts = [#""Effect": "\#(dice.once(in: 4) ? "Deny" : "Allow")""#]
    if !dice.once(in: 4) {
      let name = dice.once(in: 8) ? "NotPrincipal" : "Principal"
      parts.append(#""\#(name)": {"AWS": \#(some(principals, &dice))}"#)
    }
    parts.append(#""\#(dice.once(in: 8) ? "Not" : "")Action": \#(some(actions, &dice))"#)
    if !dice.once(in: 8) {
      parts.append(#""\#(dice.once(in: 12) ? "Not" : "")Resource": \#(some(resources, &dice))"#)
    }
    if dice.once(in: 2) {
      let conditions = dice.some(upTo: 2) { dice in
        "\"\(dice.pick(operators))\": {\"\(dice.pick(keys))\": \(some(values, &dice))}"
      }
      parts.append("\"Condition\": {\(conditions.joined(separator: ", "))}")
    }
    if dice.once(in: 6) { parts.append("\"Sid\": \"\(dice.pick(["a", "", "b c", "é"]))\"") }
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func some(_ choices: [String], _ dice: inout Dice) -> String {
    if dice.once(in: 3) { return "\"\(dice.pick(choices))\"" }
    let chosen = (0..<1 + dice.below(2)).map { _ in "\"\(dice.pick(choices))\"" }
    return "[\(chosen.joined(separator: ", "))]"
  }
}

private enum PolicyCheck {
  /// Whether the same document in other layout is another policy.
  static func rewritten(
    _ text: String, _ kind: PolicyReader.Kind, _ policy: PolicyDocument
  ) -> String? {
    guard let document = try? JSONReader.read(text) else { return "read, but no JSON" }
    let same = JSONWriter.text(document, layout: .indented)
    let again = try? PolicyReader.read(same, kind: kind) { _ in true }
    return again == policy ? nil : "it is another policy as \(same)"
  }

  private static let identities: Identities = {
    var identities = Identities(account: .learner)
    identities.setPolicies([], ofUser: "alice", in: .partner)
    return identities
  }()

  private static let callers: [Principal] = [
    .root(.learner), .user(.learner, name: "alice"), .user(.partner, name: "alice"),
  ]

  private static let supplied: [ConditionValues] = {
    var some = ConditionValues()
    some.add(.encryptionContext, of: "app", "photos")
    some.add(.encryptionContextKeys, all: ["app", "a"])
    some.add(.rotationPeriodInDays, 90)
    some.add(.multiRegion, true)
    return [ConditionValues(), some]
  }()

  /// What is wrong with whether a policy is public: one statement is enough, and no other makes up
  /// for it.
  static func complaintOfPublic(_ policy: PolicyDocument) -> String? {
    let single = policy.statements.contains { PolicyDocument(statements: [$0]).isPublic }
    guard policy.isPublic == single else { return "only it or only its statements are public" }
    return PolicyDocument(statements: policy.statements + [denial]).isPublic == single
      ? nil : "a denial changes whether it is public"
  }

  /// What is wrong with the decisions that a policy leads to.
  static func complaint(_ policy: PolicyDocument) -> String? {
    for caller in callers {
      for values in supplied {
        if let complaint = complaint(policy, caller, values) {
          return "\(complaint), for \(caller)"
        }
      }
    }
    return nil
  }

  private static func complaint(
    _ policy: PolicyDocument, _ caller: Principal, _ values: ConditionValues
  ) -> String? {
    let isAllowed = decide(policy, caller, values)
    let statements = policy.statements
    if decide(PolicyDocument(statements: statements + statements), caller, values) != isAllowed {
      return "said twice it decides otherwise"
    }
    if decide(PolicyDocument(statements: statements + [denial]), caller, values) {
      return "a denial of everything does not deny"
    }
    for index in statements.indices {
      var fewer = statements
      let isDenial = fewer.remove(at: index).effect == .deny
      let isStillAllowed = decide(PolicyDocument(statements: fewer), caller, values)
      if isDenial ? isAllowed && !isStillAllowed : !isAllowed && isStillAllowed {
        return "without statement \(index + 1) it decides the wrong way round"
      }
    }
    return nil
  }

  private static let denial = PolicyStatement(
    sid: nil, effect: .deny, principals: [.everyone], actions: [Wildcard("*")],
    resources: [Wildcard("*")])

  private static func decide(
    _ policy: PolicyDocument, _ caller: Principal, _ values: ConditionValues
  ) -> Bool {
    let demand = Demand.onResource(
      "kms:Encrypt",
      ARN(service: "kms", region: .usEast1, account: .learner, resource: "key/1"),
      owner: .learner, policy: policy, worksAcrossAccounts: true, values: values)
    let call = Call(principal: caller, region: .usEast1)
    let evaluator = Evaluator(identities: identities)
    var record = DecisionRecord()
    let told = evaluator.decide(demand, as: call, &record)
    let silent = evaluator.decide(demand, as: call)
    precondition(told == silent, "the recorder changes the decision")
    return silent.isAllowed
  }
}
