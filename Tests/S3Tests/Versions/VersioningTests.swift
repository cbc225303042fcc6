import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What a bucket makes of writes, reads and deletions by its versioning.
@Suite struct VersioningTests {
  /// A bench whose bucket keeps versions.
  static func bench(_ status: Document = "Enabled") throws -> Bench {
    var bench = try Bench.withBucket()
    try bench.setVersioning(status)
    return bench
  }

  @Test func `versioning is set, suspended and told, and never unset`() throws {
    var bench = try Bench.withBucket()
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == [:])
    try bench.setVersioning("Suspended")
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == ["Status": "Suspended"])
    try bench.setVersioning("Enabled")
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == ["Status": "Enabled"])
  }

  @Test(
    arguments: [
      (["Status": "enabled"], "MalformedXML"), (["Status": "Disabled"], "MalformedXML"),
      ([:], "IllegalVersioningConfigurationException"),
      (["MFADelete": "Disabled"], "IllegalVersioningConfigurationException"),
      (["Status": "Enabled", "MFADelete": "Enabled"], "AccessDenied"),
      (["Status": "Enabled", "MFADelete": "on"], "MalformedXML"),
    ] as [(Document, String)])
  func `a configuration that breaks a rule changes nothing`(
    configuration: Document, code: String
  ) throws {
    var bench = try Bench.withBucket()
    let request: Document = ["Bucket": "b-1", "VersioningConfiguration": configuration]
    #expect(bench.refusal("PutBucketVersioning", request)?.code == code)
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == [:])
  }

  @Test func `every write adds a version, and each is read by its id`() throws {
    var bench = try Self.bench()
    let first = try #require(try bench.put("k", [1])["VersionId"])
    let second = try #require(try bench.put("k", [2])["VersionId"])
    #expect(first != second)
    let current = try bench.must("GetObject", Bench.request("k"))
    #expect(current["Body"] == .bytes([2]) && current["VersionId"] == second)
    let old = try bench.must("GetObject", Bench.request("k", ["VersionId": first]))
    #expect(old["Body"] == .bytes([1]) && old["VersionId"] == first)
    let head = try bench.must("HeadObject", Bench.request("k", ["VersionId": first]))
    #expect(head["ContentLength"] == 1 && head["VersionId"] == first)
  }

  @Test func `ids are 32 letters, digits, dots and underscores, in no order`() throws {
    var bench = try Self.bench()
    let ids = try (0..<20).map { _ in try bench.put("k", [1])["VersionId"]?.text ?? "" }
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"
    #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy { letters.contains($0) } })
    #expect(Set(ids).count == 20 && ids != ids.sorted() && ids != ids.sorted(by: >))
  }

  @Test func `what was written before has the version null`() throws {
    var bench = try Bench.withBucket()
    #expect(try bench.put("k", [0])["VersionId"] == nil)
    #expect(try bench.must("GetObject", Bench.request("k"))["VersionId"] == nil)
    let null = Bench.request("k", ["VersionId": "null"])
    #expect(try bench.must("GetObject", null)["VersionId"] == nil)
    try bench.setVersioning("Enabled")
    #expect(try bench.must("GetObject", Bench.request("k"))["VersionId"] == "null")
    try bench.put("k", [1])
    #expect(try bench.must("GetObject", null)["Body"] == .bytes([0]))
  }

  @Test func `suspended, writes take the place of the version null alone`() throws {
    var bench = try Self.bench()
    let kept = try #require(try bench.put("k", [1])["VersionId"])
    try bench.setVersioning("Suspended")
    // As recorded on AWS: the writer is told no id, the reader null.
    #expect(try bench.put("k", [2])["VersionId"] == nil)
    #expect(try bench.put("k", [3])["VersionId"] == nil)
    #expect(try bench.must("GetObject", Bench.request("k"))["VersionId"] == "null")
    #expect(try bench.get("k") == [3])
    #expect(
      try bench.must("GetObject", Bench.request("k", ["VersionId": kept]))["Body"] == .bytes([1]))
    #expect(try bench.ids("k") == ["null", kept.text ?? ""])
  }

  @Test func `a deletion adds a marker, and taking it away brings the object back`() throws {
    var bench = try Self.bench()
    let id = try #require(try bench.put("k", [1])["VersionId"])
    let deleted = try bench.must("DeleteObject", Bench.request("k"))
    let marker = try #require(deleted["VersionId"])
    #expect(deleted["DeleteMarker"] == true)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
    #expect(bench.objectRefusal("HeadObject", "k")?.code == "404")
    #expect(try bench.must("ListObjectsV2", ["Bucket": "b-1"])["Contents"] == nil)
    let named: DocumentObject = ["VersionId": marker]
    #expect(bench.objectRefusal("GetObject", "k", named)?.code == "MethodNotAllowed")
    #expect(bench.objectRefusal("HeadObject", "k", named)?.code == "405")
    #expect(bench.objectRefusal("GetObjectTagging", "k")?.code == "MethodNotAllowed")
    #expect(
      try bench.must("GetObject", Bench.request("k", ["VersionId": id]))["Body"] == .bytes([1]))
    // Another one on top, as AWS does.
    try bench.must("DeleteObject", Bench.request("k"))
    #expect(try bench.ids("k").count == 3)
    let top = try bench.ids("k")[0]
    for id in [top, marker.text ?? ""] {
      let removed = try bench.must("DeleteObject", Bench.request("k", ["VersionId": .string(id)]))
      #expect(removed == ["DeleteMarker": true, "VersionId": .string(id)])
    }
    #expect(try bench.get("k") == [1])
  }

  @Test func `a version that is deleted is gone for good, and the one below is current`() throws {
    var bench = try Self.bench()
    let ids = try (1...3).map { try #require(try bench.put("k", [UInt8($0)])["VersionId"]) }
    let before = bench.world.storage.s3.storedByteCount
    let removed = try bench.must("DeleteObject", Bench.request("k", ["VersionId": ids[2]]))
    #expect(removed == ["VersionId": ids[2]])
    #expect(bench.world.storage.s3.storedByteCount < before)
    #expect(try bench.get("k") == [2])
    #expect(
      bench.objectRefusal("GetObject", "k", ["VersionId": ids[2]])
        == WireError("NoSuchVersion", "The specified version does not exist."))
    // What is gone is deleted already; the others stay as they are.
    try bench.must("DeleteObject", Bench.request("k", ["VersionId": ids[2]]))
    try bench.must("DeleteObject", Bench.request("k", ["VersionId": ids[0]]))
    #expect(try bench.get("k") == [2])
  }

  @Test func `suspended, a deletion takes the version null and leaves the marker null`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [0])
    try bench.setVersioning("Enabled")
    let kept = try #require(try bench.put("k", [1])["VersionId"]?.text)
    try bench.setVersioning("Suspended")
    for _ in 0..<2 {
      let deleted = try bench.must("DeleteObject", Bench.request("k"))
      #expect(deleted == ["DeleteMarker": true, "VersionId": "null"])
      #expect(try bench.ids("k") == ["null", kept])
    }
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test(arguments: [
    "abc", "", "3HL4kqtJvjVBH40Nrjfkd.XYZ_012345", String(repeating: "A", count: 32), "Null",
  ])
  func `an id that was never issued is no argument, but in a list of deletions`(
    id: String
  ) throws {
    var bench = try Self.bench()
    try bench.put("k", [1])
    let named: DocumentObject = ["VersionId": .string(id)]
    let fault = WireError("InvalidArgument", "Invalid version id specified")
    for operation in ["GetObject", "DeleteObject", "GetObjectTagging"] {
      #expect(bench.objectRefusal(operation, "k", named) == fault)
    }
    let answer = try bench.must(
      "DeleteObjects",
      ["Bucket": "b-1", "Delete": ["Objects": [["Key": "k", "VersionId": .string(id)]]]])
    #expect(answer["Errors"]?.elements?.first?["Code"] == "NoSuchVersion")
    #expect(try bench.get("k") == [1])
  }

  @Test func `an id is of one key and one world`() throws {
    var bench = try Self.bench()
    let id = try #require(try bench.put("k", [1])["VersionId"])
    try bench.put("other", [2])
    #expect(bench.objectRefusal("GetObject", "other", ["VersionId": id])?.code == "NoSuchVersion")
    var stranger = try Bench.withBucket(seed: 2)
    try stranger.setVersioning("Enabled")
    try stranger.put("k", [1])
    #expect(stranger.objectRefusal("GetObject", "k", ["VersionId": id])?.code == "InvalidArgument")
    var plain = try Bench.withBucket()
    try plain.put("k", [1])
    #expect(plain.objectRefusal("GetObject", "k", ["VersionId": id])?.code == "InvalidArgument")
  }

  @Test func `several deletions tell what each did`() throws {
    var bench = try Self.bench()
    let id = try #require(try bench.put("k", [1])["VersionId"])
    func delete(_ entry: Document) throws -> Document? {
      try bench.must("DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": [entry]]])["Deleted"]?
        .elements?.first
    }
    let marked = try #require(try delete(["Key": "k"]))
    let marker = try #require(marked["DeleteMarkerVersionId"])
    #expect(marked == ["Key": "k", "DeleteMarker": true, "DeleteMarkerVersionId": marker])
    #expect(
      try delete(["Key": "k", "VersionId": marker])
        == [
          "Key": "k", "VersionId": marker, "DeleteMarker": true, "DeleteMarkerVersionId": marker,
        ])
    #expect(
      try delete(["Key": "k", "VersionId": id]) == ["Key": "k", "VersionId": id])
    #expect(bench.world.storage.s3.buckets["b-1"]?.isEmpty == true)
  }

  @Test func `a copy of an old version restores it, and tells both ids`() throws {
    var bench = try Self.bench()
    let old = try #require(try bench.put("k", [1])["VersionId"]?.text)
    try bench.put("k", [2])
    // Without a version a copy onto itself would change nothing; with one it does.
    let copy = try bench.must(
      "CopyObject", Bench.request("k", ["CopySource": .string("b-1/k?versionId=\(old)")]))
    #expect(copy["CopySourceVersionId"] == .string(old))
    #expect(try bench.get("k") == [1])
    #expect(try bench.ids("k").count == 3)
    let marker = try #require(try bench.must("DeleteObject", Bench.request("k"))["VersionId"]?.text)
    let source = { (id: String) -> DocumentObject in
      ["CopySource": .string("b-1/k?versionId=\(id)")]
    }
    #expect(
      bench.objectRefusal("CopyObject", "c", source(marker))?.message
        == "The source of a copy request may not specifically refer to a delete marker by version"
        + " id.")
    #expect(bench.objectRefusal("CopyObject", "c", ["CopySource": "b-1/k"])?.code == "NoSuchKey")
    #expect(bench.objectRefusal("CopyObject", "c", source("abc"))?.code == "InvalidArgument")
  }

  @Test func `tags are a version's own`() throws {
    var bench = try Self.bench()
    let old = try #require(try bench.put("k", [1])["VersionId"])
    let new = try #require(try bench.put("k", [2])["VersionId"])
    let tagging: Document = ["TagSet": [["Key": "a", "Value": "1"]]]
    let answer = try bench.must(
      "PutObjectTagging", Bench.request("k", ["VersionId": old, "Tagging": tagging]))
    #expect(answer == ["VersionId": old])
    #expect(try bench.must("GetObjectTagging", Bench.request("k"))["TagSet"] == [])
    let told = try bench.must("GetObjectTagging", Bench.request("k", ["VersionId": old]))
    #expect(told == ["VersionId": old, "TagSet": [["Key": "a", "Value": "1"]]])
    #expect(
      try bench.must("DeleteObjectTagging", Bench.request("k")) == ["VersionId": new])
  }

  @Test func `a key that is too long gets no marker, in a list of deletions either`() throws {
    var bench = try Self.bench()
    let long = Document.string(String(repeating: "x", count: 1025))
    let answer = try bench.must(
      "DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": [["Key": long], ["Key": "k"]]]])
    #expect(answer["Errors"]?.elements?.map { $0["Code"] } == ["KeyTooLongError"])
    #expect(answer["Deleted"]?.elements?.count == 1)
    #expect(try bench.listedVersions(pageSize: 9).map(\.key) == ["k"])
  }

  @Test func `a deletion's condition is about the version that it names`() throws {
    var bench = try Self.bench()
    let old = try bench.put("k", [1])
    let new = try bench.put("k", [2])
    var request: DocumentObject = ["VersionId": old["VersionId"] ?? .null]
    request["IfMatch"] = new["ETag"]
    #expect(bench.objectRefusal("DeleteObject", "k", request)?.code == "PreconditionFailed")
    request["IfMatch"] = old["ETag"]
    try bench.must("DeleteObject", Bench.request("k", request))
    try bench.must("DeleteObject", Bench.request("k", ["IfMatch": "*"]))
    #expect(bench.objectRefusal("DeleteObject", "k", ["IfMatch": "*"])?.code == "NoSuchKey")
  }

  @Test func `that a version is gone is told to those who may list versions`() throws {
    var bench = try Self.bench()
    let id = try #require(try bench.put("k", [1])["VersionId"])
    try bench.must("DeleteObject", Bench.request("k", ["VersionId": id]))
    for (actions, code) in [("s3:GetObject*", "AccessDenied"), ("s3:*", "NoSuchVersion")] {
      bench.letBobUseS3(actions)
      let error = bench.with(.bob) { $0.objectRefusal("GetObject", "k", ["VersionId": id]) }
      #expect(error?.code == code)
    }
  }

  @Test func `MFADelete is told as Disabled once that was said`() throws {
    var bench = try Bench.withBucket()
    let configuration: Document = ["Status": "Enabled", "MFADelete": "Disabled"]
    try bench.must(
      "PutBucketVersioning", ["Bucket": "b-1", "VersioningConfiguration": configuration])
    #expect(
      try bench.must("GetBucketVersioning", ["Bucket": "b-1"])
        == ["Status": "Enabled", "MFADelete": "Disabled"])
  }

  @Test func `a bucket of markers alone is not empty`() throws {
    var bench = try Self.bench()
    let marker = try #require(
      try bench.must("DeleteObject", Bench.request("never"))["VersionId"])
    #expect(
      bench.refusal("DeleteBucket", ["Bucket": "b-1"])?.message
        == "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
    )
    try bench.must("DeleteObject", Bench.request("never", ["VersionId": marker]))
    try bench.must("DeleteBucket", ["Bucket": "b-1"])
  }

  @Test func `each version has its own key, and the deletion of one loses old versions alone`()
    throws
  {
    var bench = try Self.bench()
    let key = try bench.makeKey()
    let kms: DocumentObject = ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key]
    let old = try #require(try bench.put("k", [1], in: "b-1", kms)["VersionId"])
    try bench.put("k", [2])
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    try bench.advance(days: 8)
    #expect(try bench.get("k") == [2])
    #expect(bench.objectRefusal("GetObject", "k", ["VersionId": old])?.code == "AccessDenied")
    let loss = bench.world.loss(with: try #require(ARN(bench.arn(key))))
    #expect(loss.objects.map(\.uri) == ["s3://b-1/k?versionId=\(old.text ?? "")"])
  }

  @Test
  func `a version wants permissions of its own, which reading the current object does not give`()
    throws
  {
    var bench = try Self.bench()
    let id = try #require(try bench.put("k", [1])["VersionId"])
    try bench.put("k", [2])
    func code(_ action: String, _ request: DocumentObject) -> String? {
      var copy = bench
      copy.letBobUseS3(action)
      return copy.with(.bob) { $0.objectRefusal("GetObject", "k", request)?.code }
    }
    #expect(code("s3:GetObject", [:]) == nil)
    #expect(code("s3:GetObject", ["VersionId": id]) == "AccessDenied")
    #expect(code("s3:GetObjectVersion", ["VersionId": id]) == nil)
    #expect(code("s3:GetObjectVersion", [:]) == "AccessDenied")
  }
}

