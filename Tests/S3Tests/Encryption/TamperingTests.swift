import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Stored bytes that are not those that were written: nothing of them is released.
@Suite struct TamperingTests {
  static let kinds: [DocumentObject] = [
    ["ServerSideEncryption": "AES256"], ["ServerSideEncryption": "aws:kms"],
    ["ServerSideEncryption": "aws:kms", "BucketKeyEnabled": true],
    ["ServerSideEncryption": "aws:kms:dsse"],
  ]

  static let damaged = WireError(
    "InternalError", "We encountered an internal error. Please try again.")

  /// A bench with two objects of one kind: 2.5 MiB each.
  static func bench(_ headers: DocumentObject) throws -> Bench {
    var bench = try Bench.withBucket()
    try bench.put("k", pattern(5 << 19, seed: 1), headers)
    try bench.put("other", pattern(5 << 19, seed: 2), headers)
    return bench
  }

  /// The reads that touch what was damaged refuse; a world that is not sound is told as such.
  static func expectRefused(_ bench: Bench, _ title: String) {
    var bench = bench
    for request in [
      ["Bucket": "b-1", "Key": "k"], ["Bucket": "b-1", "Key": "k", "Range": "bytes=0-2621439"],
    ] as [Document] {
      #expect(read("GetObject", request, in: &bench) == .failure(damaged), "\(title)")
    }
    let copy = Bench.request("c", ["CopySource": "b-1/k"])
    #expect(read("CopyObject", copy, in: &bench) == .failure(damaged), "\(title)")
    #expect(bench.world.storage.s3.buckets["b-1"]?.objects["c"] == nil)
  }

  /// Calls without the check of the world, which would find the damage.
  static func read(
    _ name: String, _ request: Document, in bench: inout Bench
  ) -> Result<DocumentObject, WireError> {
    guard let operation = Catalogue.operation(name) else { return .failure(WireError("none", "")) }
    return bench.world.handle(
      operation, request, as: Call(principal: bench.principal, region: bench.region)
    ).mapError(\.wire)
  }

  @Test(arguments: kinds)
  func `segments in another order, too few, too many or foreign are refused`(
    kind: DocumentObject
  ) throws {
    let bench = try Self.bench(kind)
    let object = try bench.stored("k")
    let other = try bench.stored("other")
    let pieces = object.segments
    let changes: [(String, [[UInt8]])] = [
      ("the first two swapped", [pieces[1], pieces[0], pieces[2]]),
      ("the last one first", [pieces[2], pieces[0], pieces[1]]),
      ("the last one left out", [pieces[0], pieces[1]]),
      ("the first one left out", [pieces[1], pieces[2]]),
      ("one in the middle left out", [pieces[0], pieces[2]]),
      ("one twice", [pieces[0], pieces[0], pieces[2]]),
      ("none", []),
      ("one more", pieces + [pieces[2]]),
      ("the other object's first", [other.segments[0], pieces[1], pieces[2]]),
      ("the other object's", other.segments),
      ("the last one cut", [pieces[0], pieces[1], Array(pieces[2].dropLast())]),
      ("an empty one", [pieces[0], [], pieces[2]]),
      ("a byte more", [pieces[0], pieces[1] + [0], pieces[2]]),
    ]
    for (title, segments) in changes {
      var changed = bench
      changed.replace("k", by: object.with(segments: segments))
      Self.expectRefused(changed, title)
    }
    var same = bench
    same.replace("k", by: object.with(segments: pieces))
    #expect(try same.get("k") == pattern(5 << 19, seed: 1), "the same bytes are read")
  }

  @Test(arguments: kinds)
  func `one bit flipped anywhere is refused`(kind: DocumentObject) throws {
    let bench = try Self.bench(kind)
    let object = try bench.stored("k")
    for (segment, place, bit) in [(0, 0, 0), (0, 77_777, 3), (1, 1 << 20, 7), (2, 100, 1)] {
      var changed = bench
      var segments = object.segments
      segments[segment][place] ^= 1 << bit
      changed.replace("k", by: object.with(segments: segments))
      Self.expectRefused(changed, "bit \(bit) of byte \(place) of segment \(segment)")
    }
    for segment in object.segments.indices {
      var changed = bench
      var segments = object.segments
      segments[segment][segments[segment].count - 1] ^= 0x80
      changed.replace("k", by: object.with(segments: segments))
      Self.expectRefused(changed, "the last bit of the tag of segment \(segment)")
    }
  }

