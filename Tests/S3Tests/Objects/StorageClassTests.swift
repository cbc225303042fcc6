import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Storage classes, which are names here.
@Suite struct StorageClassTests {
  @Test(arguments: StorageClass.allCases)
  func `a class is kept and told, STANDARD by lists alone`(storageClass: StorageClass) throws {
    let name = Document.string(storageClass.rawValue)
    var bench = try Bench.withBucket()
    try bench.put("k", ["StorageClass": name])
    let head = try bench.must("HeadObject", Bench.request("k"))
    #expect(head["StorageClass"] == (storageClass == .standard ? nil : name))
    for (operation, list) in [
      ("ListObjects", "Contents"), ("ListObjectsV2", "Contents"),
      ("ListObjectVersions", "Versions"),
    ] {
      let told = try bench.must(operation, ["Bucket": "b-1"])[list]?.elements?.first
      #expect(told?["StorageClass"] == name, "\(operation)")
    }
    let attributes = try bench.must(
      "GetObjectAttributes", Bench.request("k", ["ObjectAttributes": ["StorageClass"]]))
    #expect(attributes["StorageClass"] == name)
    #expect(bench.world.check() == [])
  }

  @Test(arguments: [("GLACIER", true), ("DEEP_ARCHIVE", true), ("GLACIER_IR", false)])
  func `an archived object is neither read nor copied, but told, tagged and deleted`(
    name: String, isArchive: Bool
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("k", ["StorageClass": .string(name)])
    let source: DocumentObject = ["CopySource": "b-1/k"]
    for refusal in [
      bench.objectRefusal("GetObject", "k"), bench.objectRefusal("CopyObject", "c", source),
    ] {
      #expect(refusal?.code == (isArchive ? "InvalidObjectState" : nil))
    }
    #expect(bench.objectRefusal("HeadObject", "k") == nil)
    #expect(
      bench.objectRefusal("PutObjectTagging", "k", ["Tagging": ["TagSet": []]]) == nil)
    #expect(bench.objectRefusal("DeleteObject", "k") == nil)
  }

  @Test func `a copy is STANDARD unless it asks for another, and keeps what else was said`() throws
  {
    var bench = try Bench.withBucket()
    try bench.put("k", ["StorageClass": "STANDARD_IA", "ContentType": "text/plain"])
    for (wanted, told) in [(nil, nil), ("ONEZONE_IA", "ONEZONE_IA")] as [(Document?, Document?)] {
      var request: DocumentObject = ["CopySource": "b-1/k"]
      request["StorageClass"] = wanted
      _ = try bench.must("CopyObject", Bench.request("c", request))
      let head = try bench.must("HeadObject", Bench.request("c"))
      #expect(head["StorageClass"] == told && head["ContentType"] == "text/plain")
    }
  }

  @Test func `an upload is begun in a class, which its parts and its object have`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k", ["StorageClass": "STANDARD_IA"])
    let part = try bench.part(upload, 1, [1, 2, 3])
    let open = try bench.must("ListMultipartUploads", ["Bucket": "b-1"])["Uploads"]?.elements?.first
    #expect(open?["StorageClass"] == "STANDARD_IA")
    _ = try bench.complete(upload, [part])
    #expect(try bench.must("HeadObject", Bench.request("k"))["StorageClass"] == "STANDARD_IA")
    // Another encryption is no other class.
    let key = bench.arn(try bench.makeKey())
    let wanted: Document = ["SSEKMS": ["KMSKeyArn": .string(key)]]
    _ = try bench.must(
      "UpdateObjectEncryption", Bench.request("k", ["ObjectEncryption": wanted]))
    #expect(try bench.must("HeadObject", Bench.request("k"))["StorageClass"] == "STANDARD_IA")
  }

  @Test func `another class is another state of the world, and STANDARD in words is none`() throws {
    func digest(_ more: DocumentObject) throws -> String {
      var bench = try Bench.withBucket()
      try bench.put("k", more)
      return bench.world.digest(includingTrail: false)
    }
    let plain = try digest([:])
    #expect(try digest(["StorageClass": "STANDARD_IA"]) != plain)
  }
}
