import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Locks of new versions: by headers, and by the bucket's default.
@Suite struct LockHeaderTests {
  /// The ways to make a version.
  enum Way: CaseIterable, Sendable { case put, copy, upload }

  /// Makes a version of `k` with headers, an upload over two days; what was refused.
  private static func make(
    _ way: Way, _ headers: DocumentObject, _ bench: inout Bench, days: Int = 0
  ) throws -> WireError? {
    switch way {
    case .put: return bench.objectRefusal("PutObject", "k", headers)
    case .copy:
      var headers = headers
      headers["CopySource"] = "b-1/source"
      return bench.objectRefusal("CopyObject", "k", headers)
    case .upload:
      let outcome = bench.call("CreateMultipartUpload", Bench.request("k", headers))
      guard case .success(let response) = outcome else {
        if case .failure(let error) = outcome { return WireError(error.code, error.message) }
        return nil
      }
      let upload = Bench.Upload(key: "k", id: response["UploadId"]?.text ?? "")
      let part = try bench.part(upload, 1, [4])
      try bench.advance(days: days)
      try bench.complete(upload, [part])
      return nil
    }
  }

  private static func bench(_ standard: DocumentObject? = nil) throws -> Bench {
    var bench = try Bench.locking()
    try bench.put("source", bench.lock("COMPLIANCE", 99))
    try bench.hold("source")
    if let standard { try bench.setDefaultRetention(standard) }
    return bench
  }

  @Test(arguments: Way.allCases)
  func `headers lock a new version, and readers are told`(way: Way) throws {
    var bench = try Self.bench(["Mode": "COMPLIANCE", "Days": 50])
    var headers = bench.lock("GOVERNANCE", 10)
    headers["ObjectLockLegalHoldStatus"] = "ON"
    #expect(try Self.make(way, headers, &bench) == nil)
    for operation in ["GetObject", "HeadObject"] {
      let told = try bench.must(operation, Bench.request("k"))
      for header in headers.entries { #expect(told[header.name] == header.value) }
    }
  }

  @Test(arguments: Way.allCases)
  func `without headers a version gets the default, and else nothing, of its source neither`(
    way: Way
  ) throws {
    for (days, standard) in [
      (30, ["Mode": "GOVERNANCE", "Days": 30]), (730, ["Mode": "COMPLIANCE", "Years": 2]),
    ] as [(Int, DocumentObject)] {
      var bench = try Self.bench(standard)
      #expect(try Self.make(way, [:], &bench) == nil)
      let retention = try #require(try bench.lock(of: "k").retention)
      #expect(.string(retention.mode.rawValue) == standard["Mode"])
      #expect(retention.until == bench.world.now.adding(days: days))
    }
    var bench = try Self.bench()
    #expect(try Self.make(way, [:], &bench) == nil)
    #expect(try bench.lock(of: "k") == .none)
    let told = try bench.must("HeadObject", Bench.request("k"))
    #expect(told["ObjectLockMode"] == nil && told["ObjectLockLegalHoldStatus"] == nil)
  }

  @Test(arguments: Way.allCases)
  func `a legal hold leaves the default retention as it is`(way: Way) throws {
    var bench = try Self.bench(["Mode": "GOVERNANCE", "Days": 3])
    #expect(try Self.make(way, ["ObjectLockLegalHoldStatus": "OFF"], &bench) == nil)
    let lock = try bench.lock(of: "k")
    #expect(lock.legalHold == .off && lock.retention?.mode == .governance)
  }

  @Test func `an upload gets the default of its completion, counted from there`() throws {
    var bench = try Self.bench(["Mode": "GOVERNANCE", "Days": 3])
    let start = bench.world.now
    #expect(try Self.make(.upload, [:], &bench, days: 10) == nil)
    #expect(try bench.stored("k").lastModified == start)
    #expect(try bench.lock(of: "k").retention?.until == start.adding(days: 13))
  }

  @Test func `what an upload was begun with is its lock, though it may be over by then`() throws {
    var bench = try Self.bench(["Mode": "COMPLIANCE", "Days": 3])
    let start = bench.world.now
    #expect(try Self.make(.upload, bench.lock("GOVERNANCE", 5), &bench, days: 10) == nil)
    #expect(
      try bench.lock(of: "k").retention
        == Retention(mode: .governance, until: start.adding(days: 5)))
  }

