import Access
import Cloud
import Kernel
import TestBench
import Testing

/// How AWS keeps policies: in its own layout, and by who somebody is, not by the name.
@Suite struct KeptPolicyTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey() }

  private static let bob = "arn:aws:iam::111122223333:user/bob"

  private static func statement(_ principal: String, _ actions: String = "kms:*") -> String {
    #"{"Effect":"Allow","Principal":{"AWS":"\#(principal)"},"Action":"\#(actions)","Resource":"*"}"#
  }

  /// Puts a policy of these statements beside that of the account.
  private mutating func put(_ statements: String...) throws {
    let all = [Self.statement("arn:aws:iam::111122223333:root")] + statements
    try bench.must(
      "PutKeyPolicy",
      ["KeyId": key, "Policy": .string(#"{"Statement":[\#(all.joined(separator: ","))]}"#)])
  }

  private mutating func policy() throws -> String {
    try #require(bench.must("GetKeyPolicy", ["KeyId": key])["Policy"]?.text)
  }

  @Test mutating func `a policy comes back in AWS's layout, whatever it was put in`() throws {
    let text: Document =
      #"{"Statement":[{"Effect":"Allow","Principal":{"AWS":["111122223333"]},"Action":["kms:*"],"Resource":"*"}],"Version":"2012-10-17"}"#
    let kept: Document = """
      {
        "Statement" : [ {
          "Effect" : "Allow",
          "Principal" : {
            "AWS" : "arn:aws:iam::111122223333:root"
          },
          "Action" : [ "kms:*" ],
          "Resource" : "*"
        } ],
        "Version" : "2012-10-17"
      }
      """
    #expect(
      try bench.must("PutKeyPolicy", ["KeyId": key, "Policy": text, "PolicyName": "default"])
        .isEmpty)
    #expect(try bench.must("GetKeyPolicy", ["KeyId": key])["Policy"] == kept)
    let other = try bench.makeKey(["Policy": text])
    #expect(try bench.must("GetKeyPolicy", ["KeyId": other])["Policy"] == kept)
  }

  @Test(
    arguments: [
      (#"{"AWS":"111122223333"}"#, #"{"AWS":"arn:aws:iam::111122223333:root"}"#),
      (#"{"AWS":["\#(bob)"]}"#, #"{"AWS":"\#(bob)"}"#),
      (
        #"{"AWS":["\#(bob)","444455556666"]}"#,
        #"{"AWS":["\#(bob)","arn:aws:iam::444455556666:root"]}"#
      ),
      (#"{"AWS":"*"}"#, #"{"AWS":"*"}"#), (#""*""#, #""*""#),
      (
        #"{"Service":["logs.us-east-1.amazonaws.com"]}"#,
        #"{"Service":"logs.us-east-1.amazonaws.com"}"#
      ),
    ])
  mutating func `principals are written AWS's way`(put: String, kept: String) throws {
    try self.put(#"{"Effect":"Deny","Principal":\#(put),"Action":"kms:Sign","Resource":"*"}"#)
    let policy = try policy()
    let statements = try JSONReader.read(policy)["Statement"]?.elements
    #expect(statements?.last?["Principal"] == (try JSONReader.read(kept)))
  }

  @Test(arguments: [#""Resource":"*""#, #""Action":"kms:*""#])
  mutating func `a statement without Action or Resource is taken and has no effect`(
    element: String
  ) throws {
    try put(
      #"{"Effect":"Allow","Principal":{"AWS":"\#(Self.bob)"},\#(element)}"#)
    let byBob = bench.with(.bob) { [key] in $0.refusal("DescribeKey", ["KeyId": key]) }
    #expect(byBob?.code == "AccessDeniedException")
  }

  @Test mutating func `the unique id of somebody who is there is that user's ARN`() throws {
    let id = try #require(
      bench.must("GetUser", ["UserName": "bob"])["User"]?["UserId"]?.text)
    try put(Self.statement(id, "kms:DescribeKey"))
    let policy = try policy()
    #expect(policy.contains(#""AWS" : "\#(Self.bob)""#) && !policy.contains(id))
    _ = try bench.with(.bob) { [key] in try $0.must("DescribeKey", ["KeyId": key]) }
  }

  @Test mutating func `a deleted user shows as the unique id, and a namesake is somebody else`()
    throws
  {
    bench.principal = .root
    let dora = "arn:aws:iam::111122223333:user/dora"
    let id = try #require(bench.must("CreateUser", ["UserName": "dora"])["User"]?["UserId"]?.text)
    try put(Self.statement(dora, "kms:DescribeKey"))
    let granted = try bench.must(
      "CreateGrant",
      [
        "KeyId": key, "GranteePrincipal": .string(dora), "RetiringPrincipal": .string(dora),
        "Operations": ["Decrypt"],
      ])
    let caller = Principal.user(.learner, name: "dora")
    _ = try bench.with(caller) { [key] in try $0.must("DescribeKey", ["KeyId": key]) }

    try bench.must("UpdateUser", ["UserName": "dora", "NewUserName": "dolly"])
    let renamed = try policy()
    #expect(renamed.contains(#""AWS" : "arn:aws:iam::111122223333:user/dolly""#))

    try bench.must("DeleteUser", ["UserName": "dolly"])
    let text = try policy()
    #expect(text.contains(#""AWS" : "\#(id)""#) && !text.contains("dol"))
    let grant = try bench.must("ListGrants", ["KeyId": key])["Grants"]?.elements?.first
    #expect(grant?["GrantId"] == granted["GrantId"])
    #expect(grant?["GranteePrincipal"] == .string(id))
    #expect(grant?["RetiringPrincipal"] == .string(id))
    #expect(
      bench.refusal("PutKeyPolicy", ["KeyId": key, "Policy": .string(text)])
        == WireError(
          "MalformedPolicyDocumentException",
          "Policy contains a statement with one or more invalid principals."))

    try bench.must("CreateUser", ["UserName": "dora"])
    let byNamesake = bench.with(caller) { [key] in $0.refusal("DescribeKey", ["KeyId": key]) }
    #expect(byNamesake?.code == "AccessDeniedException")
    #expect(
      try bench.must("ListRetirableGrants", ["RetiringPrincipal": .string(dora)])["Grants"] == [])
  }

  @Test mutating func `a deleted role shows as its unique id, and so do its sessions`() throws {
    bench.principal = .root
    let trust: Document =
      #"{"Statement":{"Effect":"Allow","Principal":{"AWS":["111122223333"]},"Action":"sts:AssumeRole"}}"#
    let role = try bench.must(
      "CreateRole", ["RoleName": "App", "Path": "/svc/", "AssumeRolePolicyDocument": trust])["Role"]
    let id = try #require(role?["RoleId"]?.text)
    #expect(
      role?["AssumeRolePolicyDocument"]?["Statement"]?["Principal"]
        == ["AWS": "arn:aws:iam::111122223333:root"])
    try bench.must(
      "CreateRole",
      [
        "RoleName": "Next",
        "AssumeRolePolicyDocument":
          #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/svc/App"},"Action":"sts:AssumeRole"}}"#,
      ])
    try put(
      Self.statement("arn:aws:iam::111122223333:role/svc/App"),
      Self.statement("arn:aws:sts::111122223333:assumed-role/App/night"))
    try bench.must("DeleteRole", ["RoleName": "App"])
    let text = try policy()
    #expect(text.contains(#""AWS" : "\#(id)""#) && text.contains(#""AWS" : "\#(id):night""#))
    let next = try bench.must("GetRole", ["RoleName": "Next"])["Role"]
    #expect(
      next?["AssumeRolePolicyDocument"]?["Statement"]?["Principal"] == ["AWS": .string(id)])
  }
}
