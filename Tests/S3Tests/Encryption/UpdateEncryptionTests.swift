import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// UpdateObjectEncryption: another key for a stored object, and all else as it was.
@Suite struct UpdateEncryptionTests {
  private static func change(_ arn: String, _ more: DocumentObject = [:]) -> DocumentObject {
    var kms: DocumentObject = ["KMSKeyArn": .string(arn)]
    for entry in more.entries { kms[entry.name] = entry.value }
    return ["ObjectEncryption": ["SSEKMS": .object(kms)]]
  }

  @Test(arguments: [false, true], [nil, "aws:kms"])
  func `content, ETag, time, version and tags stay, the key is another`(
    usesBucketKey: Bool, source: String?
  ) throws {
    var bench = try VersioningTests.bench()
    let key = try bench.makeKey()
    var headers: DocumentObject = ["Tagging": "a=1", "Metadata": ["m": "n"]]
    headers["ServerSideEncryption"] = source.map { .string($0) }
    try bench.put("k", [1, 2, 3], in: "b-1", headers)
    try bench.put("other", [4])
    try bench.advance(days: 3)
    let before = try bench.must("HeadObject", Bench.request("k"))
    let bytes = bench.world.storage.s3.storedByteCount
    let calls = try bench.kmsCalls { bench in
      try bench.must(
        "UpdateObjectEncryption",
        Bench.request(
          "k", Self.change(bench.arn(key), ["BucketKeyEnabled": .bool(usesBucketKey)])))
    }
    #expect(calls.map(\.name) == (source == nil ? [] : ["Decrypt"]) + ["GenerateDataKey"])
    var after = try bench.must("HeadObject", Bench.request("k"))
    #expect(after["ServerSideEncryption"] == "aws:kms")
    #expect(after["SSEKMSKeyId"] == .string(bench.arn(key)))
    #expect(after["BucketKeyEnabled"] == (usesBucketKey ? true : nil))
    var expected = before
    for name in ["ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled"] {
      expected[name] = nil
      after[name] = nil
    }
    #expect(after == expected)
    #expect(try bench.get("k") == [1, 2, 3])
    #expect(bench.world.storage.s3.storedByteCount == bytes)
    try bench.must("DisableKey", ["KeyId": key])
    #expect(bench.objectRefusal("GetObject", "k")?.code == "KMS.DisabledException")
    #expect(try bench.get("other") == [4])
  }

  @Test func `a version is changed by its id alone`() throws {
    var bench = try VersioningTests.bench()
    let key = try bench.makeKey()
    let old = try #require(try bench.put("k", [1])["VersionId"])
    try bench.put("k", [2])
    var request = Self.change(bench.arn(key))
    request["VersionId"] = old
    try bench.must("UpdateObjectEncryption", Bench.request("k", request))
    #expect(try bench.must("HeadObject", Bench.request("k"))["ServerSideEncryption"] == "AES256")
    let told = try bench.must("HeadObject", Bench.request("k", ["VersionId": old]))
    #expect(told["ServerSideEncryption"] == "aws:kms")
    #expect(try bench.ids("k").count == 2)
  }

  @Test func `what is no key ARN of the bucket's account is refused, and nothing changes`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.put("k", [1])
    let rows: [(DocumentObject, String, String)] = [
      (["ObjectEncryption": [:]], "InvalidRequest", "Valid values are SSEKMS."),
      (Self.change("arn:aws:kms:us-east-1:111122223333:alias/k"), "InvalidRequest", "(ARN)."),
      (Self.change(key.text ?? ""), "InvalidRequest", "(ARN)."),
      (
        Self.change("arn:aws:kms:us-east-1:444455556666:key/\(key.text ?? "")"), "AccessDenied",
        "owned by the same account as the bucket."
      ),
      (
        Self.change("arn:aws:kms:us-east-1:111122223333:key/0c6f4b0a-0000-4000-8000-000000000000"),
        "AccessDenied", ""
      ),
    ]
    for (request, code, ending) in rows {
      let error = bench.objectRefusal("UpdateObjectEncryption", "k", request)
      #expect(error?.message?.hasSuffix(ending) == true, "\(request): \(String(describing: error))")
      #expect(error?.code == code || error?.code == "KMS.NotFoundException", "\(request)")
    }
    try bench.put("d", ["ServerSideEncryption": "aws:kms:dsse"])
    #expect(
      bench.objectRefusal("UpdateObjectEncryption", "d", Self.change(bench.arn(key)))?.message
        == "The UpdateObjectEncryption operation doesn't support source objects with the encryption"
        + " type DSSE-KMS or SSE-C.")
    #expect(
      bench.objectRefusal("UpdateObjectEncryption", "none", Self.change(bench.arn(key)))?.code
        == "NoSuchKey")
    #expect(try bench.must("HeadObject", Bench.request("k"))["ServerSideEncryption"] == "AES256")
  }

  @Test func `it needs both permissions of S3 and the keys' consent`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.put("k", [1])
    let request = Self.change(bench.arn(key))
    for actions in [["s3:PutObject"], ["s3:UpdateObjectEncryption"]] {
      bench.letBobUseS3(actions[0])
      let error = bench.with(.bob) { $0.objectRefusal("UpdateObjectEncryption", "k", request) }
      #expect(error?.message?.contains("to perform: s3:") == true)
    }
    bench.letBobUseS3()
    let error = bench.with(.bob) { $0.objectRefusal("UpdateObjectEncryption", "k", request) }
    #expect(error?.message?.contains("kms:GenerateDataKey") == true)
  }
}

