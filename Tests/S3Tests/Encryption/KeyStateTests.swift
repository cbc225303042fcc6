import Kernel
import TestBench
import Testing

@testable import S3

/// What can be done with objects in each state of their key.
@Suite struct KeyStateTests {
  enum Kind: String, Sendable, CaseIterable {
    case kms, bucketKey, dsse

    var headers: DocumentObject {
      switch self {
      case .kms: ["ServerSideEncryption": "aws:kms"]
      case .bucketKey: ["ServerSideEncryption": "aws:kms", "BucketKeyEnabled": true]
      case .dsse: ["ServerSideEncryption": "aws:kms:dsse"]
      }
    }
  }

  /// An operation on an object of the key, or one that writes one.
  struct Row: Sendable, CustomTestStringConvertible {
    let operation: String
    /// Whether it reads or writes under the key; others work in every state.
    var use = Use.none
    var request: DocumentObject = [:]

    enum Use: Sendable { case none, reads, writes, readsHead }

    var testDescription: String { operation }
  }

  static let rows = [
    Row(operation: "GetObject", use: .reads),
    Row(operation: "GetObject", use: .reads, request: ["Range": "bytes=0-0"]),
    Row(operation: "HeadObject"),
    Row(operation: "HeadObject", use: .readsHead, request: ["ChecksumMode": "ENABLED"]),
    Row(operation: "PutObject", use: .writes, request: ["Key": "new", "Body": .bytes([1])]),
    Row(operation: "PutObject", use: .writes, request: ["Body": .bytes([1])]),
    Row(
      operation: "CopyObject", use: .reads,
      request: ["Key": "copy", "CopySource": "b-1/k", "ServerSideEncryption": "AES256"]),
    Row(
      operation: "CopyObject", use: .writes,
      request: ["Key": "copy", "CopySource": "b-1/plain"]),
    Row(operation: "DeleteObject"),
    Row(operation: "DeleteObjects", request: ["Delete": ["Objects": [["Key": "k"]]]]),
    Row(operation: "GetObjectTagging"),
    Row(operation: "PutObjectTagging", request: ["Tagging": ["TagSet": []]]),
    Row(operation: "DeleteObjectTagging"),
    Row(operation: "ListObjects"), Row(operation: "ListObjectsV2"),
    Row(operation: "GetBucketEncryption"), Row(operation: "HeadBucket"),
  ]

  /// A bench with an object `k` of a key, one without a key, and the key in a state.
  static func bench(_ kind: Kind, _ state: KeyState) throws -> (Bench, Document) {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    var headers = kind.headers
    headers["SSEKMSKeyId"] = key
    try bench.put("k", [1, 2, 3], headers)
    try bench.put("plain")
    try bench.bring(key, into: state)
    return (bench, key)
  }

  static func expected(_ row: Row, _ state: KeyState, _ arn: String) -> WireError? {
    switch (row.use, state) {
    case (.none, _), (_, .enabled): nil
    case (.readsHead, .gone): WireError("403", "Forbidden")
    case (.readsHead, _): WireError("400", "Bad Request")
    case (_, .disabled): WireError("KMS.DisabledException", "\(arn) is disabled.")
    case (_, .pending): WireError("KMS.KMSInvalidStateException", "\(arn) is pending deletion.")
    case (.writes, .gone): WireError("KMS.NotFoundException", "Key '\(arn)' does not exist")
    case (.reads, .gone):
      WireError(
        "AccessDenied",
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Decrypt on"
          + " the resource associated with this ciphertext because the resource does not exist in"
          + " this Region, no resource-based policies allow access, or a resource-based policy"
          + " explicitly denies access")
    }
  }

  @Test(arguments: rows, KeyState.allCases)
  func `an operation answers by the state of the object's key`(row: Row, state: KeyState) throws {
    for kind in Kind.allCases {
      var (bench, key) = try Self.bench(kind, state)
      var request: DocumentObject = ["Bucket": "b-1", "Key": "k"]
      if row.use == .writes {
        for entry in kind.headers.entries { request[entry.name] = entry.value }
        request["SSEKMSKeyId"] = key
      }
      for entry in row.request.entries { request[entry.name] = entry.value }
      #expect(
        bench.refusal(row.operation, .object(request))
          == Self.expected(row, state, bench.arn(key)), "\(kind)")
    }
  }

  @Test func `the table has every operation of objects`() {
    #expect(
      Set(Self.rows.map(\.operation)).isSuperset(of: [
        "GetObject", "HeadObject", "PutObject", "CopyObject", "DeleteObject", "DeleteObjects",
        "GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging", "ListObjects",
        "ListObjectsV2",
      ]))
  }

  @Test(arguments: Kind.allCases)
  func `after its key's deletion an object is listed and unreadable for ever`(kind: Kind) throws {
    var (bench, key) = try Self.bench(kind, .enabled)
    let arn = bench.arn(key)
    #expect(try bench.get("k") == [1, 2, 3])
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    try bench.advance(days: 6, seconds: 86_399)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "KMS.KMSInvalidStateException")
    try bench.advance(days: 0, seconds: 1)
    for years in [0, 1, 100] {
      try bench.advance(days: years * 365)
      #expect(
        bench.objectRefusal("GetObject", "k")
          == Self.expected(Row(operation: "GetObject", use: .reads), .gone, arn))
      let list = try bench.must("ListObjectsV2", ["Bucket": "b-1"])
      #expect(list["Contents"]?.elements?.first?["Key"] == "k")
      #expect(list["Contents"]?.elements?.first?["Size"] == 3)
      #expect(try bench.must("HeadObject", Bench.request("k"))["SSEKMSKeyId"] == .string(arn))
    }
    #expect(try bench.must("DeleteObject", Bench.request("k")).isEmpty)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test(arguments: Kind.allCases)
  func `a deletion that is cancelled gives the object back, once the key is enabled`(
    kind: Kind
  ) throws {
    var (bench, key) = try Self.bench(kind, .pending)
    try bench.advance(days: 29)
    try bench.must("CancelKeyDeletion", ["KeyId": key])
    #expect(
      bench.objectRefusal("GetObject", "k")
        == WireError("KMS.DisabledException", "\(bench.arn(key)) is disabled."))
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try bench.get("k") == [1, 2, 3])
    try bench.advance(days: 365)
    #expect(try bench.get("k") == [1, 2, 3])
  }

  @Test(arguments: Kind.allCases)
  func `rotation does not touch objects`(kind: Kind) throws {
    var (bench, key) = try Self.bench(kind, .enabled)
    let before = try bench.stored("k")
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 1000)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    #expect(try bench.stored("k") === before)
    #expect(try bench.get("k") == [1, 2, 3])
  }
}
