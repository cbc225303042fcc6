import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Bucket keys: fewer calls of KMS.
@Suite struct BucketKeyTests {
  var bench: Bench
  let key: Document
  let headers: DocumentObject

  init() throws {
    bench = try Bench.withBucket()
    key = try bench.makeKey()
    headers = [
      "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key, "BucketKeyEnabled": true,
    ]
  }

  static let made = KMSCall("GenerateDataKey", "arn:aws:s3:::b-1")
  static let opened = KMSCall("Decrypt", "arn:aws:s3:::b-1")

  @Test mutating func `twenty objects cost one call, for the bucket`() throws {
    let headers = headers
    let calls = try bench.kmsCalls { bench in
      for number in 0..<20 { try bench.put("\(number)", [UInt8(number)], headers) }
      for number in 0..<20 {
        let content = try bench.get("\(number)")
        #expect(content == [UInt8(number)])
      }
    }
    #expect(calls == [Self.made])
    let objects = try (0..<20).map { try bench.stored("\($0)") }
    #expect(Set(objects.map(\.segments)).count == 20)
    #expect(objects.allSatisfy { $0.envelope.bucketKey == objects[0].envelope.bucketKey })
  }

  @Test mutating func `without bucket keys twenty objects cost twenty calls`() throws {
    var headers = headers
    headers["BucketKeyEnabled"] = false
    let calls = try bench.kmsCalls { [headers] bench in
      for number in 0..<20 { try bench.put("\(number)", [UInt8(number)], headers) }
    }
    #expect(calls == (0..<20).map { KMSCall("GenerateDataKey", "arn:aws:s3:::b-1/\($0)") })
  }

  @Test mutating func `equal contents of one bucket key are stored differently`() throws {
    for name in ["a", "b", "a"] { try bench.put(name, [1, 2, 3, 4], headers) }
    #expect(try bench.stored("a").segments != bench.stored("b").segments)
    let first = try bench.stored("a")
    try bench.put("a", [1, 2, 3, 4], headers)
    #expect(try bench.stored("a").segments != first.segments, "the salt differs")
  }

  @Test mutating func `after five minutes KMS is asked again`() throws {
    let headers = headers
    try bench.put("a", headers)
    try bench.advance(days: 0, seconds: 299)
    #expect(try bench.kmsCalls { try $0.put("b", headers) } == [])
    try bench.advance(days: 0, seconds: 1)
    #expect(try bench.kmsCalls { try $0.put("c", headers) } == [Self.made])
    #expect(bench.world.storage.s3.bucketKeys.count == 2)
    // The first bucket key is no longer held; the objects stay tied to it.
    #expect(try bench.kmsCalls { _ = try $0.get("a") } == [Self.opened])
    #expect(try bench.kmsCalls { _ = try $0.get("b") } == [])
    #expect(try bench.kmsCalls { _ = try $0.get("c") } == [])
  }

  @Test mutating func `each requester, key, bucket and context has a bucket key of its own`()
    throws
  {
    let headers = headers
    try bench.put("a", headers)
    let byRoot = try bench.kmsCalls { try $0.with(.root) { _ = try $0.put("b", headers) } }
    #expect(byRoot == [KMSCall("GenerateDataKey", "arn:aws:s3:::b-1", actor: .root)])
    var other = headers
    other["SSEKMSKeyId"] = try bench.makeKey()
    let ofOtherKey = try bench.kmsCalls { [other] bench in _ = try bench.put("c", other) }
    #expect(ofOtherKey == [Self.made])
    try bench.must("CreateBucket", ["Bucket": "b-2"])
    let ofOtherBucket = try bench.kmsCalls { bench in
      _ = try bench.put("d", in: "b-2", headers)
    }
    #expect(ofOtherBucket == [KMSCall("GenerateDataKey", "arn:aws:s3:::b-2")])
    var context = headers
    context["SSEKMSEncryptionContext"] = EncryptionHeaderTests.context(#"{"a":"b"}"#)
    let ofOtherContext = try bench.kmsCalls { [context] bench in
      _ = try bench.put("e", context)
    }
    #expect(
      ofOtherContext == [KMSCall("GenerateDataKey", "arn:aws:s3:::b-1", more: [("a", "b")])])
    #expect(try bench.kmsCalls { try $0.put("f", headers) } == [], "the first one is still held")
    for name in ["a", "b", "c", "e", "f"] { #expect(try bench.get(name) == [1, 2, 3]) }
  }

  @Test mutating func `who has read with a bucket key of another writes with one of its own`()
    throws
  {
    let headers = headers
    try bench.put("a", headers)
    let calls = try bench.kmsCalls { bench in
      try bench.with(.root) { bench in
        _ = try bench.get("a")
        _ = try bench.get("a")
        try bench.put("b", headers)
      }
    }
    #expect(
      calls == [
        KMSCall("Decrypt", "arn:aws:s3:::b-1", actor: .root),
        KMSCall("GenerateDataKey", "arn:aws:s3:::b-1", actor: .root),
      ])
  }

  @Test mutating func `DSSE-KMS has no bucket keys`() throws {
    var dsse = headers
    dsse["ServerSideEncryption"] = "aws:kms:dsse"
    let put = try bench.put("a", dsse)
    #expect(put["BucketKeyEnabled"] == nil)
    #expect(bench.world.storage.s3.bucketKeys.isEmpty)
  }

  /// What ends the use of a key.
  @Test(arguments: ["DisableKey", "ScheduleKeyDeletion"])
  mutating func `a key that is disabled or pending ends the use of its bucket keys at once`(
    operation: String
  ) throws {
    try bench.put("a", headers)
    #expect(try bench.get("a") == [1, 2, 3])
    try bench.must(operation, ["KeyId": key])
    let code =
      operation == "DisableKey" ? "KMS.DisabledException" : "KMS.KMSInvalidStateException"
    #expect(bench.objectRefusal("GetObject", "a")?.code == code)
    #expect(bench.objectRefusal("PutObject", "b", headers)?.code == code)
    if operation == "ScheduleKeyDeletion" { try bench.must("CancelKeyDeletion", ["KeyId": key]) }
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try bench.get("a") == [1, 2, 3])
  }

  @Test mutating func `a bucket key stays wrapped, and works on after a rotation`() throws {
    try bench.put("a", headers)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    #expect(try bench.get("a") == [1, 2, 3])
    try bench.advance(days: 1)
    #expect(try bench.get("a") == [1, 2, 3])
    try bench.put("b", headers)
    #expect(try bench.get("b") == [1, 2, 3])
  }
}
