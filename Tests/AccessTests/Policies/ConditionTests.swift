import Kernel
import Testing

@testable import Access

/// A condition, what the request has of its key, and whether it holds.
private struct Row: Sendable, CustomTestStringConvertible {
  let comparator: String
  let wanted: [String]
  let found: [String]?
  let holds: Bool
  let key: String
  var testDescription: String { "\(comparator) \(key) \(wanted) found \(found ?? ["nothing"])" }

  init(
    _ comparator: String, _ wanted: [String], _ found: [String]?, _ holds: Bool,
    key: String = "kms:EncryptionContext:Department"
  ) {
    self.comparator = comparator
    self.wanted = wanted
    self.found = found
    self.holds = holds
    self.key = key
  }
}

/// IAM User Guide, "IAM JSON policy elements: Condition operators".
@Suite struct ConditionTests {
  static let many = "kms:EncryptionContextKeys"
  static let count = "kms:RotationPeriodInDays"
  static let time = "kms:ValidTo"

  private static func holds(_ row: Row) throws -> Bool {
    let comparator = try #require(ConditionOperator(row.comparator))
    let key = try #require(ConditionKey(row.key))
    let condition = try PolicyCondition(comparator, key, row.wanted, hasVariables: true)
    var values = ConditionValues()
    if let found = row.found { values.add(key, found) }
    let demand = Demand.identity("kms:Encrypt", owner: .learner, values: values)
    let context = RequestContext(
      demand, Call(principal: .user(.learner, name: "team/alice"), region: .usEast1),
      Timestamp(secondsSinceEpoch: 1_735_689_600), Identities(account: .learner))
    return condition.holds(in: context)
  }