  @Test func `a change of the default touches no version that is there`() throws {
    var bench = try Self.bench(["Mode": "COMPLIANCE", "Days": 3])
    try bench.put("k")
    let before = try bench.lock(of: "k")
    try bench.setDefaultRetention(["Mode": "GOVERNANCE", "Days": 1])
    #expect(try bench.lock(of: "k") == before)
  }

  @Test func `a marker gets no lock`() throws {
    var bench = try Self.bench(["Mode": "COMPLIANCE", "Days": 3])
    let answer = try bench.must("DeleteObject", Bench.request("source"))
    let id = try #require(answer["VersionId"])
    #expect(
      bench.refusal("GetObjectRetention", Bench.request("source", ["VersionId": id]))?.code
        == "MethodNotAllowed")
    try bench.must("DeleteObject", Bench.request("source", ["VersionId": id]))
  }

  /// Headers that do not fit together; `true` stands for a date to come, `false` for one that is
  /// over.
  static let broken: [(headers: DocumentObject, message: String)] = [
    (["ObjectLockMode": "GOVERNANCE"], both), (["ObjectLockRetainUntilDate": true], both),
    (
      ["ObjectLockMode": "governance", "ObjectLockRetainUntilDate": true],
      "Unknown wormMode directive."
    ),
    (
      ["ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": false],
      "The retain until date must be in the future!"
    ),
    (
      ["ObjectLockLegalHoldStatus": "on"], "Legal Hold must be either of 'ON' or 'OFF'"
    ),
  ]
  static let both =
    "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied"

  @Test(arguments: broken, Way.allCases)
  func `headers that do not fit together are refused, and nothing is written`(
    row: (headers: DocumentObject, message: String), way: Way
  ) throws {
    var bench = try Self.bench()
    var headers = row.headers
    if let isLater = headers["ObjectLockRetainUntilDate"] {
      headers["ObjectLockRetainUntilDate"] = bench.later(isLater == true ? 1 : 0)
    }
    let before = bench.world.storage.s3.storedByteCount
    #expect(try Self.make(way, headers, &bench) == WireError("InvalidArgument", row.message))
    let bucket = try #require(bench.world.storage.s3.buckets["b-1"])
    #expect(bucket.objects["k"] == nil && bucket.uploads.isEmpty)
    #expect(bench.world.storage.s3.storedByteCount == before)
  }

  @Test(arguments: Way.allCases)
  func `a bucket without Object Lock takes no headers of it`(way: Way) throws {
    var bench = try VersioningTests.bench()
    try bench.put("source")
    for headers in [bench.lock("GOVERNANCE", 1), ["ObjectLockLegalHoldStatus": "OFF"]] {
      #expect(
        try Self.make(way, headers, &bench)
          == WireError("InvalidRequest", "Bucket is missing Object Lock Configuration"))
    }
    #expect(bench.world.storage.s3.buckets["b-1"]?.objects["k"] == nil)
  }

  @Test func `tags of a locked object change, its encryption does not`() throws {
    var bench = try Self.bench()
    let key = try bench.makeKey()
    let change: DocumentObject = [
      "ObjectEncryption": ["SSEKMS": ["KMSKeyArn": .string(bench.arn(key))]]
    ]
    let refused = WireError(
      "AccessDenied",
      "The encryption type for the specified object can't be updated because that object is"
        + " protected by S3 Object Lock.")
    for headers in [
      bench.lock("GOVERNANCE", 1), bench.lock("COMPLIANCE", 1),
      ["ObjectLockLegalHoldStatus": "ON"],
    ] as [DocumentObject] {
      try bench.put("k", headers)
      let before = try bench.stored("k").envelope
      #expect(bench.objectRefusal("UpdateObjectEncryption", "k", change) == refused)
      #expect(try bench.stored("k").envelope.key == before.key)
      try bench.must(
        "PutObjectTagging",
        Bench.request("k", ["Tagging": ["TagSet": [["Key": "a", "Value": "1"]]]]))
      #expect(try bench.lock(of: "k") != .none)
    }
    try bench.put("k", bench.lock("GOVERNANCE", 1))
    try bench.advance(days: 1)
    let lock = try bench.lock(of: "k")
    try bench.must("UpdateObjectEncryption", Bench.request("k", change))
    #expect(try bench.lock(of: "k") == lock)
  }
}
