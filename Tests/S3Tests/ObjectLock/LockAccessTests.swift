import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Who may lock, and who may pass over a lock.
@Suite struct LockAccessTests {
  /// A call of bob's, and the permissions that it needs; the versions are those of `bench`.
  struct Row: Sendable, CustomTestStringConvertible {
    let operation: String
    let more: DocumentObject
    let needed: [String]

    init(_ operation: String, _ more: DocumentObject, _ needed: String...) {
      (self.operation, self.more) = (operation, more)
      self.needed = needed.map { "s3:\($0)" }
    }

    var testDescription: String { "\(operation) needs \(needed.joined(separator: ", "))" }
  }

  static let until = Document.timestamp(.start2025.adding(days: 300))
  static let lock: DocumentObject = [
    "ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": until,
  ]

  static let rows = [
    Row("PutObject", lock, "PutObject", "PutObjectRetention"),
    Row("PutObject", ["ObjectLockLegalHoldStatus": "OFF"], "PutObject", "PutObjectLegalHold"),
    Row("CreateMultipartUpload", lock, "PutObject", "PutObjectRetention"),
    Row(
      "CopyObject",
      [
        "CopySource": "b-1/free", "Key": "copy", "ObjectLockLegalHoldStatus": "ON",
        "ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": until,
      ], "GetObject", "PutObject", "PutObjectRetention", "PutObjectLegalHold"),
    Row(
      "PutObjectRetention", ["Retention": ["Mode": "GOVERNANCE", "RetainUntilDate": until]],
      "PutObjectRetention"),
    Row("GetObjectRetention", [:], "GetObjectRetention"),
    Row("PutObjectLegalHold", ["LegalHold": ["Status": "OFF"]], "PutObjectLegalHold"),
    Row("GetObjectLegalHold", ["Key": "held"], "GetObjectLegalHold"),
    // Of a version that is named, the actions are the same.
    Row("GetObjectRetention", ["VersionId": "<governed>"], "GetObjectRetention"),
    Row(
      "PutObjectLegalHold", ["VersionId": "<governed>", "LegalHold": ["Status": "OFF"]],
      "PutObjectLegalHold"),
    Row(
      "PutObjectLockConfiguration", ["ObjectLockConfiguration": ["ObjectLockEnabled": "Enabled"]],
      "PutBucketObjectLockConfiguration"),
    Row("GetObjectLockConfiguration", [:], "GetBucketObjectLockConfiguration"),
    // A bypass is a matter of permission where it is sent and helps.
    Row(
      "DeleteObject", ["VersionId": "<governed>", "BypassGovernanceRetention": true],
      "DeleteObjectVersion", "BypassGovernanceRetention"),
    Row(
      "PutObjectRetention", ["Retention": [:], "BypassGovernanceRetention": true],
      "PutObjectRetention", "BypassGovernanceRetention"),
    Row(
      "PutObjectRetention",
      [
        "Retention": ["Mode": "GOVERNANCE", "RetainUntilDate": until],
        "BypassGovernanceRetention": true,
      ], "PutObjectRetention"),
    Row("DeleteObject", ["BypassGovernanceRetention": true], "DeleteObject"),
    Row(
      "DeleteObject", ["Key": "free", "VersionId": "<free>", "BypassGovernanceRetention": true],
      "DeleteObjectVersion"),
  ]

  /// A bench with versions that are free, governed and held.
  private static func bench() throws -> (Bench, ids: [String: Document]) {
    var bench = try Bench.locking()
    let ids = [
      "<free>": try bench.version("free"),
      "<governed>": try bench.version("k", bench.lock("GOVERNANCE", 100)),
      "<held>": try bench.version("held", ["ObjectLockLegalHoldStatus": "ON"]),
    ]
    return (bench, ids)
  }

  private static func request(_ more: DocumentObject, _ ids: [String: Document]) -> Document {
    var request = more
    if let name = more["VersionId"]?.text { request["VersionId"] = ids[name] }
    return Bench.request(request["Key"]?.text ?? "k", request)
  }

  @Test(arguments: rows) func `each of the permissions is needed, and no other`(row: Row) throws {
    let (bench, ids) = try Self.bench()
    let request = Self.request(row.more, ids)
    for missing in row.needed {
      var copy = bench
      copy.permit(.bob, actions: row.needed.filter { $0 != missing })
      let before = copy.world.storage.s3.versionsAndLocks
      let refusal = copy.with(.bob) { $0.refusal(row.operation, request) }
      #expect(refusal?.code == "AccessDenied")
      #expect(refusal?.message?.contains("perform: \(missing) on resource") == true, "\(missing)")
      #expect(copy.world.storage.s3.versionsAndLocks == before)
    }
    var copy = bench
    copy.permit(.bob, actions: row.needed)
    #expect(copy.with(.bob) { $0.refusal(row.operation, request) } == nil)
  }

