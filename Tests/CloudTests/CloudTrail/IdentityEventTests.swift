import Access
import Cloud
import Kernel
import TestBench
import Testing

/// What CloudTrail tells of calls of IAM; CloudTrail User Guide, "CloudTrail log file examples".
@Suite struct IdentityEventTests {
  private static let trust: Document = """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", \
    "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}]}
    """
  private static let policy: Document = """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}
    """
  private static let arn: Document = "arn:aws:iam::111122223333:policy/P"

  /// One call, and what its event tells of the answer.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let request: DocumentObject
    /// The one member of `responseElements`; `nil` for null.
    var whole: String?
    /// The members of that.
    var parts: [String] = []
    var testDescription: String { name }
  }

  /// Calls one after the other.
  static let rows = [
    Row(
      name: "CreateUser",
      request: ["UserName": "dave", "Tags": [["Key": "a", "Value": "b"]]], whole: "user",
      parts: ["path", "userName", "userId", "arn", "createDate", "tags"]),
    Row(
      name: "CreateGroup", request: ["GroupName": "G"], whole: "group",
      parts: ["path", "groupName", "groupId", "arn", "createDate"]),
    Row(
      name: "CreateRole", request: ["RoleName": "R", "AssumeRolePolicyDocument": trust],
      whole: "role",
      parts: ["path", "roleName", "roleId", "arn", "createDate", "assumeRolePolicyDocument"]),
    Row(
      name: "CreatePolicy", request: ["PolicyName": "P", "PolicyDocument": policy],
      whole: "policy",
      parts: [
        "policyName", "policyId", "arn", "path", "defaultVersionId", "attachmentCount",
        "permissionsBoundaryUsageCount", "isAttachable", "createDate", "updateDate",
      ]),
    Row(
      name: "CreatePolicyVersion", request: ["PolicyArn": arn, "PolicyDocument": policy],
      whole: "policyVersion", parts: ["versionId", "isDefaultVersion", "createDate"]),
    Row(
      name: "CreateAccessKey", request: ["UserName": "dave"], whole: "accessKey",
      parts: ["userName", "accessKeyId", "status", "createDate"]),
    Row(name: "AddUserToGroup", request: ["UserName": "dave", "GroupName": "G"]),
    Row(name: "AttachUserPolicy", request: ["UserName": "dave", "PolicyArn": arn]),
    Row(name: "UpdateUser", request: ["UserName": "dave", "NewPath": "/x/"]),
    Row(name: "GetUser", request: ["UserName": "dave"]),
    Row(name: "ListUsers", request: [:]),
    Row(name: "CreateUser", request: ["UserName": "dave"]),
  ]

  @Test func `an event of IAM tells what the call answered, and no secret`() throws {
    var bench = Bench()
    bench.principal = .root(.learner)
    for row in Self.rows {
      let answer = bench.call(row.name, .object(row.request), of: .iam)
      let elements = try #require(Self.newest(in: bench)["responseElements"])
      let place: Comment = "\(row.name)"
      guard let whole = row.whole else {
        #expect(elements == .null, place)
        continue
      }
      #expect(elements.members?.names == [whole], place)
      #expect(elements[whole]?.members?.names == row.parts, place)
      #expect(elements[whole]?["createDate"] == "Jan 1, 2025 12:00:00 AM", place)
      let secret = try answer.get()["AccessKey"]?["SecretAccessKey"]?.text
      let text = JSONWriter.text(elements)
      #expect(secret.map(text.contains) ?? false == false, place)
    }
  }

  @Test func `a policy in an answer is told as it is sent`() throws {
    var bench = Bench()
    bench.principal = .root(.learner)
    try bench.must("CreateRole", ["RoleName": "R", "AssumeRolePolicyDocument": Self.trust])
    let role = try #require(Self.newest(in: bench)["responseElements"]?["role"])
    let text = try #require(role["assumeRolePolicyDocument"]?.text)
    #expect(text.hasPrefix("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B"))
  }

  /// The newest event, as the account gets it.
  private static func newest(in bench: Bench) throws -> DocumentObject {
    let environment = bench.world.environment
    let record = try #require(environment.trail.suffix(1).last?.record)
    return try #require(CloudTrailEvent(record, for: .learner, environment.identities)).document
  }
}
