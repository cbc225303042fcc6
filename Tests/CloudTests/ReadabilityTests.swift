import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// What hangs on a key, and until when it can be read.
@Suite struct ReadabilityTests {
  var bench = Bench()

  /// Stores an object; under a key, where one is given.
  private mutating func put(_ name: String, in bucket: String, under key: Document? = nil) throws {
    var request: DocumentObject = [
      "Bucket": .string(bucket), "Key": .string(name), "Body": .bytes([1, 2, 3]),
    ]
    if let key {
      request["ServerSideEncryption"] = "aws:kms"
      request["SSEKMSKeyId"] = key
    }
    try bench.must("PutObject", .object(request))
  }

  /// Two buckets with objects under a key, under S3's own and under another key.
  private mutating func fill() throws -> (key: Document, arn: ARN) {
    for name in ["q4-one", "q4-two"] { try bench.must("CreateBucket", ["Bucket": .string(name)]) }
    let key = try bench.makeKey()
    try put("a", in: "q4-one", under: key)
    try put("b", in: "q4-one")
    try put("c", in: "q4-two", under: key)
    try put("d", in: "q4-two", under: try bench.makeKey())
    return (key, try #require(ARN(bench.arn(key))))
  }

  @Test mutating func `the loss with a key is what is under it, and nothing else`() throws {
    let (key, arn) = try fill()
    try bench.must(
      "PutBucketEncryption",
      [
        "Bucket": "q4-two",
        "ServerSideEncryptionConfiguration": [
          "Rules": [
            [
              "ApplyServerSideEncryptionByDefault": [
                "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key,
              ]
            ]
          ]
        ],
      ])
    let loss = bench.world.loss(with: arn)
    #expect(loss.objects.map(\.uri) == ["s3://q4-one/a", "s3://q4-two/c"])
    #expect(loss.byteCount == 6)
    #expect(loss.defaults.map(\.name.text) == ["q4-two"])
    let address = try #require(KeyAddress(arn))
    let count = try #require(bench.world.objectCounts[address])
    #expect(count.objects == 2 && count.bytes == 6 && count.buckets == 2)
  }

  @Test mutating func `readability follows the state of the key`() throws {
    let (key, arn) = try fill()
    let request: Document = ["KeyId": key]
    #expect(bench.world.readability(under: .s3) == .always)
    #expect(bench.world.readability(under: .kms(try #require(KeyAddress(arn)))) == .whileKeyLives)
    try bench.must("DisableKey", request)
    #expect(bench.world.readability(under: .kms(try #require(KeyAddress(arn)))) == .onceEnabled)
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    let end = Timestamp.start2025.adding(days: 7)
    #expect(
      bench.world.readability(under: .kms(try #require(KeyAddress(arn))))
        == .unlessDeleted(at: end, heir: nil))
    try bench.advance(days: 10)
    #expect(
      bench.world.readability(under: .kms(try #require(KeyAddress(arn)))) == .lost(since: end))
  }

  @Test mutating func `a key whose material another Region keeps loses nothing`() throws {
    let key = try bench.makeKey(["MultiRegion": true])
    try bench.must("ReplicateKey", ["KeyId": key, "ReplicaRegion": "eu-west-1"])
    let primary = try #require(ARN(bench.arn(key)).flatMap { KeyAddress($0) })
    let replica = try #require(Region("eu-west-1").map { primary.relative(in: $0) })
    bench.region = replica.region
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    let end = Timestamp.start2025.adding(days: 7)
    #expect(
      bench.world.readability(under: .kms(try #require(KeyAddress(replica.arn))))
        == .unlessDeleted(at: end, heir: .usEast1))
    #expect(bench.world.loss(with: replica.arn).heir == .usEast1)
    #expect(bench.world.loss(with: primary.arn).heir == nil, "the replica goes")
    try bench.advance(days: 7)
    #expect(
      bench.world.readability(under: .kms(try #require(KeyAddress(replica.arn))))
        == .onceReplicated(from: .usEast1, since: end))
    bench.region = .usEast1
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    #expect(
      bench.world.readability(under: .kms(try #require(KeyAddress(replica.arn))))
        == .onceReplicated(from: .usEast1, since: end), "it can be called off until then")
    try bench.advance(days: 7)
    #expect(
      bench.world.readability(under: .kms(try #require(KeyAddress(replica.arn))))
        == .lost(since: end))
  }

  @Test mutating func `readability says what reading finds`() throws {
    let (key, _) = try fill()
    let steps: [(operation: String, request: Document)] = [
      ("DescribeKey", ["KeyId": key]), ("DisableKey", ["KeyId": key]),
      ("EnableKey", ["KeyId": key]), ("ScheduleKeyDeletion", ["KeyId": key]),
    ]
    for step in steps {
      try bench.must(step.operation, step.request)
      for (bucket, name) in [("q4-one", "a"), ("q4-one", "b"), ("q4-two", "c"), ("q4-two", "d")] {
        let before = bench.world.digest()
        let place = try #require(bench.world.object(name, in: bucket))
        let refusal = bench.world.refusal(ofReading: place, by: .alice)
        #expect(bench.world.digest() == before, "asking changes nothing")
        let readability = bench.world.readability(of: place.object)
        #expect(readability.isReadable == (refusal == nil), "\(step.operation) \(name)")
      }
    }
  }

  @Test mutating func `a key is found by each of its names`() throws {
    let key = try bench.makeKey()
    try bench.must("CreateAlias", ["AliasName": "alias/k", "TargetKeyId": key])
    let id = try #require(key.text)
    let home = "arn:aws:kms:us-east-1:111122223333"
    for name in [id, "alias/k", "\(home):key/\(id)", "\(home):alias/k"] {
      let found = bench.world.key(named: name, account: .learner, region: .usEast1)
      #expect(found?.address.id.description == id, "\(name)")
    }
    for name in ["alias/l", "\(home):alias/l", "\(home):key/x", "", "arn:aws:s3:::b"] {
      #expect(bench.world.key(named: name, account: .learner, region: .usEast1) == nil)
    }
  }
}
