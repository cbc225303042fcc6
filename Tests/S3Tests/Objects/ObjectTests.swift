import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Objects: keys, sizes, metadata, tags, deletion.
@Suite struct ObjectTests {
  @Test(arguments: [0, 1, (1 << 20) - 1, 1 << 20, 1 << 20 | 1, 3 << 20 | 5])
  func `an object of any size is read as it was written, whole and in parts`(size: Int) throws {
    var bench = try Bench.withBucket()
    let body = pattern(size)
    for (index, kind) in TamperingTests.kinds.enumerated() {
      let name = "\(index)"
      try bench.put(name, body, kind)
      #expect(try bench.get(name) == body)
      let edges = [0, 1, size / 2, (1 << 20) - 1, 1 << 20, 1 << 20 | 1, size - 1]
      for start in Set(edges).sorted() where (0..<size).contains(start) {
        for count in [1, 2, 1 << 20 | 1] {
          let end = min(start + count, size)
          let range: DocumentObject = ["Range": .string("bytes=\(start)-\(end - 1)")]
          let response = try bench.must("GetObject", Bench.request(name, range))
          #expect(response["Body"] == .bytes(Array(body[start..<end])))
          #expect(response["ContentRange"] == .string("bytes \(start)-\(end - 1)/\(size)"))
          #expect(response["ContentLength"] == .integer(end - start))
        }
      }
    }
  }

  @Test func `64 MiB are kept in 64 segments, and a byte of the last one is found`() throws {
    var bench = try Bench.withBucket()
    let body = pattern(64 << 20)
    try bench.put("k", body)
    #expect(try bench.stored("k").segments.count == 64)
    #expect(try bench.get("k", ["Range": "bytes=-1"]) == body.suffix(1))
    #expect(try bench.get("k") == body)
  }

  static let keys = [
    "a", "a/b", "a//b", "//", "/", "..", "../x", "a/../b", ".", " ", " a ", "a b", "+", "a+b", "%",
    "%41", "&", "a=b&c=d", "?", "a?versionId=null", "#", "\"", "'", "\\", "<x>", "{}", "^", "`",
    "|",
    "~", "*", "a,b;c:d@e$f(g)!h-_.", "\u{7F}", "a\nb", "\t", "\u{0}", "é", "e\u{301}", "\u{301}",
    "a/\u{301}", "😀", "👩‍👩‍👧", "日本", "Å", "\u{212B}", "A\u{30A}", "\u{FFFF}", "\u{10FFFF}",
    "ｆｕｌｌ", "a\r\nb",
  ]

  @Test func `keys differ by their bytes and nothing else`() throws {
    var bench = try Bench.withBucket()
    for (index, key) in Self.keys.enumerated() { try bench.put(key, [UInt8(index)]) }
    for (index, key) in Self.keys.enumerated() {
      #expect(try bench.get(key) == [UInt8(index)], "\(key.debugDescription)")
      let source = PercentEncoding.encode("b-1/" + key)
      try bench.must("CopyObject", Bench.request("copy", ["CopySource": .string(source)]))
      #expect(try bench.get("copy") == [UInt8(index)], "\(key.debugDescription)")
    }
    try bench.must("DeleteObject", Bench.request("copy"))
    let listed = try bench.must("ListObjectsV2", ["Bucket": "b-1"])["Contents"]?.elements
    let sorted = Self.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(listed?.map { $0["Key"] } == sorted.map { .string($0) })
    for key in Self.keys {
      try bench.must("DeleteObject", Bench.request(key))
      #expect(bench.objectRefusal("GetObject", key)?.code == "NoSuchKey")
    }
    #expect(try bench.must("ListObjectsV2", ["Bucket": "b-1"])["KeyCount"] == 0)
  }