extension Bench {
  /// Sets the versioning of the bucket.
  mutating func setVersioning(
    _ status: Document, in bucket: Document = "b-1",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try must(
      "PutBucketVersioning",
      ["Bucket": bucket, "VersioningConfiguration": ["Status": status]],
      sourceLocation: sourceLocation)
  }

  /// The ids of all versions and markers of a key, the newest first.
  mutating func ids(_ key: String) throws -> [String] {
    try listedVersions(pageSize: 1000).filter { $0.key == key }.map(\.id)
  }

  /// All versions and markers of the bucket in order, read page by page.
  mutating func listedVersions(
    pageSize: Int, _ request: DocumentObject = [:]
  ) throws -> [(key: String, id: String, isMarker: Bool, isLatest: Bool)] {
    var request = request
    request["Bucket"] = "b-1"
    request["MaxKeys"] = .integer(pageSize)
    var found: [(key: String, id: String, isMarker: Bool, isLatest: Bool)] = []
    while true {
      let page = try must("ListObjectVersions", .object(request))
      let versions = page["Versions"]?.elements ?? []
      let markers = page["DeleteMarkers"]?.elements ?? []
      #expect(versions.count + markers.count <= pageSize)
      let entries = [(versions, false), (markers, true)].flatMap { list, isMarker in
        list.map { entry in
          (
            entry["Key"]?.text ?? "", entry["VersionId"]?.text ?? "", isMarker,
            entry["IsLatest"] == true
          )
        }
      }
      found += pageSize == 1 ? entries : merged(entries)
      guard page["IsTruncated"] == true else { return found }
      request["KeyMarker"] = page["NextKeyMarker"]
      request["VersionIdMarker"] = page["NextVersionIdMarker"]
    }
  }

  /// The entries of a page as one sequence: SDKs show versions and markers apart.
  private func merged(
    _ entries: [(String, String, Bool, Bool)]
  ) -> [(key: String, id: String, isMarker: Bool, isLatest: Bool)] {
    let bucket = world.storage.s3.buckets["b-1"]
    let order = entries.map { entry -> VersionPlace in
      let (key, id) = (ObjectKey(entry.0), ObjectVersionID(entry.1))
      let version = bucket.flatMap { try? world.storage.s3.version(id, of: key, in: $0) }
      return VersionPlace(key, version?.number.ordinal ?? 0)
    }
    return zip(order, entries).sorted { $0.0 < $1.0 }
      .map { ($0.1.0, $0.1.1, $0.1.2, $0.1.3) }
  }
}
