import Kernel
import TestBench
import Testing

@testable import S3

/// Copies of objects.
@Suite struct CopyTests {
  static let kms: DocumentObject = ["ServerSideEncryption": "aws:kms"]

  private static func source(_ more: DocumentObject = [:]) -> DocumentObject {
    var request = more
    request["CopySource"] = "b-1/k"
    return request
  }

  @Test func `a copy takes nothing of its source's encryption`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    var headers = Self.kms
    headers["SSEKMSKeyId"] = key
    headers["BucketKeyEnabled"] = true
    try bench.put("k", [5], headers)
    let plain = try bench.must("CopyObject", Bench.request("a", Self.source()))
    #expect(plain["ServerSideEncryption"] == "AES256")
    #expect(plain["SSEKMSKeyId"] == nil && plain["BucketKeyEnabled"] == nil)
    let managed = try bench.must("CopyObject", Bench.request("b", Self.source(Self.kms)))
    #expect(managed["SSEKMSKeyId"] != .string(bench.arn(key)))
    #expect(managed["BucketKeyEnabled"] == nil)
    try bench.setDefault("aws:kms:dsse", key: key)
    let byDefault = try bench.must("CopyObject", Bench.request("c", Self.source()))
    #expect(byDefault["ServerSideEncryption"] == "aws:kms:dsse")
    for name in ["a", "b", "c"] { #expect(try bench.get(name) == [5]) }
  }

  @Test func `each copy is sealed anew, and the source stays`() throws {
    var bench = try Bench.withBucket()
    let body = pattern(1 << 20 | 5)
    try bench.put("k", body)
    let before = try bench.stored("k")
    try bench.must("CopyObject", Bench.request("c", Self.source()))
    #expect(try bench.stored("k") === before)
    let copy = try bench.stored("c")
    #expect(zip(copy.segments, before.segments).allSatisfy { $0 != $1 })
    try bench.must("DeleteObject", Bench.request("k"))
    #expect(try bench.get("c") == body)
  }

  static let illegal = WireError(
    "InvalidRequest",
    "This copy request is illegal because it is trying to copy an object to itself without changing"
      + " the object's metadata, storage class, website redirect location or encryption attributes."
  )