  @Test(arguments: kinds)
  func `another object's wrapped keys, or whole object, are refused`(kind: DocumentObject) throws {
    let bench = try Self.bench(kind)
    let object = try bench.stored("k")
    let other = try bench.stored("other")
    var keys = bench
    keys.replace("k", by: object.with(envelope: other.envelope))
    Self.expectRefused(keys, "its keys")
    var whole = bench
    whole.replace("k", by: other)
    Self.expectRefused(whole, "all of it")
    guard object.envelope.layers.count == 2 else { return }
    for index in 0..<2 {
      var layers = object.envelope.layers
      layers[index] = other.envelope.layers[index]
      var one = bench
      one.replace("k", by: object.with(envelope: object.envelope.with(layers: layers)))
      Self.expectRefused(one, "one of its keys")
    }
  }

  @Test(arguments: kinds)
  func `a checksum that was changed is refused where it is told`(kind: DocumentObject) throws {
    var bench = try Self.bench(kind)
    let object = try bench.stored("k")
    var sealed = object.sealedChecksum
    sealed[0] ^= 1
    bench.replace("k", by: object.with(sealedChecksum: sealed))
    let request = Bench.request("k", ["ChecksumMode": "ENABLED"])
    #expect(Self.read("GetObject", request, in: &bench) == .failure(Self.damaged))
    #expect(
      Self.read("HeadObject", request, in: &bench)
        == .failure(WireError("500", "Internal Server Error")))
    #expect(try bench.get("k") == pattern(5 << 19, seed: 1))
  }

  @Test func `another size than the stored one is refused`() throws {
    let bench = try Self.bench(Self.kinds[0])
    let object = try bench.stored("k")
    for size in [1, object.size - 1, object.size + 1, object.size + 1 << 20] {
      var changed = bench
      changed.replace("k", by: object.with(size: size))
      let answer = Self.read("GetObject", Bench.request("k"), in: &changed)
      #expect(answer == .failure(Self.damaged), "\(size)")
    }
  }

  @Test(arguments: kinds)
  func `a range opens the segments that it touches and no other`(kind: DocumentObject) throws {
    var bench = try Self.bench(kind)
    let body = pattern(5 << 19, seed: 1)
    let object = try bench.stored("k")
    for (place, segment) in [(0, 0), ((1 << 20) - 1, 0), (1 << 20, 1), (5 << 19 - 1, 2)] {
      // All other segments are damaged, so that opening one would be seen.
      var segments = object.segments
      for index in segments.indices where index != segment { segments[index][5] ^= 1 }
      var changed = bench
      changed.replace("k", by: object.with(segments: segments))
      let place = min(place, body.count - 1)
      let range = Bench.request("k", ["Range": .string("bytes=\(place)-\(place)")])
      let response = try Self.read("GetObject", range, in: &changed).get()
      #expect(response["Body"] == .bytes([body[place]]))
      let wider = Bench.request(
        "k", ["Range": .string("bytes=\(max(0, place - 1 << 20))-\(place)")])
      if place >= 1 << 20 {
        #expect(Self.read("GetObject", wider, in: &changed) == .failure(Self.damaged))
      }
    }
    #expect(try bench.get("k") == body)
  }
}

extension StoredObject {
  /// The same object with something else in it.
  func with(
    size: Int? = nil, envelope: Envelope? = nil, segments: [[UInt8]]? = nil,
    sealedChecksum: [UInt8]? = nil
  ) -> StoredObject {
    StoredObject(
      version: version, size: size ?? self.size, eTag: tag, lastModified: lastModified,
      headers: headers,
      tags: tags, envelope: envelope ?? self.envelope, segments: segments ?? self.segments,
      checksumAlgorithm: checksumAlgorithm, sealedChecksum: sealedChecksum ?? self.sealedChecksum)
  }
}

extension Envelope {
  /// The same with other wrapped keys.
  func with(layers: [WrappedKey]) -> Envelope {
    Envelope(kind: kind, key: key, context: context, layers: layers)
  }
}
