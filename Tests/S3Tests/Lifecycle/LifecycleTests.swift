import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Rules of lifecycles: what they end, and when.
@Suite struct LifecycleTests {
  /// A bench at half past ten, whose bucket has rules.
  static func bench(_ rules: Document..., versioning: Document? = nil) throws -> Bench {
    var bench = try Bench.withBucket()
    try bench.advance(days: 0, seconds: 37_800)
    if let versioning { try bench.setVersioning(versioning) }
    try bench.setRules(rules)
    return bench
  }

  static func rule(_ action: DocumentObject, _ filter: Document = [:]) -> Document {
    var rule = action
    rule["Status"] = "Enabled"
    rule["Filter"] = filter
    return .object(rule)
  }

  @Test func `days are counted from the writing and rounded up to midnight`() throws {
    // Written at half past ten: three days later it is the fourth midnight that counts.
    var bench = try Self.bench(Self.rule(["Expiration": ["Days": 3]]))
    try bench.put("k")
    try bench.advance(days: 3, seconds: 48_599)
    #expect(try bench.get("k").count == 3)
    let passage = try bench.advance(days: 0, seconds: 1)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
    #expect(passage.events.map(\.name) == ["LifecycleExpiration"])
    #expect(passage.events.first?.meaning.hasPrefix("1 object deleted for ever") == true)
  }

