import Kernel
import Testing

@testable import Access

/// The evaluator beside a naive one, on random policies.
@Suite struct RandomPolicyTests {
  /// Draws from a number: SplitMix64.
  private struct Dice {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ z >> 31) >> 1) % limit
    }

    mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

    mutating func some(_ choices: [String]) -> String {
      let count = 1 + below(2)
      let chosen = (0..<count).map { _ in "\"\(pick(choices))\"" }
      return "[\(chosen.joined(separator: ", "))]"
    }
  }

  private static let actions = [
    "kms:*", "*", "kms:Encrypt", "KMS:encrypt", "kms:En*", "kms:?ncrypt", "kms:Decrypt", "s3:*",
    "kms:*crypt", "kms:**t",
  ]
  private static let resources = [
    "*", "arn:aws:kms:us-east-1:111122223333:key/1", "arn:aws:kms:*:*:key/*", "arn:aws:s3:::b",
    "arn:aws:kms:us-east-1:111122223333:key/?", "arn:aws:kms:us-east-1:111122223333:key/12",
    "arn:aws:kms:us-east-1:111122223333:key/2*", "arn:aws:kms:us-east-1:111122223333:key/1*",
    "arn:aws:kms:us-east-?:111122223333:key/1", "arn:aws:kms:*:111122223333:*",
  ]
  private static let principals = [
    "*", "111122223333", "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::111122223333:user/bob", "arn:aws:iam::444455556666:root",
    "arn:aws:iam::444455556666:user/alice",
  ]
  private static let text = "kms:EncryptionContext:app"
  private static let number = "kms:RotationPeriodInDays"
  private static let many = "kms:EncryptionContextKeys"
  private static let flag = "kms:MultiRegion"

  private static func condition(_ dice: inout Dice) -> String {
    let values = ["photos", "Photos", "ph*", "video", "?hotos"]
    switch dice.below(6) {
    case 0, 1:
      let name = dice.pick([
        "StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase", "StringEqualsIfExists", "StringNotLikeIfExists",
      ])
      return #""\#(name)": {"\#(text)": \#(dice.some(values))}"#
    case 2:
      let name = dice.pick(["NumericLessThan", "NumericGreaterThanEquals"])
      return #""\#(name)": {"\#(number)": \#(dice.some(["90", "365"]))}"#
    case 3:
      let name = dice.pick([
        "ForAllValues:StringEquals", "ForAnyValue:StringLike", "ForAnyValue:StringNotEquals",
        "ForAllValues:StringNotLike",
      ])
      return #""\#(name)": {"\#(many)": \#(dice.some(["app", "a*", "stage"]))}"#
    case 4: return #""Null": {"\#(dice.pick([text, many]))": "\#(dice.pick(["true", "false"]))"}"#
    default: return #""Bool": {"\#(flag)": "\#(dice.pick(["true", "false"]))"}"#
    }
  }

  private static func policy(_ dice: inout Dice, isKey: Bool) -> String {
    let statements = (0..<(1 + dice.below(3))).map { _ in
      var parts = [#""Effect": "\#(dice.below(4) == 0 ? "Deny" : "Allow")""#]
      if isKey { parts.append(#""Principal": {"AWS": \#(dice.some(principals))}"#) }
      let not = dice.below(8) == 0 ? "Not" : ""
      parts.append(#""\#(not)Action": \#(dice.some(actions))"#)
      let notResource = !isKey && dice.below(8) == 0 ? "Not" : ""
      parts.append(#""\#(notResource)Resource": \#(dice.some(resources))"#)
      if dice.below(2) == 0 { parts.append(#""Condition": {\#(condition(&dice))}"#) }
      return "{\(parts.joined(separator: ", "))}"
    }
    return #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
  }

  private static func values(_ dice: inout Dice) -> [String: [String]] {
    var values: [String: [String]] = [:]
    if dice.below(3) > 0 { values[text] = [dice.pick(["photos", "Photos", "video"])] }
    if dice.below(3) > 0 { values[many] = dice.below(2) == 0 ? ["app"] : ["app", "stage"] }
    if dice.below(2) == 0 { values[number] = [dice.pick(["89", "90", "400"])] }
    if dice.below(2) == 0 { values[flag] = [dice.pick(["true", "false"])] }
    return values
  }

  @Test func `6,000 random policies are decided as the naive evaluator decides them`() throws {
    var allowed = 0
    var dice = Dice(state: 2026)
    var base = Identities(account: .learner)
    base.setPolicies([], ofUser: "alice", in: .partner)
    for round in 0..<6_000 {
      let keyText = Self.policy(&dice, isKey: true)
      let ownTexts = (0..<dice.below(3)).map { _ in Self.policy(&dice, isKey: false) }
      let limitText = dice.below(3) == 0 ? Self.policy(&dice, isKey: false) : nil
      let isForeign = dice.below(3) == 0
      let account: AccountID = isForeign ? .partner : .learner
      let values = Self.values(&dice)
      let action = dice.pick(["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"])

      let key = try PolicyReader.read(keyText, kind: .resource) { base.contains($0) }
      let own = try ownTexts.enumerated().map { index, text in
        IdentityPolicy(
          name: "p\(index)",
          document: try PolicyReader.read(text, kind: .identity) { _ in true })
      }
      var identities = base
      identities.setPolicies(own, ofUser: "alice", in: account)
      if let limitText {
        let arn = ARN(service: "iam", region: nil, account: account, resource: "policy/L")
        identities.policies[IdentityAddress(account, "L")] = ManagedPolicy(
          arn, name: "L", path: "/", id: "ANPA", description: nil, text: limitText,
          document: try PolicyReader.read(limitText, kind: .identity) { _ in true },
          creationDate: Timestamp(secondsSinceEpoch: 0))
        identities.users[IdentityAddress(account, "alice")]?.boundary = arn
      }
      var supplied = ConditionValues()
      for (name, found) in values.sorted(by: { $0.key < $1.key }) {
        supplied.add(try #require(ConditionKey(name)), found)
      }
      let verdict = Evaluator(identities: identities).decide(
        .onResource(
          action, ARN(service: "kms", region: .usEast1, account: .learner, resource: "key/1"),
          owner: .learner, policy: key, worksAcrossAccounts: true, values: supplied),
        as: Call(principal: .user(account, name: "alice"), region: .usEast1))
      let naive = NaiveEvaluator(
        keyPolicy: keyText, identityPolicies: ownTexts, boundary: limitText
      ).permits(
        NaiveEvaluator.Request(
          caller: "arn:aws:iam::\(account):user/alice", account: account.description,
          owner: "111122223333", action: action,
          resource: "arn:aws:kms:us-east-1:111122223333:key/1", values: values))
      if naive { allowed += 1 }
      if verdict.isAllowed != naive {
        Issue.record(
          "round \(round): \(verdict), naive \(naive)\n\(keyText)\n\(ownTexts)\n\(limitText ?? "")\n\(values)"
        )
        return
      }
    }
    // Random policies must permit often enough to say something.
    #expect((600...5_400).contains(allowed))
  }
}
