import Access
import Cloud
import KMS
import Kernel
import TestBench
import Testing

@testable import S3

/// What a refused call of S3 leaves behind.
@Suite struct S3FrontDoorTests {
  /// The fingerprint of what S3 keeps.
  static func digest(_ bench: Bench) -> String {
    var digest = WorldDigest()
    bench.world.storage.s3.feed(&digest)
    return digest.value
  }

  /// Calls that are refused, on a bucket with an object `k` under a key that is disabled, and an
  /// object `plain`.
  static let refused: [(String, DocumentObject)] = [
    ("GetObject", ["Key": "k"]), ("GetObject", ["Key": "none"]),
    ("CopyObject", ["Key": "c", "CopySource": "b-1/k"]),
    ("PutObject", ["Key": "plain", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "<key>"]),
    ("PutObject", ["Key": "plain", "ChecksumCRC32": "AAAAAQ=="]),
    ("PutObject", ["Key": "plain", "Tagging": "aws:x=1"]), ("PutObject", ["Bucket": "none"]),
    ("PutObject", ["Key": 1]), ("PutObject", ["Key": ""]),
    ("PutObjectTagging", ["Key": "none", "Tagging": ["TagSet": []]]),
    (
      "PutBucketEncryption", ["ServerSideEncryptionConfiguration": ["Rules": []]]
    ),
    ("DeleteBucket", [:]), ("CreateBucket", ["Bucket": "X"]), ("CreateBucket", ["Bucket": "test"]),
    ("DeleteObject", ["Key": "plain", "IfMatch": "x"]), ("DeleteObject", ["Bucket": "none"]),
    ("DeleteObjects", ["Delete": ["Objects": []]]), ("ListObjectsV2", ["MaxKeys": -1]),
    ("HeadObject", ["Key": "k", "ChecksumMode": "ENABLED"]),
  ]

  @Test(arguments: refused)
  func `a refused call changes nothing but the trail`(
    operation: String, more: DocumentObject
  ) throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.put("k", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key])
    try bench.put("plain")
    try bench.must("DisableKey", ["KeyId": key])
    var request: DocumentObject = ["Bucket": "b-1", "Key": "plain"]
    for entry in more.entries {
      request[entry.name] = entry.value == "<key>" ? key : entry.value
    }
    let before = bench.world.digest(includingTrail: false)
    let count = bench.world.environment.trail.count
    #expect(bench.refusal(operation, .object(request)) != nil)
    #expect(bench.world.digest(includingTrail: false) == before)
    #expect(bench.world.environment.trail.count > count)
  }

  @Test func `what KMS did for a refused call stands`() throws {
    var bench = try Bench.withBucket()
    let (source, target) = (try bench.makeKey(), try bench.makeKey())
    try bench.put("k", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": source])
    try bench.must("DisableKey", ["KeyId": target])
    let before = Self.digest(bench)
    var refusal: WireError?
    let calls = bench.kmsCalls { bench in
      refusal = bench.objectRefusal(
        "CopyObject", "c",
        ["CopySource": "b-1/k", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": target])
    }
    #expect(refusal?.code == "KMS.DisabledException")
    #expect(
      calls == [
        KMSCall("Decrypt", "arn:aws:s3:::b-1/k"),
        KMSCall("GenerateDataKey", "arn:aws:s3:::b-1/c", error: "DisabledException"),
      ])
    #expect(Self.digest(bench) == before)
  }

  @Test func `the managed key that a refused copy has made stands`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", pattern(3 << 19))
    let object = try bench.stored("k")
    var segments = object.segments
    segments[1][0] ^= 1
    bench.replace("k", by: object.with(segments: segments))
    let before = Self.digest(bench)
    #expect(
      bench.objectRefusal(
        "CopyObject", "c", ["CopySource": "b-1/k", "ServerSideEncryption": "aws:kms"])
        == TamperingTests.damaged)
    #expect(Self.digest(bench) == before)
    #expect(bench.world.storage.kms.keys.count == 1)
  }

  @Test func `a call and the calls that it made stand in the trail, the inner ones first`() throws {
    var bench = try Bench.withBucket()
    try bench.must("DescribeKey", ["KeyId": "alias/aws/s3"])
    try bench.put("k", ["ServerSideEncryption": "aws:kms"])
    let records = bench.world.environment.trail.suffix(2).map(\.record)
    #expect(records.map(\.name) == ["GenerateDataKey", "PutObject"])
    #expect(
      records.map(\.actor.text) == [
        "arn:aws:iam::111122223333:user/alice via s3", "arn:aws:iam::111122223333:user/alice",
      ])
    #expect(records.last?.resources.map(\.description) == ["arn:aws:s3:::b-1/k"])
  }

  @Test func `the same calls make the same bytes`() throws {
    let digests = try (0..<2).map { _ in try SecretsTests.bench().0.world.digest() }
    #expect(digests[0] == digests[1])
  }

  @Test func `a fingerprint sees every part of an object`() throws {
    let (bench, _) = try SecretsTests.bench()
    let digest = Self.digest(bench)
    let changes: [(inout Bench) throws -> Void] = [
      { try $0.put("new") }, { try $0.must("DeleteObject", Bench.request("0")) },
      {
        try $0.must("PutObjectTagging", Bench.request("0", ["Tagging": TagTests.set([("a", "")])]))
      },
      { try $0.setDefault("AES256") }, { try $0.must("CreateBucket", ["Bucket": "b-2"]) },
      { try $0.put("0", SecretsTests.plaintext) },
    ]
    for change in changes {
      var changed = bench
      try change(&changed)
      #expect(Self.digest(changed) != digest)
    }
  }
}