  @Test func `what is written at midnight is not rounded`() throws {
    var bench = try Bench.withBucket()
    try bench.setRules([Self.rule(["Expiration": ["Days": 1]])])
    try bench.put("k")
    try bench.advance(days: 1)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `new rules act on what is there, overdue at the midnight that comes`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    try bench.advance(days: 100, seconds: 10)
    try bench.setRules([Self.rule(["Expiration": ["Days": 3]])])
    #expect(try bench.get("k").count == 3)
    try bench.advance(days: 0, seconds: 86_390)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `a date acts on that day and on every day after it`() throws {
    var bench = try Bench.withBucket()
    let day = bench.world.now.adding(days: 5)
    try bench.setRules([Self.rule(["Expiration": ["Date": .timestamp(day)]])])
    try bench.put("early")
    try bench.advance(days: 5)
    #expect(bench.objectRefusal("GetObject", "early")?.code == "NoSuchKey")
    try bench.advance(days: 3, seconds: 5)
    try bench.put("late")
    #expect(try bench.get("late").count == 3)
    try bench.advance(days: 1)
    #expect(bench.objectRefusal("GetObject", "late")?.code == "NoSuchKey")
  }

  /// Filters, and which of the objects they take: `a` of 2 bytes, `b/1` of 3 with the tags x=1 and
  /// y=2, `b/2` of 4 with x=1.
  static let filters: [(filter: Document, gone: [String])] = [
    ([:], ["a", "b/1", "b/2"]), (["Prefix": "b/"], ["b/1", "b/2"]), (["Prefix": "c"], []),
    (["Tag": ["Key": "x", "Value": "1"]], ["b/1", "b/2"]),
    (["Tag": ["Key": "x", "Value": "2"]], []),
    (["And": ["Tags": [["Key": "x", "Value": "1"], ["Key": "y", "Value": "2"]]]], ["b/1"]),
    (["ObjectSizeGreaterThan": 3], ["b/2"]), (["ObjectSizeLessThan": 3], ["a"]),
    (["And": ["ObjectSizeGreaterThan": 2, "ObjectSizeLessThan": 4]], ["b/1"]),
    (["And": ["Prefix": "b/2", "Tags": [["Key": "x", "Value": "1"]]]], ["b/2"]),
  ]

  @Test(arguments: filters) func `a filter takes what fits all of it`(
    row: (filter: Document, gone: [String])
  ) throws {
    var bench = try Self.bench(Self.rule(["Expiration": ["Days": 1]], row.filter))
    try bench.put("a", [1, 2])
    try bench.put("b/1", [1, 2, 3], in: "b-1", ["Tagging": "x=1&y=2"])
    try bench.put("b/2", [1, 2, 3, 4], in: "b-1", ["Tagging": "x=1"])
    try bench.advance(days: 2)
    let left = bench.world.storage.s3.buckets["b-1"]?.objects.keys.map(\.text) ?? []
    #expect(["a", "b/1", "b/2"].filter { !left.contains($0) } == row.gone)
  }

  @Test func `a tag that is set later brings an object under a rule`() throws {
    var bench = try Self.bench(
      Self.rule(["Expiration": ["Days": 1]], ["Tag": ["Key": "x", "Value": "1"]]))
    try bench.put("k")
    try bench.advance(days: 5)
    try bench.must(
      "PutObjectTagging",
      Bench.request("k", ["Tagging": ["TagSet": [["Key": "x", "Value": "1"]]]]))
    try bench.advance(days: 1)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `a rule that is disabled, and one that is taken away, do nothing`() throws {
    var bench = try Self.bench([
      "Status": "Disabled", "Filter": [:], "Expiration": ["Days": 1],
    ])
    let put = try bench.put("k")
    #expect(put["Expiration"] == nil)
    try bench.setRules([Self.rule(["Expiration": ["Days": 1]])])
    try bench.must("DeleteBucketLifecycle", ["Bucket": "b-1"])
    #expect(try bench.advance(days: 9).count == 0)
    #expect(try bench.get("k").count == 3)
    #expect(bench.world.environment.queue.upcoming.isEmpty)
  }

  @Test func `where versions are kept an object is hidden, then deleted, then its marker goes`()
    throws
  {
    var bench = try Self.bench(
      Self.rule([
        "Expiration": ["Days": 10], "NoncurrentVersionExpiration": ["NoncurrentDays": 5],
      ]), Self.rule(["Expiration": ["ExpiredObjectDeleteMarker": true]]), versioning: "Enabled")
    try bench.put("k")
    let counts = { (bench: Bench) in
      let bucket = bench.world.storage.s3.buckets["b-1"]
      return [bucket?.objects.count, bucket?.otherVersions.count]
    }
    try bench.advance(days: 11)
    #expect(counts(bench) == [0, 2])
    let passage = try bench.advance(days: 5)
    #expect(counts(bench) == [0, 0])
    #expect(
      passage.events.map(\.meaning) == [
        "1 older version deleted for ever, 1 delete marker that hid nothing taken away; S3 needs no"
          + " key for it"
      ])
  }

  @Test func `the newest old versions are kept whatever their age`() throws {
    var bench = try Self.bench(
      Self.rule([
        "NoncurrentVersionExpiration": ["NoncurrentDays": 1, "NewerNoncurrentVersions": 2]
      ]), versioning: "Enabled")
    let ids = try (0..<5).map { try bench.put("k", [UInt8($0)])["VersionId"] ?? .null }
    try bench.advance(days: 30)
    let left = try bench.must("ListObjectVersions", ["Bucket": "b-1"])["Versions"]?.elements ?? []
    #expect(left.map { $0["VersionId"] } == [ids[4], ids[3], ids[2]])
  }

  @Test func `suspended, the version null is hidden by a marker null`() throws {
    var bench = try Self.bench(
      Self.rule(["Expiration": ["Days": 1]], ["Prefix": "k"]), versioning: "Suspended")
    try bench.put("k")
    try bench.advance(days: 2)
    let listed = try bench.must("ListObjectVersions", ["Bucket": "b-1"])
    #expect(listed["Versions"] == nil)
    #expect(listed["DeleteMarkers"]?.elements?.map { $0["VersionId"] } == ["null"])
    // The marker is alone, and goes when its own days are over.
    try bench.advance(days: 2)
    #expect(try bench.must("ListObjectVersions", ["Bucket": "b-1"])["DeleteMarkers"] == nil)
  }

  @Test func `open uploads are given up, and their answers tell when`() throws {
    var bench = try Self.bench(
      Self.rule(["ID": "u", "AbortIncompleteMultipartUpload": ["DaysAfterInitiation": 2]]))
    let answer = try bench.must("CreateMultipartUpload", Bench.request("k"))
    let end = bench.world.now.adding(days: 3).secondsSinceEpoch / 86_400 * 86_400
    #expect(answer["AbortDate"] == .timestamp(Timestamp(secondsSinceEpoch: end)))
    #expect(answer["AbortRuleId"] == "u")
    let upload = Bench.Upload(key: "k", id: answer["UploadId"]?.text ?? "")
    try bench.part(upload, 1, [1])
    #expect(try bench.must("ListParts", upload.request())["AbortRuleId"] == "u")
    try bench.advance(days: 3)
    #expect(bench.refusal("ListParts", upload.request())?.code == "NoSuchUpload")
    #expect(bench.world.storage.s3.storedByteCount == 0)
  }

  @Test func `answers tell the earliest end and its rule, but not of a version that is named`()
    throws
  {
    var bench = try Self.bench(
      Self.rule(["ID": "late", "Expiration": ["Days": 20]]),
      Self.rule(["ID": "rule one", "Expiration": ["Days": 10]]),
      Self.rule(["ID": "same", "Expiration": ["Days": 10]]), versioning: "Enabled")
    let put = try bench.put("k")
    let text = put["Expiration"]?.text ?? ""
    #expect(text.hasPrefix("expiry-date=\"") && text.hasSuffix("GMT\", rule-id=\"rule%20one\""))
    for request in [
      ("HeadObject", Bench.request("k")), ("GetObject", Bench.request("k")),
      ("CopyObject", Bench.request("copy", ["CopySource": "b-1/k"])),
    ] {
      #expect(try bench.must(request.0, request.1)["Expiration"] == .string(text))
    }
    let named = try bench.must(
      "HeadObject", Bench.request("k", ["VersionId": put["VersionId"] ?? .null]))
    #expect(named["Expiration"] == nil)
  }

  /// Rules that S3 refuses.
  static let broken: [(rules: Document, code: String)] = [
    ([], "MalformedXML"), ([["Status": "Enabled", "Expiration": ["Days": 1]]], "MalformedXML"),
    ([rule(["Prefix": "a", "Expiration": ["Days": 1]])], "MalformedXML"),
    ([["Status": "on", "Filter": [:], "Expiration": ["Days": 1]]], "MalformedXML"),
    ([rule([:])], "InvalidRequest"), ([rule(["Expiration": [:]])], "MalformedXML"),
    ([rule(["Expiration": ["Days": 1, "ExpiredObjectDeleteMarker": true]])], "MalformedXML"),
    ([rule(["Expiration": ["Days": 0]])], "InvalidArgument"),
    ([rule(["Expiration": ["Days": -1]])], "InvalidArgument"),
    (
      [rule(["Expiration": ["Date": .timestamp(Timestamp(secondsSinceEpoch: 1))]])],
      "InvalidArgument"
    ),
    ([rule(["NoncurrentVersionExpiration": [:]])], "MalformedXML"),
    ([rule(["NoncurrentVersionExpiration": ["NoncurrentDays": 0]])], "InvalidArgument"),
    (
      [
        rule(["NoncurrentVersionExpiration": ["NoncurrentDays": 1, "NewerNoncurrentVersions": 101]])
      ],
      "InvalidArgument"
    ),
    ([rule(["AbortIncompleteMultipartUpload": ["DaysAfterInitiation": 0]])], "InvalidArgument"),
    (
      [
        rule(
          ["AbortIncompleteMultipartUpload": ["DaysAfterInitiation": 1]],
          ["Tag": ["Key": "a", "Value": "b"]])
      ], "InvalidRequest"
    ),
    (
      [
        rule(
          ["Expiration": ["ExpiredObjectDeleteMarker": true]],
          ["Tag": ["Key": "a", "Value": "b"]])
      ], "InvalidRequest"
    ),
    (
      [rule(["Expiration": ["Days": 1]], ["Prefix": "a", "And": ["Prefix": "b"]])], "MalformedXML"
    ),
    (
      [
        rule(
          ["Expiration": ["Days": 1]],
          ["And": ["Tags": [["Key": "a", "Value": "1"], ["Key": "a", "Value": "2"]]]])
      ], "InvalidRequest"
    ),
    (
      [
        rule(["ID": "x", "Expiration": ["Days": 1]]), rule(["ID": "x", "Expiration": ["Days": 2]]),
      ], "InvalidArgument"
    ),
    (
      [
        rule(
          ["Expiration": ["Days": 1]],
          ["And": ["ObjectSizeGreaterThan": 10, "ObjectSizeLessThan": 10]])
      ], "InvalidRequest"
    ),
    (
      [rule(["ID": .string(String(repeating: "x", count: 256)), "Expiration": ["Days": 1]])],
      "InvalidArgument"
    ),
    ([rule(["Transitions": [["Days": 29, "StorageClass": "STANDARD_IA"]]])], "InvalidArgument"),
    ([rule(["Transitions": [["Days": -1, "StorageClass": "GLACIER"]]])], "InvalidArgument"),
    ([rule(["Transitions": [["Days": 1, "StorageClass": "COLD"]]])], "MalformedXML"),
    ([rule(["Transitions": [["StorageClass": "GLACIER"]]])], "MalformedXML"),
    ([rule(["Transitions": []])], "InvalidRequest"),
    (
      [
        rule([
          "Transitions": [["Days": 9, "StorageClass": "GLACIER"]], "Expiration": ["Days": 9],
        ])
      ], "InvalidArgument"
    ),
    (
      [
        rule([
          "NoncurrentVersionTransitions": [["NoncurrentDays": 1, "StorageClass": "ONEZONE_IA"]]
        ])
      ], "InvalidArgument"
    ),
    (.list(Array(repeating: rule(["Expiration": ["Days": 1]]), count: 1001)), "MalformedXML"),
  ]

  @Test(arguments: broken) func `rules that break S3's are refused, and the old ones stay`(
    row: (rules: Document, code: String)
  ) throws {
    var bench = try Self.bench(Self.rule(["ID": "old", "Expiration": ["Days": 9]]))
    let refusal = bench.refusal(
      "PutBucketLifecycleConfiguration",
      ["Bucket": "b-1", "LifecycleConfiguration": ["Rules": row.rules]])
    #expect(refusal?.code == row.code)
    let told = try bench.must("GetBucketLifecycleConfiguration", ["Bucket": "b-1"])
    #expect(told["Rules"]?.elements?.map { $0["ID"] } == ["old"])
    #expect(told["TransitionDefaultMinimumObjectSize"] == "all_storage_classes_128K")
  }

  @Test func `a bucket without rules says so, and a rule without an id gets one`() throws {
    var bench = try Bench.withBucket()
    let refusal = bench.refusal("GetBucketLifecycleConfiguration", ["Bucket": "b-1"])
    #expect(refusal?.code == "NoSuchLifecycleConfiguration")
    try bench.must("DeleteBucketLifecycle", ["Bucket": "b-1"])
    try bench.setRules([Self.rule(["Expiration": ["Days": 1]])])
    let told = try bench.must("GetBucketLifecycleConfiguration", ["Bucket": "b-1"])
    #expect(told["Rules"]?.elements?.first?["ID"]?.text?.isEmpty == false)
    try bench.must("DeleteBucket", ["Bucket": "b-1"])
    #expect(bench.world.environment.queue.upcoming.isEmpty)
  }

  @Test func `rules need no key`() throws {
    var bench = try Self.bench(Self.rule(["Expiration": ["Days": 40]]))
    try bench.setDefault("aws:kms", key: try bench.makeKey())
    try bench.put("k")
    let key = try bench.stored("k").envelope.key
    try bench.must(
      "ScheduleKeyDeletion", ["KeyId": .string(key?.description ?? ""), "PendingWindowInDays": 7])
    let calls = try bench.kmsCalls { try $0.advance(days: 60) }
    #expect(calls == [])
    #expect(bench.objectRefusal("HeadObject", "k")?.code == "404")
  }
}

extension Bench {
  /// Sets the rules of `b-1`.
  mutating func setRules(_ rules: [Document]) throws {
    try must(
      "PutBucketLifecycleConfiguration",
      ["Bucket": "b-1", "LifecycleConfiguration": ["Rules": .list(rules)]])
  }
}
