import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Grants: what they permit, under which constraints, how they are made and end.
@Suite struct GrantTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey() }

  static let bob: Document = "arn:aws:iam::111122223333:user/bob"

  mutating func grant(_ more: DocumentObject = [:]) throws -> DocumentObject {
    var request: DocumentObject = [
      "KeyId": key, "GranteePrincipal": Self.bob, "Operations": ["Encrypt", "Decrypt"],
    ]
    for entry in more.entries { request[entry.name] = entry.value }
    return try bench.must("CreateGrant", .object(request))
  }

  /// The code that bob gets for an encryption; `nil` where he may.
  mutating func refusalOfBob(_ more: DocumentObject = [:]) -> String? {
    var request: DocumentObject = ["KeyId": key, "Plaintext": .bytes([1])]
    for entry in more.entries { request[entry.name] = entry.value }
    return bench.with(.bob) { $0.refusal("Encrypt", .object(request))?.code }
  }

  @Test mutating func `a grant permits what it lists, and an explicit deny wins`() throws {
    #expect(refusalOfBob() == "AccessDeniedException")
    let response = try grant()
    #expect(response["GrantId"]?.text?.utf8.count == 64)
    #expect(refusalOfBob() == nil)
    let key = key
    #expect(
      bench.with(.bob) {
        $0.refusal("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"])?.code
      }
        == "AccessDeniedException")
    try bench.must(
      "PutKeyPolicy",
      [
        "KeyId": key,
        "Policy": """
        {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, \
        "Action": "kms:*", "Resource": "*"},
        {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, \
        "Action": "kms:Encrypt", "Resource": "*"}]}
        """,
      ])
    #expect(refusalOfBob() == "AccessDeniedException")
  }

  /// A constraint, a context, and whether the context fulfils it.
  static let constraints: [(constraints: Document, context: Document, permits: Bool)] = [
    (["EncryptionContextEquals": ["a": "1"]], ["a": "1"], true),  // the same
    (["EncryptionContextEquals": ["a": "1"]], ["A": "1"], true),  // names in any case
    (["EncryptionContextEquals": ["a": "x"]], ["a": "X"], false),  // values as they are
    (["EncryptionContextEquals": ["a": "1"]], ["a": "1", "b": "2"], false),  // one too many
    (["EncryptionContextEquals": ["a": "1"]], [:], false),  // none
    (["EncryptionContextSubset": ["a": "1"]], ["a": "1", "b": "2"], true),  // one more is fine
    (["EncryptionContextSubset": ["a": "1"]], ["b": "2"], false),  // missing
  ]

  @Test(arguments: constraints)
  mutating func `a constraint looks at the encryption context`(
    row: (constraints: Document, context: Document, permits: Bool)
  ) throws {
    _ = try grant(["Constraints": row.constraints])
    #expect((refusalOfBob(["EncryptionContext": row.context]) == nil) == row.permits)
  }

  @Test mutating func `the same request under a name makes one grant with new tokens`() throws {
    let first = try grant(["Name": "job"])
    let second = try grant(["Name": "job"])
    #expect(first["GrantId"] == second["GrantId"])
    #expect(first["GrantToken"] != second["GrantToken"])
    let third = try grant(["Name": "job", "Operations": ["Encrypt"]])
    #expect(third["GrantId"] != first["GrantId"])
    _ = try grant()
    _ = try grant()
    let list = try bench.must("ListGrants", ["KeyId": key])["Grants"]?.elements ?? []
    #expect(list.count == 4)
    let entry = try #require(list.first { $0["GrantId"] == first["GrantId"] })
    #expect(
      entry.members?.names == [
        "KeyId", "GrantId", "Name", "CreationDate", "GranteePrincipal", "IssuingAccount",
        "Operations",
      ])
    #expect(entry["IssuingAccount"] == "arn:aws:iam::111122223333:root")
    #expect(list.filter { $0["Name"] == "" }.count == 2)
  }

  @Test mutating func `realistic consistency: the token works at once, the grant later`() throws {
    bench.world.environment.settings.consistency = .realistic
    let response = try grant()
    let token = response["GrantToken"] ?? ""
    #expect(refusalOfBob() == "AccessDeniedException")
    #expect(refusalOfBob(["GrantTokens": [token]]) == nil)
    #expect(refusalOfBob(["GrantTokens": ["none"]]) == "AccessDeniedException")
    try bench.advance(days: 0, seconds: 300)
    #expect(refusalOfBob() == nil)
    #expect(refusalOfBob(["GrantTokens": ["none"]]) == "InvalidGrantTokenException")
  }

  @Test mutating func `a grantee passes on no more than it has`() throws {
    _ = try grant([
      "Operations": ["Encrypt", "CreateGrant"],
      "Constraints": ["EncryptionContextSubset": ["a": "1"]],
    ])
    let key = key
    func refusal(_ operations: Document, _ constraints: Document?, _ bench: inout Bench) -> String?
    {
      var request: DocumentObject = [
        "KeyId": key, "GranteePrincipal": "arn:aws:iam::111122223333:user/alice",
        "Operations": operations,
      ]
      request["Constraints"] = constraints
      return bench.with(.bob) { $0.refusal("CreateGrant", .object(request))?.code }
    }
    let strict: Document = ["EncryptionContextSubset": ["a": "1", "b": "2"]]
    #expect(refusal(["Encrypt"], strict, &bench) == nil)
    #expect(refusal(["Encrypt"], ["EncryptionContextEquals": ["a": "1"]], &bench) == nil)
    #expect(refusal(["Encrypt", "Decrypt"], strict, &bench) == "AccessDeniedException")
    #expect(refusal(["Encrypt"], nil, &bench) == "AccessDeniedException")
    #expect(
      refusal(["Encrypt"], ["EncryptionContextSubset": ["b": "2"]], &bench)
        == "AccessDeniedException")
  }

  @Test mutating func `who may retire a grant, and who may revoke it`() throws {
    let own = try grant(["RetiringPrincipal": Self.bob])
    let token = own["GrantToken"] ?? ""
    let id = own["GrantId"] ?? ""
    let key = key
    #expect(
      bench.with(.bob) { $0.refusal("RevokeGrant", ["KeyId": key, "GrantId": id])?.code }
        == "AccessDeniedException")
    #expect(
      bench.with(.bob) { $0.refusal("RetireGrant", ["GrantToken": token, "DryRun": true])?.code }
        == "DryRunOperationException")
    #expect(bench.with(.bob) { $0.refusal("RetireGrant", ["GrantToken": token]) } == nil)
    #expect(
      bench.with(.bob) { $0.refusal("RetireGrant", ["GrantToken": token])?.code }
        == "InvalidGrantTokenException")
    // A grantee only if the grant says so; the account that made it always.
    let others = try grant()
    let request: Document = [
      "KeyId": .string(bench.arn(key)), "GrantId": others["GrantId"] ?? "",
    ]
    #expect(
      bench.with(.bob) { $0.refusal("RetireGrant", request)?.code } == "AccessDeniedException")
    #expect(bench.refusal("RetireGrant", request) == nil)
    let retired = try grant(["Operations": ["Encrypt", "RetireGrant"]])
    #expect(
      bench.with(.bob) { $0.refusal("RetireGrant", ["GrantToken": retired["GrantToken"] ?? ""]) }
        == nil)
    let revoked = try grant()
    try bench.must("RevokeGrant", ["KeyId": key, "GrantId": revoked["GrantId"] ?? ""])
    #expect(refusalOfBob() == "AccessDeniedException")
    #expect(
      bench.refusal("RevokeGrant", ["KeyId": key, "GrantId": revoked["GrantId"] ?? ""])
        == WireError("NotFoundException", "Grant ID \(revoked["GrantId"]?.text ?? "") not found"))
    #expect(
      bench.refusal("RevokeGrant", ["KeyId": key, "GrantId": "x"])?.code
        == "InvalidGrantIdException")
  }

  /// Requests that are refused: what is put in, and the code.
  static let wrong: [(more: DocumentObject, code: String)] = [
    (["GranteePrincipal": "s3.amazonaws.com"], "InvalidArnException"),  // a service
    (["GranteePrincipal": "arn:aws:iam::111122223333:user/nobody"], "InvalidArnException"),
    (["GranteePrincipal": "arn:aws:iam::111122223333:group/admins"], "InvalidArnException"),
    (["Operations": ["GenerateMac"]], "ValidationException"),  // of another usage
    (["Operations": []], "ValidationException"),  // nothing
    (["GrantTokens": ["none"]], "InvalidGrantTokenException"),
    (["DryRun": true], "DryRunOperationException"),
    (
      [
        "Constraints": [
          "EncryptionContextSubset": [
            "1": "", "2": "", "3": "", "4": "", "5": "", "6": "", "7": "", "8": "", "9": "",
          ]
        ]
      ], "ValidationException"
    ),
  ]

  @Test(arguments: wrong)
  mutating func `a grant that cannot be is refused`(
    row: (more: DocumentObject, code: String)
  ) throws {
    var request: DocumentObject = [
      "KeyId": key, "GranteePrincipal": Self.bob, "Operations": ["Encrypt"],
    ]
    for entry in row.more.entries { request[entry.name] = entry.value }
    #expect(bench.refusal("CreateGrant", .object(request))?.code == row.code)
    #expect(try bench.must("ListGrants", ["KeyId": key])["Grants"] == [])
  }

  @Test mutating func `another account needs the grant and its own policy`() throws {
    let key = Document.string(bench.arn(key))
    _ = try grant(["GranteePrincipal": "arn:aws:iam::444455556666:root"])
    #expect(
      bench.with(.stranger) {
        $0.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])])
      } == nil)
    let retirable = try bench.must(
      "ListRetirableGrants", ["RetiringPrincipal": "arn:aws:iam::111122223333:user/alice"])
    #expect(retirable["Grants"] == [])
  }

  @Test mutating func `grants go with their key`() throws {
    _ = try grant()
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    #expect(bench.world.storage.kms.grants.count == 1)
    try bench.advance(days: 7)
    #expect(bench.world.storage.kms.grants.count == 0)
  }
}