/// GetObjectAttributes, and the tags of buckets.
@Suite struct AttributeTests {
  @Test func `only what is asked for is told, and the checksum alone needs the key`() throws {
    var bench = try VersioningTests.bench()
    let key = try bench.makeKey()
    let id = try #require(
      try bench.put(
        "k", [1, 2, 3], in: "b-1", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key])[
          "VersionId"])
    let head = try bench.must("HeadObject", Bench.request("k", ["ChecksumMode": "ENABLED"]))
    let attributes = { (names: Document) in Bench.request("k", ["ObjectAttributes": names]) }
    let all = try bench.must(
      "GetObjectAttributes",
      attributes(["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]))
    #expect(
      all.names == ["LastModified", "VersionId", "ETag", "Checksum", "StorageClass", "ObjectSize"])
    #expect(all["ETag"]?.text.map { "\"\($0)\"" } == head["ETag"]?.text)
    #expect(all["Checksum"]?["ChecksumCRC64NVME"] == head["ChecksumCRC64NVME"])
    #expect(all["StorageClass"] == "STANDARD" && all["ObjectSize"] == 3 && all["VersionId"] == id)
    try bench.must("DisableKey", ["KeyId": key])
    let size = try bench.must("GetObjectAttributes", attributes(["ObjectSize"]))
    #expect(size.names == ["LastModified", "VersionId", "ObjectSize"])
    #expect(
      bench.refusal("GetObjectAttributes", attributes(["Checksum"]))?.code
        == "KMS.DisabledException")
    for names in [["etag"], []] as [Document] {
      #expect(bench.refusal("GetObjectAttributes", attributes(names))?.code == "InvalidArgument")
    }
    try bench.must("DeleteObject", Bench.request("k"))
    #expect(bench.refusal("GetObjectAttributes", attributes(["ETag"]))?.code == "NoSuchKey")
  }

  @Test func `tags of a bucket are replaced, told and removed`() throws {
    var bench = try Bench.withBucket()
    let bucket: Document = ["Bucket": "b-1"]
    let none = WireError("NoSuchTagSet", "The TagSet does not exist")
    #expect(bench.refusal("GetBucketTagging", bucket) == none)
    func put(_ tags: [(String, String)]) -> WireError? {
      let set = tags.map { Document.object(["Key": .string($0.0), "Value": .string($0.1)]) }
      return bench.refusal(
        "PutBucketTagging", ["Bucket": "b-1", "Tagging": ["TagSet": .list(set)]])
    }
    #expect(put((0..<50).map { ("k\($0)", "v") }) == nil)
    #expect(put([("team", "photos")]) == nil)
    #expect(
      try bench.must("GetBucketTagging", bucket)
        == ["TagSet": [["Key": "team", "Value": "photos"]]])
    #expect(put((0..<51).map { ("k\($0)", "v") })?.code == "BadRequest")
    #expect(
      put([("a", "1"), ("a", "2")])?.message == "Cannot provide multiple Tags with the same key")
    #expect(put([("aws:x", "1")])?.message == "System tags cannot be added/updated by requester")
    #expect(try bench.must("GetBucketTagging", bucket)["TagSet"]?.elements?.count == 1)
    try bench.must("DeleteBucketTagging", bucket)
    #expect(bench.refusal("GetBucketTagging", bucket) == none)
  }
}
