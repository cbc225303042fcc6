import Access
import Ciphers
import Cloud
import KMS
import Kernel
import TestBench
import Testing

@testable import S3

/// What no world may hold: contents in the clear, data keys, and material that is gone.
@Suite struct SecretsTests {
  static let plaintext = Array("the plaintext of a secret document".utf8)

  /// A world in which objects of each kind were written, read, copied and tagged.
  static func bench() throws -> (Bench, Document) {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    for (index, kind) in TamperingTests.kinds.enumerated() {
      var headers = kind
      if kind["ServerSideEncryption"] != "AES256" { headers["SSEKMSKeyId"] = key }
      try bench.put("\(index)", plaintext, headers)
      _ = try bench.get("\(index)")
      headers["CopySource"] = .string("b-1/\(index)")
      try bench.must("CopyObject", Bench.request("copy\(index)", headers))
      _ = try bench.get("copy\(index)", ["Range": "bytes=0-3"])
      try bench.must(
        "HeadObject", Bench.request("\(index)", ["ChecksumMode": "ENABLED"]))
    }
    return (bench, key)
  }

  /// Every data key of the objects, opened as S3 opens them.
  static func dataKeys(_ bench: Bench) throws -> [[UInt8]] {
    var bench = bench
    var keys: [[UInt8]] = []
    let bucket = try #require(bench.world.storage.s3.buckets["b-1"])
    for (name, object) in bucket.objects {
      let place = ObjectPlace(
        bucket: bucket, key: name,
        call: Call(principal: .alice, region: .usEast1))
      keys += try bench.world.storage.openDataKeys(
        object.envelope, with: nil, of: place, &bench.world.environment
      ).map { $0.copyBytes() }
    }
    return keys
  }

  @Test func `no plaintext and no data key stands anywhere in the world`() throws {
    let (bench, _) = try Self.bench()
    let keys = try Self.dataKeys(bench)
    #expect(keys.count == 10, "one of each kind and two of DSSE, twice")
    #expect(Set(keys).count == 10, "each object has keys of its own")
    #expect(Search(keys).count(in: bench.world) == 0)
    let pieces = stride(from: 0, to: 24, by: 8).map { Array(Self.plaintext[$0..<$0 + 8]) }
    #expect(Search(pieces).count(in: bench.world) == 0)
    let wrapped = try bench.stored("0").segments
    #expect(Search(wrapped).count(in: bench.world) == 1, "the search looks into objects")
  }

  @Test func `a checksum is stored encrypted`() throws {
    let (bench, _) = try Self.bench()
    let checksum = CRC64NVME.checksum(of: Self.plaintext)
    #expect(Search([checksum]).count(in: bench.world) == 0)
    #expect(try bench.stored("0").sealedChecksum.count == 8 + 16)
  }

  @Test func `the trail tells of contents no more than their place`() throws {
    let (bench, _) = try Self.bench()
    for (_, record) in bench.world.environment.trail.suffix(1000) {
      #expect(record.parameters["Body"] == nil)
      #expect(record.parameters["Plaintext"] == nil)
    }
  }

  @Test func `a customer's key never reaches the trail`() throws {
    var bench = try Bench.withBucket()
    let secret = String(repeating: "0123456789abcdef", count: 2)
    for (operation, member) in [
      ("PutObject", "SSECustomerKey"), ("CopyObject", "SSECustomerKey"),
      ("CopyObject", "CopySourceSSECustomerKey"), ("GetObject", "SSECustomerKey"),
      ("HeadObject", "SSECustomerKey"),
    ] {
      let more = DocumentObject([(member, .string(secret)), ("CopySource", "b-1/k")])
      #expect(bench.objectRefusal(operation, "k", more) != nil)
    }
    #expect(Search([Array(secret.utf8)]).count(in: bench.world) == 0)
  }

  @Test func `after a key's deletion nothing in the world opens its objects`() throws {
    var (bench, key) = try Self.bench()
    let objects = try (0..<4).map { try bench.stored("\($0)") }
    let keys = try Self.dataKeys(bench)
    let material = bench.world.storage.kms.keys.values.flatMap {
      $0.materials.versions.map { $0.material.secret?.copyBytes() ?? [] }
    }
    #expect(Search(material).count(in: bench.world) == material.count, "the search finds them")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.advance(days: 30)
    #expect(Search(material).count(in: bench.world) == 0)
    #expect(Search(keys).count(in: bench.world) == 0)
    // All that S3 keeps, its own keys included, opens no layer that KMS has wrapped.
    for (index, object) in objects.enumerated().dropFirst() {
      for caller in [Principal.alice, .root, .stranger] {
        let refusal = bench.with(caller) { $0.objectRefusal("GetObject", "\(index)") }
        #expect(refusal?.code == "AccessDenied")
      }
      let owned = try #require(bench.world.storage.s3.ownedKeys[.usEast1])
      for candidate in [owned.bytes]
        + bench.world.storage.kms.keys.values.flatMap({
          $0.materials.versions.compactMap(\.material.secret?.symmetricKey)
        })
      {
        #expect(throws: S3Failure.damaged) {
          try Segments.open(
            object.segments[...], at: 0,
            Array(repeating: candidate, count: object.envelope.layers.count))
        }
      }
    }
    #expect(try bench.get("0") == Self.plaintext, "SSE-S3 has nothing to do with the key")
  }

  @Test func `a deleted object leaves no bytes`() throws {
    var (bench, _) = try Self.bench()
    let segments = try bench.stored("1").segments
    #expect(Search(segments).count(in: bench.world) == 1)
    try bench.must("DeleteObject", Bench.request("1"))
    #expect(Search(segments).count(in: bench.world) == 0)
  }
}