  @Test(arguments: [
    // "String condition operators"
    Row("StringEquals", ["HR"], ["HR"], true), Row("StringEquals", ["HR"], ["hr"], false),
    Row("StringEquals", ["IT", "HR"], ["HR"], true), Row("StringEquals", ["H*"], ["HR"], false),
    Row("StringEquals", ["H*"], ["H*"], true), Row("StringEquals", ["HR"], nil, false),
    Row("StringNotEquals", ["HR"], ["IT"], true), Row("StringNotEquals", ["HR"], ["HR"], false),
    Row("StringNotEquals", ["IT", "HR"], ["HR"], false),  // none of them
    Row("StringNotEquals", ["HR"], nil, true),  // a missing key is not equal
    Row("StringEqualsIgnoreCase", ["HR"], ["hr"], true),
    Row("StringEqualsIgnoreCase", ["k"], ["\u{212A}"], false),  // the Kelvin sign is no k
    Row("StringNotEqualsIgnoreCase", ["HR"], ["hr"], false),
    Row("StringLike", ["H*"], ["HR"], true), Row("StringLike", ["H?"], ["HRX"], false),
    Row("StringLike", ["?"], ["é"], true), Row("StringLike", ["**"], [""], true),
    Row("StringNotLike", ["H*"], ["HR"], false), Row("StringNotLike", ["H*"], nil, true),
    // "Numeric condition operators"
    Row("NumericEquals", ["90"], ["90.0"], true, key: count),
    Row("NumericNotEquals", ["90"], ["91"], true, key: count),
    Row("NumericLessThan", ["90"], ["89"], true, key: count),
    Row("NumericLessThan", ["90"], ["90"], false, key: count),
    Row("NumericLessThanEquals", ["90"], ["90"], true, key: count),
    Row("NumericGreaterThan", ["90"], ["90"], false, key: count),
    Row("NumericGreaterThanEquals", ["90"], ["90"], true, key: count),
    Row("NumericEquals", ["90"], ["x"], false, key: count),
    Row("NumericLessThan", ["90"], nil, false, key: count),
    // "Date condition operators"
    Row("DateEquals", ["2025-01-01T00:00:00Z"], ["1735689600"], true, key: time),
    Row("DateNotEquals", ["2025-01-01"], ["2025-01-02"], true, key: time),
    Row("DateLessThan", ["2025-06-01"], ["2025-05-31T23:59:59Z"], true, key: time),
    Row("DateLessThanEquals", ["1735689600"], ["2025-01-01"], true, key: time),
    Row("DateGreaterThan", ["2025-01-01"], ["2025-01-01"], false, key: time),
    Row("DateGreaterThanEquals", ["2025-01-01"], ["2025-01-01"], true, key: time),
    Row("DateGreaterThan", ["2024-12-31"], nil, true, key: "aws:CurrentTime"),
    // "Boolean condition operators"
    Row("Bool", ["true"], nil, true, key: "aws:SecureTransport"),
    Row("Bool", ["TRUE"], ["true"], true, key: "kms:MultiRegion"),
    Row("Bool", ["false"], ["true"], false, key: "kms:MultiRegion"),
    Row("Bool", ["true"], nil, false, key: "kms:MultiRegion"),
    // "Binary condition operators"
    Row("BinaryEquals", ["aGk="], ["aGk="], true), Row("BinaryEquals", ["aGk="], ["aGo="], false),
    // "IP address condition operators"
    Row("IpAddress", ["203.0.113.0/24"], nil, true, key: "aws:SourceIp"),
    Row("IpAddress", ["203.0.113.25"], nil, true, key: "aws:SourceIp"),
    Row("IpAddress", ["10.0.0.0/8", "2001:db8::/32"], nil, false, key: "aws:SourceIp"),
    Row("NotIpAddress", ["203.0.113.0/24"], nil, false, key: "aws:SourceIp"),
    Row("NotIpAddress", ["10.0.0.0/8"], nil, true, key: "aws:SourceIp"),
    Row("IpAddress", ["0.0.0.0/0"], nil, true, key: "aws:SourceIp"),
    // "Amazon Resource Name (ARN) condition operators": part by part
    Row("ArnLike", ["arn:aws:iam::111122223333:user/*"], nil, true, key: "aws:PrincipalArn"),
    Row("ArnEquals", ["arn:aws:iam::*:user/team/alice"], nil, true, key: "aws:PrincipalArn"),
    Row("ArnLike", ["arn:*:user/team/alice"], nil, false, key: "aws:PrincipalArn"),
    Row("ArnNotEquals", ["arn:aws:iam::*:role/*"], nil, true, key: "aws:PrincipalArn"),
    Row("ArnNotLike", ["arn:aws:iam::*:user/*"], nil, false, key: "aws:PrincipalArn"),
    Row("ArnLike", ["arn:aws:s3:::b/*"], nil, false, key: "aws:SourceArn"),
    // "Condition operator to check existence of condition keys"
    Row("Null", ["true"], nil, true), Row("Null", ["true"], ["HR"], false),
    Row("Null", ["false"], ["HR"], true), Row("Null", ["false"], nil, false),
    // "...IfExists condition operators"
    Row("StringEqualsIfExists", ["HR"], nil, true),
    Row("StringEqualsIfExists", ["HR"], ["IT"], false),
    Row("StringNotEqualsIfExists", ["HR"], ["HR"], false),
    Row("NumericLessThanIfExists", ["9"], nil, true, key: count),
    // "Multivalued context keys": set operators
    Row("ForAnyValue:StringEquals", ["a"], ["b", "a"], true, key: many),
    Row("ForAnyValue:StringEquals", ["a"], ["b"], false, key: many),
    Row("ForAnyValue:StringEquals", ["a"], nil, false, key: many),
    Row("ForAllValues:StringEquals", ["a", "b"], ["b", "a"], true, key: many),
    Row("ForAllValues:StringEquals", ["a"], ["b", "a"], false, key: many),
    Row("ForAllValues:StringEquals", ["a"], nil, true, key: many),  // the trap
    Row("ForAllValues:StringLike", ["a*"], ["ab", "ac"], true, key: many),
    Row("ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true, key: many),
    Row("ForAllValues:StringNotEquals", ["a"], ["a", "b"], false, key: many),
    Row("ForAnyValue:StringNotEquals", ["a"], nil, false, key: many),
    // "IAM policy elements: Variables and tags"
    Row("StringEquals", ["${aws:username}"], ["alice"], true),
    Row("StringEquals", ["${aws:username}"], ["team/alice"], false),
    Row("StringLike", ["${aws:username}-*"], ["alice-x"], true),
    Row("StringEquals", ["${aws:PrincipalTag/team, 'all'}"], ["all"], true),
    Row("StringEquals", ["${aws:PrincipalTag/team}"], ["all"], false),  // no value, no default
    Row("StringLike", ["a${*}c"], ["abc"], false), Row("StringLike", ["a${*}c"], ["a*c"], true),
    Row("StringLike", ["${?}${$}"], ["?$"], true),
    // The names of pairs ignore case, their values do not
    Row("StringEquals", ["HR"], ["HR"], true, key: "KMS:encryptioncontext:department"),
  ])
  private func `A condition holds as AWS documents it`(row: Row) throws {
    #expect(try Self.holds(row) == row.holds)
  }

  @Test(arguments: ["stringequals", "StringEqual", "ForSome:StringEquals", "NullIfExists", ""])
  func `What is no operator is none`(text: String) { #expect(ConditionOperator(text) == nil) }

  @Test func `Every operator that help names is one`() {
    for name in ConditionOperator.names { #expect(ConditionOperator(name) != nil, "\(name)") }
    #expect(ConditionOperator.names.count == 27)
  }

  @Test func `Every condition key is read in any case`() {
    for name in ConditionKey.Name.allCases where name != .foreign {
      let text =
        name.rawValue + (name.rawValue.hasSuffix("/") || name.rawValue.hasSuffix(":") ? "x" : "")
      #expect(ConditionKey(text)?.name == name, "\(text)")
      #expect(ConditionKey(text.uppercased())?.name == name, "\(text)")
      #expect(ConditionKey(text)?.text == text)
    }
    #expect(ConditionKey("kms:Nothing") == nil)
    #expect(ConditionKey("kms:EncryptionContext:") == nil)
    #expect(ConditionKey("ec2:InstanceType")?.name == .foreign)
    #expect(ConditionKey("nothing") == nil)
  }

  @Test(arguments: [
    ("203.0.113.0/24", "203.0.113.255", true), ("203.0.113.0/24", "203.0.114.0", false),
    ("203.0.113.5", "203.0.113.5", true), ("0.0.0.0/0", "::1", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
    ("::/0", "::", true), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", true),
    ("10.0.0.0/8", "10.1.0.0/16", true), ("10.1.0.0/16", "10.0.0.0/8", false),
  ])
  func `A network holds its addresses`(network: String, address: String, holds: Bool) throws {
    #expect(try #require(IPNetwork(network)).contains(try #require(IPNetwork(address))) == holds)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.+4", "x",
    "1:2:3:4:5:6:7", "1::2::3", "g::", "::1/129", "12345::", "1.2.3.4/",
  ])
  func `What is no network is none`(text: String) { #expect(IPNetwork(text) == nil) }
}