  @Test(arguments: [("a", 1024), ("é", 512), ("😀", 256)])
  func `a key has at most 1,024 bytes`(unit: String, count: Int) throws {
    var bench = try Bench.withBucket()
    let longest = String(repeating: unit, count: count)
    try bench.put(longest)
    #expect(try bench.get(longest) == [1, 2, 3])
    let long = WireError("KeyTooLongError", "Your key is too long")
    #expect(bench.objectRefusal("PutObject", longest + "a") == long)
    #expect(
      bench.objectRefusal(
        "CopyObject", longest + "a",
        ["CopySource": .string(PercentEncoding.encode("b-1/" + longest))]) == long)
  }

  @Test func `what the writer said is told to readers, unless they ask for something else`() throws
  {
    var bench = try Bench.withBucket()
    let told: DocumentObject = [
      "CacheControl": "no-cache", "ContentDisposition": "inline", "ContentEncoding": "gzip",
      "ContentLanguage": "de", "ContentType": "text/html",
      "Expires": .timestamp(.start2025.adding(days: 9)), "WebsiteRedirectLocation": "/x",
    ]
    var headers = told
    headers["Metadata"] = ["Colour": "Blue", "b": ""]
    try bench.put("k", headers)
    for operation in ["GetObject", "HeadObject"] {
      let response = try bench.must(operation, Bench.request("k"))
      for entry in told.entries { #expect(response[entry.name] == entry.value) }
      #expect(response["Metadata"] == ["colour": "Blue", "b": ""])
      #expect(response["AcceptRanges"] == "bytes" && response["ContentLength"] == 3)
      #expect(response["LastModified"] == .timestamp(.start2025))
      #expect(response["TagCount"] == nil)
      let other = try bench.must(
        operation,
        Bench.request(
          "k", ["ResponseContentType": "text/plain", "ResponseCacheControl": "max-age=1"]))
      #expect(other["ContentType"] == "text/plain" && other["CacheControl"] == "max-age=1")
      #expect(other["ContentEncoding"] == "gzip")
    }
    try bench.put("plain")
    let plain = try bench.must("HeadObject", Bench.request("plain"))
    #expect(plain["ContentType"] == "binary/octet-stream" && plain["Metadata"] == [:])
  }

  @Test func `metadata has at most 2 KB`() throws {
    var bench = try Bench.withBucket()
    let value = String(repeating: "x", count: 2047)
    try bench.put("k", ["Metadata": ["a": .string(value)]])
    for metadata in [["a": .string(value + "x")], ["a": .string(value), "b": ""]] as [Document] {
      #expect(
        bench.objectRefusal("PutObject", "k", ["Metadata": metadata])
          == WireError(
            "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size"))
    }
  }

  @Test func `a write takes the place of the object before, tags and all`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [1], ["Tagging": "a=1", "Metadata": ["a": "b"]])
    try bench.advance(days: 1)
    try bench.put("k", [2, 2])
    let head = try bench.must("HeadObject", Bench.request("k"))
    #expect(head["TagCount"] == nil && head["Metadata"] == [:] && head["ContentLength"] == 2)
    #expect(head["LastModified"] == .timestamp(.start2025.adding(days: 1)))
    #expect(try bench.get("k") == [2, 2])
  }

  @Test(arguments: [
    ("StorageClass", "x", "InvalidStorageClass"),
    ("ACL", "public-read", "AccessControlListNotSupported"),
    (
      "GrantRead", "x",
      "AccessControlListNotSupported"
    ), ("ObjectLockMode", "GOVERNANCE", "InvalidRequest"),
    ("WriteOffsetBytes", 1 as Document, "NotImplemented"),
  ])
  func `what is not simulated is refused in words`(
    member: String, value: Document, code: String
  ) throws {
    var bench = try Bench.withBucket()
    let more = DocumentObject([(member, value)])
    let refusal = bench.objectRefusal("PutObject", "k", more)
    #expect(refusal?.code == code)
    #expect(refusal?.message?.isEmpty == false)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `ACLs that say what holds anyway, the standard class and the null version are fine`()
    throws
  {
    var bench = try Bench.withBucket()
    try bench.put("k", ["ACL": "bucket-owner-full-control", "StorageClass": "STANDARD"])
    #expect(try bench.get("k", ["VersionId": "null"]) == [1, 2, 3])
    #expect(bench.objectRefusal("GetObject", "k", ["VersionId": "x"])?.code == "InvalidArgument")
  }

  @Test func `deleting needs no object, and DeleteObjects tells each`() throws {
    var bench = try Bench.withBucket()
    #expect(try bench.must("DeleteObject", Bench.request("none")).isEmpty)
    for name in ["a", "b", "c"] { try bench.put(name) }
    let deleted = try bench.must(
      "DeleteObjects",
      ["Bucket": "b-1", "Delete": ["Objects": [["Key": "b"], ["Key": "none"], ["Key": "b"]]]])
    #expect(deleted == ["Deleted": [["Key": "b"], ["Key": "none"], ["Key": "b"]]])
    let quiet = try bench.must(
      "DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": [["Key": "a"]], "Quiet": true]])
    #expect(quiet.isEmpty)
    #expect(bench.world.storage.s3.buckets["b-1"]?.objects.keys == ["c"])
    let many = { (count: Int) -> Document in
      .list((0..<count).map { ["Key": .string("\($0)")] })
    }
    for count in [0, 1001] {
      #expect(
        bench.refusal(
          "DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": many(count)]])
          == BucketEncryptionTests.malformed)
    }
    try bench.must("DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": many(1000)]])
  }

  @Test func `DeleteObjects deletes what has the ETag that its entry names, and no other`() throws {
    var bench = try Bench.withBucket()
    try bench.put("a")
    try bench.put("b")
    let eTag = try #require(try bench.must("HeadObject", Bench.request("a"))["ETag"])
    let entries: Document = [
      ["Key": "a", "ETag": "another"], ["Key": "a", "ETag": eTag], ["Key": "b"],
      ["Key": "none", "ETag": eTag],
    ]
    let answer = try bench.must("DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": entries]])
    #expect(answer["Deleted"] == [["Key": "a"], ["Key": "b"]])
    let codes = answer["Errors"]?.elements?.map { $0["Code"] }
    #expect(codes == ["PreconditionFailed", "NoSuchKey"])
    // So that the story of an object tells who deleted it.
    let record = try #require(bench.world.environment.trail.suffix(1).first?.record)
    let names = ["arn:aws:s3:::b-1/a", "arn:aws:s3:::b-1/b", "arn:aws:s3:::b-1"]
    #expect(record.resources.map(\.description) == names)
  }
}

/// Members of requests that change nothing here, and that AWS takes of whoever owns the bucket.
struct IdleMemberTests {
  @Test(arguments: [
    ("GetObject", "RequestPayer", "requester" as Document),
    ("HeadObject", "RequestPayer", "requester"), ("PutObject", "RequestPayer", "requester"),
    ("DeleteObject", "RequestPayer", "requester"),
  ])
  func `They are taken, and the trail tells them`(
    operation: String, member: String, value: Document
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [1])
    _ = try bench.must(operation, Bench.request("k", DocumentObject([(member, value)])))
    let record = bench.world.environment.trail.suffix(1).first?.record
    #expect(record?.parameters[member] == value)
  }
}