  @Test func `a bypass that cannot help is refused by the lock, not for want of permission`()
    throws
  {
    var bench = try Bench.locking()
    let id = try bench.version("k", bench.lock("COMPLIANCE", 9))
    bench.permit(.bob, actions: ["s3:DeleteObjectVersion", "s3:PutObjectRetention"])
    bench.with(.bob) { bench in
      let bypass: DocumentObject = ["BypassGovernanceRetention": true]
      #expect(bench.refusal("DeleteObject", Bench.of(id, bypass)) == .locked)
      #expect(
        bench.refusal(
          "PutObjectRetention",
          Bench.of(id, ["Retention": [:], "BypassGovernanceRetention": true])) == .locked)
    }
  }

  @Test func `of several deletions each is asked for its bypass`() throws {
    var (bench, ids) = try Self.bench()
    bench.permit(.bob, actions: ["s3:DeleteObjectVersion"])
    let request: Document = [
      "Bucket": "b-1", "BypassGovernanceRetention": true,
      "Delete": [
        "Objects": [
          ["Key": "k", "VersionId": ids["<governed>"] ?? .null],
          ["Key": "free", "VersionId": ids["<free>"] ?? .null],
          ["Key": "held", "VersionId": ids["<held>"] ?? .null],
        ]
      ],
    ]
    let answer = try bench.with(.bob) { try $0.must("DeleteObjects", request) }
    let errors = answer["Errors"]?.elements ?? []
    #expect(errors.map { $0["Key"] } == ["k", "held"])
    #expect(
      errors.first?["Message"]?.text?.contains("perform: s3:BypassGovernanceRetention") == true)
    #expect(errors.last?["Message"]?.text == WireError.locked.message)
    #expect(answer["Deleted"]?.elements?.map { $0["Key"] } == ["free"])
  }

  @Test func `a deny of the bucket's policy keeps a bypass from everybody but never a marker`()
    throws
  {
    var (bench, ids) = try Self.bench()
    try bench.setPolicy(
      Bench.statement(
        #""Principal": "*", "Action": "s3:BypassGovernanceRetention", "#
          + #""Resource": "arn:aws:s3:::b-1/*""#, effect: "Deny"))
    let governed = try #require(ids["<governed>"])
    let refusal = bench.refusal(
      "DeleteObject", Bench.of(governed, ["BypassGovernanceRetention": true]))
    #expect(refusal?.message?.contains("explicit deny in a resource-based policy") == true)
    try bench.must("DeleteObject", Bench.request("k", ["BypassGovernanceRetention": true]))
  }

  /// What a reader with these permissions is told of a lock.
  @Test(
    arguments: [
      (["GetObject"], []), (["GetObject", "GetObjectLegalHold"], ["ObjectLockLegalHoldStatus"]),
      (
        ["GetObject", "GetObjectRetention"],
        ["ObjectLockMode", "ObjectLockRetainUntilDate"]
      ),
      (
        ["GetObject", "GetObjectRetention", "GetObjectLegalHold"],
        ["ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus"]
      ),
    ] as [([String], [String])])
  func `a reader is told of a lock what the reader may ask for`(
    actions: [String], told: [String]
  ) throws {
    var (bench, _) = try Self.bench()
    try bench.hold("k")
    bench.permit(.bob, actions: actions.map { "s3:\($0)" })
    for operation in ["GetObject", "HeadObject"] {
      let answer = try bench.with(.bob) { try $0.must(operation, Bench.request("k")) }
      #expect(answer.names.filter { $0.hasPrefix("ObjectLock") } == told)
    }
  }

  /// A condition of a statement that permits an action, a request that fulfils it and one that does
  /// not; dates are days from now.
  static let conditions: [(condition: String, action: String, fitting: Int, other: Int)] = [
    (#""NumericLessThanEquals": {"s3:object-lock-remaining-retention-days": "10"}"#, "any", 10, 11),
    (
      #""NumericGreaterThanEquals": {"s3:object-lock-remaining-retention-days": "7"}"#, "any", 7, 6
    ),
    (
      #""DateLessThan": {"s3:object-lock-retain-until-date": "2025-01-15T00:00:00Z"}"#, "any", 13,
      14
    ),
    (#""StringEquals": {"s3:object-lock-mode": "GOVERNANCE"}"#, "any", 5, -5),
  ]

  /// A negative number of days stands for COMPLIANCE.
  private static func requests(_ days: Int, _ bench: Bench) -> [(String, DocumentObject)] {
    let mode = days < 0 ? "COMPLIANCE" : "GOVERNANCE"
    return [
      ("PutObject", bench.lock(mode, abs(days))),
      ("CreateMultipartUpload", bench.lock(mode, abs(days))),
      (
        "CopyObject",
        bench.lock(mode, abs(days)).merged(["CopySource": "b-1/source", "Key": "copy"])
      ),
      ("PutObjectRetention", ["Retention": bench.retention(mode, abs(days))]),
    ]
  }

  @Test(arguments: conditions, ["s3:PutObjectRetention", "s3:PutObject"])
  func `policies test the lock that is asked for`(
    row: (condition: String, action: String, fitting: Int, other: Int), action: String
  ) throws {
    var bench = try Bench.locking()
    try bench.put("k")
    try bench.put("source")
    bench.permit(
      .bob,
      actions: ["s3:PutObject", "s3:PutObjectRetention", "s3:GetObject"].filter { $0 != action })
    try bench.setPolicy(
      Bench.statement(
        #""Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "Action": "\#(action)", "#
          + #""Resource": "arn:aws:s3:::b-1/*", "Condition": {\#(row.condition)}"#))
    for (operation, more) in Self.requests(row.fitting, bench) {
      var copy = bench
      #expect(copy.with(.bob) { $0.refusal(operation, Bench.request("k", more)) } == nil)
    }
    for (operation, more) in Self.requests(row.other, bench) {
      guard operation != "PutObjectRetention" || action == "s3:PutObjectRetention" else { continue }
      var copy = bench
      let refusal = copy.with(.bob) { $0.refusal(operation, Bench.request("k", more)) }
      #expect(refusal?.code == "AccessDenied", "\(operation)")
    }
  }

  @Test func `policies test the legal hold that is asked for`() throws {
    var bench = try Bench.locking()
    try bench.put("k")
    bench.permit(.bob, actions: ["s3:PutObject"])
    try bench.setPolicy(
      Bench.statement(
        #""Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "#
          + #""Action": "s3:PutObjectLegalHold", "Resource": "arn:aws:s3:::b-1/*", "#
          + #""Condition": {"StringEquals": {"s3:object-lock-legal-hold": "ON"}}"#))
    bench.with(.bob) { bench in
      let on: DocumentObject = ["LegalHold": ["Status": "ON"]]
      #expect(bench.objectRefusal("PutObjectLegalHold", "k", on) == nil)
      let off: DocumentObject = ["LegalHold": ["Status": "OFF"]]
      #expect(bench.objectRefusal("PutObjectLegalHold", "k", off)?.code == "AccessDenied")
      #expect(
        bench.objectRefusal("PutObject", "n", ["ObjectLockLegalHoldStatus": "ON"]) == nil)
      #expect(
        bench.objectRefusal("PutObject", "n", ["ObjectLockLegalHoldStatus": "OFF"])?.code
          == "AccessDenied")
    }
  }

  @Test func `parts of an upload are judged by the lock with which it was begun`() throws {
    var bench = try Bench.locking()
    bench.permit(.bob, actions: ["s3:PutObjectRetention", "kms:*"])
    try bench.setPolicy(
      Bench.statement(
        #""Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "#
          + #""Action": "s3:PutObject", "Resource": "arn:aws:s3:::b-1/*", "#
          + #""Condition": {"StringEquals": {"s3:object-lock-mode": "GOVERNANCE"}}"#))
    try bench.with(.bob) { bench in
      let headers = bench.lock("GOVERNANCE", 9)
      let begun = try bench.must("CreateMultipartUpload", Bench.request("k", headers))
      let upload = Bench.Upload(key: "k", id: begun["UploadId"]?.text ?? "")
      try bench.complete(upload, [try bench.part(upload, 1, [1])])
      #expect(bench.objectRefusal("CreateMultipartUpload", "k")?.code == "AccessDenied")
    }
  }

  @Test func `owners of other accounts need both policies`() throws {
    var (bench, ids) = try Self.bench()
    let id = try #require(ids["<governed>"])
    let request = Bench.of(id, ["Retention": bench.retention("GOVERNANCE", 200)])
    bench.with(.stranger) { bench in
      #expect(bench.refusal("PutObjectRetention", request)?.code == "AccessDenied")
    }
    try bench.setPolicy(
      Bench.statement(
        #""Principal": {"AWS": "444455556666"}, "Action": "s3:PutObjectRetention", "#
          + #""Resource": "arn:aws:s3:::b-1/*""#))
    bench.with(.stranger) { bench in
      #expect(bench.refusal("PutObjectRetention", request) == nil)
    }
  }
}

extension S3State {
  /// What a refused call must not change, in a line for each version.
  var versionsAndLocks: [String] {
    buckets.values.flatMap { bucket in
      var lines: [String] = ["\(bucket.name.text) \(String(describing: bucket.objectLock))"]
      bucket.walkVersions(from: .newest(of: "")) { listed in
        let lock = listed.version.object?.lock
        lines.append("\(listed.key) \(listed.version.number) \(String(describing: lock))")
        return true
      }
      return lines + bucket.uploads.keys.map { "\($0)" }
    }
  }
}

extension DocumentObject {
  /// The members of both.
  fileprivate func merged(_ other: DocumentObject) -> DocumentObject {
    var merged = self
    for entry in other.entries { merged[entry.name] = entry.value }
    return merged
  }
}