  @Test(
    arguments: [
      ["ServerSideEncryption": "AES256"], ["ServerSideEncryption": "aws:kms"],
      ["MetadataDirective": "REPLACE"], ["StorageClass": "STANDARD"],
      ["WebsiteRedirectLocation": "/x"],
    ] as [DocumentObject])
  func `a copy onto itself must change something`(change: DocumentObject) throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [9])
    #expect(bench.objectRefusal("CopyObject", "k", Self.source()) == Self.illegal)
    #expect(
      bench.objectRefusal("CopyObject", "k", Self.source(["TaggingDirective": "COPY"]))
        == Self.illegal)
    #expect(bench.objectRefusal("CopyObject", "k", Self.source(change)) == nil)
    #expect(try bench.get("k") == [9])
  }

  @Test func `a bucket with a default that was set makes a copy onto itself legal`() throws {
    var bench = try Bench.withBucket()
    let before = try bench.put("k", [9])
    let key = try bench.makeKey()
    try bench.setDefault("aws:kms", key: key)
    let copy = try bench.must("CopyObject", Bench.request("k", Self.source()))
    #expect(copy["SSEKMSKeyId"] == .string(bench.arn(key)))
    #expect(copy["CopyObjectResult"]?["ETag"] != before["ETag"])
    #expect(try bench.get("k") == [9])
  }

  @Test(arguments: [
    ("b-1/a b", nil),  // a blank needs no escape
    ("b-1/a%20b", nil), ("/b-1/a%20b", nil), ("b-1/a%20b?versionId=null", nil),
    ("b-1", "Invalid copy source object key"), ("b-1/", "Invalid copy source object key"),
    ("b-1/a%2", "Invalid copy source object key"), ("b-1/a%ff", "Invalid copy source object key"),
    ("", "Invalid copy source bucket name"), ("/", "Invalid copy source bucket name"),
    ("/k/", "Invalid copy source object key"), ("//k", "Invalid copy source bucket name"),
  ])
  func `a source is bucket and key, percent-encoded`(source: String, message: String?) throws {
    var bench = try Bench.withBucket()
    try bench.put("a b", [4])
    let refusal = bench.objectRefusal("CopyObject", "c", ["CopySource": .string(source)])
    #expect(refusal == message.map { WireError("InvalidArgument", $0) })
    if message == nil { #expect(try bench.get("c") == [4]) }
  }

  @Test func `metadata and tags come along or are replaced, a website's place never comes`() throws
  {
    var bench = try Bench.withBucket()
    try bench.put(
      "k", [1],
      [
        "Metadata": ["Owner": "me"], "ContentType": "text/plain", "CacheControl": "no-store",
        "WebsiteRedirectLocation": "/old", "Tagging": "a=1",
      ])
    try bench.must("CopyObject", Bench.request("c", Self.source()))
    let copied = try bench.must("HeadObject", Bench.request("c"))
    #expect(copied["Metadata"] == ["owner": "me"])
    #expect(copied["ContentType"] == "text/plain" && copied["CacheControl"] == "no-store")
    #expect(copied["WebsiteRedirectLocation"] == nil)
    #expect(copied["TagCount"] == 1)
    try bench.must(
      "CopyObject",
      Bench.request(
        "d",
        Self.source([
          "MetadataDirective": "REPLACE", "Metadata": ["new": "yes"],
          "TaggingDirective": "REPLACE", "Tagging": "b=2&c=3", "WebsiteRedirectLocation": "/n",
        ])))
    let replaced = try bench.must("HeadObject", Bench.request("d"))
    #expect(replaced["Metadata"] == ["new": "yes"])
    #expect(replaced["ContentType"] == "binary/octet-stream")
    #expect(replaced["WebsiteRedirectLocation"] == "/n")
    #expect(
      try bench.must("GetObjectTagging", Bench.request("d"))["TagSet"]
        == [["Key": "b", "Value": "2"], ["Key": "c", "Value": "3"]])
    #expect(
      bench.objectRefusal("CopyObject", "e", Self.source(["MetadataDirective": "KEEP"]))?.code
        == "InvalidArgument")
  }

  @Test func `a copy keeps the kind of checksum, or takes the one that is asked for`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", Array("123456789".utf8), ["ChecksumAlgorithm": "SHA256"])
    let kept = try bench.must("CopyObject", Bench.request("c", Self.source()))["CopyObjectResult"]
    #expect(kept?["ChecksumSHA256"] == "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")
    let asked = try bench.must(
      "CopyObject", Bench.request("d", Self.source(["ChecksumAlgorithm": "CRC64NVME"])))
    #expect(asked["CopyObjectResult"]?["ChecksumCRC64NVME"] == "rosUhgp5mIg=")
    #expect(asked["CopyObjectResult"]?["ChecksumSHA256"] == nil)
  }

  @Test func `a copy to another bucket and back is the same content under other keys`() throws {
    var bench = try Bench.withBucket()
    try bench.must("CreateBucket", ["Bucket": "b-2"])
    let (one, two) = (try bench.makeKey(), try bench.makeKey())
    try bench.setDefault("aws:kms", key: one)
    try bench.setDefault("aws:kms", key: two, in: "b-2")
    try bench.put("k", [8, 8])
    let calls = try bench.kmsCalls {
      _ = try $0.must("CopyObject", Bench.request("k", in: "b-2", Self.source()))
    }
    #expect(
      calls == [
        KMSCall("Decrypt", "arn:aws:s3:::b-1/k"), KMSCall("GenerateDataKey", "arn:aws:s3:::b-2/k"),
      ])
    try bench.must("DisableKey", ["KeyId": one])
    #expect(bench.objectRefusal("GetObject", "k")?.code == "KMS.DisabledException")
    #expect(try bench.get("k", in: "b-2") == [8, 8])
    #expect(
      bench.objectRefusal("CopyObject", "l", in: "b-2", Self.source())?.code
        == "KMS.DisabledException", "the source's key")
  }
}
