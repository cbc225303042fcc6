import Access
import Cloud
import Kernel
import TestBench
import Testing

/// IAM and STS: what is made, what is refused and in which words, and what the sessions may.
@Suite struct IdentityTests {
  static let decryptAll: Document =
    #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:*","Resource":"*"}}"#
  static let trustAlice: Document =
    #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}}"#

  /// A bench in which root calls.
  static func bench() -> Bench {
    var bench = Bench()
    bench.principal = .root
    return bench
  }

  @Test func `Anybody may ask who calls`() throws {
    var bench = Bench()
    bench.principal = .bob
    #expect(
      try bench.must("GetCallerIdentity") == [
        "UserId": .string(Identities(account: .learner).uniqueID(of: .bob)),
        "Account": "111122223333",
        "Arn": "arn:aws:iam::111122223333:user/bob",
      ])
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let name: String
    let request: Document
    let code: String
    let message: String
    var testDescription: String { "\(name) \(message)" }

    init(_ name: String, _ request: Document, _ code: String, _ message: String) {
      (self.name, self.request, self.code, self.message) = (name, request, code, message)
    }
  }

  /// A world with one of everything.
  static func full() throws -> Bench {
    var bench = bench()
    try bench.must("CreateUser", ["UserName": "Dora"])
    try bench.must("CreateGroup", ["GroupName": "team"])
    try bench.must("AddUserToGroup", ["GroupName": "team", "UserName": "Dora"])
    try bench.must(
      "CreateRole", ["RoleName": "App", "AssumeRolePolicyDocument": trustAlice])
    try bench.must("CreatePolicy", ["PolicyName": "Use", "PolicyDocument": decryptAll])
    try bench.must(
      "AttachRolePolicy",
      ["RoleName": "App", "PolicyArn": "arn:aws:iam::111122223333:policy/Use"])
    return bench
  }

  @Test(arguments: [
    Refused(
      "CreateUser", ["UserName": "dora"], "EntityAlreadyExists",
      "User with name dora already exists."),
    Refused(
      "CreateRole", ["RoleName": "APP", "AssumeRolePolicyDocument": trustAlice],
      "EntityAlreadyExists", "Role with name APP already exists."),
    Refused(
      "CreateGroup", ["GroupName": "team"], "EntityAlreadyExists",
      "Group with name team already exists."),
    Refused(
      "CreatePolicy", ["PolicyName": "use", "PolicyDocument": decryptAll], "EntityAlreadyExists",
      "A policy called use already exists. Duplicate names are not allowed."),
    Refused(
      "GetUser", ["UserName": "none"], "NoSuchEntity",
      "The user with name none cannot be found."),
    Refused(
      "GetRole", ["RoleName": "none"], "NoSuchEntity", "The role with name none cannot be found."),
    Refused(
      "GetGroup", ["GroupName": "none"], "NoSuchEntity",
      "The group with name none cannot be found."),
    Refused(
      "GetUserPolicy", ["UserName": "Dora", "PolicyName": "none"], "NoSuchEntity",
      "The user policy with name none cannot be found."),
    Refused(
      "GetPolicy", ["PolicyArn": "arn:aws:iam::111122223333:policy/none"], "NoSuchEntity",
      "Policy arn:aws:iam::111122223333:policy/none was not found."),
    Refused(
      "AttachUserPolicy",
      ["UserName": "Dora", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"], "InvalidAction",
      "kmslab has of AWS's managed policies AdministratorAccess, AmazonS3FullAccess, AmazonS3ReadOnlyAccess, AWSKeyManagementServicePowerUser only."
    ),
    Refused(
      "AttachUserPolicy",
      ["UserName": "Dora", "PolicyArn": "arn:aws:iam::111122223333:policy/NotThere"],
      "NoSuchEntity",
      "Policy arn:aws:iam::111122223333:policy/NotThere does not exist or is not attachable."),
    Refused(
      "GetPolicy", ["PolicyArn": "not an arn, but long"], "InvalidInput",
      "ARN not an arn, but long is not valid."),
    Refused(
      "DeletePolicy", ["PolicyArn": "arn:aws:iam::111122223333:policy/Use"], "DeleteConflict",
      "Cannot delete a policy attached to entities."),
    Refused(
      "DeleteRole", ["RoleName": "App"], "DeleteConflict",
      "Cannot delete entity, must detach all policies first."),
    Refused(
      "DeleteUser", ["UserName": "alice"], "DeleteConflict",
      "Cannot delete entity, must delete policies first."),
    Refused(
      "DeleteUser", ["UserName": "Dora"], "DeleteConflict",
      "Cannot delete entity, must remove users from group first."),
    Refused(
      "DeleteGroup", ["GroupName": "team"], "DeleteConflict",
      "Cannot delete entity, must remove users from group first."),
    Refused(
      "DeletePolicyVersion",
      ["PolicyArn": "arn:aws:iam::111122223333:policy/Use", "VersionId": "v1"], "DeleteConflict",
      "Cannot delete the default version of a policy."),
    Refused(
      "PutUserPolicy",
      [
        "UserName": "Dora", "PolicyName": "p",
        "PolicyDocument": #"{"Statement":{"Effect":"Allow","Resource":"*"}}"#,
      ],
      "MalformedPolicyDocument", "Policy statement must contain actions."),
    Refused(
      "PutUserPolicy",
      [
        "UserName": "Dora", "PolicyName": "p",
        "PolicyDocument": #"{"Statement":{"Effect":"Allow","Action":"*"}}"#,
      ],
      "MalformedPolicyDocument", "Policy statement must contain resources."),
    Refused(
      "PutUserPolicy",
      [
        "UserName": "Dora", "PolicyName": "p",
        "PolicyDocument": #"{"Statement":{"Effect":"Allow","Action":"Encrypt","Resource":"*"}}"#,
      ],
      "MalformedPolicyDocument",
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
    Refused(
      "PutUserPolicy",
      [
        "UserName": "Dora", "PolicyName": "p",
        "PolicyDocument": #"{"Statement":{"Effect":"Allow","Action":"kms:*","Resource":"key"}}"#,
      ],
      "MalformedPolicyDocument", #"Resource key must be in ARN format or "*"."#),
    Refused(
      "PutUserPolicy",
      [
        "UserName": "Dora", "PolicyName": "p",
        "PolicyDocument":
          #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}}"#,
      ],
      "MalformedPolicyDocument", "Policy document should not specify a principal."),
    Refused(
      "PutUserPolicy", ["UserName": "Dora", "PolicyName": "p", "PolicyDocument": "{"],
      "MalformedPolicyDocument", "This policy contains invalid Json"),
    Refused(
      "UpdateAssumeRolePolicy",
      [
        "RoleName": "App",
        "PolicyDocument":
          #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/none"},"Action":"sts:AssumeRole"}}"#,
      ],
      "MalformedPolicyDocument",
      #"Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/none""#),
    Refused(
      "UpdateAssumeRolePolicy", ["RoleName": "App", "PolicyDocument": decryptAll],
      "MalformedPolicyDocument", "Missing required field Principal"),
    Refused(
      "ListAccessKeys", [:], "ValidationError",
      "Must specify userName when calling with non-User credentials"),
    Refused(
      "CreateUser", ["UserName": "a b"], "ValidationError",
      "1 validation error detected: Value 'a b' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+"
    ),
    Refused(
      "DetachUserPolicy",
      ["UserName": "Dora", "PolicyArn": "arn:aws:iam::111122223333:policy/Use"], "NoSuchEntity",
      "Policy arn:aws:iam::111122223333:policy/Use was not found."),
    Refused(
      "TagUser", ["UserName": "Dora", "Tags": [["Key": "aws:x", "Value": "y"]]], "InvalidInput",
      "Tag keys can not start with aws:"),
    Refused(
      "DeletePolicy", ["PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"], "AccessDenied",
      "Cannot perform the operation on the protected policy arn:aws:iam::aws:policy/AdministratorAccess."
    ),
    Refused(
      "AssumeRole",
      [
        "RoleArn": "arn:aws:iam::111122223333:role/App", "RoleSessionName": "s1",
        "DurationSeconds": 7200,
      ],
      "AccessDenied",
      "Roles may not be assumed by root accounts."
    ),
  ])
  func `A refusal has AWS's code and text`(row: Refused) throws {
    var bench = try Self.full()
    #expect(bench.refusal(row.name, row.request) == WireError(row.code, row.message))
  }

  @Test func `A user without rights reads the action and the ARN in the refusal`() throws {
    var bench = try Self.full()
    bench.principal = .bob
    #expect(
      bench.refusal("CreateUser", ["UserName": "x", "Path": "/team/"])
        == WireError(
          "AccessDenied",
          "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: iam:CreateUser on"
            + " resource: arn:aws:iam::111122223333:user/team/x because no identity-based policy"
            + " allows the iam:CreateUser action"))
  }

  @Test func `Root is told of itself, without a name`() throws {
    var bench = Self.bench()
    let user = try bench.must("GetUser", [:])["User"]
    #expect(user?.members?.names == ["UserId", "Arn", "CreateDate"])
    #expect(user?["UserId"] == "111122223333")
    #expect(user?["Arn"] == "arn:aws:iam::111122223333:root")
  }

  @Test func `A policy is made with its labels, which a list leaves out`() throws {
    var bench = Self.bench()
    let tags: Document = [["Key": "a", "Value": "b"]]
    let made = try bench.must(
      "CreatePolicy", ["PolicyName": "P", "PolicyDocument": Self.decryptAll, "Tags": tags])
    #expect(made["Policy"]?["Tags"] == tags)
    let listed = try bench.must("ListPolicies", ["Scope": "Local"])["Policies"]?.elements
    #expect(listed?.count == 1)
    #expect(listed?[0]["Tags"] == nil)
  }

  @Test func `Quotas are kept`() throws {
    var bench = try Self.full()
    for _ in 0..<2 { try bench.must("CreateAccessKey", ["UserName": "Dora"]) }
    #expect(
      bench.refusal("CreateAccessKey", ["UserName": "Dora"])
        == WireError("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"))
    let policy: Document = "arn:aws:iam::111122223333:policy/Use"
    for _ in 0..<4 {
      try bench.must(
        "CreatePolicyVersion", ["PolicyArn": policy, "PolicyDocument": Self.decryptAll])
    }
    #expect(
      bench.refusal(
        "CreatePolicyVersion", ["PolicyArn": policy, "PolicyDocument": Self.decryptAll])?.code
        == "LimitExceeded")
    let long = String(repeating: "x", count: 2100)
    #expect(
      bench.refusal(
        "PutUserPolicy",
        [
          "UserName": "Dora", "PolicyName": "p",
          "PolicyDocument": .string(
            #"{"Statement":{"Effect":"Allow","Action":"kms:\#(long)","Resource":"*"}}"#),
        ])
        == WireError("LimitExceeded", "Maximum policy size of 2048 bytes exceeded for user Dora"))
  }

  @Test func `Lists come page by page`() throws {
    var bench = Self.bench()
    for number in 0..<7 { try bench.must("CreateUser", ["UserName": .string("user\(number)")]) }
    var names: [String] = []
    var marker: Document?
    repeat {
      var request: DocumentObject = ["MaxItems": 2]
      request["Marker"] = marker
      let page = try bench.must("ListUsers", .object(request))
      names += page["Users"]?.elements?.compactMap { $0["UserName"]?.text } ?? []
      #expect(page["IsTruncated"] == .bool(page["Marker"] != nil))
      marker = page["Marker"]
    } while marker != nil
    #expect(names == ["alice", "bob"] + (0..<7).map { "user\($0)" })
    #expect(bench.refusal("ListUsers", ["Marker": "x"])?.code == "ValidationError")
  }

  @Test func `A managed policy counts by its default version, for users of a group too`() throws {
    var bench = try Self.full()
    let policy: Document = "arn:aws:iam::111122223333:policy/Use"
    try bench.must("AttachGroupPolicy", ["GroupName": "team", "PolicyArn": policy])
    let key = try bench.makeKey()
    let dora = Principal.user(.learner, name: "Dora")
    try bench.with(dora) { _ = try $0.must("DescribeKey", ["KeyId": key]) }
    let nothing: Document =
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#
    let made = try bench.must(
      "CreatePolicyVersion",
      ["PolicyArn": policy, "PolicyDocument": nothing, "SetAsDefault": true])
    #expect(made["PolicyVersion"]?["VersionId"] == "v2")
    #expect(
      bench.with(dora) { $0.refusal("DescribeKey", ["KeyId": key]) }?.code
        == "AccessDeniedException")
    try bench.must("SetDefaultPolicyVersion", ["PolicyArn": policy, "VersionId": "v1"])
    try bench.with(dora) { _ = try $0.must("DescribeKey", ["KeyId": key]) }
  }

  @Test func `A session has the role's rights until its end`() throws {
    var bench = try Self.full()
    let key = try bench.makeKey()
    bench.principal = .alice
    let made = try bench.must(
      "AssumeRole",
      ["RoleArn": "arn:aws:iam::111122223333:role/App", "RoleSessionName": "night"])
    #expect(
      made["AssumedRoleUser"]?["Arn"] == "arn:aws:sts::111122223333:assumed-role/App/night")
    let id = try #require(made["Credentials"]?["AccessKeyId"]?.text)
    #expect(id.hasPrefix("ASIA") && id.count == 20)
    let session = try #require(bench.world.environment.identities.sessions[id]).session
    bench.principal = .session(session)
    try bench.must("DescribeKey", ["KeyId": key])
    #expect(
      try bench.must("GetCallerIdentity")["Arn"]
        == "arn:aws:sts::111122223333:assumed-role/App/night")
    try bench.advance(days: 0, seconds: 3600)
    #expect(
      bench.refusal("DescribeKey", ["KeyId": key])
        == WireError(
          "ExpiredTokenException", "The security token included in the request is expired"))
    #expect(bench.refusal("ListUsers")?.code == "ExpiredToken")
    #expect(
      bench.refusal("ListBuckets") == WireError("ExpiredToken", "The provided token has expired."))
    #expect(bench.refusal("HeadBucket", ["Bucket": "b-1"]) == WireError("400", "Bad Request"))
  }

  @Test func `A session policy limits, and a deleted role ends its sessions`() throws {
    var bench = try Self.full()
    let key = try bench.makeKey()
    bench.principal = .alice
    let made = try bench.must(
      "AssumeRole",
      [
        "RoleArn": "arn:aws:iam::111122223333:role/App", "RoleSessionName": "s1",
        "Policy":
          #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:DescribeKey","Resource":"*"}}"#,
      ])
    let id = try #require(made["Credentials"]?["AccessKeyId"]?.text)
    let session = try #require(bench.world.environment.identities.sessions[id]).session
    bench.principal = .session(session)
    try bench.must("DescribeKey", ["KeyId": key])
    let denied = bench.refusal("DisableKey", ["KeyId": key])
    #expect(
      denied?.message?.hasSuffix(
        " because no session policy allows the kms:DisableKey action") == true)
    try bench.with(.root) {
      try $0.must(
        "DetachRolePolicy",
        ["RoleName": "App", "PolicyArn": "arn:aws:iam::111122223333:policy/Use"])
      try $0.must("DeleteRole", ["RoleName": "App"])
      try $0.must(
        "CreateRole", ["RoleName": "App", "AssumeRolePolicyDocument": Self.trustAlice])
    }
    #expect(bench.refusal("DescribeKey", ["KeyId": key])?.code == "UnrecognizedClientException")
    #expect(bench.refusal("ListBuckets")?.code == "InvalidAccessKeyId")
    #expect(bench.refusal("HeadBucket", ["Bucket": "b-1"])?.code == "403")
  }

  @Test func `Names differ by more than case, and ids are AWS's form`() throws {
    var bench = Self.bench()
    let user = try bench.must("CreateUser", ["UserName": "Dora", "Path": "/team/"])["User"]
    #expect(user?["Arn"] == "arn:aws:iam::111122223333:user/team/Dora")
    let id = try #require(user?["UserId"]?.text)
    #expect(id.hasPrefix("AIDA") && id.count == 21)
    #expect(try bench.must("GetUser", ["UserName": "DORA"])["User"]?["UserName"] == "Dora")
    try bench.must("UpdateUser", ["UserName": "dora", "NewUserName": "DORA"])
    #expect(try bench.must("GetUser", ["UserName": "dora"])["User"]?["UserName"] == "DORA")
  }
}
